"""What a person may move by hand, and what such a move must say."""

from datetime import date, timedelta

import pytest

from dmedesk.assets.rules import AssetState
from dmedesk.assets.rules.handling import (
    BY_HAND,
    NEEDS_REASON,
    by_hand_findings,
    coming,
    offered,
    told_findings,
)
from dmedesk.assets.rules.moves import Move, moves_from

S, M = AssetState, Move
TODAY = date(2026, 11, 3)
ELSEWHERE = {M.LENT, M.PASSED_CHECK, M.FAILED_CHECK, M.RECALLED, M.REMEDIED}


@pytest.mark.parametrize("state", S)
@pytest.mark.parametrize("is_held", [False, True])
@pytest.mark.parametrize("is_rented", [False, True])
def test_what_is_offered_is_allowed_and_belongs_to_nobody_else(
    state: AssetState, is_held: bool, is_rented: bool
) -> None:
    moves = offered(state, is_held=is_held, is_rented=is_rented)
    assert set(moves) <= set(moves_from(state))
    assert not set(moves) & ELSEWHERE
    assert set(moves_from(state)) & BY_HAND <= set(moves)
    for move in Move:
        if move is M.TAKEN_BACK:
            continue
        found = by_hand_findings(move, state, is_held=is_held, is_rented=is_rented, serial="SN1")
        assert bool(found) == (move not in moves)


@pytest.mark.parametrize(
    ("move", "state", "is_held", "is_rented", "may"),
    [
        (M.RENTED_OUT, S.READY, False, False, False),
        (M.RENTED_OUT, S.READY, False, True, True),
        (M.RETURNED, S.ON_RENT, True, False, False),
        (M.RETURNED, S.ON_RENT, False, True, False),
        (M.RETURNED, S.ON_RENT, False, False, True),
        (M.RETURNED, S.LOANED, False, False, True),
        (M.SOLD, S.READY, False, False, True),
        (M.SOLD, S.READY, False, True, False),
        (M.SOLD, S.ON_RENT, True, False, False),
    ],
)
def test_slips_moves_are_made_by_hand_only_to_set_the_beginning_right(
    move: Move, state: AssetState, is_held: bool, is_rented: bool, may: bool
) -> None:
    assert (move in offered(state, is_held=is_held, is_rented=is_rented)) is may


def test_a_move_that_belongs_elsewhere_says_where() -> None:
    (found,) = by_hand_findings(M.LENT, S.READY, is_held=False, is_rented=False, serial="SN1")
    assert (found.code, found.subject) == ("not_by_hand", "SN1")
    assert "repair" in found.remedy
    (found,) = by_hand_findings(M.REPAIRED, S.READY, is_held=False, is_rented=False, serial="SN1")
    assert found.code == "move_not_allowed"


@pytest.mark.parametrize(("days", "codes"), [(-1, []), (0, []), (1, ["day_to_come"])])
def test_nothing_has_happened_on_a_day_to_come(days: int, codes: list[str]) -> None:
    found = coming(TODAY + timedelta(days=days), today=TODAY, field="moved_on")
    assert [one.code for one in found] == codes
    assert [one.field for one in found] == ["moved_on"] * len(codes)


def test_everything_that_is_left_unsaid_is_told_at_once() -> None:
    after = TODAY + timedelta(days=1)
    found = told_findings(M.TRANSFERRED, moved_on=after, today=TODAY, place_id=None, note="")
    assert [one.field for one in found] == ["moved_on", "place_id"]
    assert told_findings(M.TRANSFERRED, moved_on=TODAY, today=TODAY, place_id=1, note="") == []
    for move in NEEDS_REASON:
        (silent,) = told_findings(move, moved_on=TODAY, today=TODAY, place_id=None, note=" ")
        assert silent.field == "note"
        assert not told_findings(move, moved_on=TODAY, today=TODAY, place_id=None, note="why")
