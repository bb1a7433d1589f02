"""Another payer's answer begins the clock of every kind of line, 130 CMR 450.309."""

from datetime import date, timedelta

import pytest
from sqlalchemy import Engine

from dmedesk.billing.actions import pass_on
from dmedesk.billing.actions.charging import invoice_charges_now
from dmedesk.billing.actions.month import scrub_month
from dmedesk.billing.queries.clocks import ClockRow, line_clocks
from dmedesk.billing.queries.things import answered_things, served_until
from dmedesk.billing.rules.charges import SourceKind
from dmedesk.billing.rules.clocks import ClockKind
from dmedesk.papers.rules.scrub_law import Grade
from dmedesk.store.unit_of_work import reading
from tests.flows.charge_shop import enter, ids_of, withdraw
from tests.flows.covered_shop import found_covered
from tests.flows.month_shop import NOW, day
from tests.flows.till import Till

ANSWERED = NOW.date()
FROM_A_SLIP = (SourceKind.SLIP_LINE, "SLIP-000001/1")


@pytest.fixture
def till(shop_engine: Engine) -> Till:
    """A bed's month of M1, billed to Medicare, before MassHealth."""
    shop = found_covered(shop_engine)
    shop.rent("R1", payer="MC", started_on="2026-10-05")
    shop.post("2026-10")
    return Till(shop)


def clocks(till: Till) -> dict[str, ClockRow]:
    """The clocks of open lines by the number of their invoice."""
    with reading(till.shop.engine) as session:
        return {row.invoice_no: row for row in line_clocks(session, till.on)}


def charge(till: Till, payer: str, source: tuple[SourceKind, str] = FROM_A_SLIP) -> str:
    """A commode chair of 5 October, invoiced to a payer; answers the charge's number."""
    number = enter(till.shop, payer=payer, source=source, why_payer="As the payer answered")
    till.do(invoice_charges_now, charge_ids=ids_of(till.shop, [number]))
    return number


def answer(till: Till, line_id: int, paid: int, payer: str) -> None:
    remittance = till.remittance(till.batch(), paid, f"RA{line_id}", payer=payer)
    till.answer(remittance, line_id, paid)


@pytest.mark.parametrize(("days", "last"), [(0, 5), (1, 5), (2, 6), (31, 35)])
def test_of_days_that_follow_each_other_the_last_counts(days: int, last: int) -> None:
    assert (served_until(day("2026-10-05"), days) - date(2026, 9, 30)).days == last


def test_a_months_answer_waits_for_the_next_payer(till: Till) -> None:
    assert clocks(till) == {}
    answer(till, 1, 8_000, "MC")
    (row,) = clocks(till).values()
    # The month ends on 4 November, a day after the answer: the 90 days count from its end.
    assert (row.clock.kind, row.due_on) == (ClockKind.ONWARD, day("2027-02-02"))
    assert row.clock.citation == "130 CMR 450.309"


def test_what_remains_of_a_month_has_the_first_answer(till: Till) -> None:
    answer(till, 1, 8_000, "MC")
    till.do(pass_on, line_id=1, payer_id=till.payer("MH"), cents=2_000)
    (row,) = clocks(till).values()
    assert row.invoice_no == "INV-000002"
    assert row.line.other_answer_on == ANSWERED
    assert row.served_until == day("2026-11-04")
    assert (row.clock.kind, row.due_on) == (ClockKind.FINAL, day("2028-05-04"))


def test_a_charge_that_goes_to_another_payer_has_the_first_answer(till: Till) -> None:
    first = charge(till, "PP")
    answer(till, 2, 0, "PP")
    till.shop.credit("INV-000002")
    withdraw(till.shop, first)
    charge(till, "MH")
    row = clocks(till)["INV-000004"]
    assert row.line.other_answer_on == ANSWERED
    assert (row.clock.kind, row.due_on) == (ClockKind.FINAL, day("2028-04-05"))


def test_what_remains_of_a_charge_has_the_first_answer(till: Till) -> None:
    charge(till, "PP", (SourceKind.BY_HAND, ""))
    answer(till, 2, 2_000, "PP")
    till.do(pass_on, line_id=2, payer_id=till.payer("MC"), cents=10_000)
    answer(till, 3, 0, "MC")
    till.do(pass_on, line_id=3, payer_id=till.payer("MH"), cents=10_000)
    assert clocks(till)["INV-000004"].line.other_answer_on == ANSWERED
    with reading(till.shop.engine) as session:
        answered = answered_things(session)
    (thing,) = answered.answers
    assert answered.payers(thing) == {till.payer("PP"), till.payer("MC")}
    assert answered.of_payer(thing, till.payer("MH")) is None


def test_an_own_answer_is_no_other_payers(till: Till) -> None:
    charge(till, "MH")
    answer(till, 2, 0, "MH")
    row = clocks(till)["INV-000002"]
    assert row.line.other_answer_on is None
    assert row.clock.kind is ClockKind.APPEAL


def test_the_scrub_knows_another_payers_answer_to_a_charge(till: Till) -> None:
    """130 CMR 450.309: below, on and above the 90 days from the answer, not from service."""
    first = charge(till, "PP")
    answer(till, 2, 0, "PP")
    till.shop.credit("INV-000002")
    withdraw(till.shop, first)
    number = enter(till.shop, payer="MH", source=FROM_A_SLIP, why_payer="The plan denied it")
    for days, grade in ((89, Grade.WARN), (90, Grade.WARN), (91, Grade.STOP)):
        on = ANSWERED + timedelta(days=days)
        with reading(till.shop.engine) as session:
            _, findings = scrub_month(session, month_on=day("2026-10-01"), on=on)
        filing = [one.grade for one in findings if (one.rule, one.number) == ("filing", number)]
        assert filing == [grade], days


def test_a_remainder_is_no_duplicate_of_its_line(till: Till) -> None:
    charge(till, "PP")
    answer(till, 2, 2_000, "PP")
    till.do(pass_on, line_id=2, payer_id=till.payer("MC"), cents=10_000)
    till.shop.credit("INV-000003")
    with reading(till.shop.engine) as session:
        _, findings = scrub_month(session, month_on=day("2026-10-01"), on=till.on)
    assert [one.rule for one in findings if one.number == "C-000002"] == []
