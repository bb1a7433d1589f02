"""The clocks of lines that are not invoiced: 450.309 and 450.323, below, on and above each day."""

from datetime import date, timedelta

import pytest

from dmedesk.billing.rules.clocks import LineOnClock
from dmedesk.billing.rules.scrub_clocks import clocks_found
from dmedesk.papers.rules.scrub_law import Grade

SERVED = date(2026, 3, 31)
LINE = LineOnClock("masshealth", SERVED)


def told(line: LineOnClock, on: date) -> list[tuple[str, Grade | None]]:
    return [(one.rule, one.grade) for one in clocks_found(line, on)]


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (59, []),
        (60, [("filing", Grade.NOTE)]),
        (82, [("filing", Grade.NOTE)]),
        (83, [("filing", Grade.WARN)]),
        (90, [("filing", Grade.WARN)]),
        (91, [("filing", Grade.STOP)]),
    ],
)
def test_ninety_days_to_file(days: int, expected: list[tuple[str, Grade]]) -> None:
    assert told(LINE, SERVED + timedelta(days=days)) == expected
    (found,) = clocks_found(LINE, SERVED + timedelta(days=91))
    assert found.citation == "130 CMR 450.309"


def test_another_payers_answer_begins_the_ninety_days_anew() -> None:
    answered = date(2026, 6, 1)
    line = LineOnClock("masshealth", SERVED, other_answer_on=answered)
    assert told(line, answered + timedelta(days=90)) == [("filing", Grade.WARN)]
    assert told(line, answered + timedelta(days=91)) == [("filing", Grade.STOP)]


@pytest.mark.parametrize(
    ("other", "last_on"), [(None, date(2027, 3, 31)), (date(2026, 6, 1), date(2027, 9, 30))]
)
def test_twelve_months_and_eighteen_after_another_payer(other: date | None, last_on: date) -> None:
    line = LineOnClock("masshealth", SERVED, other_answer_on=other)
    assert ("final", Grade.WARN) in told(line, last_on)
    assert told(line, last_on + timedelta(days=1)) == [("final", Grade.STOP)]


def test_thirty_six_months_end_everything() -> None:
    last_on = date(2029, 3, 31)
    assert told(LINE, last_on) == [("final", Grade.STOP)]
    assert told(LINE, last_on + timedelta(days=1)) == [("never", Grade.STOP)]


def test_the_days_of_a_private_payer_are_those_written_down() -> None:
    line = LineOnClock("private", SERVED, filing_days=30)
    assert told(line, SERVED + timedelta(days=31)) == [("filing", Grade.STOP)]
    assert told(LineOnClock("private", SERVED), date(2040, 1, 1)) == []
