"""Limits, receipts, reasons and contacts, as the desk's actions write them."""

from datetime import date
from typing import Any

from sqlalchemy import Engine

from dmedesk.kit.references import RecordRef
from dmedesk.papers.actions.limiting import enter_limit
from dmedesk.papers.actions.receiving import enter_receipt
from dmedesk.papers.actions.refilling import Contact, record_contact
from dmedesk.papers.actions.replacing import say_early
from dmedesk.papers.queries.limits import REPLACEMENT
from dmedesk.papers.rules.limit_words import (
    Answer,
    Channel,
    EarlyReason,
    LimitKind,
    PeriodUnit,
    Stance,
)
from dmedesk.store.attachments import Attachments
from tests.members.desk import working

CAME = date(2026, 3, 1)
WALKER = {
    "payer_id": 1,
    "kind": LimitKind.REPLACEMENT,
    "hcpcs": "e0143",
    "quantity": 1,
    "every": 5,
    "unit": PeriodUnit.YEARS,
    "stance": Stance.STOP,
    "from_on": date(2026, 1, 1),
    "citation": "42 U.S.C. 1395m(a)(7)(C)",
}


def a_limit(engine: Engine, **more: Any) -> int:
    """One walker in five years, with what is told besides."""
    with working(engine) as work:
        return enter_limit(work, values={**WALKER, **more})


def a_receipt(engine: Engine, **more: Any) -> str:
    """Rose Alda's walker, with what is told besides."""
    values = {"member_id": 1, "hcpcs": "E0143", "quantity": 1, "received_on": CAME}
    with working(engine) as work:
        return enter_receipt(work, values={**values, **more})


def strips(engine: Engine, **more: Any) -> str:
    """Rose Alda's test strips for thirty days, with what is told besides."""
    return a_receipt(engine, **{"hcpcs": "A4253", "quantity": 2, "days": 30, **more})


def a_loss(engine: Engine, *, attached: bool = True, **more: Any) -> int:
    """Why Rose Alda wants a walker early, with what proves it."""
    values: dict[str, Any] = {
        "member_id": 1,
        "hcpcs": "E0143",
        "reason": EarlyReason.LOST,
        "happened_on": date(2026, 6, 1),
        "evidence": "Left on a bus",
    }
    with working(engine) as work:
        reason_id = say_early(work, **{**values, **more})
        if attached:
            Attachments().attach(
                work,
                ref=RecordRef(REPLACEMENT, reason_id),
                file_name="report.txt",
                content=b"Report 12",
            )
    return reason_id


def a_contact(engine: Engine, on: date, **more: Any) -> int:
    """Rose Alda's son wants her strips, with what is told besides."""
    given: dict[str, Any] = {"channel": Channel.PHONE, "who": "Her son", "answer": Answer.WANTED}
    with working(engine) as work:
        contact = Contact(contacted_on=on, **{**given, **more})
        return record_contact(work, member_id=1, hcpcs="A4253", contact=contact)
