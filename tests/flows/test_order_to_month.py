"""From a referral to a billed month, with a requirement turned on: one story on both databases."""

from datetime import date
from typing import Any

from sqlalchemy import Engine

from dmedesk.deliveries.actions.opening import WantedLine, move_ticket, open_ticket
from dmedesk.deliveries.actions.proving import record_visit
from dmedesk.deliveries.rules.proof import ProofFacts
from dmedesk.deliveries.rules.words import Method, Relationship, TicketKind, TicketStage, Way
from dmedesk.papers.actions import enter_authorization, enter_prescription
from dmedesk.papers.actions.ordering import enter_order
from dmedesk.papers.actions.requiring import turn_on
from dmedesk.papers.actions.supporting import enter_paper
from dmedesk.papers.queries.orders import checks_of
from dmedesk.papers.rules.readiness import Need
from dmedesk.papers.rules.words import OrderStage
from dmedesk.papers.tables import Order
from dmedesk.rentals.tables import Rental
from dmedesk.store.unit_of_work import reading, unit_of_work
from tests.flows.month_shop import MonthShop, at, day

ROSE = {"member_id": 1, "practitioner_id": 1, "hcpcs": "E0260"}
REFERRED, DELIVERED = day("2026-08-20"), day("2026-09-05")


def do(shop: MonthShop, act: Any, *, on: str = "2026-09-05", **values: Any) -> Any:
    """One action at noon of a day."""
    with unit_of_work(shop.engine, actor="ana", action="tested", clock=at(on)) as work:
        return act(work, **values)


def missing(shop: MonthShop, order_id: int, on: date) -> list[Need]:
    with reading(shop.engine) as session:
        checks = checks_of(session, order_id=order_id, on=on)
    return [check.need for check in checks if not check.is_met]


def held(shop: MonthShop, month: str) -> list[list[str]]:
    answer = shop.preview(month)
    return [[reason["code"] for reason in one["reasons"]] for one in answer["held"]]


def delivered(shop: MonthShop, order_id: int) -> None:
    """The bed is brought and signed for."""
    asset_id = shop.unit("SN-1", "E0260")
    line = WantedLine(Way.OUT, 1, asset_id)
    ticket_id = do(
        shop,
        open_ticket,
        kind=TicketKind.DELIVERY,
        member_id=1,
        payer_id=1,
        asked_on=REFERRED,
        planned_on=DELIVERED,
        lines=[line],
        order_id=order_id,
    )
    assert shop.rows(Order)[0].stage is OrderStage.ON_SLIP
    do(shop, move_ticket, ticket_id=ticket_id, stage=TicketStage.OUT)
    proof = ProofFacts(
        Method.DIRECT,
        delivered_on=DELIVERED,
        has_signature=True,
        signer="Rivera, M1",
        relationship=Relationship.SELF,
        signed_on=DELIVERED,
    )
    do(shop, record_visit, ticket_id=ticket_id, facts=proof)


def test_from_referral_to_a_billed_month(shop_engine: Engine) -> None:
    shop = MonthShop(shop_engine).found()
    for proposal in ("mh_encounter", "mh_necessity_papers", "mh_request_in_time"):
        do(shop, turn_on, proposal=proposal, payer_id=1, from_on=day("2026-08-01"))
    line = {"hcpcs": "E0260", "product_id": 1, "quantity": 1, "terms": "rent", "needs_pa": True}
    whose = {"member_id": 1, "payer_id": 1, "practitioner_id": 1, "asked_on": REFERRED}
    order_id = do(shop, enter_order, on="2026-08-20", values={**whose, "lines": [line]})
    # The prescription of old is there; seen by nobody, and not authorized.
    assert missing(shop, order_id, REFERRED) == [Need.ENCOUNTER, Need.AUTHORIZATION]
    signed = {**ROSE, "signed_on": day("2026-08-01")}
    do(shop, enter_prescription, values=signed)
    do(shop, enter_paper, values={**signed, "kind": "encounter"})
    pa = {"member_id": 1, "hcpcs": "E0260", "pa_number": "PA1", "from_on": REFERRED, "months": 13}
    do(shop, enter_authorization, values={**pa, "asked_on": day("2026-08-10")})
    assert missing(shop, order_id, REFERRED) == []
    delivered(shop, order_id)
    (order,) = shop.rows(Order)
    assert (order.stage, order.closed_on) == (OrderStage.FILLED, DELIVERED)
    assert len(shop.rows(Rental)) == 1
    assert held(shop, "2026-09") == []
    answer = shop.post("2026-09")
    assert [line["hcpcs"] for line in answer["lines"]] == ["E0260"]


def test_a_month_waits_for_what_the_owner_turned_on_later(shop_engine: Engine) -> None:
    """Nothing changes before the day; then the month is held until the paper is there."""
    shop = MonthShop(shop_engine).found()
    shop.rent("R1", started_on="2026-08-05")
    do(shop, turn_on, proposal="mh_encounter", payer_id=1, from_on=day("2026-10-01"))
    assert held(shop, "2026-09") == []
    assert held(shop, "2026-10") == [["no_encounter"]]
    assert shop.post("2026-10")["lines"] == []
    seen = {**ROSE, "signed_on": day("2026-02-05"), "kind": "encounter"}
    do(shop, enter_paper, values=seen)
    answer = shop.post("2026-10")
    assert [line["rental_month"] for line in answer["lines"]] == [3]
