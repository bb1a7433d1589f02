"""The bench by keys, scans: ticked, signed, passed or sent to repair (101 CMR 322.03(7), (8))."""

from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from dmedesk.assets.actions.maintaining import enter_plan, read_hours
from dmedesk.assets.actions.moves import move_unit
from dmedesk.assets.rules import AssetState, PlaceKind
from dmedesk.assets.rules.maintenance import Every, LogStep
from dmedesk.assets.rules.moves import Move
from dmedesk.assets.screens.bench import BenchPage
from dmedesk.assets.tables import Asset, MaintenanceEntry, Place, UnitCheck
from dmedesk.catalog.rules.words import Family
from dmedesk.catalog.tables import Product
from dmedesk.kit.references import RecordRef
from dmedesk.store.unit_of_work import unit_of_work
from dmedesk.widgets.page import Workplace
from tests.flows.month_shop import NOW, MonthShop, clock
from tests.gui.pages import CONTROL, letters, nameless, press, press_letter, shown, texts, type_here

DAY = date(2026, 10, 5)
TODAY = NOW.date()


@pytest.fixture
def shop(shop: MonthShop) -> MonthShop:
    """A bed and a concentrator that came back, a bed in stock, a shelf."""
    shop.change(Product, Product.hcpcs == "E1390", family=Family.OXYGEN)
    shop.add(Place(name="Shelf A", kind=PlaceKind.SHELF))
    for serial, hcpcs in (("BED1", "E0260"), ("OXY2", "E1390"), ("BED3", "E0260")):
        shop.unit(serial, hcpcs)
    with unit_of_work(shop.engine, actor="ana", action="move_unit", clock=clock) as work:
        for asset_id, back in ((1, DAY), (2, TODAY)):
            out: Any = {"asset_id": asset_id, "move": Move.RENTED_OUT, "member_id": asset_id}
            move_unit(work, moved_on=DAY, **out)
            move_unit(work, asset_id=asset_id, move=Move.RETURNED, moved_on=back, place_id=1)
    return shop


@pytest.fixture
def page(workplace: Workplace, shop: MonthShop, qtbot: QtBot) -> BenchPage:
    assert shop is not None
    made = BenchPage(workplace)
    shown(made, qtbot)
    made.table.setFocus()
    return made


def _states(shop: MonthShop) -> list[AssetState]:
    return [one.state for one in shop.rows(Asset)]


def _sign(page: BenchPage, name: str = "Tom Reyes") -> None:
    page.fields.go_to("technician")
    type_here(name)


def test_the_queue_says_who_waits_how_long_and_from_whom(page: BenchPage) -> None:
    assert page.told.text() == "2 units wait"
    first, second = page.table.rows_model.rows
    columns = page.table.rows_model.columns
    assert [column.text(first) for column in columns] == [
        "BED1",
        "Hospital bed",
        "Rivera, M1",
        "2026-10-05",
        "29",
        "Shelf A",
    ]
    assert second.days(TODAY) == 0
    assert list(nameless(page)) == []
    found = letters(page)
    assert sorted(found) == sorted(set(found))


def test_the_whole_list_is_ticked_by_keys_and_signed(page: BenchPage, shop: MonthShop) -> None:
    assert page.line.text().startswith("The slip prints nothing yet")
    press(Qt.Key.Key_1)
    press(Qt.Key.Key_2)
    _sign(page)
    sentence = f"Checked on {TODAY} by Tom Reyes: clean, in working order."
    assert page.line.text() == f"✓ The slip will print: {sentence}"
    press(Qt.Key.Key_S, CONTROL)
    (check,) = shop.rows(UnitCheck)
    assert (check.technician, check.seen, check.passed) == ("Tom Reyes", "clean working", True)
    assert _states(shop)[0] is AssetState.READY
    assert page.told.text() == "1 unit waits"


def test_after_one_the_next_is_shown_with_nothing_ticked(page: BenchPage) -> None:
    press(Qt.Key.Key_1)
    press(Qt.Key.Key_2)
    _sign(page)
    press(Qt.Key.Key_S, CONTROL)
    assert "OXY2" in texts(page)
    assert [tick.isChecked() for tick in page.ticks.values()] == [False] * 4
    assert [tick.isVisible() for tick in page.ticks.values()] == [True] * 4
    assert page.fields.raws()["technician"] == "Tom Reyes"


def test_figures_typed_into_a_field_tick_nothing(page: BenchPage) -> None:
    page.fields.go_to("note")
    type_here("12")
    assert page.fields.raws()["note"] == "12"
    assert not any(tick.isChecked() for tick in page.ticks.values())


def test_a_space_ticks_the_line_in_focus(page: BenchPage) -> None:
    first, *_rest = page.ticks.values()
    first.setFocus()
    press(Qt.Key.Key_Space)
    assert first.isChecked()


