"""A strip of cells, one a month, left to right: a word, a figure, a state as colour and sign."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from dmedesk.widgets.dress import font
from dmedesk.widgets.theme import GRID, SMALL, TEXT, Tone, current, px

CELL_WIDTH, CELL_HEIGHT = 84, 64
_PER_ROW_LEAST = 1
_TINT = 34


@dataclass(frozen=True, slots=True)
class Cell:
    """One month. ``sign`` and ``state`` say what the tone colours; ``gap`` is hatched.

    ``closes`` draws a firm line at its right: nothing follows the cell by law.
    """

    head: str
    word: str
    figure: str
    sign: str
    state: str
    tone: Tone
    tip: str
    gap: bool = False
    closes: bool = False


class Strip(QWidget):
    """Cells that the arrow keys walk through; as many in a row as there is room for."""

    chosen = Signal(int)

    def __init__(self, name: str) -> None:
        super().__init__()
        self._cells: tuple[Cell, ...] = ()
        self._at = 0
        self._name = name
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.show_cells(())

    @property
    def cells(self) -> tuple[Cell, ...]:
        """The cells shown."""
        return self._cells

    @property
    def place(self) -> int:
        """The place of the cell that one is on; -1 where there are none."""
        return self._at if self._cells else -1

    def show_cells(self, cells: Sequence[Cell]) -> None:
        """Show these."""
        self._cells = tuple(cells)
        self._at = 0
        self._tell()
        self.updateGeometry()
        self.setMinimumHeight(self.heightForWidth(self.width()))
        self.update()

    def hasHeightForWidth(self) -> bool:  # noqa: N802 - Qt's name
        """As Qt asks."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        """As high as its rows of cells."""
        rows = -(-len(self._cells) // self._per_row(width)) or 1
        return rows * (px(CELL_HEIGHT) + 2 * GRID) - 2 * GRID + 2

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As Qt asks."""
        wide = 8 * px(CELL_WIDTH)
        return QSize(wide, self.heightForWidth(wide))

    def resizeEvent(self, _event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Keep the height that the cells need."""
        self.setMinimumHeight(self.heightForWidth(self.width()))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw every cell, the chosen one with a frame."""
        painter = QPainter(self)
        for place, cell in enumerate(self._cells):
            self._draw(painter, self.place_of(place), cell)
        if self.hasFocus() and self._cells:
            painter.setPen(QPen(QColor(current().accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.place_of(self._at).adjusted(1, 1, -1, -1))

    def _draw(self, painter: QPainter, rect: QRect, cell: Cell) -> None:
        theme = current()
        tint = theme.color(cell.tone)
        tint.setAlpha(_TINT)
        fill = QBrush(tint, Qt.BrushStyle.BDiagPattern if cell.gap else Qt.BrushStyle.SolidPattern)
        painter.fillRect(rect, QColor(theme.surface))
        painter.fillRect(rect, fill)
        painter.setPen(QColor(theme.line))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(rect.adjusted(0, 0, -1, -1))
        inner = rect.adjusted(2 * GRID - 1, GRID, -2 * GRID + 1, -GRID)
        left, right = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
        top, middle, bottom = (
            Qt.AlignmentFlag.AlignTop,
            Qt.AlignmentFlag.AlignVCenter,
            Qt.AlignmentFlag.AlignBottom,
        )
        painter.setFont(font(SMALL))
        painter.setPen(theme.color(Tone.SOFT))
        painter.drawText(inner, left | top, cell.head)
        painter.drawText(inner, right | top, cell.word)
        painter.setPen(theme.color(cell.tone))
        painter.drawText(inner, left | bottom, f"{cell.sign} {cell.state}")
        painter.setFont(font(TEXT, strong=bool(cell.figure)))
        painter.setPen(theme.color(Tone.INK))
        painter.drawText(inner, right | middle, cell.figure)
        if cell.closes:
            painter.fillRect(rect.right() - 2, rect.top(), 3, rect.height(), theme.color(Tone.INK))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Left and right walk, Home and End jump."""
        last = len(self._cells) - 1
        wanted = {
            Qt.Key.Key_Left: self._at - 1,
            Qt.Key.Key_Right: self._at + 1,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }.get(Qt.Key(event.key()))
        if wanted is None or not self._cells:
            super().keyPressEvent(event)
            return
        self.choose(max(0, min(last, wanted)))

    def choose(self, place: int) -> None:
        """Make this cell the current one, and say so."""
        self._at = place
        self._tell()
        self.chosen.emit(place)
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Choose the cell under the mouse."""
        place = self._under(event)
        if place is not None:
            self.choose(place)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Say what the cell under the mouse is."""
        place = self._under(event)
        tip = "" if place is None else self._cells[place].tip
        QToolTip.showText(event.globalPosition().toPoint(), tip, self)

    def place_of(self, place: int) -> QRect:
        """Where a cell is drawn."""
        line, at = divmod(place, self._per_row(self.width()))
        wide, high = px(CELL_WIDTH), px(CELL_HEIGHT)
        return QRect(at * wide, line * (high + 2 * GRID), wide + 1, high)

    def _under(self, event: QMouseEvent) -> int | None:
        point = event.position().toPoint()
        places = range(len(self._cells))
        return next((place for place in places if self.place_of(place).contains(point)), None)

    def _per_row(self, width: int) -> int:
        return max(_PER_ROW_LEAST, (width - 1) // px(CELL_WIDTH))

    def _tell(self) -> None:
        self.setAccessibleName(self._name)
        said = self._cells[self._at].tip if self._cells else "no months"
        self.setAccessibleDescription(said)
