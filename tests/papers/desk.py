"""Papers of two members and two practitioners, as the desk's actions enter them."""

from datetime import date
from typing import Any

from sqlalchemy import Engine

from dmedesk.papers.actions import Use, enter_authorization, enter_prescription, record_uses
from dmedesk.papers.actions.ordering import enter_order
from tests.members.desk import a_member, a_practitioner, working

JANUARY = date(2026, 1, 1)


def a_prescription(engine: Engine, **more: Any) -> int:
    """Ann Reed's of a bed for Rose Alda, with what is told besides."""
    values = {"member_id": 1, "practitioner_id": 1, "hcpcs": "E0260", "signed_on": JANUARY}
    with working(engine) as work:
        return enter_prescription(work, values={**values, **more})


def an_authorization(engine: Engine, **more: Any) -> int:
    """Of a bed for Rose Alda, with what is told besides."""
    values = {"member_id": 1, "hcpcs": "E0260", "pa_number": "PA1", "from_on": JANUARY}
    with working(engine) as work:
        return enter_authorization(work, values={**values, **more})


def use(engine: Engine, authorization_id: int, *months: date) -> None:
    """Invoices use these months of it."""
    uses = [Use(authorization_id, 1, month, 1, 1) for month in months]
    with working(engine) as work:
        record_uses(work, uses=uses)


def people(engine: Engine) -> Engine:
    """Two members, and two practitioners of whom the second's NPI is wrong."""
    a_member(engine)
    a_member(engine, member_no="M0002", last_name="Bloom", first_name="Jo")
    a_practitioner(engine)
    a_practitioner(engine, npi="1234567890", last_name="Woods", first_name=None)
    return engine


def an_order(engine: Engine, **more: Any) -> int:
    """A bed to rent for Rose Alda, by Ann Reed, with what is told besides."""
    line = {"hcpcs": "e0260", "quantity": 1, "terms": "rent", "needs_pa": False}
    values = {
        "member_id": 1,
        "payer_id": 1,
        "practitioner_id": 1,
        "asked_on": JANUARY,
        "lines": [line],
    }
    with working(engine) as work:
        return enter_order(work, values={**values, **more})
