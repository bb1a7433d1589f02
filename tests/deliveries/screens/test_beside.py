"""Beside the fields of a visit: the scan of the signed slip, and the carrier's papers."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from dmedesk.deliveries.screens.beside import VisitSides
from dmedesk.deliveries.screens.pile import PilePage
from dmedesk.deliveries.screens.received import PapersReceivedPage
from dmedesk.deliveries.screens.visit import VisitPage
from dmedesk.kit.references import RecordRef
from dmedesk.widgets.page import Workplace
from tests.deliveries.screens.visiting import choose, out, shown, ticket_shop
from tests.deliveries.stack import pdf_of, slip_page
from tests.flows.month_shop import MonthShop
from tests.gui.pages import nameless, press

BOTH = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def scanned(workplace: Workplace, shop: MonthShop, qtbot: QtBot, tmp_path: Path) -> Workplace:
    """SLIP-000001 is out, and two pages of it came back signed; SLIP-000002 is out."""
    tickets = ticket_shop(shop)
    for serial in ("SN1", "SN2"):
        out(tickets, serial)
    received = PapersReceivedPage(workplace)
    qtbot.addWidget(received)
    stack = tmp_path / "stack.pdf"
    stack.write_bytes(pdf_of(slip_page("SLIP-000001"), slip_page("SLIP-000001", last=True)))
    received.take_files([stack])
    return workplace


def opened(workplace: Workplace, qtbot: QtBot, ticket_id: int) -> VisitPage:
    page = VisitPage(workplace, RecordRef("visit", ticket_id))
    qtbot.addWidget(page)
    shown(page)
    return page


def said(sides: VisitSides) -> str:
    return sides.scans._said.text()  # noqa: SLF001 - what stands above the scan


def test_the_scan_of_a_signed_slip_stands_beside_the_fields(
    scanned: Workplace, qtbot: QtBot
) -> None:
    page = opened(scanned, qtbot, 1)
    assert page.sides.right.isVisible()
    assert said(page.sides) == "SCAN-000001, 1 of 2"
    assert not page.sides.scans.view.upright().isNull()
    assert page.record.moved.serial.hasFocus()
    assert list(nameless(page)) == []
    page.sides.scans.next.click()
    assert said(page.sides) == "SCAN-000002, 2 of 2"
    page.sides.scans.next.click()
    assert said(page.sides) == "SCAN-000001, 1 of 2"
    QTest.keyClick(page, Qt.Key.Key_G, BOTH)
    assert not page.sides.right.isVisible()
    page.refresh()
    assert not page.sides.right.isVisible()
    QTest.keyClick(page, Qt.Key.Key_G, BOTH)
    assert page.sides.right.isVisible()


def test_a_slip_without_a_scan_keeps_its_room(scanned: Workplace, qtbot: QtBot) -> None:
    page = opened(scanned, qtbot, 2)
    assert not page.sides.right.isVisible()
    assert not page.scan.isVisible()
    QTest.keyClick(page, Qt.Key.Key_G, BOTH)
    assert not page.sides.right.isVisible()


def test_a_carriers_papers_are_attached_where_its_proof_is_typed(
    scanned: Workplace, qtbot: QtBot, tmp_path: Path
) -> None:
    page = opened(scanned, qtbot, 2)
    assert page.files.text() == "Files"
    choose(page.record.proof, "b")
    assert page.files.text() == "Carrier’s papers"
    QTest.keyClick(page, Qt.Key.Key_F, BOTH)
    assert page.sides.files is not None
    log = tmp_path / "tracking.pdf"
    log.write_bytes(pdf_of(slip_page("SLIP-000009")))
    page.sides.files.attach_files([log])
    press(Qt.Key.Key_Return)
    assert [one.file_name for one in page.sides.files.thumbs.files.rows] == ["tracking.pdf"]
    page.refresh()
    assert page.files.text() == "Carrier’s papers 1"
    assert page.has_typing()
    QTest.keyClick(page, Qt.Key.Key_F, BOTH)
    assert not page.sides.shows_files
    assert not page.sides.right.isVisible()


def test_the_pile_shows_each_slips_own_scan(scanned: Workplace, qtbot: QtBot) -> None:
    page = PilePage(scanned)
    qtbot.addWidget(page)
    shown(page)
    page.take("SLIP-000001")
    assert page.sides.right.isVisible()
    page.take("SLIP-000002")
    assert not page.sides.right.isVisible()
    page.take("SLIP-000001")
    assert said(page.sides) == "SCAN-000001, 1 of 2"
    QTest.keyClick(page, Qt.Key.Key_Escape)
    assert not page.sides.isVisible()
    QTest.keyClick(page, Qt.Key.Key_F, BOTH)
    assert not page.sides.shows_files
