"""How a rental month is priced (``billing.md``, rental months), and its last payable month."""

from datetime import date

import pytest

from dmedesk.members.rules import Setting, Stay
from dmedesk.rates.question import Condition
from dmedesk.rentals.rules import MemberFact, PayerFact
from tests.billing.facts import (
    MASSHEALTH,
    MEDICARE,
    PRIVATE,
    amounts,
    day,
    facts,
    finished,
    holds,
    rental,
    run,
    unit,
)


@pytest.mark.parametrize(
    ("hcpcs", "payer", "last"),
    [
        ("E0260", MASSHEALTH, 13),
        ("K0823", MASSHEALTH, 13),
        ("E0260", MEDICARE, 13),
        ("E1390", MEDICARE, 36),
    ],
)
def test_after_the_last_payable_month_the_rental_is_finished(
    hcpcs: str, payer: PayerFact, last: int
) -> None:
    for already, there in ((last - 2, True), (last - 1, True), (last, False), (last + 7, False)):
        month = rental(
            started_on=_months_before("2026-10-05", already),
            months_already_paid=already,
            paid_already_cents=100,
            payer=payer,
        )
        plan = run("2026-10", facts(month, units=[unit(hcpcs=hcpcs)]))
        assert [line.month.number for line in plan.lines] == ([already + 1] if there else [])
        assert finished(plan) == ([] if there else [("R1", last)])
        assert holds(plan) == []


def _months_before(on: str, months: int) -> str:
    start = day(on)
    year, month = divmod(start.year * 12 + start.month - 1 - months, 12)
    return date(year, month + 1, start.day).isoformat()


def test_an_inexpensive_item_has_ten_months_for_masshealth() -> None:
    shop = facts(rental(started_on="2025-12-05"), units=[unit(hcpcs="E0163")])
    assert amounts(run("2026-09", shop)) == [("R1", 10, 1_100)]
    assert finished(run("2026-09", shop)) == []
    assert amounts(run("2026-10", shop)) == []
    assert finished(run("2026-10", shop)) == [("R1", 10)]


def test_the_products_own_class_and_family_win_over_the_fee_rows() -> None:
    by_the_month = unit(hcpcs="E0163", payment_class="monthly", family="oxygen")
    plan = run("2026-10", facts(rental(started_on="2025-01-05"), units=[by_the_month]))
    assert amounts(plan) == [("R1", 22, 1_100)]


@pytest.mark.parametrize(("condition", "amount"), [("new", 1_000), ("used", 750)])
def test_the_units_condition_prices_it(condition: Condition, amount: int) -> None:
    plan = run("2026-10", facts(rental(), units=[unit(hcpcs="E0168", condition=condition)]))
    assert amounts(plan) == [("R1", 4, amount)]


@pytest.mark.parametrize(
    ("from_on", "amount"),
    [("2026-10-04", 18_000), ("2026-10-05", 18_000), ("2026-10-06", 20_000)],
)
def test_the_setting_is_the_one_on_the_first_day_of_the_month(from_on: str, amount: int) -> None:
    resident = MemberFact(1, "M1", None, (Stay(Setting.NURSING_FACILITY, day(from_on)),))
    plan = run("2026-10", facts(rental(of=resident), units=[unit(hcpcs="E1390")]))
    assert amounts(plan) == [("R1", 4, amount)]


def test_a_private_payer_pays_the_usual_charge_month_for_month() -> None:
    shop = facts(rental(payer=PRIVATE, started_on="2020-01-05"), units=[unit(hcpcs="E9999")])
    line = run("2026-10", shop).lines[0]
    assert (line.month.number, line.quote.amount_cents) == (82, 50_000)
    assert line.quote.modifiers == ("RR",)
    assert line.quote.basis == "usual_charge"
    assert line.quote.citations == ()


def test_a_charge_of_nothing_is_a_charge() -> None:
    for payer in (PRIVATE, MASSHEALTH):
        plan = run("2026-10", facts(rental(payer=payer), units=[unit(charge=0)]))
        assert amounts(plan) == [("R1", 4, 0)]
