"""Tabs of records: opened once, moved, closed and reopened, detached and put back."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton, QWidget
from pytestqt.qtbot import QtBot

from dmedesk.desk.tabs import RecordTabs
from dmedesk.desk.window import DeskWindow
from dmedesk.kit.references import RecordRef
from tests.desk.shells import NotePage, shown_shell
from tests.gui.fixtures import EngineDoors

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
ONE, TWO, THREE = (RecordRef("note", number) for number in (1, 2, 3))


@pytest.fixture
def window(qapp: object, doors: EngineDoors, qtbot: QtBot) -> DeskWindow:
    assert qapp is not None
    made, _workplace = shown_shell(doors, qtbot)
    for ref in (ONE, TWO, THREE):
        made.open_record(ref)
    return made


@pytest.fixture
def tabs(window: DeskWindow) -> RecordTabs:
    return window.tabs


def _shown(tabs: RecordTabs) -> RecordRef | None:
    return None if tabs.record is None else tabs.record.ref


def test_a_record_has_one_tab(tabs: RecordTabs) -> None:
    tabs.open(ONE)
    assert _shown(tabs) == ONE
    assert [tabs.tabText(place) for place in range(1, 4)] == ["Note 1", "Note 2", "Note 3"]


def test_the_record_that_holds_a_piece_is_shown_again(tabs: RecordTabs) -> None:
    piece = QWidget(tabs.records[0])
    tabs.show_holder(piece)
    assert _shown(tabs) == ONE
    tabs.detach()
    tabs.show_holder(piece)
    assert _shown(tabs) != ONE


def test_ctrl_tab_goes_round(window: DeskWindow, tabs: RecordTabs) -> None:
    assert tabs.currentIndex() == 3
    QTest.keyClick(window, Qt.Key.Key_Tab, CONTROL)
    assert _shown(tabs) is None
    QTest.keyClick(window, Qt.Key.Key_Backtab, CONTROL | SHIFT)
    assert _shown(tabs) == THREE


def test_a_tab_is_moved_by_keys_and_the_area_stays_first(
    window: DeskWindow, tabs: RecordTabs
) -> None:
    QTest.keyClick(window, Qt.Key.Key_PageUp, CONTROL | SHIFT)
    assert tabs.refs() == [ONE, THREE, TWO]
    tabs.moveTab(1, 0)
    assert tabs.refs() == [ONE, THREE, TWO]
    assert tabs.tabText(0) == window.areas[0].title.replace("&", "")
    QTest.keyClick(window, Qt.Key.Key_PageUp, CONTROL | SHIFT)
    QTest.keyClick(window, Qt.Key.Key_PageUp, CONTROL | SHIFT)
    assert tabs.refs() == [THREE, ONE, TWO]


def test_closed_and_opened_again(window: DeskWindow, tabs: RecordTabs) -> None:
    QTest.keyClick(window, Qt.Key.Key_W, CONTROL)
    shut = tabs.tabButton(1, RecordTabs.ButtonPosition.RightSide)
    assert isinstance(shut, QToolButton)
    shut.click()
    assert tabs.refs() == [TWO]
    QTest.keyClick(window, Qt.Key.Key_T, CONTROL | SHIFT)
    QTest.keyClick(window, Qt.Key.Key_T, CONTROL | SHIFT)
    QTest.keyClick(window, Qt.Key.Key_T, CONTROL | SHIFT)
    assert tabs.refs() == [TWO, ONE, THREE]
    tabs.setCurrentIndex(0)
    QTest.keyClick(window, Qt.Key.Key_W, CONTROL)
    assert len(tabs.refs()) == 3


def test_a_page_with_unsaved_typing_stays_and_is_shown(tabs: RecordTabs) -> None:
    page = tabs.records[0]
    assert isinstance(page, NotePage)
    page.keeps_open = True
    tabs.setCurrentIndex(0)
    tabs.close_page(page)
    assert tabs.record is page
    page.keeps_open = False
    page.done.emit()
    assert tabs.refs() == [TWO, THREE]


def test_detached_into_a_window_and_put_back(window: DeskWindow, tabs: RecordTabs) -> None:
    QTest.keyClick(window, Qt.Key.Key_D, CONTROL | SHIFT)
    (apart,) = tabs.detached
    assert (apart.windowTitle(), apart.page.isVisible()) == ("Note 3", True)
    assert tabs.refs() == [ONE, TWO, THREE]
    assert tabs.count() == 3
    window.open_record(THREE)
    assert tabs.count() == 3
    apart.close()
    assert tabs.detached == []
    assert _shown(tabs) == THREE
    assert tabs.records[-1].isVisible()


def test_a_detached_record_is_closed_for_good_by_its_key(tabs: RecordTabs) -> None:
    tabs.detach()
    (apart,) = tabs.detached
    apart.activateWindow()
    assert QTest.qWaitForWindowActive(apart)
    QTest.keyClick(apart, Qt.Key.Key_W, CONTROL)
    assert tabs.refs() == [ONE, TWO]
    tabs.reopen()
    assert tabs.refs() == [ONE, TWO, THREE]


def test_the_tabs_are_there_again_at_the_next_start(
    window: DeskWindow, doors: EngineDoors, qtbot: QtBot
) -> None:
    window.open_record(RecordRef("note", 0))
    window.tabs.detach()
    window.close()
    again, _workplace = shown_shell(doors, qtbot)
    assert again.tabs.refs() == [ONE, TWO, THREE]
    assert again.tabs.record is None


def test_a_long_title_is_cut_on_its_tab_and_whole_in_its_tip(tabs: RecordTabs) -> None:
    whole = "Hospital bed, semi-electric, with rails"
    tabs.records[0].titled.emit(whole)
    assert tabs.tabText(1) == "Hospital bed, semi-elec…"
    assert tabs.tabToolTip(1) == whole
