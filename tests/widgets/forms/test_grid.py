"""A small table inside a form: rows by keys, cells checked, saved, undone, two desks on it."""

from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from dmedesk.kit.references import RecordRef
from dmedesk.members.rules import Setting
from dmedesk.members.tables import Residence
from dmedesk.widgets.forms.grid import RowsEntry
from dmedesk.widgets.forms.page import FormPage
from dmedesk.widgets.page import Workplace
from tests.flows.month_shop import MonthShop
from tests.widgets.forms.made_up import MEMBER
from tests.windows import activate

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(workplace: Workplace, shop: MonthShop, qtbot: QtBot) -> FormPage:
    shop.add(Residence(member_id=1, setting=Setting.HOME, from_on=date(2025, 1, 1)))
    made = FormPage(workplace, RecordRef("member", 1), MEMBER)
    qtbot.addWidget(made)
    made.resize(1000, 600)
    activate(made)
    made.form.go_to("residences")
    return made


@pytest.fixture
def entry(page: FormPage) -> RowsEntry:
    found = page.form.entries["residences"]
    assert isinstance(found, RowsEntry)
    return found


def _press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, key, modifier)


def _type(text: str) -> None:
    for sign in text:
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClicks(focused, sign)


def _cells(entry: RowsEntry) -> list[list[Any]]:
    return [list(one["cells"].values()) for one in entry.raw()]


def _stored(shop: MonthShop) -> list[tuple[date, Setting, str | None]]:
    found = [(one.from_on, one.setting, one.facility_name) for one in shop.rows(Residence)]
    return sorted(found, key=lambda one: one[0])


def test_a_row_is_added_typed_and_saved_by_keys(
    page: FormPage, entry: RowsEntry, shop: MonthShop
) -> None:
    _press(Qt.Key.Key_Insert)
    _type("3/5")
    _press(Qt.Key.Key_Tab)
    _type("nur")
    _press(Qt.Key.Key_Tab)
    _type("General")
    _press(Qt.Key.Key_S, CONTROL)
    assert _stored(shop) == [
        (date(2025, 1, 1), Setting.HOME, None),
        (date(2026, 3, 5), Setting.NURSING_FACILITY, "General"),
    ]
    assert (page.has_typing(), len(entry.raw())) == (False, 2)


def test_enter_walks_on_and_adds_a_row_after_the_last_cell(entry: RowsEntry) -> None:
    for _ in range(3):
        _press(Qt.Key.Key_Return)
    assert _cells(entry)[1:] == [["", "home", ""]]
    _type("t")
    _press(Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert entry.grid.currentIndex().row() == 0
    assert _cells(entry)[1][0] == "2026-11-03"


def test_esc_in_a_cell_leaves_the_cell_and_asks_nothing(page: FormPage, entry: RowsEntry) -> None:
    _type("x")
    _press(Qt.Key.Key_Escape)
    assert not page.question.isVisible()
    assert _cells(entry) == [["2025-01-01", "home", ""]]
    assert QApplication.focusWidget() is entry.grid


def test_del_removes_a_row_and_undo_brings_it_back(
    page: FormPage, entry: RowsEntry, shop: MonthShop
) -> None:
    _press(Qt.Key.Key_Delete)
    assert entry.raw() == []
    _press(Qt.Key.Key_Z, CONTROL)
    assert len(entry.raw()) == 1
    assert not page.has_typing()
    entry.remove_button.click()
    _press(Qt.Key.Key_S, CONTROL)
    assert _stored(shop) == []


def test_what_is_wrong_is_told_at_its_cell(page: FormPage, entry: RowsEntry) -> None:
    entry.add_button.click()
    _type("2/30")
    page.check()
    (finding,) = page.findings.shown
    assert finding.field == "residences/1/from_on"
    assert finding.subject == "Residences, row 2, From"
    assert entry.rows.index(1, 0).data() == "! 2/30"
    assert "no day 2/30" in entry.rows.index(1, 0).data(Qt.ItemDataRole.ToolTipRole)
    entry.grid.setCurrentIndex(entry.rows.index(0, 2))
    page.findings.jumped.emit(finding.field)
    assert (entry.grid.currentIndex().row(), entry.grid.currentIndex().column()) == (1, 0)
    _type("2/28")
    _press(Qt.Key.Key_Return)
    assert entry.rows.index(1, 0).data() == "2026-02-28"


def test_keys_of_the_page_do_not_die_inside_a_cell(page: FormPage, qtbot: QtBot) -> None:
    _type("3/5")
    with qtbot.waitSignal(page.done):
        _press(Qt.Key.Key_F12)


def test_another_desk_changed_a_row(page: FormPage, entry: RowsEntry, shop: MonthShop) -> None:
    shop.change(Residence, Residence.id == 1, facility_name="Theirs")
    entry.grid.setCurrentIndex(entry.rows.index(0, 2))
    _type("Mine")
    _press(Qt.Key.Key_S, CONTROL)
    assert _stored(shop)[0][2] == "Theirs"
    keep, _take = page.conflict.buttons["residences"]
    keep.click()
    page.save()
    assert _stored(shop)[0][2] == "Mine"


def test_a_desk_that_only_reads_has_no_keys(workplace: Workplace, qtbot: QtBot) -> None:
    workplace.may_write = False
    made = FormPage(workplace, RecordRef("member", 1), MEMBER)
    qtbot.addWidget(made)
    made.show()
    entry = made.form.entries["residences"]
    assert isinstance(entry, RowsEntry)
    for key in (Qt.Key.Key_Insert, Qt.Key.Key_Return, Qt.Key.Key_Delete):
        QTest.keyClick(entry.grid, key)
    assert entry.raw() == []
    assert not entry.add_button.isVisible()
