"""Keeps what was typed into forms and not saved, one for each record and person.

Drafts are convenience: not in the audit trail, not exported, gone when the record is saved.
"""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from dmedesk.kit.drafts import Draft
from dmedesk.kit.references import RecordRef
from dmedesk.store.tables import KeptDraft
from dmedesk.store.unit_of_work import UnitOfWork

_LOCK = "drafts"


@dataclass(frozen=True, slots=True)
class Drafts:
    """The door of forms (``kit.drafts.DraftDoor``). ``login`` is who works where no staff is."""

    login: str

    def find(self, session: Session, *, ref: RecordRef, person: str) -> Draft | None:
        """What this person typed there last."""
        chosen = select(KeptDraft.typed, KeptDraft.base, KeptDraft.kept_at)
        found = session.execute(chosen.where(*_of(ref, person or self.login))).one_or_none()
        return None if found is None else Draft(*found)

    def keep(self, work: UnitOfWork, *, ref: RecordRef, typed: Any, base: Any) -> None:
        """Keep this in place of what was kept before."""
        self.drop(work, ref=ref)
        values = {
            "kind": ref.kind,
            "record_id": ref.id,
            "person": work.actor,
            "typed": typed,
            "base": base,
            "kept_at": work.now,
        }
        work.session.connection().execute(insert(KeptDraft).values(values))

    def drop(self, work: UnitOfWork, *, ref: RecordRef) -> None:
        """Keep nothing any more."""
        work.lock(_LOCK)
        # By the connection itself: the trail does not tell of drafts.
        work.session.connection().execute(delete(KeptDraft).where(*_of(ref, work.actor)))


def _of(ref: RecordRef, person: str) -> tuple[Any, ...]:
    return (
        KeptDraft.kind == ref.kind,
        KeptDraft.record_id == ref.id,
        KeptDraft.person == person,
    )
