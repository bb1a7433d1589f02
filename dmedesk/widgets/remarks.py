"""Lines about a record that all houses offer: what follows, what there is to do, or to know."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Any, Protocol

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget

from dmedesk.kit.offers import Offers, Remark
from dmedesk.kit.references import RecordRef
from dmedesk.widgets.page import Workplace
from dmedesk.widgets.parts import button, column, empty, label, padded
from dmedesk.widgets.tasks import Failed, Latest
from dmedesk.widgets.theme import GRID
from dmedesk.widgets.words import count_of, money

MOST_LINES = 12
"""Lines that are shown; of more the rest is counted."""


class RemarkReader(Protocol):
    """Asks the houses' offers about a record on a day."""

    def __call__(self, offers: Offers, ref: RecordRef, day: date, session: Any) -> Sequence[Remark]:
        """The lines."""
        ...


def remarks_on(offers: Offers, ref: RecordRef, day: date, session: Any) -> Sequence[Remark]:
    """What is worth knowing of the record on the day."""
    return offers.remarks_on(session, ref, day)


class RemarkLines(QWidget):
    """The lines, each a link where it leads somewhere; money is summed below them.

    ``shown`` tells how many there are.
    """

    shown = Signal(int)

    def __init__(self, workplace: Workplace, failed: Failed) -> None:
        super().__init__()
        self._workplace, self._failed = workplace, failed
        self._latest = Latest(workplace.runner)
        self._lines: QVBoxLayout = column(gap=0)
        self.setLayout(self._lines)

    def ask(self, read: RemarkReader, ref: RecordRef, day: date | None) -> None:
        """Read and show the lines about the record on this day; None shows nothing."""
        if day is None:
            self._latest.query(lambda _session: (), done=self.show_lines, failed=self._failed)
            return
        self._latest.query(
            partial(read, self._workplace.offers, ref, day),
            done=self.show_lines,
            failed=self._failed,
        )

    def show_lines(self, found: Sequence[Remark]) -> None:
        """Show these."""
        empty(self._lines)
        for one in found[:MOST_LINES]:
            self._add(one)
        if len(found) > MOST_LINES:
            self._put(label(f"… and {len(found) - MOST_LINES:,} more.", "soft"))
        cents = sum(one.cents or 0 for one in found)
        months = sum(one.cents is not None for one in found)
        if months:
            words = f"To credit: {count_of(months, 'month')}, {money(cents)}."
            self._put(label(words, "total"))
        self.shown.emit(len(found))

    def _add(self, one: Remark) -> None:
        text = one.sentence if one.cents is None else f"{one.sentence} {money(one.cents)}"
        if one.opens is None:
            said: QWidget = label(text)
        else:
            open_it = partial(self._workplace.navigator.open_link, one.opens)
            said = button(text.replace("&", "&&"), open_it, part="link", tip=text)
            said.setAccessibleName(text)
            # A long line is cut at the page's edge; the tip has the whole of it.
            said.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._put(said)

    def _put(self, piece: QWidget) -> None:
        self._lines.addWidget(piece)
        piece.show()


class RemarksPanel(QFrame):
    """Lines under a title; hidden where there are none."""

    def __init__(
        self, workplace: Workplace, failed: Failed, title: str, read: RemarkReader = remarks_on
    ) -> None:
        super().__init__()
        self.setProperty("part", "panel")
        self._read = read
        self.lines = RemarkLines(workplace, failed)
        self.lines.shown.connect(lambda count: self.setVisible(count > 0))
        whole = column(label(title, "section"), self.lines, gap=GRID)
        self.setLayout(padded(whole, 4 * GRID, 2 * GRID))
        self.hide()

    def show_ref(self, ref: RecordRef, day: date | None) -> None:
        """Show what there is to say of the record on the day; None: nothing."""
        self.lines.ask(self._read, ref, day)
