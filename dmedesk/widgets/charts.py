"""Small pictures of numbers: columns by month, bars by reason, one bar in parts, a line.

Drawn in the theme's colours, from zero, with the figures beside what they belong to instead of a
legend. Each is walked by the arrow keys; Enter, or a click, opens what a figure stands for.
"""

from abc import abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from dmedesk.widgets.dress import font
from dmedesk.widgets.theme import GRID, SMALL, Tone, current, px

_LEFT, _RIGHT, _CENTER = (
    Qt.AlignmentFlag.AlignLeft,
    Qt.AlignmentFlag.AlignRight,
    Qt.AlignmentFlag.AlignHCenter,
)
_MIDDLE, _BOTTOM = Qt.AlignmentFlag.AlignVCenter, Qt.AlignmentFlag.AlignBottom
_SOFT = 120
"""How strong a column is that is not the last: the present month is the point of the picture."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One number of a picture: ``words`` is the value as it is written, ``opens`` where it leads.

    ``about`` says it in a sentence, for whoever points at it or does not see it.
    """

    name: str
    value: int
    words: str
    about: str
    tone: Tone = Tone.ACCENT
    sign: str = ""
    opens: Any = None


class Chart(QWidget):
    """What all pictures share: figures, one of them the current one, keys and the mouse."""

    opened = Signal(object)
    """What a figure stands for was asked for: its ``opens``."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._figures: tuple[Figure, ...] = ()
        self._at = 0
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The figures drawn."""
        return self._figures

    @property
    def current_figure(self) -> Figure | None:
        """The figure that the arrow keys stand on."""
        return self._figures[self._at] if self._figures else None

    def show_figures(self, figures: Sequence[Figure]) -> None:
        """Draw these; the current one stays where it is still there."""
        self._figures = tuple(figures)
        self.choose(min(self._at, max(0, len(figures) - 1)))
        self.updateGeometry()

    @abstractmethod
    def place_of(self, place: int) -> QRect:
        """Where a figure is drawn: what a click, and the frame around the current one, mean."""

    @abstractmethod
    def draw(self, painter: QPainter) -> None:
        """Draw every figure."""

    def choose(self, place: int) -> None:
        """Make this figure the current one."""
        self._at = place
        figure = self.current_figure
        self.setAccessibleDescription("nothing yet" if figure is None else figure.about)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the picture, and a frame around the current figure."""
        painter = QPainter(self)
        painter.setFont(font(SMALL))
        self.draw(painter)
        if self.hasFocus() and self._figures:
            painter.setPen(QPen(QColor(current().accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(self.place_of(self._at).adjusted(1, 1, -1, -1), GRID, GRID)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Arrow keys walk, Home and End jump, Enter opens."""
        key, last = Qt.Key(event.key()), len(self._figures) - 1
        wanted = {
            Qt.Key.Key_Left: self._at - 1,
            Qt.Key.Key_Up: self._at - 1,
            Qt.Key.Key_Right: self._at + 1,
            Qt.Key.Key_Down: self._at + 1,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }.get(key)
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self._at)
        elif wanted is not None and self._figures:
            self.choose(max(0, min(last, wanted)))
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Open the figure under the mouse."""
        place = self._under(event.position().toPoint())
        if place is not None:
            self.choose(place)
            self._open(place)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Say what the figure under the mouse is."""
        place = self._under(event.position().toPoint())
        about = "" if place is None else self._figures[place].about
        leads = place is not None and self._figures[place].opens is not None
        shape = Qt.CursorShape.PointingHandCursor if leads else Qt.CursorShape.ArrowCursor
        self.setCursor(shape)
        QToolTip.showText(event.globalPosition().toPoint(), about, self)

    def focusInEvent(self, event: Any) -> None:  # noqa: N802 - Qt's name
        """Show where the keys stand."""
        super().focusInEvent(event)
        self.update()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Draw anew in another theme or size of type."""
        super().changeEvent(event)
        self.updateGeometry()
        self.update()

    def _open(self, place: int) -> None:
        if self._figures and self._figures[place].opens is not None:
            self.opened.emit(self._figures[place].opens)

    def _under(self, point: QPoint) -> int | None:
        places = range(len(self._figures))
        return next((place for place in places if self.place_of(place).contains(point)), None)

    @staticmethod
    def _line() -> int:
        return px(SMALL) + GRID + 1


class Columns(Chart):
    """Upright columns from zero, one a month, the figure above each, the name below."""

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Room for twelve months."""
        return QSize(12 * px(30), px(150))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As little as can be read."""
        return QSize(12 * px(22), px(90))

    def place_of(self, place: int) -> QRect:
        """The whole height of a column's share of the width."""
        count = max(1, len(self._figures))
        left, right = place * self.width() // count, (place + 1) * self.width() // count
        return QRect(left, 0, right - left, self.height())

    def draw(self, painter: QPainter) -> None:
        """Columns, the line that they stand on, figures and names where there is room."""
        theme, line = current(), self._line()
        most = max((figure.value for figure in self._figures), default=0) or 1
        floor = self.height() - line
        room = floor - line - GRID
        metrics = QFontMetrics(font(SMALL))
        for place, figure in enumerate(self._figures):
            share = self.place_of(place)
            high = max(0, figure.value) * room // most
            bar = QRect(share.left() + share.width() // 6, floor - high, 0, high)
            bar.setWidth(max(2, share.width() - share.width() // 3))
            color = theme.color(figure.tone)
            if place < len(self._figures) - 1:
                color.setAlpha(_SOFT)
            painter.fillRect(bar, color)
            painter.setPen(theme.color(Tone.INK))
            fits = metrics.horizontalAdvance(figure.words) <= share.width()
            if figure.value and (fits or place in self._told()):
                text = QRect(share.left() - share.width(), bar.top() - line, 0, line)
                text.setWidth(3 * share.width())
                painter.drawText(_within(text, self.width()), _CENTER | _BOTTOM, figure.words)
            painter.setPen(theme.color(Tone.SOFT))
            painter.drawText(share.adjusted(0, floor, 0, 0), _CENTER | _BOTTOM, figure.name)
        painter.setPen(QPen(QColor(theme.closed), 1))
        painter.drawLine(0, floor, self.width(), floor)

    def _told(self) -> set[int]:
        """The figures told where there is no room for all: the highest and the last."""
        values = [figure.value for figure in self._figures]
        return {values.index(max(values))} if values else set()


class Bars(Chart):
    """Bars from zero to the right, one a line: the name above the bar, the figure at its end."""

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """A line for each."""
        return QSize(px(240), max(1, len(self._figures)) * self._step())

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """A line for each."""
        return QSize(px(160), max(1, len(self._figures)) * self._step())

    def _step(self) -> int:
        return self._line() + 4 * GRID

    def place_of(self, place: int) -> QRect:
        """One line."""
        return QRect(0, place * self._step(), self.width(), self._step())

    def draw(self, painter: QPainter) -> None:
        """Names, bars and figures."""
        theme = current()
        most = max((figure.value for figure in self._figures), default=0) or 1
        for place, figure in enumerate(self._figures):
            inner = self.place_of(place).adjusted(2 * GRID, GRID // 2, -2 * GRID, -GRID)
            words = inner.adjusted(0, 0, 0, -2 * GRID)
            painter.setPen(theme.color(Tone.INK))
            painter.drawText(words, _LEFT | _MIDDLE, f"{figure.sign}  {figure.name}".strip())
            painter.drawText(words, _RIGHT | _MIDDLE, figure.words)
            bar = QRect(inner.left(), inner.bottom() - 2 * GRID + 2, 0, 2 * GRID - 2)
            bar.setWidth(inner.width() * max(0, figure.value) // most)
            painter.fillRect(QRect(bar.topLeft(), QSize(inner.width(), 1)), QColor(theme.line))
            painter.fillRect(bar, theme.color(figure.tone))


class Parts(Chart):
    """One bar in parts, and below it each part with its sign, name and figure."""

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """The bar, and its lines in two columns."""
        return QSize(px(280), self._top() + self._lines() * self._step())

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """The bar, and its lines in two columns."""
        return QSize(px(220), self._top() + self._lines() * self._step())

    def _step(self) -> int:
        return self._line() + 2 * GRID

    def _top(self) -> int:
        return px(24) + 3 * GRID

    def _lines(self) -> int:
        return max(1, -(-len(self._figures) // 2))

    def place_of(self, place: int) -> QRect:
        """The line of a part."""
        column, line = divmod(place, self._lines())
        wide = self.width() // 2
        return QRect(column * wide, self._top() + line * self._step(), wide - GRID, self._step())

    def draw(self, painter: QPainter) -> None:
        """The bar, then the lines."""
        theme = current()
        total = sum(figure.value for figure in self._figures) or 1
        passed = 0
        for place, figure in enumerate(self._figures):
            left = passed * self.width() // total
            passed += figure.value
            part = QRect(left, 0, passed * self.width() // total - left, px(24))
            gap = 1 if passed < total else 0
            painter.fillRect(part.adjusted(0, 0, -gap, 0), theme.color(figure.tone))
            self._draw_line(painter, self.place_of(place), figure)

    def _draw_line(self, painter: QPainter, rect: QRect, figure: Figure) -> None:
        theme = current()
        inner = rect.adjusted(2 * GRID, 0, -2 * GRID, 0)
        swatch = QRect(inner.left(), inner.center().y() - GRID + 1, 2 * GRID, 2 * GRID)
        painter.fillRect(swatch, theme.color(figure.tone))
        painter.setPen(theme.color(Tone.INK))
        name = f"{figure.sign}  {figure.name}".strip()
        painter.drawText(inner.adjusted(4 * GRID, 0, 0, 0), _LEFT | _MIDDLE, name)
        painter.drawText(inner, _RIGHT | _MIDDLE, figure.words)


class Sparkline(QWidget):
    """How a number went, as one thin line from zero, its last value a dot; no figures of its own.

    It stands beside the figure that it belongs to, so it takes no focus.
    """

    def __init__(self, name: str) -> None:
        super().__init__()
        self._values: tuple[int, ...] = ()
        self.setAccessibleName(name)
        self.setFixedSize(px(96), px(24))

    def show_values(self, values: Sequence[int]) -> None:
        """Draw these, oldest first."""
        self._values = tuple(values)
        told = ", ".join(f"{value:,}" for value in values)
        self.setAccessibleDescription(told or "nothing yet")
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the line."""
        if len(self._values) < 2:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(current().accent), 1.5))
        points = line_points(self._values, self.rect().adjusted(2, 3, -4, -3))
        painter.drawPolyline(QPolygonF(points))
        painter.setBrush(QColor(current().accent))
        painter.drawEllipse(points[-1], 2.5, 2.5)


def line_points(values: Sequence[int], rect: QRect) -> list[QPointF]:
    """Where the values of a line lie in a rectangle whose lower side is zero."""
    most, last = max(*values, 1), len(values) - 1
    return [
        QPointF(
            rect.left() + place * rect.width() / last,
            rect.bottom() - max(0, value) * rect.height() / most,
        )
        for place, value in enumerate(values)
    ]


def _within(rect: QRect, width: int) -> QRect:
    """The rectangle moved so that it lies within the width."""
    moved = QRect(rect)
    moved.moveLeft(max(0, min(rect.left(), width - rect.width())))
    return moved
