"""Lists whose rows have small pictures: their model, and how a picture and a line are drawn."""

from collections.abc import Callable, Hashable, Sequence
from typing import Any, Generic, TypeAlias, TypeVar

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QImage, QPainter

from dmedesk.widgets.theme import Tone, current

R = TypeVar("R")
Index: TypeAlias = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class PicturedModel(QAbstractListModel, Generic[R]):
    """Rows, and the pictures of them that are made so far, by their keys.

    ``key`` tells which picture a row has, ``title`` what it is called, ``said`` all that is known
    of it, for readers of the screen.
    """

    def __init__(
        self,
        *,
        key: Callable[[R], Hashable],
        title: Callable[[R], str],
        said: Callable[[R], str],
    ) -> None:
        super().__init__()
        self._key, self._title, self._said = key, title, said
        self._rows: tuple[R, ...] = ()
        self.pictures: dict[Hashable, QImage] = {}

    @property
    def rows(self) -> Sequence[R]:
        """The rows in the order shown."""
        return self._rows

    def show_rows(self, rows: Sequence[R]) -> None:
        """Show these."""
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def show_picture(self, key: Hashable, picture: QImage) -> None:
        """Show the picture of the rows with this key; a null one where there can be none."""
        self.pictures[key] = picture
        for place, one in enumerate(self._rows):
            if self._key(one) == key:
                self.dataChanged.emit(self.index(place), self.index(place))

    def rowCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802 - Qt's name
        """As Qt asks."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The title; for readers of the screen, all that is known."""
        if not index.isValid():
            return None
        one = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._title(one)
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return self._said(one)
        return one if role == Qt.ItemDataRole.UserRole else None


def draw_picture(painter: QPainter, frame: QRect, picture: QImage, *, fills: bool = False) -> None:
    """Draw a picture within a hairline, in the middle; ``fills`` lets a smaller one grow."""
    theme = current()
    painter.fillRect(frame, theme.raised)
    if not picture.isNull():
        size = picture.size()
        if fills or size.width() > frame.width() or size.height() > frame.height():
            size.scale(frame.size(), Qt.AspectRatioMode.KeepAspectRatio)
        place = QRect(0, 0, size.width(), size.height())
        place.moveCenter(frame.center())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(place, picture)
    painter.setPen(theme.line)
    painter.drawRect(frame.adjusted(0, 0, -1, -1))


def draw_line(
    painter: QPainter,
    place: QRect,
    words: str,
    tone: Tone,
    mode: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
) -> None:
    """Draw one line of words, cut off where there is no room."""
    shown = painter.fontMetrics().elidedText(words, mode, place.width())
    painter.setPen(current().color(tone))
    painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
