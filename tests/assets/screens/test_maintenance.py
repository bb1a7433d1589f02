"""The due list by keys: work and hours are written down, a mistake is taken back, units open."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from dmedesk.assets.actions.maintaining import enter_plan
from dmedesk.assets.rules.maintenance import DueState, Every, LogStep
from dmedesk.assets.screens.maintenance import MaintenancePage, due_state_of
from dmedesk.assets.tables import Asset, MaintenanceEntry
from dmedesk.catalog.tables import Product
from dmedesk.kit.references import RecordRef
from dmedesk.store.unit_of_work import unit_of_work
from dmedesk.widgets.forms.action_bar import ActionBar
from dmedesk.widgets.page import Workplace
from tests.flows.month_shop import MonthShop, clock, day
from tests.gui.pages import letters, nameless, press, press_letter, shown, texts, type_here


@pytest.fixture
def kept(shop: MonthShop) -> MonthShop:
    """Two concentrators; their filters are asked for every six months."""
    for serial, acquired in (("OX1", "2026-01-15"), ("OX2", "2026-10-01")):
        shop.unit(serial, "E1390")
        shop.change(Asset, Asset.serial == serial, acquired_on=day(acquired))
    (product,) = [one.id for one in shop.rows(Product) if one.hcpcs == "E1390"]
    with unit_of_work(shop.engine, actor="ana", action="plan", clock=clock) as work:
        values = {"product_id": product, "work": "Filters", "every": Every.MONTHS}
        enter_plan(work, values={**values, "interval_count": 6})
    return shop


def _opened(workplace: Workplace, qtbot: QtBot) -> MaintenancePage:
    page = MaintenancePage(workplace)
    shown(page, qtbot)
    return page


def _type(bar: ActionBar, key: str, typed: str) -> None:
    assert bar.form.go_to(key)
    target: Any = bar.form.entries[key].target
    if isinstance(target, QLineEdit):
        target.selectAll()
    type_here(typed)


def _serials(page: MaintenancePage) -> list[str]:
    rows = (page.model.row_at(place) for place in range(len(page.model.ids)))
    return [row.serial for row in rows if row is not None]


def test_work_is_written_down(workplace: Workplace, kept: MonthShop, qtbot: QtBot) -> None:
    page = _opened(workplace, qtbot)
    assert _serials(page) == ["OX1", "OX2"]
    assert any("✕ overdue: 2026-07-15" in text for text in texts(page))
    press_letter(Qt.Key.Key_W)
    assert page.work.isVisible()
    _type(page.work, "technician", "Tom")
    _type(page.work, "hours", "1200")
    _type(page.work, "cost_cents", "18.50")
    press(Qt.Key.Key_Return)
    assert not page.work.isVisible()
    (entry,) = kept.rows(MaintenanceEntry)
    assert (entry.step, entry.work, entry.hours, entry.cost_cents) == (
        LogStep.WORK,
        "Filters",
        1_200,
        1_850,
    )
    assert (entry.technician, entry.done_on) == ("Tom", day("2026-11-03"))
    assert _serials(page) == ["OX2", "OX1"]


def test_what_is_wrong_is_said_in_the_bar(
    workplace: Workplace, kept: MonthShop, qtbot: QtBot
) -> None:
    page = _opened(workplace, qtbot)
    press_letter(Qt.Key.Key_O)
    _type(page.hours, "hours", "50")
    press(Qt.Key.Key_Return)
    press_letter(Qt.Key.Key_O)
    _type(page.hours, "hours", "49")
    press(Qt.Key.Key_Return)
    assert page.hours.isVisible()
    assert any("does not run backward" in text for text in texts(page))
    press(Qt.Key.Key_Escape)
    assert not page.hours.isVisible()
    assert [one.hours for one in kept.rows(MaintenanceEntry)] == [50]


def test_a_mistake_is_taken_back(workplace: Workplace, kept: MonthShop, qtbot: QtBot) -> None:
    page = _opened(workplace, qtbot)
    said: list[str] = []
    workplace.said.connect(lambda text, _undo: said.append(text))
    page.ask_void()
    assert said == ["Nothing is written down of OX1."]
    page.ask_hours()
    _type(page.hours, "hours", "50")
    press(Qt.Key.Key_Return)
    page.ask_void()
    assert any("Take back “50 hours” of 2026-11-03, OX1" in text for text in texts(page))
    _type(page.void, "note", "another unit")
    press(Qt.Key.Key_Return)
    assert [one.reverses for one in kept.rows(MaintenanceEntry)] == [None, 1]


@pytest.mark.usefixtures("kept")
def test_a_row_opens_its_unit(workplace: Workplace, qtbot: QtBot) -> None:
    page = _opened(workplace, qtbot)
    opened: list[object] = []
    workplace.navigator.record_wanted.connect(lambda ref, _apart: opened.append(ref))
    page.list.setFocus()
    press(Qt.Key.Key_Return)
    assert opened == [RecordRef("asset", 1)]
    assert list(nameless(page)) == []
    found = letters(page)
    assert sorted(found) == sorted(set(found))


def test_every_state_has_sign_and_word() -> None:
    told = {due_state_of(state)[0] for state in DueState}
    assert len(told) == len(DueState)
