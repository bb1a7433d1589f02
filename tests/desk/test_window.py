"""The main window: areas by click and key, back and forward, the strip's facts, names for all."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAccessible, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from dmedesk.desk.records import record_makers
from dmedesk.desk.status import ShopFacts
from dmedesk.desk.window import WIDE_ENOUGH, DeskWindow
from dmedesk.kit.lists import Ask
from dmedesk.kit.offers import ListLink
from dmedesk.kit.references import RecordRef
from dmedesk.members.screens.member import MemberPage
from dmedesk.members.tables import Member
from tests.desk.shells import page_keys, shown_desk, shown_shell
from tests.flows.month_shop import MonthShop
from tests.gui.fixtures import EngineDoors
from tests.gui.pages import letters, press, type_here

CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
WHOLE = (Qt.ShortcutContext.WindowShortcut, Qt.ShortcutContext.ApplicationShortcut)
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def window(qapp: object, doors: EngineDoors, rented: MonthShop, qtbot: QtBot) -> DeskWindow:
    assert qapp is not None
    rented.post("2026-10")
    return shown_desk(doors, qtbot)


def test_areas_are_reached_by_key_click_and_mnemonic(window: DeskWindow, qtbot: QtBot) -> None:
    firsts = [area.pages[0].key for area in window.areas]
    for place, key in enumerate(firsts[:9]):
        QTest.keyClick(window, Qt.Key(Qt.Key.Key_1 + place), CONTROL)
        assert window.pane.key == key
        assert window.page.isVisible()
    rentals = next(one for one in window.bar.buttons if one.text().startswith("&Rentals"))
    QTest.keyClick(window, Qt.Key.Key_R, ALT)
    qtbot.waitUntil(rentals.isChecked)
    assert window.pane.key == "rentals"
    window.bar.buttons[0].click()
    assert window.pane.key == firsts[0]


def test_a_page_is_made_when_it_is_first_gone_to(window: DeskWindow) -> None:
    assert len(window.pages) == 1
    window.go_to("rentals")
    window.go_to("month")
    assert {page.key for page in window.pages} >= {"rentals", "month"}


def test_back_and_forward_go_the_way_one_came(window: DeskWindow) -> None:
    first = window.pane.key
    assert not window.head.back.isEnabled()
    window.go_to("rentals")
    window.go_to("rates")
    QTest.keyClick(window, Qt.Key.Key_Left, ALT)
    QTest.keyClick(window, Qt.Key.Key_Left, ALT)
    assert window.pane.key == first
    QTest.keyClick(window, Qt.Key.Key_Right, ALT)
    assert window.pane.key == "rentals"
    assert window.head.forward.isEnabled()


def _texts(window: DeskWindow) -> set[str]:
    return {label.text() for label in window.findChildren(QLabel)}


def test_the_strip_says_file_and_user(window: DeskWindow) -> None:
    assert {"shop.dmedesk", "User ana", "Example Medical"} <= _texts(window)
    assert not any(text.startswith(("Demo", "‖ Read only")) for text in _texts(window))


def test_the_strip_says_demo_and_read_only(qapp: object, doors: EngineDoors, qtbot: QtBot) -> None:
    assert qapp is not None
    facts = ShopFacts("Demo", "demo.dmedesk", "ana", is_demo=True, read_only="Ben has it open.")
    window = shown_desk(doors, qtbot, facts)
    assert "Demo shop: invented people and fees" in _texts(window)
    assert "‖ Read only: Ben has it open." in _texts(window)
    assert not window.pages[0].workplace.may_write


def test_a_record_opens_in_a_tab_and_a_list_with_what_is_asked(
    qapp: object, doors: EngineDoors, qtbot: QtBot
) -> None:
    assert qapp is not None
    window, workplace = shown_shell(doors, qtbot)
    workplace.navigator.open_record(RecordRef("note", 7))
    assert window.page is window.tabs.record
    assert window.tabs.tabText(1) == "Note 7"
    workplace.navigator.open_list(ListLink("rentals", Ask("paused")))
    assert window.pane.key == "rentals"
    workplace.navigator.open_record(RecordRef("note", 8), apart=True)
    assert window.pane.key == "rentals"
    assert _record(window) is None
    workplace.navigator.open_record(RecordRef("nothing of that kind", 1))
    workplace.navigator.open_list(ListLink("nowhere"))
    assert window.tabs.count() == 3
    QTest.keyClick(window, Qt.Key.Key_Left, ALT)
    assert _record(window) == RecordRef("note", 7)


def _record(window: DeskWindow) -> RecordRef | None:
    return None if window.tabs.record is None else window.tabs.record.ref


def test_typing_that_would_be_lost_keeps_the_window_open(
    qapp: object, doors: EngineDoors, qtbot: QtBot
) -> None:
    assert qapp is not None
    window, workplace = shown_shell(doors, qtbot)
    workplace.navigator.enter_new("note")
    page = window.tabs.record
    assert page is not None
    page.keeps_open = True  # type: ignore[attr-defined]
    assert not window.close()
    page.keeps_open = False  # type: ignore[attr-defined]
    assert window.close()


def test_the_tab_with_typing_comes_to_the_front_and_asks(
    qapp: object, doors: EngineDoors, rented: MonthShop, qtbot: QtBot
) -> None:
    assert qapp is not None
    window = shown_desk(doors, qtbot)
    window.open_record(RecordRef("member", 1))
    page = window.page
    assert isinstance(page, MemberPage)
    page.form.go_to("first_name")
    type_here("Anabel")
    window.open_record(RecordRef("member", 2))
    assert not window.close()
    assert window.page is page
    assert page.question.isVisible()
    qtbot.waitUntil(page.question.yes.hasFocus)
    press(Qt.Key.Key_Escape)
    assert page.form.current_key() == "first_name"
    window.go_to("units")
    assert not window.close()
    qtbot.waitUntil(page.question.yes.hasFocus)
    press(Qt.Key.Key_Return)
    assert page not in window.tabs.records
    assert window.close()
    assert "Anabel" not in {one.first_name for one in rented.rows(Member)}


def test_a_word_is_said_in_the_corner(qapp: object, doors: EngineDoors, qtbot: QtBot) -> None:
    assert qapp is not None
    window, workplace = shown_shell(doors, qtbot)
    workplace.say("Saved.")
    assert window.toast.isVisible()


def test_a_narrow_window_has_icons_alone_that_still_have_names(window: DeskWindow) -> None:
    window.resize(WIDE_ENOUGH - 1, 600)
    assert {one.text() for one in window.bar.buttons} == {""}
    assert all(one.accessibleName() for one in window.bar.buttons)
    window.resize(WIDE_ENOUGH, 700)
    assert window.bar.buttons[0].text()


def _focusable(window: DeskWindow) -> Iterator[QWidget]:
    for widget in window.findChildren(QWidget):
        if widget.focusPolicy() != Qt.FocusPolicy.NoFocus and not widget.objectName().startswith(
            "qt_"
        ):
            yield widget


def test_everything_that_takes_the_cursor_has_a_name(window: DeskWindow) -> None:
    for key in page_keys():
        window.go_to(key)
    window.show_keys()
    nameless = [
        f"{type(widget).__name__} in {widget.parent()}"
        for widget in _focusable(window)
        if not QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
    ]
    assert nameless == []


def test_no_letter_means_two_things_on_one_page(window: DeskWindow) -> None:
    for key in page_keys():
        window.go_to(key)
        found = letters(window)
        assert sorted(found) == sorted(set(found)), key


def test_no_key_means_two_things_on_one_page(window: DeskWindow) -> None:
    """Two shortcuts of one key in a window are none: Qt calls neither."""
    for key in page_keys():
        window.go_to(key)
        heard = [one for one in window.findChildren(QShortcut) if one.context() in WHOLE]
        keys = [one.key().toString() for one in heard if one.isEnabled() and _is_in_sight(one)]
        assert sorted(keys) == sorted(set(keys)), key


def _is_in_sight(shortcut: QShortcut) -> bool:
    holder = shortcut.parent()
    return isinstance(holder, QWidget) and holder.isVisible()


class FurtherWindows(QObject):
    """Hears of every window that is shown."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.shown.append(f"{type(watched).__name__} {watched.accessibleName()}")
        return False


def test_no_page_flashes_a_window_of_its_own(window: DeskWindow, qapp: QApplication) -> None:
    """A piece that is shown before it has its place would be one, and take the cursor with it."""
    heard = FurtherWindows()
    qapp.installEventFilter(heard)
    for key in page_keys():
        window.go_to(key)
        for kind in sorted(record_makers()):
            if key == "today":
                window.open_record(RecordRef(kind, 0))
    qapp.removeEventFilter(heard)
    assert heard.shown == []


@pytest.mark.parametrize("scaling", [1.0, 1.25])
def test_every_page_fits_into_1366_by_768(window: DeskWindow, scaling: float) -> None:
    width, height = round(1366 / scaling), round(768 / scaling)
    window.resize(width, height)
    for key in page_keys():
        window.go_to(key)
        needed = window.minimumSizeHint()
        assert (needed.width() <= width, needed.height() <= height) == (True, True), (key, needed)


def test_no_text_on_a_button_is_cut_off(window: DeskWindow) -> None:
    window.resize(1366, 768)
    for key in page_keys():
        window.go_to(key)
        QTest.qWait(0)
        for one in window.findChildren(QPushButton):
            if one.isVisible():
                assert one.width() >= one.sizeHint().width(), (key, one.text())
