"""The texts of the papers: what is in force on a day, and every version that was written."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from dmedesk.kit.stored import StoredRow
from dmedesk.shop.rules.texts import TextKind
from dmedesk.shop.tables import PaperText


@dataclass(frozen=True, slots=True)
class TextVersion:
    """One version of a text: from which day, what, by whom and when it was written."""

    id: int
    kind: TextKind
    from_on: date
    content: str
    written_by: str
    written_at: datetime


def text_versions(session: Session) -> list[TextVersion]:
    """Every version, the newest first: by day, then by when it was written."""
    columns = (
        PaperText.id,
        PaperText.kind,
        PaperText.from_on,
        PaperText.content,
        PaperText.written_by,
        PaperText.written_at,
    )
    order = (PaperText.from_on.desc(), PaperText.id.desc())
    return [TextVersion(*row) for row in session.execute(select(*columns).order_by(*order))]


def texts_on(session: Session, *, on: date) -> Mapping[TextKind, str]:
    """Every text in force on a day; a kind without one is not among them."""
    found: dict[TextKind, str] = {}
    for version in text_versions(session):
        if version.from_on <= on:
            found.setdefault(version.kind, version.content)
    return {kind: content for kind, content in found.items() if content}


def stored_texts(session: Session) -> list[StoredRow]:
    """Every version, as ``paper_texts.csv`` has it."""
    return [
        StoredRow(
            one.id,
            {
                "text": one.kind,
                "from_on": one.from_on,
                "written_at": one.written_at,
                "content": one.content or None,
                "written_by": one.written_by,
            },
        )
        for one in sorted(text_versions(session), key=lambda one: one.id)
    ]
