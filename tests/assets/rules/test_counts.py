"""How units stand in a count, whatever is scanned and settled in whichever order."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dmedesk.assets.rules import AssetState
from dmedesk.assets.rules.counts import (
    CountedFact,
    Settling,
    Standing,
    Tallied,
    move_of,
    settling_findings,
    still_open,
    tally,
    ways_to_settle,
    what_records_said,
)
from dmedesk.assets.rules.moves import IN_HOUSE, Move, moves_from

KEYS = st.one_of(st.integers(1, 8), st.sampled_from(["SN1", "SN2"]))
FACTS = st.lists(st.builds(CountedFact, KEYS, st.none() | st.sampled_from(Settling)), max_size=30)
EXPECTED = st.lists(st.integers(1, 8), unique=True)


@given(EXPECTED, FACTS)
def test_found_and_missing_are_all_that_was_expected(
    expected: list[int], facts: list[CountedFact]
) -> None:
    lines = tally(expected, facts)
    standings = [line.standing for line in lines.values()]
    assert standings.count(Standing.FOUND) + standings.count(Standing.MISSING) == len(expected)
    touched = {fact.key for fact in facts}
    assert set(lines) == {*expected, *touched}
    assert standings.count(Standing.UNEXPECTED) == len(touched - set(expected))


@given(EXPECTED, FACTS)
def test_a_second_scan_changes_nothing(expected: list[int], facts: list[CountedFact]) -> None:
    scans = [fact for fact in facts if fact.settled is None]
    assert tally(expected, [*scans, *scans]) == tally(expected, scans)


@given(EXPECTED, FACTS)
def test_what_is_scanned_last_of_all_is_not_missing(
    expected: list[int], facts: list[CountedFact]
) -> None:
    everything = [CountedFact(key) for key in expected]
    lines = tally(expected, [*facts, *everything])
    assert all(line.standing is not Standing.MISSING for line in lines.values())


@given(EXPECTED, FACTS)
def test_a_count_is_closed_only_when_every_difference_is_settled(
    expected: list[int], facts: list[CountedFact]
) -> None:
    lines = tally(expected, facts)
    waits = [
        key
        for key, line in lines.items()
        if line.standing is not Standing.FOUND and line.settled is None
    ]
    may_close = not still_open(lines.values(), count_no=1)
    assert may_close == (
        not waits
        and not any(
            line.standing is Standing.FOUND and line.settled is Settling.LOST
            for line in lines.values()
        )
    )
    settled = [*facts, *(CountedFact(key, Settling.NOTED) for key in lines)]
    assert not still_open(tally(expected, settled).values(), count_no=1)


def test_a_unit_that_was_written_off_and_is_found_has_to_be_settled_again() -> None:
    lost = tally([1], [CountedFact(1, Settling.LOST)])[1]
    assert (lost.standing, lost.is_open) == (Standing.MISSING, False)
    found = tally([1], [CountedFact(1, Settling.LOST), CountedFact(1)])[1]
    assert (found.standing, found.is_open) == (Standing.FOUND, True)
    back = tally([1], [CountedFact(1, Settling.LOST), CountedFact(1), _moved(1)])[1]
    assert not back.is_open


def _moved(key: int) -> CountedFact:
    return CountedFact(key, Settling.MOVED)


@pytest.mark.parametrize("state", AssetState)
@pytest.mark.parametrize("standing", [Standing.MISSING, Standing.UNEXPECTED])
def test_only_moves_that_the_unit_may_make_are_offered(
    standing: Standing, state: AssetState
) -> None:
    ways = ways_to_settle(standing, state)
    assert Settling.NOTED in ways
    for way in ways:
        move = move_of(way, state)
        assert move is None or move in moves_from(state)
    assert (Settling.LOST in ways) == (standing is Standing.MISSING and state in IN_HOUSE)


def test_what_nobody_knows_is_only_noted() -> None:
    assert ways_to_settle(Standing.UNEXPECTED, None) == (Settling.NOTED,)
    assert move_of(Settling.MOVED, AssetState.LOST) is Move.FOUND


def _codes(
    settling: Settling, line: Tallied, state: AssetState | None, **more: object
) -> list[str]:
    given: dict[str, object] = {"has_place": False, "note": " "} | more
    found = settling_findings(
        settling,
        line=line,
        state=state,
        serial="SN1",
        **given,  # type: ignore[arg-type]
    )
    assert all(one.remedy for one in found)
    return [one.code for one in found]


def test_a_settling_says_what_it_needs() -> None:
    missing, stray = Tallied(is_expected=True, is_scanned=False), Tallied(False, True)
    ready, out = AssetState.READY, AssetState.ON_RENT
    assert _codes(Settling.MOVED, missing, ready) == ["no_place"]
    assert _codes(Settling.NOTED, missing, ready) == ["no_note"]
    assert _codes(Settling.FOUND_LATER, missing, ready) == []
    assert _codes(Settling.LOST, stray, ready) == ["wrong_way"]
    assert _codes(Settling.MOVED, stray, out) == ["wrong_way", "no_place"]
    assert _codes(Settling.NOTED, stray, None, note="entered as new") == []
    found = Tallied(is_expected=True, is_scanned=True)
    assert _codes(Settling.NOTED, found, ready, note="x") == ["nothing_to_settle"]


def test_a_return_is_not_made_by_a_count() -> None:
    (found,) = settling_findings(
        Settling.MOVED,
        line=Tallied(is_expected=False, is_scanned=True),
        state=AssetState.ON_RENT,
        has_place=True,
        note="",
        serial="SN1",
    )
    assert "ticket" in found.remedy


@pytest.mark.parametrize(
    ("state", "place", "said"),
    [
        (AssetState.READY, "Van 1", "kept in Van 1"),
        (AssetState.CLEANING, None, "kept nowhere in particular"),
        (AssetState.ON_RENT, None, "out on rent by the records"),
        (None, None, "unknown serial"),
    ],
)
def test_why_a_unit_was_not_expected(
    state: AssetState | None, place: str | None, said: str
) -> None:
    assert what_records_said(Standing.UNEXPECTED, state, place) == said
    assert what_records_said(Standing.FOUND, state, place) == ""
