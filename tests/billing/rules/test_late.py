"""Months entered late are told by their calendar month, with their money, oldest first."""

from dmedesk.billing.rules.late import LateMonth, months_late
from tests.billing.facts import day, facts, rental, run


def test_late_months_with_and_without_a_hold() -> None:
    plan = run(
        "2026-11",
        facts(
            rental(1, started_on="2026-09-05"),
            rental(2, started_on="2026-10-05", proven_on=None),
            posted=("2026-09", "2026-10"),
        ),
    )
    assert months_late(plan) == [
        LateMonth(day("2026-09-01"), 1, 10_000),
        LateMonth(day("2026-10-01"), 2, 20_000),
    ]
