"""Every form of the desk by keyboard alone: Tab goes through all its fields in their order, each
letter means one thing, Ctrl+S says what is missing, Esc asks once.
"""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from dmedesk.desk.records import record_makers
from dmedesk.desk.window import DeskWindow
from dmedesk.kit.references import RecordRef
from dmedesk.widgets.forms.page import FormPage
from tests.desk.shells import shown_desk
from tests.flows.month_shop import MonthShop
from tests.gui.fixtures import EngineDoors
from tests.gui.pages import CONTROL, letters, nameless, press

KINDS = sorted(record_makers())


@pytest.fixture
def window(qapp: object, doors: EngineDoors, rented: MonthShop, qtbot: QtBot) -> DeskWindow:
    assert qapp is not None
    assert rented is not None
    return shown_desk(doors, qtbot)


def _open_fields(page: FormPage) -> list[str]:
    """The fields that Tab must reach, in their order."""
    return [
        key
        for key, one in page.form.entries.items()
        if not one.field.read_only and one.target.isEnabled() and one.target.isVisibleTo(page)
    ]


def _walk(page: FormPage) -> Iterator[str]:
    """The fields that Tab reaches from the first one on, until it leaves the form."""
    page.form.go_to(_open_fields(page)[0])
    for _ in range(2 * len(page.form.entries)):
        key = page.form.current_key()
        if not key:
            return
        yield key
        press(Qt.Key.Key_Tab)


def _each_letter_means_one_thing_and_all_have_names(window: DeskWindow, page: FormPage) -> None:
    found = letters(window)
    assert sorted(found) == sorted(set(found))
    assert list(nameless(page)) == []


def _tab_goes_through_every_field_in_its_order(page: FormPage) -> None:
    reached = [key for key in _walk(page) if key in _open_fields(page)]
    assert reached == _open_fields(page)


def _ctrl_s_says_what_is_missing_and_goes_there(page: FormPage) -> None:
    press(Qt.Key.Key_S, CONTROL)
    shown = page.findings.shown
    assert shown
    assert page.form.current_key() in {one.field.split("/", maxsplit=1)[0] for one in shown}
    assert page.is_new


def _esc_asks_once_and_then_leaves(window: DeskWindow, page: FormPage) -> None:
    lines = [
        key for key in _open_fields(page) if isinstance(page.form.entries[key].target, QLineEdit)
    ]
    page.form.go_to(lines[0])
    press(Qt.Key.Key_X)
    press(Qt.Key.Key_Escape)
    if page.question.isHidden():
        press(Qt.Key.Key_Escape)
    assert page.question.isVisible()
    assert QApplication.focusWidget() is page.question.yes
    press(Qt.Key.Key_Return)
    assert page not in window.tabs.records


@pytest.mark.parametrize("kind", KINDS)
def test_a_form_is_filled_and_left_by_keyboard_alone(window: DeskWindow, kind: str) -> None:
    page = window.open_record(RecordRef(kind, 0))
    if isinstance(page, FormPage):
        _each_letter_means_one_thing_and_all_have_names(window, page)
        _tab_goes_through_every_field_in_its_order(page)
        _ctrl_s_says_what_is_missing_and_goes_there(page)
        _esc_asks_once_and_then_leaves(window, page)
