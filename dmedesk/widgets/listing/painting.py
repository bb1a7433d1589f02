"""Paints the rows of a list: text, ground and hairline, in one go over what is in sight.

Qt's own way asks the model some seven things a cell and lets the style sheet draw each; the look
of our rows needs none of it, and a jump through a long list is to be seen at once.
"""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QPoint, QRect, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPolygon
from PySide6.QtWidgets import QTableView

from dmedesk.widgets.dress import fixed_font
from dmedesk.widgets.listing.grouping import Heading, sum_text, summed
from dmedesk.widgets.listing.model import BLANK, ListModel
from dmedesk.widgets.theme import GRID, Tone, current

PADDING = 2 * GRID
ARROW = 4 * GRID
"""The room of the arrow before a group's words."""

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
        band = QRect(area.left(), top, area.width(), high)
        heading = model.heading_at(place)
        if is_chosen(place, _NOWHERE):
            painter.fillRect(band, ground)
        elif heading is not None:
            painter.fillRect(band, QColor(theme.raised))
        if heading is None:
            _paint_row(painter, model, place, columns, band)
        else:
            paint_heading(painter, view, model, heading, band)
        painter.setPen(line)
        painter.drawLine(area.left(), top + high - 1, area.right(), top + high - 1)
        top += high
    painter.end()


def paint_heading(
    painter: QPainter, view: QTableView, model: ListModel[Any], heading: Heading, band: QRect
) -> None:
    """Paint the line before a group: an arrow, its words, its sums under their titles."""
    theme, plain = current(), painter.font()
    painter.setPen(theme.color(Tone.INK))
    edge = paint_sums(painter, view, model, heading.group.sums, band)
    left = view.columnViewportPosition(view.horizontalHeader().logicalIndex(0)) + PADDING
    arrow = _arrow(left + GRID, band.center().y(), is_folded=heading.is_folded)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(theme.color(Tone.SOFT))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.drawPolygon(arrow)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    painter.setPen(theme.color(Tone.INK))
    bold = QFont(plain)
    bold.setWeight(QFont.Weight.DemiBold)
    painter.setFont(bold)
    left += ARROW
    shown = painter.fontMetrics().elidedText(model.words_of(heading), _CUT, edge - left)
    painter.drawText(left, band.top(), edge - left, band.height(), _LEFT, shown)
    painter.setFont(plain)


def paint_sums(
    painter: QPainter, view: QTableView, model: ListModel[Any], sums: Sequence[int], band: QRect
) -> int:
    """Write what columns come to under their titles; answers where the first of them begins."""
    edge = view.viewport().width() - PADDING
    for column, total in zip(summed(model.columns), sums, strict=False):
        place = model.columns.index(column)
        if view.isColumnHidden(place):
            continue
        text = sum_text(column, total)
        right = view.columnViewportPosition(place) + view.columnWidth(place) - PADDING
        wide = painter.fontMetrics().horizontalAdvance(text)
        painter.drawText(right - wide, band.top(), wide + 1, band.height(), _RIGHT, text)
        edge = min(edge, right - wide - PADDING)
    return edge


def _arrow(left: int, middle: int, *, is_folded: bool) -> QPolygon:
    """Down before rows that are shown, to the right before those that are folded."""
    half = GRID
    if is_folded:
        corners = ((left, middle - half), (left + half, middle), (left, middle + half))
    else:
        corners = ((left - 2, middle - 2), (left + 6, middle - 2), (left + 2, middle + 3))
    return QPolygon([QPoint(*corner) for corner in corners])


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
