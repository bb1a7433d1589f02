"""What the search shows: sections of records and commands, one line each, painted plainly."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from dmedesk.widgets.dress import font
from dmedesk.widgets.theme import GRID, ROW, SMALL, TEXT, Tone, current, px

if TYPE_CHECKING:
    from dmedesk.store.search import Hit

Index = QModelIndex | QPersistentModelIndex

_NOWHERE = QModelIndex()
_PADDING = 3 * GRID
_TITLE_SHARE = 0.3
_HEADING_ROW = 24


@dataclass(frozen=True, slots=True)
class Command:
    """Something to do, found by the beginnings of its words. ``keys`` do it too.

    ``about`` names the page that it goes to; empty for its whole title.
    """

    title: str
    act: Callable[[], object]
    words: str = ""
    keys: str = ""
    about: str = ""

    @property
    def name(self) -> str:
        """What it is about."""
        return self.about or self.title


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the results. Without ``hit`` and ``command`` it only says something."""

    title: str
    more: str = ""
    hit: "Hit | None" = None
    command: Command | None = None
    is_heading: bool = False

    @property
    def opens(self) -> bool:
        """Whether it can be chosen."""
        return self.hit is not None or self.command is not None


class Results(QAbstractListModel):
    """The lines of the list."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: tuple[Line, ...] = ()

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show these, and no others."""
        self.beginResetModel()
        self.lines = tuple(lines)
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802 - Qt's name
        """As Qt asks."""
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The texts, for whoever hears them; the painter looks at the lines themselves."""
        line = self.lines[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return line.title
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return f"{line.title}, {line.more}" if line.more else line.title
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Headings and words are passed over."""
        if self.lines[index.row()].opens:
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return Qt.ItemFlag.NoItemFlags


class Painter(QStyledItemDelegate):
    """Paints a line: its title in ink, what more there is softly beside it."""

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802
        """Headings are a little lower."""
        line = _line(index)
        return QSize(0, px(_HEADING_ROW if line.is_heading else ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """One line."""
        line, theme, band = _line(index), current(), QRect(option.rect)
        inner = band.adjusted(_PADDING, 0, -_PADDING, 0)
        if line.is_heading:
            painter.setFont(font(SMALL, strong=True))
            painter.setPen(theme.color(Tone.SOFT))
            _write(painter, inner.adjusted(0, GRID, 0, 0), line.title)
            return
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(band, theme.chosen)
        painter.setFont(font(TEXT))
        painter.setPen(theme.color(Tone.INK if line.opens else Tone.SOFT))
        if not line.more:
            _write(painter, inner, line.title)
            return
        first = QRect(inner)
        first.setWidth(int(inner.width() * _TITLE_SHARE))
        _write(painter, first, line.title)
        painter.setPen(theme.color(Tone.SOFT))
        _write(painter, inner.adjusted(first.width() + 2 * GRID, 0, 0, 0), line.more)


def _line(index: Index) -> Line:
    model = index.model()
    assert isinstance(model, Results)
    return model.lines[index.row()]


def _write(painter: QPainter, place: QRect, text: str) -> None:
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, place.width())
    flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
    painter.drawText(place, flags | Qt.TextFlag.TextSingleLine, shown)


class ResultList(QListView):
    """The list. It never takes the cursor: whoever types goes on typing."""

    def __init__(self) -> None:
        super().__init__()
        self.results = Results()
        self.setModel(self.results)
        self.setItemDelegate(Painter(self))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setAccessibleName("Found")

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show these; the first that can be opened is chosen."""
        self.results.show_lines(lines)
        self.step(1)
        self.scrollToTop()

    def chosen(self) -> Line | None:
        """The line chosen."""
        index = self.currentIndex()
        return self.results.lines[index.row()] if index.isValid() else None

    def step(self, by: int) -> None:
        """Choose the next line that can be opened, up or down; at the end stay."""
        at = self.currentIndex().row() + by
        lines = self.results.lines
        while 0 <= at < len(lines):
            if lines[at].opens:
                self.setCurrentIndex(self.results.index(at))
                if not any(line.opens for line in lines[:at]):
                    self.scrollToTop()
                return
            at += by

    def full_height(self) -> int:
        """The height that shows every line."""
        low = sum(px(_HEADING_ROW if line.is_heading else ROW) for line in self.results.lines)
        return low + 2 * GRID
