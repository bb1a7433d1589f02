"""Paints the rows of a list: text, ground and hairline, in one go over what is in sight.

Qt's own way asks the model some seven things a cell and lets the style sheet draw each; the look
of our rows needs none of it, and a jump through a long list is to be seen at once.
"""

from typing import Any

from PySide6.QtCore import QModelIndex, QRect, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QTableView

from dmedesk.widgets.dress import fixed_font
from dmedesk.widgets.listing.model import BLANK, ListModel
from dmedesk.widgets.theme import GRID, Tone, current

PADDING = 2 * GRID
_NOWHERE = QModelIndex()
_MIDDLE = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
_LEFT, _RIGHT = _MIDDLE | Qt.AlignmentFlag.AlignLeft, _MIDDLE | Qt.AlignmentFlag.AlignRight
_CUT = Qt.TextElideMode.ElideRight


def paint_rows(view: QTableView, model: ListModel[Any], area: QRect) -> None:
    """Paint the rows of the model that lie in this area of the view."""
    first = view.rowAt(area.top())
    if first < 0:
        return
    painter = QPainter(view.viewport())
    painter.setFont(view.font())
    high = view.verticalHeader().defaultSectionSize()
    columns = _columns(view, model, area)
    theme, is_chosen = current(), view.selectionModel().isRowSelected
    ground, line = QColor(theme.chosen), QColor(theme.line)
    top = view.rowViewportPosition(first)
    for place in range(first, model.rowCount()):
        if top > area.bottom():
            break
        if is_chosen(place, _NOWHERE):
            painter.fillRect(area.left(), top, area.width(), high, ground)
        _paint_row(painter, model, place, columns, QRect(0, top, 0, high))
        painter.setPen(line)
        painter.drawLine(area.left(), top + high - 1, area.right(), top + high - 1)
        top += high
    painter.end()


def _columns(view: QTableView, model: ListModel[Any], area: QRect) -> list[tuple[Any, int, int]]:
    """The columns in this area, each with its left edge and its width."""
    found = []
    for place, column in enumerate(model.columns):
        left, width = view.columnViewportPosition(place), view.columnWidth(place)
        if width and left <= area.right() and left + width > area.left():
            found.append((column, left + PADDING, width - 2 * PADDING))
    return found


def _paint_row(
    painter: QPainter,
    model: ListModel[Any],
    place: int,
    columns: list[tuple[Any, int, int]],
    band: QRect,
) -> None:
    theme, top, high = current(), band.top(), band.height()
    metrics, plain = painter.fontMetrics(), painter.font()
    row = model.row_at(place)
    is_read = model.is_read(place)
    ink, soft = theme.color(Tone.INK), theme.color(Tone.SOFT)
    painter.setPen(ink if is_read else soft)
    for column, left, width in columns:
        if column.fixed:
            painter.setFont(fixed_font())
        if row is None:
            text = "" if is_read else BLANK
        else:
            text = column.text(row)
            if column.tone is not None:
                painter.setPen(theme.color(column.tone(row)))
        if text:
            measured = painter.fontMetrics() if column.fixed else metrics
            shown = measured.elidedText(text, _CUT, width)
            flags = _RIGHT if column.figures else _LEFT
            painter.drawText(left, top, width, high, flags, shown)
        if row is not None and column.tone is not None:
            painter.setPen(ink)
        if column.fixed:
            painter.setFont(plain)
