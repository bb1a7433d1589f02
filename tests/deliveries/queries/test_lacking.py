"""What the order of a slip still needs is told with the slip, and keeps nothing back."""

from datetime import timedelta

from sqlalchemy import Engine

from dmedesk.deliveries.queries.lacking import lacking_findings
from dmedesk.deliveries.queries.slips import slip_gaps
from dmedesk.kit.findings import Finding, Severity
from dmedesk.papers.actions import enter_prescription
from dmedesk.papers.actions.ordering import enter_order, hold_order, release_order
from dmedesk.store.unit_of_work import reading
from tests.flows.month_shop import MonthShop, day
from tests.flows.supply_shop import WALKER, SupplyShop, supply_shop

ON = day("2026-09-14")


def lacking(shop: SupplyShop, slip: int) -> list[Finding]:
    with reading(shop.shop.engine) as session:
        gaps = slip_gaps(session, slip, ON)
        found = lacking_findings(session, ticket_id=slip)
    assert [one for one in gaps if one.code.startswith("order_")] == found
    return found


def a_commode(shop: SupplyShop) -> int:
    """An order of what nobody prescribed; answers its id."""
    whose = {"member_id": 1, "payer_id": shop.payer_id, "practitioner_id": 1, "asked_on": ON}
    line = {"hcpcs": "E0165", "quantity": 1, "terms": "buy"}
    order_id: int = shop.do(enter_order, on=ON, values={**whose, "lines": [line]})
    return order_id


def test_a_missing_paper_is_told_before_the_truck_leaves_and_keeps_nothing_back(
    shop_engine: Engine,
) -> None:
    shop = supply_shop(MonthShop(shop_engine))
    order_id = a_commode(shop)
    slip = shop.slip(WALKER, 1, on=ON, order_id=order_id)
    (told,) = lacking(shop, slip)
    assert told.severity is Severity.WARNING
    assert told.message == ("ORD-000001 waits: Prescription of E0165: none in force on 2026-09-14.")
    paper = {"member_id": 1, "practitioner_id": 1, "hcpcs": "E0165", "signed_on": ON}
    shop.do(enter_prescription, on=ON, values=paper)
    assert lacking(shop, slip) == []


def test_a_slip_without_an_order_or_whose_visit_was_made_tells_nothing(
    shop_engine: Engine,
) -> None:
    shop = supply_shop(MonthShop(shop_engine))
    assert lacking(shop, shop.slip(WALKER, 1, on=ON)) == []
    slip = shop.slip(WALKER, 1, on=ON, order_id=a_commode(shop))
    assert lacking(shop, slip) != []
    shop.deliver(slip, on=ON)
    assert lacking(shop, slip) == []


def test_an_order_on_hold_is_told(shop_engine: Engine) -> None:
    shop = supply_shop(MonthShop(shop_engine))
    order_id = shop.order(WALKER, 1, on=ON)
    later = ON + timedelta(days=9)
    shop.do(hold_order, on=ON, order_id=order_id, review_on=later, because="In hospital")
    slip = shop.slip(WALKER, 1, on=ON, order_id=order_id)
    (told,) = lacking(shop, slip)
    assert told.message == f"ORD-000001 is on hold until {later}: In hospital."
    shop.do(release_order, on=ON, order_id=order_id)
    assert lacking(shop, slip) == []
