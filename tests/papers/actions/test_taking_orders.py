"""Orders and their neighbours enter as the files have them, and are read back alike."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from dmedesk.kit.stored import StoredRow
from dmedesk.papers.actions import taking_orders
from dmedesk.papers.queries import stored_orders
from dmedesk.papers.rules.words import (
    OrderStage,
    OrderTerms,
    PaperKind,
    RequirementKind,
    Service,
    Step,
)
from tests.members.desk import a_payer, looking, working
from tests.papers.desk import JANUARY, an_authorization, people

AT = datetime(2026, 2, 1, 15, tzinfo=UTC)
RECORDED = {"recorded_at": AT, "recorded_by": "ana"}
NPI = "1234567893"
ROSE = {"member_no": "M0001", "hcpcs": "E0260"}
ROWS: dict[str, dict[str, Any]] = {
    "supporting_papers": {
        **ROSE,
        "kind": PaperKind.LETTER,
        "signed_on": JANUARY,
        "npi": NPI,
        "expires_on": None,
        "elements": "item: Bed",
        "note": None,
    },
    "draws": {
        **ROSE,
        "pa_number": "PA1",
        "turn": 1,
        "used_on": JANUARY,
        "units": -2,
        "amount": 0,
        "what": "Pads",
        **RECORDED,
    },
    "requests": {
        "request_no": "PAR-000001",
        "member_no": "M0001",
        "payer_code": "MH",
        "hcpcs": "E0260",
        "asked_on": JANUARY,
        "note": None,
    },
    "request_steps": {
        "request_no": "PAR-000001",
        "turn": 1,
        "step": Step.GRANTED,
        "done_on": JANUARY,
        "answer_by": None,
        "pa_number": "PA1",
        "reason": None,
        **RECORDED,
    },
    "requirements": {
        "requirement_no": "REQ-0001",
        "payer_code": "MH",
        "kind": RequirementKind.ENCOUNTER,
        "hcpcs": "",
        "family": None,
        "service": Service.ANY,
        "number": 6,
        "text": "",
        "from_on": JANUARY,
        "until_on": None,
        "proposal": "",
        "citation": "409.430",
        "why": "",
    },
    "orders": {
        "order_no": "ORD-000001",
        "member_no": "M0001",
        "payer_code": None,
        "npi": NPI,
        "asked_on": JANUARY,
        "referred_by": None,
        "stage": OrderStage.HELD,
        "review_on": date(2026, 2, 1),
        "held_because": "In hospital",
        "closed_on": None,
        "note": None,
    },
    "order_lines": {
        "order_no": "ORD-000001",
        "place": 1,
        "hcpcs": "E0260",
        "product_no": None,
        "description": "Bed",
        "quantity": 1,
        "terms": OrderTerms.RENT,
        "needs_pa": True,
        "days": None,
    },
    "conversions": {
        "order_no": "ORD-000001",
        "place": 1,
        "turn": 1,
        "terms": OrderTerms.BUY,
        "from_on": JANUARY,
        "why": "For good",
        **RECORDED,
    },
    "papers_asked": {
        "ask_no": 1,
        "npi": NPI,
        **ROSE,
        "paper": "prescription",
        "asked_on": JANUARY,
        **RECORDED,
    },
}


def _stored(name: str) -> Callable[[Session], list[StoredRow]]:
    found: Callable[[Session], list[StoredRow]] = getattr(stored_orders, f"stored_{name}")
    return found


def test_what_is_taken_is_stored_alike(shop_engine: Engine) -> None:
    a_payer(people(shop_engine))
    an_authorization(shop_engine)
    with working(shop_engine) as work:
        for name, values in ROWS.items():
            getattr(taking_orders, f"take_{name}")(work, added=[values], changed={})
    with looking(shop_engine) as session:
        for name, values in ROWS.items():
            (row,) = _stored(name)(session)
            assert row.values == values
        assert stored_orders.request_ids(session) == {"PAR-000001": 1}
        assert stored_orders.requirement_ids(session) == {"REQ-0001": 1}
        assert stored_orders.paper_ids(session) == {f"M0001/E0260/letter/2026-01-01/{NPI}": 1}
        assert stored_orders.prescription_ids(session) == {}
        assert stored_orders.authorization_words(session) == {"M0001/E0260/PA1": 1}


def test_a_known_order_changes(shop_engine: Engine) -> None:
    a_payer(people(shop_engine))
    with working(shop_engine) as work:
        taking_orders.take_orders(work, added=[ROWS["orders"]], changed={})
        taking_orders.take_orders(work, added=[], changed={1: {"payer_code": "MH"}})
    with looking(shop_engine) as session:
        (row,) = stored_orders.stored_orders(session)
    assert row.values["payer_code"] == "MH"
