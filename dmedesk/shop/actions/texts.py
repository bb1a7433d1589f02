"""Writes the texts that papers bear: a new version from a day on, the former ones stay."""

from collections.abc import Mapping, Sequence
from datetime import date
from operator import itemgetter

from dmedesk.kit.errors import Refused
from dmedesk.kit.stored import Values
from dmedesk.shop.rules.texts import TextKind, text_findings, tidy
from dmedesk.shop.tables import PaperText
from dmedesk.store.unit_of_work import UnitOfWork


def write_text(work: UnitOfWork, *, kind: TextKind, content: str, from_on: date) -> None:
    """Put a text in force from a day on; an empty one prints nothing from then on.

    Raises ``Refused`` with everything that is wrong.
    """
    tidied = tidy(content)
    findings = list(text_findings(kind, tidied))
    if findings:
        raise Refused(findings)
    work.session.add(
        PaperText(
            kind=kind,
            from_on=from_on,
            content=tidied,
            written_by=work.actor,
            written_at=work.now,
        )
    )
    work.session.flush()


def take_texts(work: UnitOfWork, *, added: Sequence[Values], changed: Mapping[int, Values]) -> None:
    """Enter texts in the order in which they were written, as ``paper_texts.csv`` has them.

    Whoever calls has seen to it that none of them changes one that was written here.
    """
    if changed:
        raise ValueError("texts are appended, never changed")
    rows = [
        {
            "kind": values["text"],
            "from_on": values["from_on"],
            "content": values["content"] or "",
            "written_by": values["written_by"],
            "written_at": values["written_at"],
        }
        for values in sorted(added, key=itemgetter("written_at"))
    ]
    if rows:
        work.append(PaperText, rows)
