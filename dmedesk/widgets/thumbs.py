"""The list of attached files as thumbnails with their names."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from dmedesk.kit.attachments import Attached, in_megabytes
from dmedesk.widgets.dress import font
from dmedesk.widgets.icons import icon
from dmedesk.widgets.pictured import Index, PicturedModel, draw_line, draw_picture
from dmedesk.widgets.theme import GRID, SMALL, Tone, current

THUMB = QSize(144, 108)
CELL = QSize(THUMB.width() + 4 * GRID, THUMB.height() + 16 * GRID)
_PICTURE_OF_A_FILE = 32
_LINE = 18


def described(one: Attached) -> str:
    """When, by whom, how much: the second line of a thumbnail."""
    return f"{one.attached_at.astimezone():%Y-%m-%d} · {one.attached_by} · {in_megabytes(one.size)}"


class ThumbModel(PicturedModel[Attached]):
    """Attached files, and the pictures of them that are made so far, by their hashes."""

    def __init__(self) -> None:
        super().__init__(
            key=lambda one: one.sha256,
            title=lambda one: one.title,
            said=lambda one: f"{one.title}\n{one.file_name}\n{described(one)}",
        )

    def next_without_picture(self) -> Attached | None:
        """The first file whose picture is still to be made."""
        return next((one for one in self.rows if one.sha256 not in self.pictures), None)


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
        picture = model.pictures.get(one.sha256, QImage())
        draw_picture(painter, frame, picture)
        if picture.isNull():
            place = QRect(0, 0, _PICTURE_OF_A_FILE, _PICTURE_OF_A_FILE)
            place.moveCenter(frame.center())
            icon("file-text", Tone.SOFT).paint(painter, place)
        below = QRect(frame.bottomLeft() + QPoint(0, 2 * GRID), QSize(inner.width(), _LINE))
        draw_line(painter, below, one.title, Tone.INK)
        painter.setFont(font(SMALL))
        when = f"{one.attached_at.astimezone():%Y-%m-%d} · {in_megabytes(one.size)}"
        draw_line(painter, below.translated(0, _LINE), when, Tone.SOFT)
        painter.restore()
