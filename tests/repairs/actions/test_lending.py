"""A substitute goes out by a slip of its own, comparable for a reason that is kept."""

from dmedesk.assets.rules import AssetState
from dmedesk.catalog.tables import Product
from dmedesk.deliveries.rules.words import Terms, TicketKind
from dmedesk.deliveries.tables import TicketLine
from dmedesk.rentals.tables import Rental
from dmedesk.repairs.actions.lending import (
    exchange_rented,
    fetch_substitute,
    lend_substitute,
    save_traits,
)
from dmedesk.repairs.rules.words import LoanStage
from dmedesk.repairs.tables import ModelTraits
from tests.repairs.repair_shop import BACK, TAKEN, RepairShop


def test_the_same_model_needs_no_more_words(bench: RepairShop) -> None:
    repair_id = bench.report(bench.sell("BED1"))
    loaner = bench.unit("BED2")
    ticket_id = bench.lend(repair_id, loaner, reason="")
    ticket = bench.ticket(ticket_id)
    assert (ticket.kind, ticket.payer_id) == (TicketKind.DELIVERY, None)
    assert ticket.note == "Substitute while Hospital bed is repaired, REP-000001"
    assert [line.terms for line in bench.shop.rows(TicketLine)][-1] is Terms.LOAN
    assert bench.state(loaner) is AssetState.LOANED
    assert bench.shop.rows(Rental) == []
    (loan,) = bench.read(repair_id).loans
    assert (loan.reason, loan.stage) == ("the same model", LoanStage.OUT)


def test_what_is_not_known_comparable_needs_a_reason(bench: RepairShop) -> None:
    repair_id = bench.report(bench.sell("BED1"))
    other = bench.unit("CH1", "E0163")
    how = {"repair_id": repair_id, "asset_id": other, "asked_on": TAKEN, "planned_on": TAKEN}
    assert bench.codes(lend_substitute, **how) == ["not_known_comparable"]
    bench.do(lend_substitute, reason="all that there is; the member agrees", **how)
    assert bench.read(repair_id).loans[0].reason == "all that there is; the member agrees"


def test_a_substitute_is_fetched_by_a_pickup(bench: RepairShop) -> None:
    repair_id = bench.report(bench.sell("BED1"))
    how = {"repair_id": repair_id, "asked_on": BACK, "planned_on": BACK}
    assert bench.codes(fetch_substitute, **how) == ["no_substitute_out"]
    bench.lend(repair_id, bench.unit("BED2"))
    ticket_id = bench.do(fetch_substitute, **how)
    assert bench.ticket(ticket_id).kind is TicketKind.PICKUP
    assert bench.codes(fetch_substitute, **how) == ["unit_on_another_slip"]


def test_only_what_is_rented_is_exchanged(bench: RepairShop) -> None:
    repair_id = bench.report(bench.sell("BED1"))
    codes = bench.codes(
        exchange_rented,
        repair_id=repair_id,
        asset_id=bench.unit("BED2"),
        asked_on=TAKEN,
        planned_on=TAKEN,
    )
    assert codes == ["not_rented"]


def test_a_model_is_compared_by_what_somebody_said(bench: RepairShop) -> None:
    product_id = bench.tickets.find(Product, Product.hcpcs == "E0260").id
    how = {"product_id": product_id}
    wrong = {"size": "36 in", "capacity_pounds": 0}
    assert bench.codes(save_traits, values=wrong, **how) == ["capacity_not_positive"]
    bench.do(save_traits, values={**wrong, "capacity_pounds": 350}, **how)
    bench.do(save_traits, values={"size": "42 in", "capacity_pounds": 450, "features": ""}, **how)
    (traits,) = bench.shop.rows(ModelTraits)
    assert (traits.size, traits.capacity_pounds, traits.features) == ("42 in", 450, None)
