"""Thumbnails with their names: a sound model, and the choice kept."""

from datetime import UTC, datetime

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from dmedesk.kit.attachments import Attached
from dmedesk.widgets.thumbs import CELL, Thumbs, described

NOON = datetime(2026, 11, 3, 17, tzinfo=UTC)


def attached(number: int) -> Attached:
    return Attached(
        number, f"{number}.png", "image/png", 1_500_000, str(number), f"No. {number}", NOON, "ana"
    )


def test_the_model_is_sound_while_it_changes(qtbot: QtBot) -> None:
    thumbs = Thumbs("Files")
    qtbot.addWidget(thumbs)
    mode = QAbstractItemModelTester.FailureReportingMode.Fatal
    QAbstractItemModelTester(thumbs.files, mode, thumbs)
    thumbs.show_rows([attached(1), attached(2)])
    thumbs.files.show_picture("2", QImage(4, 4, QImage.Format.Format_RGB32))
    thumbs.show_rows([attached(2)])
    thumbs.show_rows([])


def test_pictures_are_asked_for_one_after_the_other(qtbot: QtBot) -> None:
    thumbs = Thumbs("Files")
    qtbot.addWidget(thumbs)
    thumbs.show_rows([attached(1), attached(2)])
    asked = []
    while (one := thumbs.files.next_without_picture()) is not None:
        asked.append(one.id)
        thumbs.files.show_picture(one.sha256, QImage())
    assert asked == [1, 2]


def test_the_chosen_file_stays_chosen(qtbot: QtBot) -> None:
    thumbs = Thumbs("Files")
    qtbot.addWidget(thumbs)
    thumbs.show_rows([attached(1), attached(2)])
    assert thumbs.chosen() == attached(1)
    thumbs.setCurrentIndex(thumbs.files.index(1))
    thumbs.show_rows([attached(3), attached(1), attached(2)])
    assert thumbs.chosen() == attached(2)
    thumbs.show_rows([attached(3)])
    assert thumbs.chosen() == attached(3)


def test_everything_is_told_to_readers_of_the_screen(qtbot: QtBot) -> None:
    thumbs = Thumbs("Files")
    qtbot.addWidget(thumbs)
    thumbs.show_rows([attached(1)])
    index = thumbs.files.index(0)
    assert described(attached(1)) == "2026-11-03 · ana · 1.5 MB"
    told = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert told == "No. 1\n1.png\n2026-11-03 · ana · 1.5 MB"


def test_a_picture_is_drawn_in_its_frame(qtbot: QtBot) -> None:
    thumbs = Thumbs("Files")
    qtbot.addWidget(thumbs)
    thumbs.resize(400, 300)
    thumbs.show_rows([attached(1)])
    picture = QImage(400, 300, QImage.Format.Format_RGB32)
    picture.fill(QColor("#886644"))
    thumbs.files.show_picture("1", picture)
    drawn = thumbs.grab().toImage()
    assert drawn.pixelColor(CELL.width() // 2, CELL.height() // 3) == QColor("#886644")
