"""Reads what was said about accounts: all notes of one, and what is still to be followed up."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, exists, or_, select
from sqlalchemy.orm import Session

from dmedesk.billing.rules.notes import NoteKind
from dmedesk.billing.tables import AccountNote
from dmedesk.kit.stored import StoredRow
from dmedesk.members.tables import Member, Payer
from dmedesk.store.rows import stored_rows

_SETTLING = AccountNote.__table__.alias("settling")


def _is_open() -> ColumnElement[bool]:
    """The condition of notes with a promise or a follow-up that no later one has settled."""
    asked = or_(AccountNote.promised_on.is_not(None), AccountNote.follow_up_on.is_not(None))
    return asked & ~exists().where(_SETTLING.c.settles_id == AccountNote.id)


def is_settled(session: Session, *, note_id: int) -> bool:
    """Whether a later note has settled this one."""
    settled = select(exists().where(_SETTLING.c.settles_id == note_id))
    return bool(session.scalar(settled))


@dataclass(frozen=True, slots=True)
class NoteOf:
    """One note of an account; ``due_on`` is the day to follow up, ``is_open`` that it is to be."""

    id: int
    member_id: int
    member: str
    payer: str
    kind: NoteKind
    text: str
    promised_on: date | None
    promised_cents: int | None
    follow_up_on: date | None
    noted_on: date
    noted_by: str
    is_open: bool

    @property
    def due_on(self) -> date | None:
        """The day on which somebody should ask again: as noted, else the day promised."""
        return self.follow_up_on or self.promised_on


def notes_of(session: Session, *, member_id: int) -> list[NoteOf]:
    """Every note of a member's account, the newest first."""
    return _notes(session, AccountNote.member_id == member_id)


def to_follow_up(session: Session, *, on: date) -> list[NoteOf]:
    """The notes whose follow-up or promise has come by a day, the oldest first."""
    found = [note for note in _notes(session, _is_open()) if note.due_on and note.due_on <= on]
    return sorted(found, key=lambda note: (note.due_on or on, note.id))


def _notes(session: Session, where: Any) -> list[NoteOf]:
    statement = (
        select(
            AccountNote.id,
            AccountNote.member_id,
            Member.last_name + ", " + Member.first_name,
            Payer.code,
            AccountNote.kind,
            AccountNote.text,
            AccountNote.promised_on,
            AccountNote.promised_cents,
            AccountNote.follow_up_on,
            AccountNote.noted_on,
            AccountNote.noted_by,
            _is_open(),
        )
        .join(Member, Member.id == AccountNote.member_id)
        .outerjoin(Payer, Payer.id == AccountNote.payer_id)
        .where(where)
        .order_by(AccountNote.id.desc())
    )
    return [_note(*row) for row in session.execute(statement)]


def _note(*values: Any) -> NoteOf:
    given = list(values)
    given[3], given[11] = given[3] or "", bool(given[11])
    return NoteOf(*given)


@dataclass(frozen=True, slots=True)
class Promise:
    """The earliest open promise and follow-up of an account, and what was last said of it."""

    promised_on: date | None
    follow_up_on: date | None
    text: str


def open_promises(session: Session) -> dict[int, Promise]:
    """What is promised and to be followed up, by member."""
    found: dict[int, Promise] = {}
    for note in _notes(session, _is_open()):
        last = found.get(note.member_id, Promise(None, None, note.text))
        found[note.member_id] = Promise(
            min(filter(None, (last.promised_on, note.promised_on)), default=None),
            min(filter(None, (last.follow_up_on, note.follow_up_on)), default=None),
            last.text,
        )
    return found


def stored_account_notes(session: Session) -> list[StoredRow]:
    """Every note, as ``account_notes.csv`` has it."""
    settled = AccountNote.__table__.alias("settled")
    chosen = (
        select(
            AccountNote.id,
            AccountNote.note_no.label("note"),
            Member.member_no,
            Payer.code.label("payer_code"),
            AccountNote.kind,
            AccountNote.text,
            AccountNote.promised_on,
            AccountNote.promised_cents.label("promised"),
            AccountNote.follow_up_on,
            settled.c.note_no.label("settles"),
            AccountNote.noted_on,
            AccountNote.noted_at,
            AccountNote.noted_by,
        )
        .join(Member, Member.id == AccountNote.member_id)
        .outerjoin(Payer, Payer.id == AccountNote.payer_id)
        .outerjoin(settled, settled.c.id == AccountNote.settles_id)
        .order_by(AccountNote.id)
    )
    return stored_rows(session, chosen)
