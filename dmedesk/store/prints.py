"""Counts how often each stored paper was printed; every print is a fact."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from dmedesk.kit.lists import Sort
from dmedesk.store.lists import ListQuery
from dmedesk.store.tables import PaperPrint
from dmedesk.store.unit_of_work import UnitOfWork

_LOCK = "prints"


class Prints:
    """The door of pages (``kit.prints.PrintDoor``)."""

    def count(self, session: Session, *, kind: str, number: str) -> int:
        """How often it was printed before."""
        highest = select(func.max(PaperPrint.copy))
        return session.scalar(highest.where(*_of(kind, number))) or 0

    def record(self, work: UnitOfWork, *, kind: str, number: str, printer: str) -> int:
        """Write down that it was printed; answers which copy that was."""
        work.lock(_LOCK)
        copy = self.count(work.session, kind=kind, number=number) + 1
        work.session.add(
            PaperPrint(
                kind=kind,
                number=number,
                copy=copy,
                printed_at=work.now,
                printed_by=work.actor,
                printer=printer,
            )
        )
        work.session.flush()
        return copy


@dataclass(frozen=True, slots=True)
class PrintFact:
    """One print of a paper: which copy it was, when (UTC), and by whom."""

    copy: int
    printed_at: datetime
    printed_by: str


def prints_of(session: Session, *, kind: str, number: str) -> list[PrintFact]:
    """Every print of one paper, the first one first."""
    chosen = select(PaperPrint.copy, PaperPrint.printed_at, PaperPrint.printed_by)
    rows = session.execute(chosen.where(*_of(kind, number)).order_by(PaperPrint.copy))
    return [PrintFact(*row) for row in rows]


@dataclass(frozen=True, slots=True)
class PrintListed:
    """One print as the list shows it; ``printed_at`` is in UTC."""

    id: int
    printed_at: datetime
    kind: str
    number: str
    copy: int
    printed_by: str
    printer: str


PRINTS: ListQuery[PrintListed] = ListQuery(
    PrintListed,
    key=PaperPrint.id,
    columns={
        "printed_at": PaperPrint.printed_at,
        "kind": PaperPrint.kind,
        "number": PaperPrint.number,
        "copy": PaperPrint.copy,
        "printed_by": PaperPrint.printed_by,
        "printer": PaperPrint.printer,
    },
    chips={"again": lambda _on: PaperPrint.copy > 1},
    default=(Sort("printed_at", descending=True),),
)


def _of(kind: str, number: str) -> tuple[ColumnElement[bool], ...]:
    return (PaperPrint.kind == kind, PaperPrint.number == number)
