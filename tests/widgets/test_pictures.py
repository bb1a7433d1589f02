"""Pictures made small, on whatever thread, and shown within the room there is."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from dmedesk.kit.media import PDF
from dmedesk.printing.sheet import Sheet
from dmedesk.widgets.attachments import _as_png
from dmedesk.widgets.pictures import PictureView, picture_of, thumbnail

ROOM = QSize(288, 216)


def picture(width: int, height: int, color: str = "#886644") -> QImage:
    made = QImage(width, height, QImage.Format.Format_RGB32)
    made.fill(QColor(color))
    return made


@pytest.mark.parametrize(
    ("size", "small"), [((1600, 1200), (288, 216)), ((300, 1200), (54, 216)), ((40, 30), (40, 30))]
)
def test_a_picture_becomes_small_in_its_proportions(
    qapp: QApplication, size: tuple[int, int], small: tuple[int, int]
) -> None:
    assert qapp is not None
    made = thumbnail(_as_png(picture(*size), 0), "image/png", ROOM)
    assert (made.width(), made.height()) == small


def test_a_paper_shows_its_first_page_also_on_a_worker(qapp: QApplication) -> None:
    assert qapp is not None
    sheet = Sheet(title="Paper", author="Example Medical")
    sheet.next_page()
    with ThreadPoolExecutor(max_workers=1) as worker:
        made = worker.submit(thumbnail, sheet.finish(), PDF, ROOM).result()
    assert made.height() == ROOM.height()
    assert made.pixelColor(2, 2) == QColor("white")


@pytest.mark.parametrize(
    ("content", "media_type"),
    [(b"words", "text/plain"), (b"\x89PNG\r\n\x1a\nbroken", "image/png"), (b"%PDF-broken", PDF)],
)
def test_what_cannot_be_shown_has_no_picture(
    qapp: QApplication, content: bytes, media_type: str
) -> None:
    assert qapp is not None
    assert thumbnail(content, media_type, ROOM).isNull()


def test_a_picture_is_shown_whole_and_never_larger_than_it_is(qtbot: QtBot) -> None:
    view = PictureView("Picture")
    qtbot.addWidget(view)
    view.resize(200, 200)
    view.show_picture(picture_of(_as_png(picture(400, 100), 0)))
    drawn = view.grab().toImage()
    assert drawn.pixelColor(100, 100) == QColor("#886644")
    assert drawn.pixelColor(100, 40) != QColor("#886644")
    view.show_picture(picture(20, 20))
    drawn = view.grab().toImage()
    assert drawn.pixelColor(100, 100) == QColor("#886644")
    assert drawn.pixelColor(60, 100) != QColor("#886644")
    assert view.focusPolicy() is not Qt.FocusPolicy.WheelFocus
