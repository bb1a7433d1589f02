"""A statement says in plain words what is owed, which month it is, and what comes next."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from dmedesk.billing.rules.printed import CompanyWords, MemberWords
from dmedesk.billing.rules.statement import PlanOwes, Statement, StatementEntry, StatementItem

ITEM = StatementItem(
    "Hospital bed", "S1", "MassHealth", 5, 13, date(2026, 11, 5), date(2026, 12, 5), None
)
STATEMENT = Statement(
    on=date(2026, 12, 1),
    from_on=date(2026, 9, 1),
    company=CompanyWords("Bay State Medical", ("120 Main Street",), "508-555-0100"),
    member=MemberWords("Ana Rivera", ("55 Elm Street",), "M10"),
    items=(ITEM,),
    entries=(),
    owed_cents=0,
    plans=(),
)


@pytest.mark.parametrize(
    ("changed", "month", "comes"),
    [
        ({}, "Month 5 of 13", "The next month begins on 5 December 2026. 8 months follow."),
        ({"month": 12}, "Month 12 of 13", "begins on 5 December 2026. One month follows."),
        ({"month": 13}, "Month 13 of 13", "This is the last month that is billed as rent."),
        ({"last_month": None}, "Month 5", "begins on 5 December 2026, while you have it."),
        ({"ended_on": date(2026, 12, 5)}, "Month 5 of 13", "It came back on 5 December 2026."),
        ({"ended_on": date(2026, 12, 6)}, "Month 5 of 13", "8 months follow."),
    ],
)
def test_which_month_it_is_and_what_comes_next(
    changed: dict[str, Any], month: str, comes: str
) -> None:
    item = replace(ITEM, **changed)
    assert item.month_words == month
    assert comes in item.next_words


@pytest.mark.parametrize(
    ("cents", "headline"),
    [
        (4_500, "You owe $45.00."),
        (0, "You owe nothing."),
        (-100, "You owe nothing. We hold $1.00 of yours."),
    ],
)
def test_what_is_owed_is_the_first_thing_said(cents: int, headline: str) -> None:
    statement = replace(STATEMENT, owed_cents=cents)
    assert statement.headline == headline
    assert "Call us: 508-555-0100." in list(statement.sentences())[-1]


def test_a_member_of_masshealth_is_not_asked_for_what_it_covers() -> None:
    masshealth, other = PlanOwes("MassHealth", 7_500, True), PlanOwes("Medicare", 1_200, False)
    said = list(replace(STATEMENT, plans=(masshealth, other)).sentences())
    assert said[0] == "MassHealth has still to pay $75.00. You are not asked to pay this."
    assert said[1] == "Medicare has still to pay $12.00."
    assert PlanOwes("MassHealth", -100, True).sentence.startswith("We owe MassHealth $1.00.")
    assert STATEMENT.number == "M10-20261201"


@pytest.mark.parametrize("before", [0, 1_500, -7_000])
def test_what_happened_adds_up_to_what_is_owed(before: int) -> None:
    entry = StatementEntry(date(2026, 9, 2), "Invoice INV-1", "You", 1_500)
    told = replace(STATEMENT, before_cents=before, entries=(entry, entry)).told
    assert told[-1].cents == before + 3_000 == sum(one.cents for one in told[:-1])
    assert [one.cents for one in told[:-3]] == [before] * bool(before)
    assert replace(STATEMENT, before_cents=before).told == ()
