"""Credit and bill again in one: on the corrected payer, at the price of now, refused whole."""

import pytest
from sqlalchemy import select

from dmedesk.billing.queries.invoice_lines import replaced_by, replaces
from dmedesk.billing.tables import BillingRun, Credit, Invoice
from dmedesk.kit.errors import Refused
from dmedesk.members.tables import Member, Payer
from dmedesk.rentals.rules import Proof
from dmedesk.rentals.tables import MonthEntry, Rental
from dmedesk.store.unit_of_work import reading
from tests.flows.month_shop import MonthShop, day


@pytest.fixture
def posted(shop: MonthShop) -> MonthShop:
    """October is posted: INV-000001 of M1 has the months of R1 and R2."""
    shop.rent("R1")
    shop.rent("R2")
    shop.post("2026-10")
    return shop


def test_a_line_moves_to_the_right_payer(posted: MonthShop) -> None:
    with reading(posted.engine) as session:
        private = session.scalars(select(Payer.id).where(Payer.code == "PP")).one()
    posted.change(Rental, Rental.rental_no == "R2", payer_id=private)
    assert posted.rebill("INV-000001", 2) == ("INV-000002", "INV-000003")
    invoice = posted.rows(Invoice)[-1]
    assert (invoice.payer_id, invoice.total_cents) == (private, 50_000)
    with reading(posted.engine) as session:
        assert replaces(session, invoice_id=invoice.id) == [(1, "INV-000001")]
        assert replaced_by(session, invoice_id=1) == [(invoice.id, "INV-000003")]
    assert [entry.turn for entry in posted.rows(MonthEntry)] == [1, 1, 2, 3]
    run = posted.rows(BillingRun)[-1]
    assert (run.month_on, run.payer_id) == (day("2026-10-01"), private)
    assert posted.undo("2026-10") == [("INV-000004", "INV-000003")]


def test_a_whole_invoice_is_billed_again_on_one(posted: MonthShop) -> None:
    posted.post("2026-11")
    assert posted.rebill("INV-000001") == ("INV-000003", "INV-000004")
    assert posted.rows(Invoice)[-1].total_cents == 15_000
    assert posted.preview("2026-10")["lines"] == []


def test_what_would_be_held_or_is_not_due_is_refused_whole(posted: MonthShop) -> None:
    posted.change(Rental, Rental.rental_no == "R1", proof=Proof.NONE, proof_on=None)
    with pytest.raises(Refused) as refused:
        posted.rebill("INV-000001")
    assert [finding.code for finding in refused.value.findings] == ["no_proof_of_delivery"]
    posted.change(Member, Member.member_no == "M1", deceased_on=day("2026-10-01"))
    with pytest.raises(Refused) as refused:
        posted.rebill("INV-000001")
    assert {finding.code for finding in refused.value.findings} == {"not_due"}
    assert posted.rows(Credit) == []
