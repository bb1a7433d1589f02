"""What a run of the month would take: ready at the left, held at the right, "Why?" beside both."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QSizePolicy, QSplitter, QVBoxLayout, QWidget

from dmedesk.billing.rules.late import LateMonth
from dmedesk.billing.screens.reading import MonthRead
from dmedesk.billing.screens.rows import (
    HELD_COLUMNS,
    READY_COLUMNS,
    HeldRow,
    ReadyRow,
    sentence_of,
)
from dmedesk.billing.screens.why import why_held, why_ready
from dmedesk.widgets.parts import button, column, empty, label, row
from dmedesk.widgets.reckoning import Reckoning, ReckoningPanel
from dmedesk.widgets.table import Table
from dmedesk.widgets.theme import GRID
from dmedesk.widgets.words import count_of

_READY_WIDTH, _HELD_WIDTH, _WHY_WIDTH = 784, 362, 374


class PreviewPane(QSplitter):
    """The two tables, the late months, and the panel that explains the line chosen last."""

    def __init__(self, run_late: Callable[[date], object]) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._run_late = run_late
        self.late: tuple[LateMonth, ...] = ()
        self._late_buttons: list[QPushButton] = []
        self.ready = Table("Ready to be billed", READY_COLUMNS)
        self.held = Table("Held", HELD_COLUMNS, is_heading=_is_reason)
        self.why = ReckoningPanel()
        self._ready_head, self._held_head = label(part="ready"), label(part="waiting")
        self._nothing_ready = label(
            "Nothing is ready to be billed. What was posted stands under Invoices (Ctrl+I).", "soft"
        )
        self._nothing_held = label("Nothing is held: every month of this run is ready.", "soft")
        for nothing in (self._nothing_ready, self._nothing_held):
            nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
            nothing.setWordWrap(True)
            nothing.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self._late_rows = column(gap=GRID)
        self._left, self._right = self._ready_pane(), self._held_pane()
        for pane in (self._left, self._right, self.why):
            self.addWidget(pane)
        self.setSizes([_READY_WIDTH, _HELD_WIDTH, _WHY_WIDTH])
        self.setHandleWidth(3 * GRID)
        self.setChildrenCollapsible(False)
        self.why.hide()
        self._explained: Table[ReadyRow] | Table[HeldRow] = self.ready
        self._is_filling = False
        self._wire()

    def _wire(self) -> None:
        self.ready.chosen.connect(lambda _row: self._follow(self.ready))
        self.held.chosen.connect(lambda _row: self._follow(self.held))
        self.ready.opened.connect(lambda _row: self.show_why())
        self.held.opened.connect(lambda _row: self.show_why())

    def _ready_pane(self) -> QWidget:
        return _pane(column(self._ready_head, self._nothing_ready, self.ready))

    def _held_pane(self) -> QWidget:
        return _pane(column(self._held_head, self._nothing_held, self.held, self._late_rows))

    def _pane_of(self, table: "Table[ReadyRow] | Table[HeldRow]") -> QWidget:
        return self._left if table is self.ready else self._right

    def show_month(self, read: MonthRead) -> None:
        """Show what a run would take now."""
        self._is_filling = True
        lines = read.counted or count_of(0, "line")
        self._ready_head.setText(f"✓ Ready: {lines}")
        self.ready.show_rows(read.ready, same=lambda ready: ready.key)
        held = count_of(len(read.plan.held), "month")
        charges = len(read.plan.held_charges)
        also = f" and {count_of(charges, 'charge')}" if charges else ""
        self._held_head.setText(f"‖ Held: {held}{also}")
        self.held.show_rows(read.held, same=lambda held: held.key)
        for table, nothing in ((self.ready, self._nothing_ready), (self.held, self._nothing_held)):
            table.setVisible(bool(table.rows_model.rows))
            nothing.setVisible(not table.rows_model.rows)
        self._show_late(read.late)
        self._is_filling = False
        self._explain(self._explained)
        if self.why.isVisible() and not self._explained.rows_model.rows:
            # What was explained is not there any more: it was mended meanwhile.
            self.close_why()

    def show_held(self, reason: str) -> None:
        """Choose the first month that this reason holds."""
        rows = self.held.rows_model.rows
        found = (n for n, row in enumerate(rows) if row.hold is not None and row.reason == reason)
        place = next(found, None)
        if place is not None:
            self.close_why()
            self.held.selectRow(place)
            self.held.setFocus(Qt.FocusReason.OtherFocusReason)

    def toggle_why(self) -> None:
        """Open the panel beside the line, or close it."""
        if self.why.isVisible():
            self.close_why()
        else:
            self.show_why()

    def close_why(self) -> None:
        """Both tables again, side by side."""
        self.why.hide()
        for table in (self.ready, self.held):
            self._pane_of(table).show()
        self._explained.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_why(self) -> None:
        """Explain the line chosen in the table that has the cursor."""
        if not self._explained.rows_model.rows:
            self._explained = self.held if self._explained is self.ready else self.ready
        self._explain(self.held if self.held.hasFocus() else self._explained)
        if self.why.shown is None or not self._explained.rows_model.rows:
            return
        other = self.held if self._explained is self.ready else self.ready
        self.why.show()
        self._pane_of(other).hide()
        self._pane_of(self._explained).show()
        self._explained.setFocus(Qt.FocusReason.OtherFocusReason)

    def _follow(self, table: "Table[ReadyRow] | Table[HeldRow]") -> None:
        """Explain what was just chosen, unless the table was only filled anew."""
        if not self._is_filling:
            self._explain(table)

    def _explain(self, table: "Table[ReadyRow] | Table[HeldRow]") -> None:
        reckoning = _reckoning_of(table.chosen_row())
        if reckoning is None:
            return
        self._explained = table
        self.why.show_reckoning(reckoning)

    def _show_late(self, late: tuple[LateMonth, ...]) -> None:
        self.late = late
        self._late_buttons.clear()
        empty(self._late_rows)
        for one in late:
            self._late_rows.addWidget(self._late_row(one))

    def late_buttons(self) -> list[QPushButton]:
        """The button of each late month, oldest first."""
        return list(self._late_buttons)

    def _late_row(self, late: LateMonth) -> QWidget:
        is_first = late == self.late[0]
        run = button(
            f"Run {late.month_on:%Y-%m} again",
            lambda: self._run_late(late.month_on),
            picture="refresh-cw",
            tip="Post what the month lacks (Ctrl+R)" if is_first else "Post what the month lacks",
        )
        self._late_buttons.append(run)
        line = QWidget()
        line.setLayout(row(label(f"↻ {sentence_of(late)}", "waiting"), None, run))
        return line


def _is_reason(held: HeldRow) -> bool:
    return held.hold is None


def _reckoning_of(chosen: ReadyRow | HeldRow | None) -> Reckoning | None:
    if isinstance(chosen, ReadyRow):
        return why_ready(chosen)
    return why_held(chosen) if chosen is not None else None


def _pane(layout: QVBoxLayout) -> QWidget:
    made = QWidget()
    made.setLayout(layout)
    return made
