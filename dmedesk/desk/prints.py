"""The list of every print of a stored paper: which copy, when, by whom, on which printer."""

from PySide6.QtGui import QShowEvent

from dmedesk.kit.printers import PAPERS
from dmedesk.store.prints import PRINTS, PrintListed
from dmedesk.widgets.listing import Chip, Fact, FilterKind, ListColumn, ListPage, ListSpec
from dmedesk.widgets.page import Workplace


def _when(row: PrintListed) -> str:
    return f"{row.printed_at.astimezone():%Y-%m-%d %H:%M}"


def _kind(row: PrintListed) -> str:
    return PAPERS.get(row.kind, row.kind)


COLUMNS: tuple[ListColumn[PrintListed], ...] = (
    ListColumn("printed_at", "Printed", _when, FilterKind.DAY, width=148),
    ListColumn("kind", "Paper", _kind, FilterKind.CHOICE, width=160, options=tuple(PAPERS.items())),
    ListColumn("number", "Number", lambda row: row.number, width=140),
    ListColumn(
        "copy", "Copy", lambda row: str(row.copy), FilterKind.NUMBER, width=64, figures=True
    ),
    ListColumn("printed_by", "By", lambda row: row.printed_by, width=140, spare=2),
    ListColumn("printer", "Printer", lambda row: row.printer, wide=True, spare=1),
)


def _facts(row: PrintListed) -> list[Fact]:
    return [
        Fact("Paper", _kind(row)),
        Fact("Copy", str(row.copy)),
        Fact("Printed", _when(row)),
        Fact("By", row.printed_by),
        Fact("Printer", row.printer or "saved by the printer's own dialog"),
    ]


SPEC: ListSpec[PrintListed] = ListSpec(
    key="settings.prints",
    title="Prints",
    picture="printer",
    kind="print",
    one="print",
    query=PRINTS,
    columns=COLUMNS,
    name=lambda row: row.number,
    facts=_facts,
    empty="Nothing was printed yet. Print an invoice, and its prints stand here.",
    chips=(Chip("again", "Reprints"),),
)


class PrintsPage(ListPage[PrintListed]):
    """The list, read anew whenever it is shown: printing does not make other pages read."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace, SPEC)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Read."""
        self._is_stale = True
        super().showEvent(event)
