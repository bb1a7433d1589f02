"""The files of a record: added by picker, drop and paste, opened, saved out, taken off; by keys."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from dmedesk.kit.references import RecordRef
from dmedesk.printing.sheet import Sheet
from dmedesk.store.attachments import Attachments
from dmedesk.store.unit_of_work import reading, unit_of_work
from dmedesk.widgets.attachments import AttachmentsPanel, _as_png
from dmedesk.widgets.page import Workplace
from dmedesk.widgets.tasks import WorkerRunner
from tests.flows.month_shop import NOW, MonthShop, clock
from tests.gui.fixtures import EngineDoors
from tests.widgets.test_pictures import picture
from tests.windows import activate

BED = RecordRef("asset", 1)
PHOTO = _as_png(picture(40, 30), 0)


@pytest.fixture
def panel(workplace: Workplace, qtbot: QtBot) -> AttachmentsPanel:
    return shown(workplace, qtbot)


def shown(workplace: Workplace, qtbot: QtBot) -> AttachmentsPanel:
    made = AttachmentsPanel(workplace, BED)
    qtbot.addWidget(made)
    made.resize(720, 460)
    activate(made)
    made.thumbs.setFocus()
    return made


def attach(shop: MonthShop, name: str, content: bytes, title: str = "") -> None:
    with unit_of_work(shop.engine, actor="ana", action="attach_file", clock=clock) as work:
        Attachments().attach(work, ref=BED, file_name=name, content=content, title=title)


def titles(panel: AttachmentsPanel) -> list[str]:
    return [one.title for one in panel.thumbs.files.rows]


def paper() -> bytes:
    sheet = Sheet(title="Paper", author="Example Medical")
    return sheet.finish()


def put(folder: Path, name: str, content: bytes = PHOTO) -> Path:
    place = folder / name
    place.write_bytes(content)
    return place


def test_a_record_without_files_says_how_they_come(panel: AttachmentsPanel) -> None:
    assert panel.said.text() == "Nothing is attached. Drop a file here, or paste one."
    assert (panel.add.isVisible(), panel.save.isVisible()) == (True, False)


def test_one_picked_file_is_asked_what_it_is(
    panel: AttachmentsPanel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = [str(put(tmp_path, "IMG_1.png"))]
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_asked: (names, ""))
    QTest.keyClick(panel.thumbs, Qt.Key.Key_Insert)
    assert panel.asked.words.text() == "IMG_1"
    QTest.keyClicks(panel.asked.words, "Label plate")
    QTest.keyClick(panel.asked.words, Qt.Key.Key_Return)
    assert titles(panel) == ["Label plate"]
    assert panel.said.text() == "1 file attached"
    assert not panel.thumbs.files.pictures[panel.thumbs.files.rows[0].sha256].isNull()


def test_many_files_come_at_once_and_one_that_is_refused_keeps_no_other_out(
    panel: AttachmentsPanel, tmp_path: Path
) -> None:
    paths = [put(tmp_path, "a.png"), put(tmp_path, "b.txt", b""), tmp_path / "gone.png"]
    panel.attach_files([*paths, put(tmp_path, "c.txt", b"words")])
    assert sorted(titles(panel)) == ["a.png", "c.txt"]
    said = panel.findings.accessibleName()
    assert "b.txt is empty." in said
    assert "gone.png cannot be read" in said


def test_files_are_dropped(panel: AttachmentsPanel, tmp_path: Path) -> None:
    dropped = QMimeData()
    dropped.setUrls([QUrl.fromLocalFile(str(put(tmp_path, "a.png")))])
    move, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    keys = Qt.KeyboardModifier.NoModifier
    entering = QDragEnterEvent(QPointF(9, 9), move, dropped, left, keys)
    panel.dragEnterEvent(entering)
    assert entering.isAccepted()
    panel.dropEvent(QDropEvent(QPointF(9, 9), move, dropped, left, keys))
    QTest.keyClick(panel.asked.words, Qt.Key.Key_Return)
    assert titles(panel) == ["a"]


def test_a_copied_picture_is_pasted(panel: AttachmentsPanel) -> None:
    QGuiApplication.clipboard().setImage(picture(8, 8))
    QTest.keyClick(panel.thumbs, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(panel.asked.words, Qt.Key.Key_Return)
    (one,) = panel.thumbs.files.rows
    assert (one.title, one.media_type) == ("Pasted picture", "image/png")
    QGuiApplication.clipboard().clear()


def test_a_picture_and_a_paper_open_in_the_page(
    shop: MonthShop, workplace: Workplace, qtbot: QtBot
) -> None:
    attach(shop, "bill.pdf", paper(), "Bill")
    attach(shop, "photo.png", PHOTO, "Photo")
    panel = shown(workplace, qtbot)
    QTest.keyClick(panel.thumbs, Qt.Key.Key_Return)
    assert panel.pages.currentWidget() is panel.picture
    assert panel.said.text() == "Photo · 2026-11-03 · ana · 1 kB"
    QTest.keyClick(panel.picture, Qt.Key.Key_Escape)
    assert panel.pages.currentWidget() is panel.thumbs
    QTest.keyClick(panel.thumbs, Qt.Key.Key_Right)
    QTest.keyClick(panel.thumbs, Qt.Key.Key_Return)
    assert panel.pages.currentWidget() is panel.paper
    assert panel.paper.pages() == 1
    panel.back.click()
    assert panel.paper.pages() == 0


def test_a_file_of_another_kind_is_saved_out(
    shop: MonthShop,
    workplace: Workplace,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    attach(shop, "notes.txt", b"words")
    panel = shown(workplace, qtbot)
    said: list[str] = []
    workplace.said.connect(lambda sentence, _undo: said.append(sentence))
    target = tmp_path / "out.txt"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_asked: (str(target), ""))
    QTest.keyClick(panel.thumbs, Qt.Key.Key_Return)
    assert target.read_bytes() == b"words"
    assert said == [f"Saved as {target}."]


def test_a_file_is_taken_off_for_a_reason(
    shop: MonthShop, workplace: Workplace, qtbot: QtBot
) -> None:
    attach(shop, "photo.png", PHOTO)
    panel = shown(workplace, qtbot)
    QTest.keyClick(panel.thumbs, Qt.Key.Key_Delete)
    assert not panel.asked.yes.isEnabled()
    QTest.keyClicks(panel.asked.words, "of another unit")
    QTest.keyClick(panel.asked.words, Qt.Key.Key_Return)
    assert titles(panel) == []
    with reading(shop.engine) as session:
        assert Attachments().content(session, 1) == PHOTO


def test_a_window_that_may_not_write_only_shows(
    shop: MonthShop, workplace: Workplace, qtbot: QtBot
) -> None:
    attach(shop, "photo.png", PHOTO)
    workplace.may_write = False
    panel = shown(workplace, qtbot)
    seen = [one.isVisible() for one in (panel.add, panel.save, panel.take_off)]
    assert seen == [False, True, False]
    QTest.keyClick(panel.thumbs, Qt.Key.Key_Delete)
    assert panel.asked.isHidden()
    assert not panel.acceptDrops()


@pytest.fixture
def worker(doors: EngineDoors) -> Iterator[WorkerRunner]:
    runner = WorkerRunner(doors)
    yield runner
    runner.close()


def test_thumbnails_are_made_on_the_worker(
    worker: WorkerRunner, shop: MonthShop, qtbot: QtBot
) -> None:
    attach(shop, "bill.pdf", paper())
    attach(shop, "photo.png", PHOTO)
    panel = shown(Workplace(worker, today=NOW.date(), attachments=Attachments()), qtbot)
    qtbot.waitUntil(lambda: len(panel.thumbs.files.pictures) == 2)
    assert not any(made.isNull() for made in panel.thumbs.files.pictures.values())
