"""A count by scans and keys: begun, scanned, settled, closed, taken out; a kill loses nothing."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from dmedesk.assets.actions.moves import move_unit
from dmedesk.assets.rules import AssetState, PlaceKind
from dmedesk.assets.rules.counts import CountStep, Settling
from dmedesk.assets.rules.moves import Move
from dmedesk.assets.screens.count import CountPage
from dmedesk.assets.tables import Asset, Count, CountFact, Place
from dmedesk.kit.references import RecordRef
from dmedesk.store.unit_of_work import unit_of_work
from dmedesk.widgets.listing.export import SheetFormat
from dmedesk.widgets.page import Workplace
from dmedesk.widgets.paper_window import PaperWindow
from tests.flows.month_shop import MonthShop, clock
from tests.gui.pages import CONTROL, letters, nameless, press, press_letter, shown, texts, type_here

_OFFERED = 500


@pytest.fixture
def shelf(shop: MonthShop) -> MonthShop:
    """Two commodes on the shelf, a bed in the van."""
    shop.add(Place(name="Shelf A", kind=PlaceKind.SHELF), Place(name="Van 1", kind=PlaceKind.VAN))
    for serial, hcpcs, place_id in (("SN1", "E0163", 1), ("SN2", "E0163", 1), ("BED7", "E0260", 2)):
        asset_id = shop.unit(serial, hcpcs)
        with unit_of_work(shop.engine, actor="ana", action="move", clock=clock) as work:
            move_unit(
                work,
                asset_id=asset_id,
                move=Move.TRANSFERRED,
                moved_on=clock().date(),
                place_id=place_id,
            )
    return shop


def _pick(part: str) -> None:
    type_here(part)
    QTest.qWait(_OFFERED)
    offered = QApplication.activePopupWidget()
    assert offered is not None
    QTest.keyClick(offered, Qt.Key.Key_Return)


def _begun(workplace: Workplace, qtbot: QtBot) -> CountPage:
    page = CountPage(workplace, RecordRef("count", 0))
    shown(page, qtbot)
    page.begin.form.go_to_first()
    _pick("shelf")
    page.begin.yes.click()
    return page


def _serials(page: CountPage) -> list[str]:
    return [line.serial for line in page.lines.rows_model.rows]


def test_a_count_by_scans_and_keys(workplace: Workplace, shelf: MonthShop, qtbot: QtBot) -> None:
    page = _begun(workplace, qtbot)
    assert page.ref == RecordRef("count", 1)
    assert page.scan.hasFocus()
    assert _serials(page) == ["SN1", "SN2"]
    assert page.take_scan("sn-1")
    assert "✓ SN1: found" in texts(page)
    assert _serials(page) == ["SN2"]
    type_here("bed7")
    press(Qt.Key.Key_Return)
    assert page.scan.text() == ""
    assert "‖ BED7: not expected" in texts(page)
    assert page.take_scan("BED7")
    assert "‖ BED7: not expected (it was scanned before)" in texts(page)
    # A kill now loses nothing: another window has it all.
    other = CountPage(workplace, RecordRef("count", 1))
    shown(other, qtbot)
    assert _serials(other) == ["SN2", "BED7"]
    assert len(shelf.rows(CountFact)) == 2


def test_several_missing_units_are_settled_in_one_go(
    workplace: Workplace, shelf: MonthShop, qtbot: QtBot
) -> None:
    page = _begun(workplace, qtbot)
    assert _serials(page) == ["SN1", "SN2"]
    page.lines.setFocus()
    press(Qt.Key.Key_A, CONTROL)
    press(Qt.Key.Key_Return)
    assert any("2 units: SN1, SN2" in text for text in texts(page))
    page.settle.form.take_up({"how": "lost"})
    page.settle.do()
    assert [unit.state for unit in shelf.rows(Asset)][:2] == [AssetState.LOST] * 2
    facts = shelf.rows(CountFact)
    assert [(fact.turn, fact.settled) for fact in facts] == [
        (1, Settling.LOST),
        (2, Settling.LOST),
    ]


def test_differences_are_settled_by_keys(
    workplace: Workplace, shelf: MonthShop, qtbot: QtBot
) -> None:
    page = _begun(workplace, qtbot)
    for scanned in ("SN1", "BED7"):
        page.take_scan(scanned)
    page.ask_closing()
    page.question.yes.click()
    assert "2 differences are not settled yet" in page.findings.accessibleName()
    page.lines.setFocus()
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    assert page.settle.isVisible()
    assert any("BED7 is not expected: kept in Van 1" in text for text in texts(page))
    assert page.settle.form.go_to("place_id")
    _pick("shelf")
    page.settle.yes.click()
    assert shelf.rows(Asset)[2].place_id == 1
    assert _serials(page) == ["SN2"]
    page.lines.setFocus()
    press(Qt.Key.Key_Return)
    assert page.settle.form.go_to("how")
    for _step in range(2):
        press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    assert shelf.rows(Asset)[1].state is AssetState.LOST
    facts = shelf.rows(CountFact)
    assert [fact.settled for fact in facts[2:]] == [Settling.MOVED, Settling.LOST]
    page.ask_closing()
    page.question.yes.click()
    assert shelf.rows(CountFact)[-1].step is CountStep.CLOSED
    assert "✓ closed" in texts(page)
    assert any("closed on 2026-11-03 by" in text for text in texts(page))
    assert not page.scan.isVisible()
    assert not page.take_scan("SN2")
    assert _serials(page) == ["SN1", "SN2", "BED7"]


def test_a_label_is_read_as_its_serial(
    workplace: Workplace, shelf: MonthShop, qtbot: QtBot
) -> None:
    page = _begun(workplace, qtbot)
    assert page.take_scan("(01)00850000000018(21)SN2")
    assert "✓ SN2: found" in texts(page)
    for without in ("]C1", "(01)00850000000018(10)L7"):
        assert page.take_scan(without)
        assert page.findings.isVisible()
    assert len(shelf.rows(CountFact)) == 1


@pytest.mark.usefixtures("shelf")
def test_the_result_is_taken_out(workplace: Workplace, qtbot: QtBot, tmp_path: Path) -> None:
    page = _begun(workplace, qtbot)
    page.take_scan("SN1")
    page.show_kind("all")
    page.taking.export_to(tmp_path / "count.csv", SheetFormat.CSV)
    rows = (tmp_path / "count.csv").read_text(encoding="utf-8-sig").splitlines()
    assert rows[0].startswith("Serial,Item,Stands")
    assert [row.split(",")[0] for row in rows[1:]] == ["SN1", "SN2"]
    press(Qt.Key.Key_P, CONTROL)
    (window,) = page.findChildren(PaperWindow)
    assert window.windowTitle() == "Count sheet, Count 1 · Shelf A"
    window.close()


@pytest.mark.usefixtures("shelf")
def test_the_page_is_worked_without_a_mouse(workplace: Workplace, qtbot: QtBot) -> None:
    page = _begun(workplace, qtbot)
    assert list(nameless(page)) == []
    found = letters(page)
    assert sorted(found) == sorted(set(found))
    press_letter(Qt.Key.Key_L)
    assert page.settle.isVisible()
    press(Qt.Key.Key_Escape)
    assert not page.settle.isVisible()


def test_leaving_the_question_closes_a_new_count(
    workplace: Workplace, shelf: MonthShop, qtbot: QtBot
) -> None:
    page = CountPage(workplace, RecordRef("count", 0))
    shown(page, qtbot)
    with qtbot.waitSignal(page.done):
        page.begin.no.click()
    assert shelf.rows(Count) == []