def test_all_that_is_missing_is_told_and_leads_there(page: BenchPage, shop: MonthShop) -> None:
    page.table.selectRow(1)
    press(Qt.Key.Key_1)
    page.pass_it.click()
    told = page.findings.accessibleName()
    for said in ("In working order", "contaminating", "tubing", "This is needed"):
        assert said in told
    assert shop.rows(UnitCheck) == []
    page.findings.jumped.emit("tubing_new")
    assert list(page.ticks.values())[3].hasFocus()


def test_what_fails_goes_to_repair_with_what_is_wrong(page: BenchPage, shop: MonthShop) -> None:
    _sign(page)
    press_letter(Qt.Key.Key_F)
    assert "Nothing is said of what is wrong" in page.findings.accessibleName()
    page.fields.go_to("note")
    type_here("Rail is loose.")
    press(Qt.Key.Key_R, CONTROL)
    (check,) = shop.rows(UnitCheck)
    assert (check.passed, check.note) == (False, "Rail is loose.")
    assert _states(shop)[0] is AssetState.REPAIR


def test_a_scan_goes_to_its_unit_and_ticks_nothing(page: BenchPage) -> None:
    press(Qt.Key.Key_1)
    assert page.take_scan("(01)00844588003288(21)oxy-2")
    assert "OXY2" in texts(page)
    press(Qt.Key.Key_2)
    assert page.take_scan("OXY2")
    assert not any(tick.isChecked() for tick in page.ticks.values())


def test_a_scan_of_what_does_not_wait_says_where_it_is(page: BenchPage) -> None:
    page.take_scan("BED3")
    (found,) = page.findings.shown
    assert "in stock and ready" in found.message
    assert found.opens == RecordRef("asset", 3)
    page.take_scan("BED9")
    assert "No unit is called BED9" in page.findings.accessibleName()
    page.take_scan("(01)00844588003289(21)X")
    assert "check digit" in page.findings.accessibleName()


def test_a_day_to_come_is_refused_at_its_field(page: BenchPage, shop: MonthShop) -> None:
    press(Qt.Key.Key_1)
    press(Qt.Key.Key_2)
    _sign(page)
    page.fields.go_to("checked_on")
    type_here("+1")
    page.pass_it.click()
    assert "has not come yet" in page.findings.accessibleName()
    assert shop.rows(UnitCheck) == []


def test_an_empty_bench_says_what_comes_here(
    workplace: Workplace, shop: MonthShop, qtbot: QtBot
) -> None:
    for asset_id in (1, 2):
        shop.change(Asset, Asset.id == asset_id, state=AssetState.READY)
    page = BenchPage(workplace)
    shown(page, qtbot)
    assert any(text.startswith("Nothing waits here") for text in texts(page))
    assert not page.panel.isVisible()


def test_the_staff_is_proposed(page: BenchPage) -> None:
    page._propose(("Ben", "Ana"))  # noqa: SLF001 - the names that the query answers
    completer = page._technician.completer()  # noqa: SLF001 - as above
    assert completer is not None
    names = completer.model()
    assert names is not None
    assert [names.index(at, 0).data() for at in range(names.rowCount())] == ["Ana", "Ben"]


def test_maintenance_that_is_due_stands_above_the_checklist(
    workplace: Workplace, shop: MonthShop, qtbot: QtBot
) -> None:
    with unit_of_work(shop.engine, actor="ana", action="plan", clock=clock) as work:
        product_id = work.session.get_one(Asset, 1).product_id
        values = {"product_id": product_id, "work": "Safety test", "every": Every.RETURN}
        enter_plan(work, values=values)
    page = BenchPage(workplace)
    shown(page, qtbot)
    assert any("Safety test (at each return) is overdue: 2026-10-05" in one for one in texts(page))


def test_the_hours_are_read_with_the_check(page: BenchPage, shop: MonthShop) -> None:
    page.fields.take_up({"technician": "Tom Reyes", "hours": "1200"})
    for tick in page.ticks.values():
        tick.setChecked(True)
    page.pass_it.click()
    (entry,) = shop.rows(MaintenanceEntry)
    assert (entry.hours, entry.step, entry.recorded_by) == (1200, LogStep.READING, "ana")
    assert not page.fields.raws()["hours"]


def test_hours_that_run_backward_keep_the_check_from_being_signed(
    page: BenchPage, shop: MonthShop
) -> None:
    unit = page.table.chosen_row()
    assert unit is not None
    with unit_of_work(shop.engine, actor="ana", action="hours", clock=clock) as work:
        read_hours(work, asset_id=unit.id, hours=1300, read_on=NOW.date(), today=NOW.date())
    page.fields.take_up({"technician": "Tom Reyes", "hours": "1299"})
    for tick in page.ticks.values():
        tick.setChecked(True)
    page.pass_it.click()
    assert "a meter does not run backward" in page.findings.accessibleName()
    assert len(shop.rows(MaintenanceEntry)) == 1
    assert shop.rows(Asset)[unit.id - 1].state is AssetState.CLEANING
