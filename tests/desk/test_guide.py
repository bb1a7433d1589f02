"""F1 opens the guide at the page of the screen one is on; it is searched by typing."""

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from dmedesk.desk.guide import GuideWindow, keys_in_markdown
from dmedesk.desk.records import record_makers
from dmedesk.desk.window import DeskWindow
from dmedesk.kit.guide import guide_pages
from dmedesk.kit.references import RecordRef
from tests.desk.shells import page_keys, shown_desk
from tests.gui.fixtures import EngineDoors
from tests.windows import activate


@pytest.fixture
def window(doors: EngineDoors, qtbot: QtBot) -> DeskWindow:
    made = shown_desk(doors, qtbot)
    activate(made)
    return made


def _guide(window: DeskWindow) -> GuideWindow:
    QTest.keyClick(window, Qt.Key.Key_F1)
    assert window.guide is not None
    return window.guide


def _title(guide: GuideWindow) -> str:
    return guide.page.toPlainText().splitlines()[0]


def test_f1_opens_the_page_of_the_screen(window: DeskWindow) -> None:
    window.go_to("month")
    guide = _guide(window)
    assert _title(guide) == "The month"
    assert guide.contents.currentItem().text() == "The month"
    assert "Keys on this screen" in guide.page.toPlainText()
    assert all(key.does in guide.page.toPlainText() for key in window.page.keys)
    window.activateWindow()
    window.go_to("settings.import")
    window.show_guide()
    assert _title(guide) == "Moving in"
    window.close()
    assert not guide.isVisible()


def test_a_record_has_the_page_of_its_kind(window: DeskWindow) -> None:
    window.open_record(RecordRef("payer", 0))
    assert _title(_guide(window)) == "Members, payers, practitioners"


def test_typing_finds_pages_and_marks_the_word(window: DeskWindow) -> None:
    guide = _guide(window)
    activate(guide)
    QTest.keyClick(guide, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(guide.search, "restore")
    assert _title(guide) == "Backup and restore"
    assert guide.page.textCursor().selectedText().casefold() == "restore"
    assert guide.contents.count() < 21


def test_a_screen_without_keys_has_no_section_of_them() -> None:
    assert keys_in_markdown(()) == ""


def test_links_lead_to_pages(window: DeskWindow) -> None:
    guide = _guide(window)
    guide.page.anchorClicked.emit(QUrl("prices.md"))
    assert _title(guide) == "Prices and the law"


def test_the_pictures_are_shown(window: DeskWindow) -> None:
    window.go_to("month")
    guide = _guide(window)
    picture = guide.page.loadResource(2, QUrl("pictures/month.png"))
    assert picture is not None


def test_every_screen_has_a_page_of_its_own(qapp: object) -> None:
    assert qapp is not None
    told = {screen for page in guide_pages() for screen in page.screens}
    families = {screen.partition(".")[0] for screen in told}
    screens = {*page_keys(), *record_makers()}
    assert {screen for screen in screens if screen.partition(".")[0] not in families} == set()
