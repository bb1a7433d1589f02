"""The large picture of a scanned page, turned upright, as wide as there is room, or whole."""

from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QResizeEvent, QTransform
from PySide6.QtWidgets import QFrame, QScrollArea

from dmedesk.deliveries.actions.receiving import SCAN
from dmedesk.kit.attachments import AttachmentDoor
from dmedesk.kit.references import RecordRef
from dmedesk.widgets.pictures import PictureView, thumbnail

QUARTER = 90


def page_picture(door: AttachmentDoor, page_id: int, room: QSize, session: Any) -> QImage:
    """A scanned page as a picture within the room; a null one where it has none of its own."""
    for one in door.listed(session, RecordRef(SCAN, page_id)):
        return thumbnail(door.content(session, one.id), one.media_type, room)
    return QImage()


class ScanView(QScrollArea):
    """Shows one page. The arrow keys, PgUp and PgDown move it where it is larger than its room."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("The scanned page, large")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.picture = PictureView("Picture of the page")
        self.setWidget(self.picture)
        self.is_whole = False
        self._image = QImage()
        self._turned = 0

    def show_page(self, image: QImage, turned: int) -> None:
        """Show a page as it was scanned, turned to the right by so many degrees."""
        self._image, self._turned = image, turned
        self._draw()
        self.verticalScrollBar().setValue(0)

    def turn(self) -> None:
        """Turn the page a quarter to the right, for whoever looks at it."""
        self._turned = (self._turned + QUARTER) % 360
        self._draw()

    def toggle_whole(self) -> None:
        """Show the whole page, or as wide as there is room."""
        self.is_whole = not self.is_whole
        self._fit()

    def upright(self) -> QImage:
        """The page as it is shown."""
        return self._image.transformed(QTransform().rotate(self._turned))

    def _draw(self) -> None:
        self.picture.show_picture(self.upright())
        self._fit()

    def _fit(self) -> None:
        shown = self.upright().size()
        room = self.viewport().size()
        if self.is_whole or shown.isEmpty():
            self.picture.setMinimumHeight(0)
        else:
            high = shown.height() * room.width() // shown.width()
            self.picture.setMinimumHeight(min(high, shown.height()))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Keep to the width that there is."""
        super().resizeEvent(event)
        self._fit()
