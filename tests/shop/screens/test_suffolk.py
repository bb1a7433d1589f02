"""Suffolk County's two days are legal holidays from the day on which the shop says so."""

import pytest
from pytestqt.qtbot import QtBot

from dmedesk.shop.screens.holidays import HolidaysPage
from dmedesk.widgets.page import Workplace
from tests.shop.screens.shown import shown, type_into


@pytest.fixture
def page(workplace: Workplace, qtbot: QtBot) -> HolidaysPage:
    return shown(HolidaysPage(workplace), qtbot)


def _days(page: HolidaysPage) -> dict[str, str]:
    return {day.name: day.kind for day in page.table.rows_model.rows}


def test_suffolk_countys_days_are_kept_from_a_day_on(page: HolidaysPage) -> None:
    assert page.suffolk.days.text() == "2026-03-17 Evacuation Day, 2026-06-17 Bunker Hill Day"
    assert page.suffolk.today.text() == "Today: working days"
    type_into(page.suffolk.fields, value="legal", from_on="2026-04-01", why="Revere's clerk")
    page.suffolk.keep.click()
    assert page.suffolk.today.text() == "Today: legal holidays"
    assert page.told.text() == "13 legal holidays, 0 closed days in 2026"
    assert _days(page)["Bunker Hill Day"] == "✓ Suffolk County"
    assert "Evacuation Day" not in _days(page)
    page.go(1)
    assert {"Evacuation Day", "Bunker Hill Day"} <= _days(page).keys()
    assert page.suffolk.fields.changes() == {}


def test_a_choice_without_why_is_refused_under_its_field(page: HolidaysPage) -> None:
    type_into(page.suffolk.fields, value="legal")
    page.suffolk.keep.click()
    assert [one.field for one in page.findings.shown] == ["why"]
    assert page.suffolk.today.text() == "Today: working days"
