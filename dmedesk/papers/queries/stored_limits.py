"""Limits, receipts, reasons, contacts and statements, as the files have them."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from dmedesk.kit.stored import StoredRow
from dmedesk.members.tables import Member, Payer
from dmedesk.papers.tables import InsulinStatement, Limit, Receipt, RefillContact, Replacement
from dmedesk.store.rows import stored_rows


def stored_limits(session: Session) -> list[StoredRow]:
    """Every limit, as ``limits.csv`` has it; ``until_on`` is half-open."""
    chosen = select(
        Limit.id,
        Limit.limit_no,
        Payer.code.label("payer_code"),
        Limit.kind,
        Limit.hcpcs,
        Limit.quantity,
        Limit.every,
        Limit.unit,
        Limit.treatment,
        Limit.stance,
        Limit.from_on,
        Limit.until_on,
        Limit.proposal,
        Limit.citation,
        Limit.why,
    )
    return stored_rows(session, chosen.join(Payer, Payer.id == Limit.payer_id))


def stored_receipts(session: Session) -> list[StoredRow]:
    """Everything that members received, as ``receipts.csv`` has it."""
    chosen = select(
        Receipt.id,
        Receipt.source,
        Receipt.source_no,
        Receipt.turn,
        Member.member_no,
        Payer.code.label("payer_code"),
        Receipt.hcpcs,
        Receipt.quantity,
        Receipt.days,
        Receipt.received_on,
        Receipt.returned_on,
        Receipt.note,
        Receipt.recorded_at,
        Receipt.recorded_by,
    ).join(Member, Member.id == Receipt.member_id)
    return stored_rows(session, chosen.outerjoin(Payer, Payer.id == Receipt.payer_id))


def stored_replacements(session: Session) -> list[StoredRow]:
    """Every reason of an early replacement, as ``replacements.csv`` has it."""
    chosen = select(
        Replacement.id,
        Replacement.replacement_no,
        Member.member_no,
        Replacement.hcpcs,
        Replacement.reason,
        Replacement.happened_on,
        Replacement.evidence,
        Replacement.undoes_no,
        Replacement.recorded_at,
        Replacement.recorded_by,
    )
    return stored_rows(session, chosen.join(Member, Member.id == Replacement.member_id))


def stored_refill_contacts(session: Session) -> list[StoredRow]:
    """Every contact about a refill, as ``refill_contacts.csv`` has it."""
    chosen = select(
        RefillContact.id,
        RefillContact.contact_no,
        Member.member_no,
        RefillContact.hcpcs,
        RefillContact.contacted_on,
        RefillContact.channel,
        RefillContact.who,
        RefillContact.answer,
        RefillContact.quantity_left,
        RefillContact.note,
        RefillContact.undoes_no,
        RefillContact.recorded_at,
        RefillContact.recorded_by,
    )
    return stored_rows(session, chosen.join(Member, Member.id == RefillContact.member_id))


def stored_insulin_statements(session: Session) -> list[StoredRow]:
    """Every statement about insulin, as ``insulin_statements.csv`` has it."""
    chosen = select(
        InsulinStatement.id,
        InsulinStatement.statement_no,
        Member.member_no,
        InsulinStatement.from_on,
        InsulinStatement.is_treated,
        InsulinStatement.said_by,
        InsulinStatement.recorded_at,
        InsulinStatement.recorded_by,
    )
    return stored_rows(session, chosen.join(Member, Member.id == InsulinStatement.member_id))


def limit_ids(session: Session) -> dict[str, int]:
    """The id of every limit by its number."""
    return dict(session.execute(select(Limit.limit_no, Limit.id)).all())


def replacement_ids(session: Session) -> dict[str, int]:
    """The id of every reason by its number."""
    return dict(session.execute(select(Replacement.replacement_no, Replacement.id)).all())
