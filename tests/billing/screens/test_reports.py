"""Held money as a report: most first, with its reason, its remedy and where it leads."""

from dmedesk.billing.screens.reports import HELD_MONEY, held_lines
from dmedesk.kit.references import RecordRef
from dmedesk.store.unit_of_work import reading
from tests.flows.month_shop import MonthShop, day


def test_the_most_money_comes_first(rented: MonthShop) -> None:
    rented.rent("R4", member_no="M2", payer="MC", started_on="2026-11-01")
    with reading(rented.engine) as session:
        bed, unpriced = held_lines(session, day("2026-11-03"))
    assert (bed.rental_no, bed.held_cents, bed.reason) == ("R3", 7_500, "no_proof_of_delivery")
    assert (unpriced.rental_no, unpriced.reason) == ("R4", "price_refused")
    cells = [column.text(bed) for column in HELD_MONEY.spec.columns]
    assert (cells[0], cells[-1]) == ("‖ No proof of delivery", "75.00")
    assert HELD_MONEY.spec.columns[-1].text(unpriced) == "no price"
    facts = {fact.name: fact.text for fact in HELD_MONEY.spec.facts(bed)}
    assert facts["Remedy"] == "Enter the proof of delivery and its date with the rental."
    assert HELD_MONEY.spec.ref is not None
    assert HELD_MONEY.spec.ref(bed) == RecordRef("rental", bed.rental_id)
    assert HELD_MONEY.opens is not None
    assert HELD_MONEY.opens(bed) == RecordRef("rental", bed.rental_id)
