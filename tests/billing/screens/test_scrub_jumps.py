"""Each finding of the scrub opens what mends it, at the field there; both databases."""

from typing import Any

import pytest

from dmedesk.billing.actions.month import scrub_month
from dmedesk.billing.rules.charges import ChargeKind
from dmedesk.billing.screens.scrub_jumps import jumps
from dmedesk.catalog.tables import Product
from dmedesk.kit.lists import Ask, Filter, Match
from dmedesk.kit.offers import ListLink
from dmedesk.kit.references import RecordRef
from dmedesk.members.tables import Practitioner
from dmedesk.papers.tables import Prescription
from dmedesk.rentals.tables import Rental
from dmedesk.store.unit_of_work import reading
from tests.deliveries.actions.test_proving import UNSIGNED
from tests.deliveries.tickets import TicketShop
from tests.flows.charge_shop import enter, withdraw
from tests.flows.month_shop import INVALID_NPI, VALID_NPI, MonthShop, day

MONTH, ON = day("2026-10-01"), day("2026-10-10")
BED = (Prescription.member_id == 1) & (Prescription.hcpcs == "E0260")


def opened(shop: MonthShop) -> dict[str, tuple[Any, str]]:
    """What opens, and where, by rule; of the member's and the lines' findings."""
    with reading(shop.engine) as session:
        plan, findings = scrub_month(session, month_on=MONTH, on=ON)
        to = jumps(session, plan, findings)
        return {one.rule: (to.of(one).opens, to.of(one).field) for one in findings}


def of_m1(key: str) -> ListLink:
    return ListLink(key, Ask(filters=(Filter("member_no", Match.IS, "M1"),)))


def test_an_expired_prescription_opens_at_its_last_day(shop: MonthShop) -> None:
    shop.rent("R1")
    shop.change(Prescription, BED, expires_on=day("2026-10-04"))
    assert opened(shop)["no_prescription"] == (RecordRef("prescription", 1), "expires_on")
    shop.change(Prescription, BED, expires_on=day("2026-10-05"))
    assert opened(shop)["paper_ends"] == (RecordRef("prescription", 1), "expires_on")
    shop.change(Prescription, BED, hcpcs="E0999")
    assert opened(shop)["no_prescription"] == (of_m1("prescriptions"), "")


def test_a_wrong_npi_opens_the_practitioner(shop: MonthShop) -> None:
    shop.rent("R1")
    shop.change(Practitioner, Practitioner.npi == INVALID_NPI, npi="1234567891")
    shop.change(Practitioner, Practitioner.npi == VALID_NPI, npi=INVALID_NPI)
    found = opened(shop)
    assert found["practitioner_npi_invalid"] == (RecordRef("practitioner", 1), "npi")
    assert found["company_npi"] == (ListLink("settings.company"), "")


@pytest.mark.parametrize(("months", "rule"), [(0, "authorization_months_used"), (1, "")])
def test_an_authorization_opens_at_what_is_used_up(shop: MonthShop, months: int, rule: str) -> None:
    shop.rent("R1", started_on="2026-10-05", pa_required=True)
    assert opened(shop)["no_prior_authorization"] == (of_m1("authorizations"), "")
    shop.authorize("M1", "E0260", "PA-1", months)
    expected = (RecordRef("authorization", 1), "months")
    assert opened(shop)[rule or "authorization_ends"] == expected


def test_a_missing_proof_opens_its_slip_else_the_rental_or_the_charge(shop: MonthShop) -> None:
    shop.rent("R1", proven_on=None)
    assert opened(shop)["no_proof_of_delivery"] == (RecordRef("rental", 1), "proof_on")
    enter(shop, "M2", proven_on=None)
    assert opened(shop)["no_proof_of_delivery"] == (RecordRef("charge", 1), "proof_on")
    shop.change(Rental, Rental.rental_no == "R1", ended_on=day("2026-10-01"))
    withdraw(shop, "C-000001")
    tickets = TicketShop(shop)
    shop.unit("X1", "E0163")
    ticket_id = tickets.deliver("X1", UNSIGNED)
    assert opened(shop)["no_proof_of_delivery"] == (RecordRef("ticket", ticket_id), "")


def test_a_usual_charge_that_is_missing_opens_where_it_is_entered(shop: MonthShop) -> None:
    shop.rent("R1")
    shop.change(Product, Product.hcpcs == "E0260", usual_rental_cents=None)
    assert opened(shop)["price_refused"] == (RecordRef("product", 1), "usual_rental_cents")


def test_the_other_line_and_the_line_itself(shop: MonthShop) -> None:
    shop.rent("R1")
    shop.rent("R2")
    assert opened(shop)["duplicate"] == (RecordRef("rental", 1), "")
    enter(shop, "M2", "MC", kind=ChargeKind.REPAIR, modifiers=("RA",))
    assert opened(shop)["modifier_not_for_this"] == (RecordRef("charge", 1), "modifiers")
