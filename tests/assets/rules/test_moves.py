"""A unit moves from state to state as the table here says, and in no other way."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dmedesk.assets.rules import AssetState
from dmedesk.assets.rules.moves import WORDS, Move, is_with_member, moves_from, state_after
from dmedesk.kit.findings import Finding

S, M = AssetState, Move
STEPS = [move for move in Move if move is not Move.TAKEN_BACK]

ALLOWED = {
    S.READY: {
        M.RENTED_OUT: S.ON_RENT,
        M.LENT: S.LOANED,
        M.SOLD: S.SOLD,
        M.SENT_TO_REPAIR: S.REPAIR,
        M.QUARANTINED: S.QUARANTINED,
        M.RECALLED: S.RECALLED,
        M.LOST: S.LOST,
        M.RETIRED: S.RETIRED,
        M.TRANSFERRED: S.READY,
    },
    S.ON_RENT: {M.RETURNED: S.CLEANING, M.SOLD: S.SOLD, M.LOST: S.LOST},
    S.LOANED: {M.RETURNED: S.CLEANING, M.LOST: S.LOST},
    S.SOLD: {},
    S.CLEANING: {
        M.PASSED_CHECK: S.READY,
        M.FAILED_CHECK: S.REPAIR,
        M.SENT_TO_REPAIR: S.REPAIR,
        M.QUARANTINED: S.QUARANTINED,
        M.RECALLED: S.RECALLED,
        M.LOST: S.LOST,
        M.RETIRED: S.RETIRED,
        M.TRANSFERRED: S.CLEANING,
    },
    S.REPAIR: {
        M.REPAIRED: S.CLEANING,
        M.QUARANTINED: S.QUARANTINED,
        M.RECALLED: S.RECALLED,
        M.LOST: S.LOST,
        M.RETIRED: S.RETIRED,
        M.TRANSFERRED: S.REPAIR,
    },
    S.QUARANTINED: {
        M.SENT_TO_REPAIR: S.REPAIR,
        M.RELEASED: S.CLEANING,
        M.RECALLED: S.RECALLED,
        M.LOST: S.LOST,
        M.RETIRED: S.RETIRED,
        M.TRANSFERRED: S.QUARANTINED,
    },
    S.RECALLED: {
        M.REMEDIED: S.CLEANING,
        M.LOST: S.LOST,
        M.RETIRED: S.RETIRED,
        M.TRANSFERRED: S.RECALLED,
    },
    S.LOST: {M.FOUND: S.CLEANING, M.RETIRED: S.RETIRED},
    S.RETIRED: {},
}


@pytest.mark.parametrize("state", AssetState)
@pytest.mark.parametrize("move", STEPS)
def test_a_move_is_allowed_or_refused_with_its_reason(state: AssetState, move: Move) -> None:
    found = state_after(move, state, serial="SN1")
    wanted = ALLOWED[state].get(move)
    if wanted is not None:
        assert found is wanted
        return
    assert isinstance(found, Finding)
    assert WORDS[state] in found.message
    assert found.subject == "SN1"
    assert found.remedy


@pytest.mark.parametrize("state", AssetState)
def test_what_is_offered_is_what_is_allowed(state: AssetState) -> None:
    assert set(moves_from(state)) == set(ALLOWED[state])


@given(st.lists(st.sampled_from(STEPS), max_size=40))
def test_whatever_is_tried_nothing_goes_out_but_from_ready(moves: list[Move]) -> None:
    state = AssetState.CLEANING
    for move in moves:
        after = state_after(move, state)
        if isinstance(after, Finding):
            continue
        if is_with_member(after) and not is_with_member(state):
            assert state is AssetState.READY
        state = after


@given(st.lists(st.sampled_from(STEPS), max_size=40))
def test_what_came_back_is_checked_before_it_is_ready_again(moves: list[Move]) -> None:
    state, was_passed = AssetState.ON_RENT, False
    for move in moves:
        after = state_after(move, state)
        if isinstance(after, Finding):
            continue
        was_passed = (was_passed or move is Move.PASSED_CHECK) and not is_with_member(after)
        assert after is not AssetState.READY or was_passed
        state = after
