"""Invoices found by a part of their number or of their member's name, for pickers."""

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from dmedesk.billing.tables import Invoice
from dmedesk.members.tables import Member, Payer
from dmedesk.rates.money import format_dollars
from dmedesk.store.finding import MOST_FOUND, Found, having


def find_invoices(session: Session, part: str) -> list[Found]:
    """The invoices whose number or member has every word of ``part``; of none, the latest."""
    columns = (Invoice.invoice_no, Member.last_name, Member.first_name, Member.member_no)
    chosen = _chosen().where(*having(columns, part)).order_by(Invoice.id.desc())
    return [_found(*row) for row in session.execute(chosen.limit(MOST_FOUND))]


def invoice_named(session: Session, invoice_id: int) -> Found | None:
    """One invoice."""
    row = session.execute(_chosen().where(Invoice.id == invoice_id)).first()
    return None if row is None else _found(*row)


def _chosen() -> Select[int, str, int, str, str | None, str]:
    return (
        select(
            Invoice.id,
            Invoice.invoice_no,
            Invoice.total_cents,
            Member.last_name,
            Member.first_name,
            Payer.code,
        )
        .join(Member, Member.id == Invoice.member_id)
        .join(Payer, Payer.id == Invoice.payer_id)
    )


def _found(id_: int, number: str, cents: int, last: str, first: str | None, payer: str) -> Found:
    return Found(id_, number, f"{last}, {first or ''} · {payer} · {format_dollars(cents)}")
