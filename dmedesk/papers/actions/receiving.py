"""Writes down what members received: slips do it, and people for what came before.

A receipt is never edited: what is said of one source later, in a further turn, counts instead.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import select

from dmedesk.kit.cells import hcpcs, prose
from dmedesk.kit.errors import Refused
from dmedesk.kit.findings import stopping, stops
from dmedesk.kit.typed import by_field, missing, tidy, unreadable
from dmedesk.papers.rules.entering import receipt_faults
from dmedesk.papers.rules.limit_words import Source
from dmedesk.papers.tables import InsulinStatement, OrderLine, Receipt
from dmedesk.store.numbers import next_number
from dmedesk.store.unit_of_work import UnitOfWork

RECEIPT_PREFIX, STATEMENT_PREFIX, NUMBER_WIDTH = "RCP-", "INS-", 6
"""What the numbers of earlier receipts and of statements begin with, and their figures."""

_NAMES = {
    "member_id": "member",
    "hcpcs": "code",
    "quantity": "quantity",
    "received_on": "day of receipt",
}


@dataclass(frozen=True, slots=True)
class NewReceipt:
    """What is said of one thing that was received, as ``Receipt`` has it."""

    member_id: int
    hcpcs: str
    quantity: int
    received_on: date
    payer_id: int | None = None
    days: int | None = None
    returned_on: date | None = None
    note: str = ""


def note_receipt(
    work: UnitOfWork, *, source_no: str, receipt: NewReceipt, order_id: int | None = None
) -> None:
    """Write down what a line of a slip brought, or what is known better of it now.

    How long it lasts follows from the order's line of that code, in proportion. Says nothing again
    that stands already.
    """
    days = receipt.days
    if days is None and order_id is not None:
        days = _days_of(work, order_id, receipt)
    _append(work, Source.DELIVERY, source_no, replace(receipt, days=days))


def note_return(work: UnitOfWork, *, source_no: str, returned_on: date | None) -> None:
    """Write down that what a line of a slip brought came back on a day, or did not after all."""
    last = _last(work, Source.DELIVERY, source_no)
    if last is not None and last.quantity and last.received_on <= (returned_on or date.max):
        _append(work, Source.DELIVERY, source_no, replace(_said(last), returned_on=returned_on))


def enter_receipt(work: UnitOfWork, *, values: Mapping[str, Any]) -> str:
    """Enter what a member received before, or elsewhere; answers its number.

    ``values`` are attributes of ``NewReceipt``. ``Refused`` with everything that is wrong.
    """
    receipt = _typed(work, values)
    number = next_number(work, Receipt.source_no, prefix=RECEIPT_PREFIX, width=NUMBER_WIDTH)
    _append(work, Source.EARLIER, number, receipt)
    return number


def correct_receipt(work: UnitOfWork, *, receipt_id: int, values: Mapping[str, Any]) -> int:
    """Say otherwise what was received, with the reason as ``note``; answers the further fact's id.

    A ``quantity`` of 0 says that nothing was. ``Refused`` where more was said of it meanwhile,
    without a reason, and with everything that is wrong.
    """
    one = work.session.get_one(Receipt, receipt_id)
    last = _last(work, one.source, one.source_no)
    if last is None or last.id != receipt_id:
        message = "More was said of it meanwhile."
        raise Refused([stopping("said_otherwise", message, "Look at it again.", "")])
    told = {**asdict(_said(one)), "note": "", **values}
    if not (told["note"] or "").strip():
        raise Refused([stopping("missing_value", "Why is missing.", "Write it.", "note")])
    return _append(work, one.source, one.source_no, _typed(work, told, least=0))


def say_insulin(
    work: UnitOfWork, *, member_id: int, from_on: date, is_treated: bool, said_by: str
) -> int:
    """Write down that a member is treated with insulin from a day on, or is not; the fact's id.

    ``Refused`` where nobody is named who said so.
    """
    if not said_by.strip():
        message, remedy = "Who said so is missing.", "Name the paper or the person."
        raise Refused([stopping("missing_value", message, remedy, "said_by")])
    fact = InsulinStatement(
        statement_no=next_number(
            work, InsulinStatement.statement_no, prefix=STATEMENT_PREFIX, width=NUMBER_WIDTH
        ),
        member_id=member_id,
        from_on=from_on,
        is_treated=is_treated,
        said_by=said_by.strip(),
        recorded_at=work.now,
        recorded_by=work.actor,
    )
    work.session.add(fact)
    work.session.flush()
    return fact.id


def _typed(work: UnitOfWork, values: Mapping[str, Any], *, least: int = 1) -> NewReceipt:
    own = tidy(values)
    own["note"] = own.get("note") or ""
    own["hcpcs"] = own.get("hcpcs") and own["hcpcs"].upper()
    findings = by_field(
        missing(own, _NAMES),
        unreadable(own, {"hcpcs": hcpcs, "note": prose}),
        receipt_faults(own, today=work.now.astimezone().date(), least=least),
    )
    if stops(findings):
        raise Refused(findings)
    return NewReceipt(**own)


def _days_of(work: UnitOfWork, order_id: int, receipt: NewReceipt) -> int | None:
    chosen = select(OrderLine.days, OrderLine.quantity).where(
        OrderLine.order_id == order_id,
        OrderLine.hcpcs == receipt.hcpcs,
        OrderLine.days.is_not(None),
    )
    line = work.session.execute(chosen.order_by(OrderLine.place).limit(1)).first()
    if line is None:
        return None
    days, quantity = line
    return max(1, (days or 1) * receipt.quantity // quantity)


def _last(work: UnitOfWork, source: Source, source_no: str) -> Receipt | None:
    chosen = select(Receipt).where(Receipt.source == source, Receipt.source_no == source_no)
    return work.session.scalars(chosen.order_by(Receipt.turn.desc()).limit(1)).first()


def _said(one: Receipt) -> NewReceipt:
    return NewReceipt(
        one.member_id,
        one.hcpcs,
        one.quantity,
        one.received_on,
        one.payer_id,
        one.days,
        one.returned_on,
        one.note,
    )


def _append(work: UnitOfWork, source: Source, source_no: str, receipt: NewReceipt) -> int:
    last = _last(work, source, source_no)
    if last is not None and _said(last) == receipt:
        return last.id
    fact = Receipt(
        source=source,
        source_no=source_no,
        turn=1 if last is None else last.turn + 1,
        **asdict(receipt),
        recorded_at=work.now,
        recorded_by=work.actor,
    )
    work.session.add(fact)
    work.session.flush()
    return fact.id
