"""The line below a list: what its columns come to, over all rows that are asked for."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QEvent, QPoint, QRect
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from dmedesk.widgets.listing.grouping import sum_text, summed
from dmedesk.widgets.listing.painting import PADDING, paint_sums
from dmedesk.widgets.listing.view import ListView
from dmedesk.widgets.theme import ROW, Tone, current, px


class TotalsLine(QWidget):
    """Sums under their columns, wherever those stand."""

    def __init__(self, view: ListView[Any]) -> None:
        super().__init__()
        self._view = view
        self.totals: Mapping[str, int] = {}
        self._of = ""
        self.setFixedHeight(px(ROW))
        for moved in (view.head.sectionResized, view.head.sectionMoved):
            moved.connect(lambda *_: self.update())
        view.horizontalScrollBar().valueChanged.connect(lambda _: self.update())
        self.hide()

    def show_totals(self, totals: Mapping[str, int], of: str) -> None:
        """Show what the columns come to; ``of`` says of what: 252 units."""
        self.totals, self._of = totals, of
        self.setAccessibleName(self.text())
        self.show()
        self.update()

    def text(self) -> str:
        """The line in words."""
        columns = (one for one in summed(self._view.rows_model.columns) if one.key in self.totals)
        told = (f"{one.title} {sum_text(one, self.totals[one.key])}" for one in columns)
        return f"Total of {self._of}: {', '.join(told)}"

    def words(self) -> str:
        """What stands at the left: besides, the sums of columns that have no room now."""
        view = self._view
        hidden = (
            f"{one.title} {sum_text(one, self.totals[one.key])}"
            for place, one in enumerate(view.rows_model.columns)
            if one.key in self.totals and view.is_chosen(one.key) and view.isColumnHidden(place)
        )
        return " · ".join([f"Total of {self._of}", *hidden])

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """As high as a row, whatever the size of type."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.setFixedHeight(px(ROW))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint it under the columns of the list, in whose coordinates they are known."""
        view, theme = self._view, current()
        left = view.viewport().mapTo(view, QPoint(0, 0)).x() + view.x() - self.x()
        painter = QPainter(self)
        painter.setPen(QColor(theme.line))
        painter.drawLine(left, self.height() - 1, left + view.viewport().width(), self.height() - 1)
        painter.translate(left, 0)
        bold = QFont(self.font())
        bold.setWeight(QFont.Weight.DemiBold)
        painter.setFont(bold)
        painter.setPen(theme.color(Tone.INK))
        columns = summed(view.rows_model.columns)
        sums = [self.totals.get(one.key, 0) for one in columns]
        band = QRect(0, 0, view.viewport().width(), self.height())
        edge = paint_sums(painter, view, view.rows_model, sums, band)
        words = painter.fontMetrics().elidedText(self.words(), view.textElideMode(), edge - PADDING)
        middle = (self.height() + painter.fontMetrics().ascent()) // 2 - 1
        painter.drawText(PADDING, middle, words)
        painter.end()
