"""The list of scanned pages: each with its small picture, its number, how it stands, whence."""

from collections.abc import Sequence
from typing import Any, TypeAlias

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QImage, QPainter, QTransform
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from dmedesk.deliveries.queries.received import PageListed
from dmedesk.deliveries.screens.received_words import TONES, place_of, short_state
from dmedesk.widgets.dress import font
from dmedesk.widgets.theme import GRID, SMALL, TEXT, Tone, current, px

THUMB = QSize(60, 78)
_CELL = 92
_LEAST_WIDTH = 300

Index: TypeAlias = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class ScanModel(QAbstractListModel):
    """Pages, and the small pictures of them that were made so far.

    ``wanted`` tells the id of a page that is in sight without its picture.
    """

    wanted = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.rows: Sequence[PageListed] = ()
        self._pictures: dict[int, QImage | None] = {}

    def show_rows(self, rows: Sequence[PageListed]) -> None:
        """Show these pages."""
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    def picture(self, page_id: int) -> QImage | None:
        """The small picture of a page; None until it is made, which is asked for once."""
        if page_id not in self._pictures:
            self._pictures[page_id] = None
            self.wanted.emit(page_id)
        return self._pictures[page_id]

    def show_picture(self, page_id: int, picture: QImage) -> None:
        """The small picture of a page was made."""
        self._pictures[page_id] = picture
        for place, row in enumerate(self.rows):
            if row.id == page_id:
                self.dataChanged.emit(self.index(place), self.index(place))

    def rowCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802 - Qt's name
        """As Qt asks."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The number and the state; for readers of the screen, all that is known."""
        if not index.isValid():
            return None
        page = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return page.scan_no
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return f"{page.scan_no}: {short_state(page)}\n{place_of(page)}"
        if role == Qt.ItemDataRole.UserRole:
            return page
        return None


class ScanList(QListView):
    """The pages below each other. ``chosen`` is told when another one is looked at."""

    chosen = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Scanned pages")
        self.pages = ScanModel()
        self.setModel(self.pages)
        self.setItemDelegate(_Row(self))
        self.setUniformItemSizes(True)
        self.setMinimumWidth(px(_LEAST_WIDTH))
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.selectionModel().currentChanged.connect(lambda *_: self.chosen.emit())

    def page(self) -> PageListed | None:
        """The page that is looked at."""
        found = self.currentIndex().data(Qt.ItemDataRole.UserRole)
        return found if isinstance(found, PageListed) else None

    def show_rows(self, rows: Sequence[PageListed]) -> None:
        """Show these. The page looked at stays; where it went, the one in its place follows."""
        before, place = self.page(), max(self.currentIndex().row(), 0)
        self.pages.show_rows(rows)
        if rows:
            kept = [at for at, row in enumerate(rows) if before and row.id == before.id]
            self.setCurrentIndex(self.pages.index(kept[0] if kept else min(place, len(rows) - 1)))
        self.chosen.emit()


class _Row(QStyledItemDelegate):
    """Draws one page: its small picture within a hairline, and three lines."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:  # noqa: N802 - Qt's name
        """All are alike."""
        return QSize(px(_LEAST_WIDTH) - 6 * GRID, px(_CELL))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model, page = index.model(), index.data(Qt.ItemDataRole.UserRole)
        if not isinstance(model, ScanModel) or not isinstance(page, PageListed):
            return
        theme, rect = current(), QRect(option.rect)
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, theme.chosen)
        inner = rect.adjusted(2 * GRID, GRID, -2 * GRID, -GRID)
        frame = QRect(inner.left(), inner.top(), px(THUMB.width()), px(THUMB.height()))
        _draw_picture(painter, frame, model.picture(page.id), page.turned)
        lines = inner.adjusted(frame.width() + 3 * GRID, 0, 0, 0)
        height = lines.height() // 3
        for place, (words, tone, size, strong) in enumerate(
            (
                (page.scan_no, Tone.INK, TEXT, True),
                (short_state(page), TONES[page.standing], TEXT, False),
                (place_of(page), Tone.SOFT, SMALL, False),
            )
        ):
            painter.setFont(font(size, strong=strong))
            painter.setPen(theme.color(tone))
            line = QRect(lines.left(), lines.top() + place * height, lines.width(), height)
            mode = Qt.TextElideMode.ElideMiddle if place == 2 else Qt.TextElideMode.ElideRight
            shown = painter.fontMetrics().elidedText(words, mode, line.width())
            painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, shown)
        painter.setPen(theme.line)
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.restore()


def _draw_picture(painter: QPainter, frame: QRect, small: QImage | None, turned: int) -> None:
    theme = current()
    painter.fillRect(frame, theme.raised)
    if small is not None and not small.isNull():
        picture = small.transformed(QTransform().rotate(turned))
        size = picture.size().scaled(frame.size(), Qt.AspectRatioMode.KeepAspectRatio)
        place = QRect(0, 0, size.width(), size.height())
        place.moveCenter(frame.center())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(place, picture)
    painter.setPen(theme.line)
    painter.drawRect(frame.adjusted(0, 0, -1, -1))
