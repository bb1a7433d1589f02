"""The list of scanned pages: each with its small picture, its number, how it stands, whence."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QTransform
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from dmedesk.deliveries.queries.received import PageListed
from dmedesk.deliveries.screens.received_words import TONES, place_of, short_state
from dmedesk.widgets.dress import font
from dmedesk.widgets.pictured import Index, PicturedModel, draw_line, draw_picture
from dmedesk.widgets.theme import GRID, SMALL, TEXT, Tone, current, px

THUMB = QSize(60, 78)
_CELL = 92
_LEAST_WIDTH = 300


class ScanModel(PicturedModel[PageListed]):
    """Pages, and the small pictures of them that were made so far.

    ``wanted`` tells the id of a page that is in sight without its picture.
    """

    wanted = Signal(int)

    def __init__(self) -> None:
        super().__init__(
            key=lambda page: page.id,
            title=lambda page: page.scan_no,
            said=lambda page: f"{page.scan_no}: {short_state(page)}\n{place_of(page)}",
        )

    def picture(self, page_id: int) -> QImage:
        """The small picture of a page; a null one until it is made, which is asked for once."""
        if page_id not in self.pictures:
            self.pictures[page_id] = QImage()
            self.wanted.emit(page_id)
        return self.pictures[page_id]


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
        upright = model.picture(page.id).transformed(QTransform().rotate(page.turned))
        draw_picture(painter, frame, upright, fills=True)
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
            line = QRect(lines.left(), lines.top() + place * height, lines.width(), height)
            mode = Qt.TextElideMode.ElideMiddle if place == 2 else Qt.TextElideMode.ElideRight
            draw_line(painter, line, words, tone, mode)
        painter.setPen(theme.line)
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.restore()
