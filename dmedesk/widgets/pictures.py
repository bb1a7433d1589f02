"""Pictures made small, and pictures shown: decoding happens where it is asked for, on a worker."""

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRect, QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QPainter, QPaintEvent
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import QWidget

from dmedesk.kit.media import PDF, is_picture
from dmedesk.widgets.theme import current

LARGEST = QSize(2400, 2400)
"""Dots of a picture that is shown; a larger one is made smaller while it is read."""


def picture_of(content: bytes, room: QSize = LARGEST) -> QImage:
    """A picture as its camera held it, within the room; a null one where it cannot be read."""
    buffer = _buffer(content)
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)
    size = reader.size()
    if size.isValid() and not _fits(size, room):
        reader.setScaledSize(size.scaled(room, Qt.AspectRatioMode.KeepAspectRatio))
    return reader.read()


def thumbnail(content: bytes, media_type: str, room: QSize) -> QImage:
    """A picture, or the first page of a PDF, made small; a null picture of anything else.

    Needs no window and no UI thread.
    """
    if is_picture(media_type):
        return picture_of(content, room)
    if media_type == PDF:
        return _first_page(content, room)
    return QImage()


def _first_page(content: bytes, room: QSize) -> QImage:
    buffer, document = _buffer(content), QPdfDocument()
    document.load(buffer)
    page = QImage()
    if document.pageCount():
        points = document.pagePointSize(0)
        size = points.scaled(room, Qt.AspectRatioMode.KeepAspectRatio).toSize()
        page = QImage(size, QImage.Format.Format_RGB32)
        page.fill(Qt.GlobalColor.white)
        painter = QPainter(page)
        painter.drawImage(0, 0, document.render(0, size))
        painter.end()
    document.close()
    return page


def _buffer(content: bytes) -> QBuffer:
    buffer = QBuffer()
    buffer.setData(QByteArray(content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    return buffer


def _fits(size: QSize, room: QSize) -> bool:
    return size.width() <= room.width() and size.height() <= room.height()


class PictureView(QWidget):
    """Shows one picture as large as there is room, never larger than it is."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._picture = QImage()

    def show_picture(self, picture: QImage) -> None:
        """Show this picture."""
        self._picture = picture
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """The picture in the middle, on the surface of papers."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), current().surface)
        if not self._picture.isNull():
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(self._place(), self._picture)
        painter.end()

    def _place(self) -> QRect:
        ratio = self.devicePixelRatioF()
        size = QSize(round(self._picture.width() / ratio), round(self._picture.height() / ratio))
        if not _fits(size, self.size()):
            size = size.scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        place = QRect(0, 0, size.width(), size.height())
        place.moveCenter(self.rect().center())
        return place
