"""When maintenance is due: on the day, before and after it, at month ends, by hours, at returns."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dmedesk.assets.rules.maintenance import (
    SOON_DAYS,
    DueState,
    Every,
    LogEntry,
    NextDue,
    Plan,
    UnitLife,
    entry_findings,
    latest_hours,
    next_due,
    overdue_finding,
    plan_findings,
    reading_findings,
    when_due,
)
from dmedesk.kit.calendar import months_after
from dmedesk.kit.findings import Severity

FILTER = Plan(1, "Filter", Every.MONTHS, 6)
VALVES = Plan(2, "Valves", Every.HOURS, 1_000)
TEST = Plan(3, "Safety test", Every.RETURN, None)
NEW = UnitLife(date(2026, 1, 31), is_new=True, returned_on=None)


def _life(*log: LogEntry, acquired: bool = True, new: bool = True, back: str = "") -> UnitLife:
    returned_on = date.fromisoformat(back) if back else None
    return UnitLife(date(2026, 1, 31) if acquired else None, new, returned_on, log)


def _entry(on: str, plan: Plan | None = None, hours: int | None = None) -> LogEntry:
    return LogEntry(date.fromisoformat(on), None if plan is None else plan.id, hours)


@pytest.mark.parametrize(
    ("on", "state"),
    [
        ("2026-06-30", DueState.LATER),
        ("2026-07-01", DueState.SOON),
        ("2026-07-30", DueState.SOON),
        ("2026-07-31", DueState.DUE),
        ("2026-08-01", DueState.OVERDUE),
    ],
)
def test_before_on_and_after_the_day(on: str, state: DueState) -> None:
    due = next_due(FILTER, NEW, on=date.fromisoformat(on))
    assert due.due_on == date(2026, 7, 31)
    assert due.state is state


@pytest.mark.parametrize(
    ("begun", "months", "due"),
    [
        ("2026-08-31", 6, "2027-02-28"),
        ("2027-08-31", 6, "2028-02-29"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2026-12-31", 1, "2027-01-31"),
    ],
)
def test_a_month_that_lacks_the_day_ends_on_its_last(begun: str, months: int, due: str) -> None:
    plan = Plan(1, "Filter", Every.MONTHS, months)
    life = UnitLife(date.fromisoformat(begun), is_new=True, returned_on=None)
    assert next_due(plan, life, on=date(2026, 1, 1)).due_on == date.fromisoformat(due)


def test_months_are_counted_from_the_last_work_of_that_plan() -> None:
    life = _life(_entry("2026-05-31", FILTER), _entry("2026-07-01", TEST))
    due = next_due(FILTER, life, on=date(2026, 7, 2))
    assert (due.last_on, due.due_on) == (date(2026, 5, 31), date(2026, 11, 30))


def test_where_no_day_is_known_none_is_made_up() -> None:
    due = next_due(FILTER, _life(acquired=False), on=date(2026, 7, 2))
    assert (due.state, due.due_on) == (DueState.UNKNOWN, None)
    assert "receipt" in when_due(due)


@pytest.mark.parametrize(
    ("hours", "state"),
    [
        (1_999, DueState.LATER),
        (2_000, DueState.DUE),
        (2_001, DueState.OVERDUE),
    ],
)
def test_hours_since_the_last_work(hours: int, state: DueState) -> None:
    life = _life(_entry("2026-03-01", VALVES, 1_000), _entry("2026-06-01", hours=hours))
    due = next_due(VALVES, life, on=date(2026, 7, 2))
    assert (due.state, due.due_hours, due.hours) == (state, 2_000, hours)


def test_the_hours_at_a_work_are_those_read_last_before_it() -> None:
    life = _life(
        _entry("2026-02-01", hours=300),
        _entry("2026-03-01", VALVES),
        _entry("2026-04-01", hours=400),
    )
    assert next_due(VALVES, life, on=date(2026, 7, 2)).due_hours == 1_300


def test_a_new_unit_begins_with_no_hours_and_a_used_one_with_nobody_knows_how_many() -> None:
    read = _entry("2026-06-01", hours=1_001)
    assert next_due(VALVES, _life(read), on=date(2026, 7, 2)).state is DueState.OVERDUE
    used = next_due(VALVES, _life(read, new=False), on=date(2026, 7, 2))
    assert used.state is DueState.UNKNOWN
    unread = next_due(VALVES, _life(), on=date(2026, 7, 2))
    assert unread.state is DueState.UNKNOWN
    assert when_due(unread) == "no hours were read yet"


@pytest.mark.parametrize(
    ("done", "back", "state"),
    [
        ("", "", DueState.LATER),
        ("", "2026-07-02", DueState.DUE),
        ("", "2026-07-01", DueState.OVERDUE),
        ("2026-06-30", "2026-07-01", DueState.OVERDUE),
        ("2026-07-01", "2026-07-01", DueState.LATER),
        ("2026-07-02", "2026-07-01", DueState.LATER),
    ],
)
def test_at_each_return(done: str, back: str, state: DueState) -> None:
    log = (_entry(done, TEST),) if done else ()
    assert next_due(TEST, _life(*log, back=back), on=date(2026, 7, 2)).state is state


DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))


@given(DAYS, st.integers(1, 60), DAYS)
def test_nothing_is_overdue_on_the_day_on_which_it_is_due(
    begun: date, months: int, on: date
) -> None:
    plan = Plan(1, "Filter", Every.MONTHS, months)
    life = UnitLife(begun, is_new=True, returned_on=None)
    due_on = months_after(begun, months)
    assert next_due(plan, life, on=due_on).state is DueState.DUE
    due = next_due(plan, life, on=on)
    assert (due.state is DueState.OVERDUE) == (on > due_on)
    assert (due.state is DueState.LATER) == (on < due_on - timedelta(days=SOON_DAYS))


@given(st.lists(st.tuples(DAYS, st.integers(0, 5_000)), min_size=1, max_size=8), DAYS)
def test_readings_that_are_taken_never_run_backward(
    offered: list[tuple[date, int]], today: date
) -> None:
    log: list[LogEntry] = []
    for on, hours in offered:
        if not reading_findings(on=on, today=today, hours=hours, log=log):
            log.append(LogEntry(on, None, hours))
            log.sort(key=lambda entry: entry.on)
    assert all(entry.on <= today for entry in log)
    days = {entry.on for entry in log}
    by_day = [[one.hours for one in log if one.on == on] for on in sorted(days)]
    flat = [hours for group in by_day for hours in group if hours is not None]
    assert flat == sorted(flat)
    assert latest_hours(log) == (flat[-1] if flat else None)


def test_what_is_overdue_warns_or_refuses_as_the_shop_chose() -> None:
    due = NextDue(DueState.OVERDUE, due_on=date(2026, 7, 31))
    warned = overdue_finding(FILTER, due, refuses=False, serial="SN1")
    assert warned.severity is Severity.WARNING
    assert warned.message == "Filter is overdue: 2026-07-31, never done here."
    assert overdue_finding(FILTER, due, refuses=True, serial="SN1").severity is Severity.STOP


def test_how_often_in_words() -> None:
    assert [plan.words() for plan in (FILTER, VALVES, TEST, Plan(4, "x", Every.MONTHS, 1))] == [
        "every 6 months",
        "every 1,000 hours",
        "at each return",
        "every month",
    ]


@pytest.mark.parametrize(
    ("every", "interval", "codes"),
    [
        (Every.MONTHS, 6, []),
        (Every.MONTHS, None, ["missing_value"]),
        (Every.HOURS, 0, ["missing_value"]),
        (Every.RETURN, None, []),
        (Every.RETURN, 1, ["number_too_many"]),
        (None, 1, ["missing_value"]),
    ],
)
def test_a_plan_says_how_often(every: Every | None, interval: int | None, codes: list[str]) -> None:
    found = plan_findings(work="Filter", every=every, interval=interval, has_product=True)
    assert [one.code for one in found] == codes


def test_everything_that_is_missing_is_told_at_once() -> None:
    found = plan_findings(work=None, every=None, interval=None, has_product=False)
    assert [one.field for one in found] == ["product_id", "work", "every"]
    today = date(2026, 7, 2)
    found = entry_findings(
        on=today + timedelta(days=1), today=today, work=" ", technician="", hours=5, log=()
    )
    assert [one.field for one in found] == ["work", "technician", "done_on"]
    assert all(one.remedy for one in found)
