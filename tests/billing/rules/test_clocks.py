"""The clocks of 130 CMR 450.309 and 450.323, on and beside each of their ends."""

from datetime import date, timedelta

import pytest

from dmedesk.billing.rules.clocks import (
    Clock,
    ClockKind,
    ClockState,
    LineOnClock,
    NextPayer,
    clocks_of,
    next_clock,
)

SERVED = date(2026, 10, 31)
FILED = date(2026, 11, 3)


def _ends(line: LineOnClock) -> dict[ClockKind, date]:
    return {clock.kind: clock.due_on for clock in clocks_of(line)}


def test_what_is_not_invoiced_is_filed_within_90_days_of_the_last_day_of_service() -> None:
    ends = _ends(LineOnClock("masshealth", SERVED))
    assert ends == {
        ClockKind.FILE: date(2027, 1, 29),
        ClockKind.FINAL: date(2027, 10, 31),
        ClockKind.NEVER: date(2029, 10, 31),
    }


@pytest.mark.parametrize(("days", "is_late"), [(89, False), (90, False), (91, True)])
def test_filed_in_time_ends_the_first_clock(days: int, is_late: bool) -> None:
    line = LineOnClock("masshealth", SERVED, SERVED + timedelta(days=days))
    assert (ClockKind.FILE in _ends(line)) is is_late


def test_another_payers_answer_begins_the_90_days_anew_and_gives_18_months() -> None:
    ends = _ends(LineOnClock("masshealth", SERVED, other_answer_on=date(2027, 2, 1)))
    assert ends[ClockKind.FILE] == date(2027, 5, 2)
    assert ends[ClockKind.FINAL] == date(2028, 4, 30)


def test_a_denial_is_appealed_within_30_days() -> None:
    line = LineOnClock("masshealth", SERVED, FILED, denied_on=date(2026, 12, 1))
    assert _ends(line)[ClockKind.APPEAL] == date(2026, 12, 31)
    assert next_clock(line, date(2026, 12, 31)) == Clock(
        ClockKind.APPEAL, date(2026, 12, 31), "130 CMR 450.323"
    )
    after = next_clock(line, date(2027, 1, 1))
    assert after is not None
    assert after.kind is ClockKind.FINAL


def test_where_every_clock_is_over_the_last_is_told() -> None:
    last = next_clock(LineOnClock("masshealth", SERVED, FILED), date(2030, 1, 1))
    assert last is not None
    assert (last.kind, last.state(date(2030, 1, 1))) == (ClockKind.NEVER, ClockState.OVER)


@pytest.mark.parametrize("regime", ["medicare", "private", "shown"])
def test_of_other_payers_no_clock_is_known(regime: str) -> None:
    assert list(clocks_of(LineOnClock(regime, SERVED))) == []
    assert next_clock(LineOnClock(regime, SERVED), SERVED) is None


@pytest.mark.parametrize(
    ("left", "state", "words"),
    [
        (31, ClockState.CALM, "31 days left"),
        (30, ClockState.AMBER, "30 days left"),
        (8, ClockState.AMBER, "8 days left"),
        (7, ClockState.RED, "7 days left"),
        (1, ClockState.RED, "1 day left"),
        (0, ClockState.RED, "last day"),
        (-1, ClockState.OVER, "1 day over"),
        (-2, ClockState.OVER, "2 days over"),
    ],
)
def test_a_clock_turns_amber_and_red(left: int, state: ClockState, words: str) -> None:
    clock = Clock(ClockKind.FILE, SERVED, "")
    on = SERVED - timedelta(days=left)
    assert (clock.state(on), clock.words(on), clock.days_left(on)) == (state, words, left)


@pytest.mark.parametrize(
    ("answered_on", "due_on"),
    [
        (date(2026, 10, 30), date(2027, 1, 29)),
        (SERVED, date(2027, 1, 29)),
        (date(2026, 11, 1), date(2027, 1, 30)),
        (date(2026, 12, 20), date(2027, 3, 20)),
    ],
)
def test_what_another_payer_answered_is_filed_within_90_days_of_it(
    answered_on: date, due_on: date
) -> None:
    """130 CMR 450.309: from service, or from the answer where that came later."""
    line = LineOnClock("masshealth", SERVED, other_answer_on=answered_on)
    assert _ends(line)[ClockKind.FILE] == due_on
    waiting = LineOnClock("medicare", SERVED, FILED, then=NextPayer("masshealth", answered_on))
    assert _ends(waiting) == {ClockKind.ONWARD: due_on}


@pytest.mark.parametrize(("days", "is_late"), [(89, False), (90, False), (91, True)])
def test_filed_within_90_days_of_the_answer_is_filed_in_time(days: int, is_late: bool) -> None:
    answered_on = date(2026, 12, 20)
    filed_on = answered_on + timedelta(days=days)
    line = LineOnClock("masshealth", SERVED, filed_on, other_answer_on=answered_on)
    assert (ClockKind.FILE in _ends(line)) is is_late


def test_a_next_payer_of_whom_no_days_are_known_has_no_clock() -> None:
    line = LineOnClock("medicare", SERVED, FILED, then=NextPayer("private", FILED))
    assert _ends(line) == {}
    told = LineOnClock("medicare", SERVED, FILED, then=NextPayer("private", FILED, 60))
    assert _ends(told) == {ClockKind.ONWARD: FILED + timedelta(days=60)}
