"""A year's free days, and the shop's own."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from dmedesk.shop.screens.holidays import HolidaysPage
from dmedesk.widgets.page import Workplace
from tests.shop.screens.shown import (
    CONTROL,
    everything_is_named,
    mnemonics_are_unique,
    save,
    shown,
    type_into,
)


@pytest.fixture
def page(workplace: Workplace, qtbot: QtBot) -> HolidaysPage:
    return shown(HolidaysPage(workplace), qtbot)


def test_a_closed_day_is_entered_and_taken_back(page: HolidaysPage) -> None:
    assert page.told.text() == "12 legal holidays, 0 closed days in 2026"
    type_into(page.fields, closed_on="2026-12-24", name="Christmas Eve")
    save(page)
    assert page.told.text() == "12 legal holidays, 1 closed day in 2026"
    type_into(page.fields, closed_on="2026-12-24", name="Again")
    save(page)
    assert page.findings.shown[0].code == "closed_already"
    days = [day.on for day in page.table.rows_model.rows]
    page.table.selectRow(0)
    assert not page.back.isEnabled()
    page.table.selectRow(days.index(date(2026, 12, 24)))
    QTest.keyClick(page.table, Qt.Key.Key_Delete)
    assert page.told.text() == "12 legal holidays, 0 closed days in 2026"


def test_years_before_and_after(page: HolidaysPage) -> None:
    QTest.keyClick(page, Qt.Key.Key_Right, CONTROL)
    assert page.year == 2027
    assert page.told.text().endswith("in 2027")
    QTest.keyClick(page, Qt.Key.Key_Left, CONTROL)
    assert page.year == 2026


def test_everything_has_a_name_and_a_letter_of_its_own(page: HolidaysPage) -> None:
    assert mnemonics_are_unique(page)
    assert everything_is_named(page)
