"""Miniatures of reports: what kind of picture a report is, drawn small, without pretending data."""

from collections.abc import Callable
from enum import StrEnum
from functools import partial

from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QPainter

from dmedesk.widgets.theme import GRID, Tone, current


class Miniature(StrEnum):
    """What a report's miniature shows."""

    ROWS = "rows"
    COLUMNS = "columns"
    BARS = "bars"
    PARTS = "parts"
    SHARES = "shares"
    PAIRS = "pairs"
    DAYS = "days"


def draw_miniature(kind: Miniature, painter: QPainter, rect: QRect) -> None:
    """Draw it into the rectangle: a paper with a head line, and the kind's shape."""
    theme = current()
    painter.fillRect(rect, QColor(theme.raised))
    painter.setPen(QColor(theme.line))
    painter.drawRect(rect.adjusted(0, 0, -1, -1))
    inner = rect.adjusted(3 * GRID, 2 * GRID, -3 * GRID, -3 * GRID)
    head = QRect(inner.left(), inner.top(), inner.width() // 3, 3)
    painter.fillRect(head, theme.color(Tone.SOFT))
    _SHAPES[kind](painter, inner.adjusted(0, 3 * GRID, 0, 0))


def _rows(painter: QPainter, rect: QRect) -> None:
    theme = current()
    step = 2 * GRID
    for line in range(rect.height() // step):
        top = rect.top() + line * step
        for left, wide in ((0, 0.22), (0.28, 0.36), (0.82, 0.18)):
            place = QRect(rect.left() + int(left * rect.width()), top, int(wide * rect.width()), 2)
            painter.fillRect(place, theme.color(Tone.ACCENT if left > 0.8 else Tone.CLOSED))


def _columns(painter: QPainter, rect: QRect) -> None:
    share = rect.width() // 8
    for place, high in enumerate((4, 5, 5, 6, 5, 7, 8, 9)):
        height = rect.height() * high // 9
        column = QRect(
            rect.left() + place * share, rect.bottom() + 1 - height, share - GRID, height
        )
        painter.fillRect(column, current().color(Tone.ACCENT))


def _bars(painter: QPainter, rect: QRect, tone: Tone = Tone.WAITING) -> None:
    step = rect.height() // 4
    for place, wide in enumerate((10, 6, 4, 1)):
        bar = QRect(rect.left(), rect.top() + place * step, rect.width() * wide // 10, step - GRID)
        painter.fillRect(bar, current().color(tone))


def _parts(painter: QPainter, rect: QRect) -> None:
    step = rect.height() // 3
    for place, shares in enumerate(((5, 3, 1), (4, 4, 1), (7, 1, 1))):
        left = rect.left()
        for tone, share in zip((Tone.OUT, Tone.READY, Tone.CLOSED), shares, strict=True):
            wide = rect.width() * share // 9
            part = QRect(left, rect.top() + place * step, wide - 1, step - GRID)
            painter.fillRect(part, current().color(tone))
            left += wide


def _pairs(painter: QPainter, rect: QRect) -> None:
    step = rect.height() // 3
    for place, (cost, earned) in enumerate(((6, 9), (8, 5), (3, 4))):
        top = rect.top() + place * step
        for line, (wide, tone) in enumerate(((cost, Tone.CLOSED), (earned, Tone.READY))):
            half = (step - GRID) // 2
            bar = QRect(rect.left(), top + line * half, rect.width() * wide // 9, half - 1)
            painter.fillRect(bar, current().color(tone))


def _days(painter: QPainter, rect: QRect) -> None:
    step = rect.height() // 4
    for place, (begin, end) in enumerate(((0, 3), (1, 5), (0, 7), (3, 9))):
        left = rect.left() + rect.width() * begin // 9
        bar = QRect(left, rect.top() + place * step, rect.width() * (end - begin) // 9, step - GRID)
        painter.fillRect(bar, current().color(Tone.OUT))
        stop = QRect(bar.right() - 2, bar.top(), 3, bar.height())
        painter.fillRect(stop, current().color(Tone.STOPPED if end < 4 else Tone.WAITING))


_SHAPES: dict[Miniature, Callable[[QPainter, QRect], None]] = {
    Miniature.ROWS: _rows,
    Miniature.COLUMNS: _columns,
    Miniature.BARS: _bars,
    Miniature.PARTS: _parts,
    Miniature.SHARES: partial(_bars, tone=Tone.OUT),
    Miniature.PAIRS: _pairs,
    Miniature.DAYS: _days,
}
