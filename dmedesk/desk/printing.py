"""What this computer prints each kind of paper on: printer, tray, shift; a page with rulers."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinterInfo
from PySide6.QtWidgets import QSplitter, QWidget

from dmedesk.kit.cells import Unreadable
from dmedesk.kit.printers import FURTHEST_TENTHS, PAPERS, TRAYS, PrinterChoice
from dmedesk.printing.rulers import ruled_page
from dmedesk.widgets.forms.entries import ChoiceBox
from dmedesk.widgets.forms.fields import FormField, Kind, Section
from dmedesk.widgets.forms.form import Form
from dmedesk.widgets.page import Key, Page, Workplace
from dmedesk.widgets.paper import PaperView
from dmedesk.widgets.parts import button, column, label, padded, row, scrolled
from dmedesk.widgets.press import Press
from dmedesk.widgets.theme import GRID, MARGIN

_ASK = "Ask each time"
_FORM_WIDTH, _PAPER_WIDTH = 520, 460


class PrintingPage(Page):
    """Each kind of paper with its printer; what is chosen is remembered at once."""

    key = "settings.printing"
    area = "Printing"
    picture = "printer"
    keys = (Key("Ctrl+P", "print the test page of the kind that the cursor is in"),)

    def __init__(
        self,
        workplace: Workplace,
        *,
        names: Callable[[], Sequence[str]] = QPrinterInfo.availablePrinterNames,
    ) -> None:
        super().__init__(workplace)
        self._names = names
        self._kind = next(iter(PAPERS))
        self._press = Press(workplace, self, self.fail, names=names)
        self.form = Form(workplace, [self._section(kind) for kind in PAPERS])
        self.paper = PaperView("The test page")
        self.choice = ChoiceBox("Test page for")
        self.choice.addItems(list(PAPERS.values()))
        self.choice.activated.connect(lambda at: self._look_at(tuple(PAPERS)[at]))
        self.print_button = button("Print the test page", self.print, keys="Ctrl+P", part="primary")
        self.form.changed.connect(self._remember)
        self.form.left.connect(lambda _key: self._remember())
        for key, entry in self.form.entries.items():
            entry.typed.connect(partial(self._look_at, key.partition(".")[0]))
        head = row(label("Test page for", "soft"), self.choice, self.print_button)
        head.setStretch(1, 1)
        right = QWidget()
        right.setLayout(column(head, self.paper))
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(scrolled(self.form))
        split.addWidget(right)
        split.setSizes([_FORM_WIDTH, _PAPER_WIDTH])
        split.setHandleWidth(4 * GRID)
        alone = "This computer's alone. Print the test page to see how far to shift."
        pieces = (label("Printing", "heading"), label(alone, "soft"), self.findings, split)
        whole = column(*pieces, gap=3 * GRID)
        whole.setStretch(3, 1)
        self.setLayout(padded(whole, MARGIN, 3 * GRID))

    def _section(self, kind: str) -> Section:
        remembered = self.workplace.printers.choice(kind).printer
        names = list(dict.fromkeys([*self._names(), *filter(None, [remembered])]))
        printers = tuple((name, name) for name in names)
        trays = tuple((tray, word) for tray, word in TRAYS.items() if tray)
        return Section(
            PAPERS[kind],
            (
                _choice(f"{kind}.printer", "Printer", printers, _ASK),
                _choice(f"{kind}.tray", "Tray", trays, TRAYS[""]),
                _shift(f"{kind}.right_tenths", "Shift right"),
                _shift(f"{kind}.down_tenths", "Shift down"),
            ),
        )

    def refresh(self) -> None:
        """Show what is remembered."""
        self.form.show_values({key: value for kind in PAPERS for key, value in self._values(kind)})
        self._look_at(self._kind)

    def _values(self, kind: str) -> list[tuple[str, Any]]:
        choice = self.workplace.printers.choice(kind)
        return [
            (f"{kind}.printer", choice.printer or None),
            (f"{kind}.tray", choice.tray or None),
            (f"{kind}.right_tenths", shift_text(choice.right_tenths)),
            (f"{kind}.down_tenths", shift_text(choice.down_tenths)),
        ]

    def _remember(self) -> None:
        for kind in PAPERS:
            taken = {}
            for name in ("printer", "tray", "right_tenths", "down_tenths"):
                value, wrong = self.form.entries[f"{kind}.{name}"].taken()
                if wrong:
                    break
                taken[name] = value or ""
            else:
                self.workplace.printers.remember(kind, _chosen(taken))
        self._look_at(self._kind)

    def _look_at(self, kind: str) -> None:
        """Show the test page of this kind of paper."""
        self._kind = kind
        self.choice.setCurrentIndex(tuple(PAPERS).index(kind))
        self.paper.show_paper(self._content())

    def _content(self) -> bytes:
        choice = self.workplace.printers.choice(self._kind)
        return ruled_page(
            printer=choice.printer,
            paper=PAPERS[self._kind],
            right_tenths=choice.right_tenths,
            down_tenths=choice.down_tenths,
        )

    def print(self) -> None:
        """Print the test page of the kind looked at; a printer that is asked for is remembered."""
        self._press.print_paper(self._content(), self._kind, "")
        self.refresh()


def _choice(key: str, title: str, options: tuple[tuple[str, str], ...], empty: str) -> FormField:
    return FormField(key, title, Kind.CHOICE, options=options, empty=empty)


def _shift(key: str, title: str) -> FormField:
    return FormField(key, title, help="mm", width=20 * GRID, reads=read_shift)


def _chosen(taken: Mapping[str, str]) -> PrinterChoice:
    return PrinterChoice(
        printer=taken["printer"],
        tray=taken["tray"],
        right_tenths=_tenths(taken["right_tenths"]),
        down_tenths=_tenths(taken["down_tenths"]),
    )


def shift_text(tenths: int) -> str:
    """A shift as it is typed: ``1.5``, ``-2.0``, nothing for none."""
    return f"{tenths / 10:.1f}" if tenths else ""


def read_shift(typed: str) -> str:
    """A shift in millimetres with one decimal, as ``shift_text`` writes it."""
    text = typed.replace("−", "-").removesuffix("mm").strip()
    digits = text.removeprefix("-").removeprefix("+")
    whole, _, tenth = digits.partition(".")
    if not (whole.isascii() and whole.isdigit()) or not (tenth or "0").isdigit() or tenth[1:]:
        raise _unread(typed)
    tenths = (int(whole) * 10 + int(tenth or 0)) * (-1 if text.startswith("-") else 1)
    if abs(tenths) > FURTHEST_TENTHS:
        raise _unread(typed)
    return shift_text(tenths)


def _tenths(text: str) -> int:
    return int(text.replace(".", "")) if text else 0


def _unread(typed: str) -> Unreadable:
    furthest = FURTHEST_TENTHS // 10
    remedy = f"Write millimetres with at most one decimal, from -{furthest} to {furthest}."
    return Unreadable("bad_shift", f"“{typed}” is not a shift.", remedy)
