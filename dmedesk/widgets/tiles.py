"""A board of tiles: each a count and what it counts; arrow keys walk them, Enter opens one."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen

from dmedesk.kit.offers import State, Tile
from dmedesk.widgets.button_grid import ButtonGrid, GridButton
from dmedesk.widgets.dress import font
from dmedesk.widgets.related import SIGNS
from dmedesk.widgets.theme import FIGURE, GRID, HEADING, SMALL, TEXT, Tone, current, px
from dmedesk.widgets.words import money

TONES = {
    State.READY: Tone.READY,
    State.OUT: Tone.OUT,
    State.WAITING: Tone.WAITING,
    State.STOPPED: Tone.STOPPED,
    State.CLOSED: Tone.CLOSED,
}
_SIZE, _DENSE_SIZE = QSize(224, 92), QSize(224, 45)
_EDGE = 3
_LARGE = 140
"""From this size of type on, in percent, a tile has two lines, so that the board has room."""


class TileButton(GridButton):
    """One tile: count and sign in the colour of its state, title, what to do, money."""

    def __init__(self, tile: Tile) -> None:
        super().__init__(_SIZE)
        self.tile = tile
        said = [f"{tile.title}: {tile.count:,}" if tile.count else tile.title]
        if tile.cents:
            said.append(money(tile.cents))
        self.setAccessibleName(", ".join(said))
        self.setAccessibleDescription(tile.about)
        self.setToolTip(f"{tile.title}. {tile.about}".strip(". ") if tile.about else tile.title)

    @property
    def key(self) -> str:
        """The tile's own."""
        return self.tile.key

    def room(self) -> QSize:
        """Two lines in large type."""
        size = _DENSE_SIZE if _is_dense() else _SIZE
        return QSize(px(size.width()), px(size.height()))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the tile."""
        theme, tone = current(), TONES[self.tile.state]
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = self.rect().adjusted(1, 1, -1, -1)
        marked = self.hasFocus() or self.underMouse()
        edge = QPen(QColor(theme.accent if marked else theme.line), 2 if self.hasFocus() else 1)
        painter.setPen(edge)
        painter.setBrush(QColor(theme.surface))
        painter.drawRoundedRect(frame, GRID, GRID)
        painter.fillRect(QRect(1, 2 * GRID, _EDGE, self.height() - 4 * GRID), theme.color(tone))
        inner = frame.adjusted(4 * GRID, 2 * GRID, -3 * GRID, -2 * GRID)
        if _is_dense():
            self._draw_two_lines(painter, inner, tone)
        else:
            self._draw_words(painter, inner, tone)

    def _draw_two_lines(self, painter: QPainter, inner: QRect, tone: Tone) -> None:
        """Count and title in one line; below it what to do, and money. What is cut, the tip has."""
        theme, tile = current(), self.tile
        high = inner.height() // 2
        first = QRect(inner.left(), inner.top(), inner.width(), high + 2)
        second = QRect(inner.left(), first.bottom() + 1, inner.width(), high)
        centred = Qt.AlignmentFlag.AlignVCenter
        sign = SIGNS[tile.state]
        head = f"{sign} {tile.count:,}" if tile.count else sign
        painter.setPen(theme.color(tone))
        painter.setFont(font(HEADING, strong=True))
        painter.drawText(first, centred, head)
        first.setLeft(first.left() + painter.fontMetrics().horizontalAdvance(head) + 3 * GRID)
        painter.setPen(theme.color(Tone.INK))
        if tile.cents:
            painter.setFont(font(TEXT))
            said = money(tile.cents)
            painter.drawText(second, centred | Qt.AlignmentFlag.AlignRight, said)
            second.setWidth(
                second.width() - painter.fontMetrics().horizontalAdvance(said) - 3 * GRID
            )
        painter.setFont(font(TEXT, strong=True))
        _draw_fitting(painter, first, tile.title)
        painter.setFont(font(SMALL))
        painter.setPen(theme.color(Tone.SOFT))
        _draw_fitting(painter, second, tile.about)

    def _draw_words(self, painter: QPainter, inner: QRect, tone: Tone) -> None:
        theme, tile = current(), self.tile
        top = Qt.AlignmentFlag.AlignTop
        painter.setPen(theme.color(tone))
        painter.setFont(font(FIGURE, strong=True))
        sign = SIGNS[tile.state]
        head = f"{sign} {tile.count:,}" if tile.count else sign
        painter.drawText(inner, top | Qt.AlignmentFlag.AlignLeft, head)
        painter.setPen(theme.color(Tone.INK))
        if tile.cents:
            painter.setFont(font(TEXT))
            line = inner.adjusted(0, px(FIGURE - TEXT) - 1, 0, 0)
            painter.drawText(line, top | Qt.AlignmentFlag.AlignRight, money(tile.cents))
        painter.setFont(font(TEXT, strong=True))
        title = inner.adjusted(0, px(FIGURE) + 2 * GRID, 0, 0)
        fitting = Qt.TextElideMode.ElideRight
        painter.drawText(
            title, top, painter.fontMetrics().elidedText(tile.title, fitting, inner.width())
        )
        painter.setFont(font(SMALL))
        painter.setPen(theme.color(Tone.SOFT))
        about = title.adjusted(0, px(TEXT) + GRID, 0, 0)
        painter.drawText(about, top | Qt.TextFlag.TextWordWrap, tile.about)


def _is_dense() -> bool:
    return px(100) >= _LARGE


def _draw_fitting(painter: QPainter, place: QRect, text: str) -> None:
    """As much of a line as there is room for."""
    right = Qt.TextElideMode.ElideRight
    fitting = painter.fontMetrics().elidedText(text, right, place.width())
    painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, fitting)


class Board(ButtonGrid[TileButton]):
    """Tiles in as many columns as there is room for."""

    opened = Signal(object)
    """A tile was opened: its link."""

    def __init__(self, name: str) -> None:
        super().__init__(name, _SIZE)

    def show_tiles(self, tiles: Sequence[Tile]) -> None:
        """Show these; the keyboard stays on the tile that it was on."""
        buttons = [TileButton(tile) for tile in tiles]
        for button in buttons:
            button.clicked.connect(lambda _checked, link=button.tile.opens: self.opened.emit(link))
        self.show_buttons(buttons)
