"""The list of attached files as thumbnails with their names."""

from collections.abc import Sequence
from typing import Any, TypeAlias

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from dmedesk.kit.attachments import Attached, in_megabytes
from dmedesk.widgets.dress import font
from dmedesk.widgets.icons import icon
from dmedesk.widgets.theme import GRID, SMALL, Tone, current

THUMB = QSize(144, 108)
CELL = QSize(THUMB.width() + 4 * GRID, THUMB.height() + 16 * GRID)
_PICTURE_OF_A_FILE = 32
_LINE = 18

Index: TypeAlias = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


def described(one: Attached) -> str:
    """When, by whom, how much: the second line of a thumbnail."""
    return f"{one.attached_at.astimezone():%Y-%m-%d} · {one.attached_by} · {in_megabytes(one.size)}"


class ThumbModel(QAbstractListModel):
    """Attached files, and the pictures of them that are made so far, by their hashes."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[Attached] = []
        self.pictures: dict[str, QImage] = {}

    @property
    def rows(self) -> Sequence[Attached]:
        """The files in the order shown."""
        return self._rows

    def show_rows(self, rows: Sequence[Attached]) -> None:
        """Show these files."""
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()

    def next_without_picture(self) -> Attached | None:
        """The first file whose picture is still to be made."""
        return next((one for one in self._rows if one.sha256 not in self.pictures), None)

    def show_picture(self, sha256: str, picture: QImage) -> None:
        """Show the picture of the files with this hash; a null one where there can be none."""
        self.pictures[sha256] = picture
        for place, one in enumerate(self._rows):
            if one.sha256 == sha256:
                index = self.index(place)
                self.dataChanged.emit(index, index, [Qt.ItemDataRole.DecorationRole])

    def rowCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802 - Qt's name
        """As Qt asks."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The title; for readers of the screen, all that is known."""
        if not index.isValid():
            return None
        one = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return one.title
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return f"{one.title}\n{one.file_name}\n{described(one)}"
        if role == Qt.ItemDataRole.UserRole:
            return one
        return None


class Thumbs(QListView):
    """Thumbnails beside each other, as many as there is room for."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.files = ThumbModel()
        self.setModel(self.files)
        self.setItemDelegate(_Thumb(self))
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMovement(QListView.Movement.Static)
        self.setUniformItemSizes(True)
        self.setSpacing(GRID)

    def chosen(self) -> Attached | None:
        """The chosen file."""
        found = self.currentIndex().data(Qt.ItemDataRole.UserRole)
        return found if isinstance(found, Attached) else None

    def show_rows(self, rows: Sequence[Attached]) -> None:
        """Show these files; the one chosen before stays chosen, else the first is."""
        before = self.chosen()
        self.files.show_rows(rows)
        places = [place for place, one in enumerate(rows) if before and one.id == before.id]
        if rows:
            self.setCurrentIndex(self.files.index(places[0] if places else 0))


class _Thumb(QStyledItemDelegate):
    """Draws one file: its picture within a hairline, its title, and when it came."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:  # noqa: N802 - Qt's name
        """All are alike."""
        return CELL

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model, one = index.model(), index.data(Qt.ItemDataRole.UserRole)
        if not isinstance(model, ThumbModel) or not isinstance(one, Attached):
            return
        theme, rect = current(), QRect(option.rect)
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, theme.chosen)
        inner = rect.adjusted(2 * GRID, 2 * GRID, -2 * GRID, -2 * GRID)
        frame = QRect(inner.topLeft(), THUMB)
        _draw_picture(painter, frame, model.pictures.get(one.sha256, QImage()))
        below = QRect(frame.bottomLeft() + QPoint(0, 2 * GRID), QSize(inner.width(), _LINE))
        _draw_line(painter, below, one.title, Tone.INK)
        painter.setFont(font(SMALL))
        when = f"{one.attached_at.astimezone():%Y-%m-%d} · {in_megabytes(one.size)}"
        _draw_line(painter, below.translated(0, _LINE), when, Tone.SOFT)
        painter.restore()


def _draw_picture(painter: QPainter, frame: QRect, picture: QImage) -> None:
    theme = current()
    painter.fillRect(frame, theme.raised)
    if picture.isNull():
        place = QRect(0, 0, _PICTURE_OF_A_FILE, _PICTURE_OF_A_FILE)
        place.moveCenter(frame.center())
        icon("file-text", Tone.SOFT).paint(painter, place)
    else:
        size = picture.size()
        if size.width() > frame.width() or size.height() > frame.height():
            size.scale(frame.size(), Qt.AspectRatioMode.KeepAspectRatio)
        place = QRect(0, 0, size.width(), size.height())
        place.moveCenter(frame.center())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(place, picture)
    painter.setPen(theme.line)
    painter.drawRect(frame.adjusted(0, 0, -1, -1))


def _draw_line(painter: QPainter, place: QRect, words: str, tone: Tone) -> None:
    shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, place.width())
    painter.setPen(current().color(tone))
    painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
