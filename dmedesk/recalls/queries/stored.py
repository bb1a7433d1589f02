"""Recalls and what belongs to them, as the files have them."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from dmedesk.assets.tables import Asset
from dmedesk.deliveries.tables import Ticket
from dmedesk.kit.stored import StoredRow
from dmedesk.members.tables import Member
from dmedesk.recalls.tables import (
    Recall,
    RecallLetter,
    RecallLetterFact,
    RecallRemedy,
    RecallStep,
)
from dmedesk.store.rows import stored_rows

_OWN = frozenset({"id", "row_version"})


def stored_recalls(session: Session) -> list[StoredRow]:
    """Every recall, as ``recalls.csv`` has it."""
    columns = [column for column in Recall.__table__.columns if column.name not in _OWN]
    return stored_rows(session, select(Recall.id, *columns))


def stored_recall_steps(session: Session) -> list[StoredRow]:
    """Every step of a recall, as ``recall_steps.csv`` has it."""
    return stored_rows(
        session,
        select(
            RecallStep.id,
            Recall.recall_no,
            RecallStep.turn,
            RecallStep.step,
            RecallStep.hazard,
            RecallStep.done_on,
            RecallStep.who,
            RecallStep.cents.label("amount"),
            RecallStep.note,
            RecallStep.recorded_at,
            RecallStep.recorded_by,
        ).join(Recall, Recall.id == RecallStep.recall_id),
    )


def stored_recall_letters(session: Session) -> list[StoredRow]:
    """Every letter, as ``recall_letters.csv`` has it."""
    return stored_rows(
        session,
        select(
            RecallLetter.id,
            RecallLetter.letter_no,
            Recall.recall_no,
            Member.member_no,
            RecallLetter.is_large,
            RecallLetter.sha256,
            RecallLetter.made_at,
            RecallLetter.made_by,
        )
        .join(Recall, Recall.id == RecallLetter.recall_id)
        .join(Member, Member.id == RecallLetter.member_id),
    )


def stored_letter_facts(session: Session) -> list[StoredRow]:
    """What became of every letter, as ``recall_letter_facts.csv`` has it."""
    return stored_rows(
        session,
        select(
            RecallLetterFact.id,
            RecallLetter.letter_no,
            RecallLetterFact.turn,
            RecallLetterFact.step,
            RecallLetterFact.way,
            RecallLetterFact.done_on,
            RecallLetterFact.who,
            RecallLetterFact.note,
            RecallLetterFact.recorded_at,
            RecallLetterFact.recorded_by,
        ).join(RecallLetter, RecallLetter.id == RecallLetterFact.letter_id),
    )


def stored_remedies(session: Session) -> list[StoredRow]:
    """What was done with every unit, as ``recall_remedies.csv`` has it."""
    return stored_rows(
        session,
        select(
            RecallRemedy.id,
            Recall.recall_no,
            Asset.serial_key.label("serial"),
            RecallRemedy.turn,
            RecallRemedy.remedy,
            RecallRemedy.done_on,
            RecallRemedy.done_by,
            Ticket.ticket_no,
            RecallRemedy.cost_cents.label("cost"),
            RecallRemedy.note,
            RecallRemedy.recorded_at,
            RecallRemedy.recorded_by,
        )
        .join(Recall, Recall.id == RecallRemedy.recall_id)
        .join(Asset, Asset.id == RecallRemedy.asset_id)
        .outerjoin(Ticket, Ticket.id == RecallRemedy.ticket_id),
    )


def recall_ids(session: Session) -> dict[str, int]:
    """The id of every recall by its number."""
    return dict(session.execute(select(Recall.recall_no, Recall.id)).all())


def letter_ids(session: Session) -> dict[str, int]:
    """The id of every letter by its number."""
    return dict(session.execute(select(RecallLetter.letter_no, RecallLetter.id)).all())
