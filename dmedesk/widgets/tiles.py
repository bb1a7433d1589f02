"""A board of tiles: each a count and what it counts; arrow keys walk them, Enter opens one."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QLayout, QSizePolicy, QWidget

from dmedesk.kit.offers import State, Tile
from dmedesk.widgets.dress import font
from dmedesk.widgets.related import SIGNS
from dmedesk.widgets.theme import FIGURE, GRID, SMALL, TEXT, Tone, current, px
from dmedesk.widgets.words import money

TONES = {
    State.READY: Tone.READY,
    State.OUT: Tone.OUT,
    State.WAITING: Tone.WAITING,
    State.STOPPED: Tone.STOPPED,
    State.CLOSED: Tone.CLOSED,
}
_WIDTH, _HEIGHT = 224, 92
_EDGE = 3


class TileButton(QAbstractButton):
    """One tile: count and sign in the colour of its state, title, what to do, money."""

    def __init__(self, tile: Tile) -> None:
        super().__init__()
        self.tile = tile
        said = [f"{tile.title}: {tile.count:,}" if tile.count else tile.title]
        if tile.cents:
            said.append(money(tile.cents))
        self.setAccessibleName(", ".join(said))
        self.setAccessibleDescription(tile.about)
        self.setToolTip(tile.about)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Larger with larger type."""
        return QSize(px(_WIDTH), px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As the hint."""
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Space opens; all else is the board's."""
        if event.key() == Qt.Key.Key_Space:
            super().keyPressEvent(event)
        else:
            event.ignore()

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
        self._draw_words(painter, inner, tone)

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


class Board(QWidget):
    """Tiles in as many columns as there is room for."""

    opened = Signal(object)
    """A tile was opened: its link."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.tiles: list[TileButton] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(2 * GRID)
        # The grid follows the board's width, and not the board the grid's.
        self._grid.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self._across = 1
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_tiles(self, tiles: Sequence[Tile]) -> None:
        """Show these; the keyboard stays on the tile that it was on."""
        focused = next((one.tile.key for one in self.tiles if one.hasFocus()), None)
        old, self.tiles = self.tiles, [TileButton(tile) for tile in tiles]
        for gone in old:
            self._grid.removeWidget(gone)
        self._lay_out()
        for button in self.tiles:
            button.clicked.connect(lambda _checked, link=button.tile.opens: self.opened.emit(link))
            button.show()
            if button.tile.key == focused:
                button.setFocus(Qt.FocusReason.OtherFocusReason)
        if self.tiles:
            self.setFocusProxy(self.tiles[0])
        for gone in old:
            gone.hide()
            gone.deleteLater()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As high as the tiles are in so many columns."""
        rows = -(-len(self.tiles) // self._across)
        each = px(_HEIGHT) + 2 * GRID
        return QSize(self._across * (px(_WIDTH) + 2 * GRID), max(0, rows * each - 2 * GRID))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """One column wide."""
        return QSize(px(_WIDTH), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """As many columns as there is room for."""
        super().resizeEvent(event)
        if self._columns() != self._across:
            self._lay_out()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Arrow keys go from tile to tile, Enter opens."""
        at = next((n for n, button in enumerate(self.tiles) if button.hasFocus()), None)
        key = Qt.Key(event.key())
        if at is None:
            super().keyPressEvent(event)
            return
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.tiles[at].click()
            return
        wanted = {
            Qt.Key.Key_Left: at - 1,
            Qt.Key.Key_Right: at + 1,
            Qt.Key.Key_Up: at - self._across,
            Qt.Key.Key_Down: at + self._across,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: len(self.tiles) - 1,
        }.get(key)
        if wanted is None:
            super().keyPressEvent(event)
        elif 0 <= wanted < len(self.tiles):
            self.tiles[wanted].setFocus(Qt.FocusReason.TabFocusReason)

    def _columns(self) -> int:
        return max(1, (self.width() + 2 * GRID) // (px(_WIDTH) + 2 * GRID))

    def _lay_out(self) -> None:
        for column in range(self._across):
            self._grid.setColumnStretch(column, 0)
        self._across = self._columns()
        for place, button in enumerate(self.tiles):
            self._grid.addWidget(button, *divmod(place, self._across))
        for column in range(self._across):
            self._grid.setColumnStretch(column, 1)
        self.updateGeometry()
