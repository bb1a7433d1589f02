"""A picture of numbers in a panel, with the same numbers as a table behind it."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QStackedWidget, QVBoxLayout, QWidget

from dmedesk.widgets.charts import Chart, Figure
from dmedesk.widgets.parts import button, column, label, padded, row
from dmedesk.widgets.table import Column, Table
from dmedesk.widgets.theme import GRID

TABLE_KEY = "T"


class Picture(QFrame):
    """A title, what it says in one line, the chart; T turns it into its table and back."""

    opened = Signal(object)

    def __init__(
        self, title: str, chart: Chart, columns: tuple[str, str], *, empty: str = "Nothing yet."
    ) -> None:
        super().__init__()
        self.setProperty("part", "panel")
        self.chart = chart
        self.table: Table[Figure] = Table(
            f"{title}: table",
            (
                Column(columns[0], lambda figure: figure.name, width=120, wide=True),
                Column(
                    columns[1],
                    lambda figure: figure.words,
                    order=lambda figure: figure.value,
                    width=112,
                    figures=True,
                ),
            ),
        )
        self.said = label(part="soft")
        self._empty = label(empty, "soft")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._empty.setWordWrap(True)
        self.turn = button("Table", self.turn_over, part="flat", tip="The figures as a table (T)")
        self.turn.setAccessibleName(f"{title}: table")
        self.turn.setCheckable(True)
        self._stack = QStackedWidget()
        self._stack.addWidget(_topped(chart))
        for other in (self.table, self._empty):
            self._stack.addWidget(other)
        head = row(label(title, "section"), self.said, None, self.turn)
        self.setLayout(padded(column(head, self._stack), 3 * GRID, 2 * GRID))
        chart.opened.connect(self.opened)
        self.table.opened.connect(self._open)
        keys = QShortcut(QKeySequence(TABLE_KEY), self)
        keys.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        keys.activated.connect(self.turn.click)
        self.setFocusProxy(chart)

    def show_figures(self, figures: tuple[Figure, ...], said: str = "") -> None:
        """Draw these, and tell their sum or what they are in a few words."""
        self.chart.show_figures(figures)
        self.table.show_rows(figures, same=lambda figure: figure.name)
        self.said.setText(said)
        self.turn.setEnabled(bool(figures))
        self._show()

    def turn_over(self) -> None:
        """Show the table in the picture's place, or the picture again."""
        self._show()
        shown = self.table if self.turn.isChecked() else self.chart
        shown.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self) -> None:
        if not self.chart.figures:
            self._stack.setCurrentWidget(self._empty)
        elif self.turn.isChecked():
            self._stack.setCurrentWidget(self.table)
        else:
            self._stack.setCurrentIndex(0)

    def _open(self, figure: Figure) -> None:
        if figure.opens is not None:
            self.opened.emit(figure.opens)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Take the room that another size of type needs."""
        super().changeEvent(event)
        self.updateGeometry()


def _topped(chart: QWidget) -> QWidget:
    holder = QWidget()
    layout = QVBoxLayout(holder)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(chart)
    return holder
