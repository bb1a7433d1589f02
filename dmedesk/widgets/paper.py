"""A paper inside the window: shown from memory, printed, saved. No temporary file is written."""

import os
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, QSizeF
from PySide6.QtGui import QColor, QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QFrame

from dmedesk.kit.errors import WorldError
from dmedesk.kit.printers import Shift
from dmedesk.widgets.parts import column

PRINT_DPI = 300
_POINTS_PER_INCH = 72
_TENTHS_PER_INCH = 254
_LETTER = QSizeF(612, 792)


class PaperView(QFrame):
    """Shows the pages of one PDF below each other, as wide as there is room."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.content: bytes | None = None
        self._buffer = QBuffer(self)
        self._document = QPdfDocument(self)
        self._view = QPdfView(self)
        self._view.setDocument(self._document)
        self._view.setPageMode(QPdfView.PageMode.MultiPage)
        self._view.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        self._view.setAccessibleName(name)
        self.setLayout(column(self._view))

    def show_paper(self, content: bytes) -> None:
        """Show the pages of this PDF."""
        self.clear()
        self.content = content
        self._buffer.setData(QByteArray(content))
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self._document.load(self._buffer)

    def clear(self) -> None:
        """Show no paper."""
        self.content = None
        self._document.close()
        self._buffer.close()

    def pages(self) -> int:
        """How many pages are shown."""
        return self._document.pageCount()

    def print_on(self, printer: QPrinter) -> None:
        """Print the shown pages. ``WorldError`` where the printer cannot be reached."""
        if self.content is not None:
            print_pages(self.content, printer)


_NO_SHIFT = Shift()


def print_pages(content: bytes, printer: QPrinter, shift: Shift = _NO_SHIFT) -> None:
    """Print every page of a PDF. ``WorldError`` where the printer cannot be reached."""
    buffer, document = QBuffer(), QPdfDocument()
    buffer.setData(QByteArray(content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document.load(buffer)
    size = document.pagePointSize(0)
    if size != _LETTER and size.transposed() != _LETTER:
        printer.setPageSize(QPageSize(size, QPageSize.Unit.Point))
    elif size.width() > size.height():
        printer.setPageOrientation(QPageLayout.Orientation.Landscape)
    painter = painter_on(printer)
    dots = printer.resolution() / _TENTHS_PER_INCH
    painter.translate(shift.right_tenths * dots, shift.down_tenths * dots)
    for page in range(document.pageCount()):
        if page:
            printer.newPage()
        painter.drawImage(painter.viewport(), _picture(document, page))
    painter.end()
    document.close()


def _picture(document: QPdfDocument, page: int) -> QImage:
    """The page as the printer takes it: QtPdf leaves what is not printed transparent."""
    size = document.pagePointSize(page) * PRINT_DPI / _POINTS_PER_INCH
    pixels = QSize(round(size.width()), round(size.height()))
    picture = QImage(pixels, QImage.Format.Format_RGB32)
    picture.fill(QColor("white"))
    painter = QPainter(picture)
    painter.drawImage(0, 0, document.render(page, pixels))
    painter.end()
    return picture


def save_paper(content: bytes, path: Path) -> None:
    """Write a PDF whole or not at all. ``WorldError`` where the place cannot be written."""
    unfinished = path.with_name(f".{path.name}.{os.getpid()}.unfinished")
    try:
        unfinished.write_bytes(content)
        unfinished.replace(path)
    except OSError as error:
        unfinished.unlink(missing_ok=True)
        raise WorldError(
            f"{path} could not be written: {error.strerror}.",
            "Choose a folder that you may write to. The paper itself is safe in the shop.",
        ) from error


def painter_on(printer: QPrinter) -> QPainter:
    """Begin a job on the printer. ``WorldError`` where it cannot be reached."""
    painter = QPainter()
    if not painter.begin(printer):
        raise WorldError(
            f"The printer {printer.printerName() or '(none)'} could not be reached.",
            "See that it is switched on and connected, or save the paper as PDF instead.",
        )
    return painter


def printer() -> QPrinter:
    """The system's printer at the resolution that papers are printed with, on US Letter."""
    made = QPrinter(QPrinter.PrinterMode.HighResolution)
    made.setResolution(PRINT_DPI)
    made.setPageSize(QPageSize(QPageSize.PageSizeId.Letter))
    made.setFullPage(True)
    return made
