"""A new slip: scans become lines wherever the cursor stands, and what is refused is told."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from dmedesk.assets.rules import AssetState
from dmedesk.assets.tables import Asset
from dmedesk.catalog.actions import enter_kit
from dmedesk.deliveries.rules.scanned import FIELD
from dmedesk.deliveries.rules.words import PickupReason, TicketKind, Way
from dmedesk.deliveries.screens.opening import NewSlipPage
from dmedesk.deliveries.tables import Ticket, TicketLine
from dmedesk.kit.references import RecordRef
from dmedesk.members.tables import Coverage
from dmedesk.widgets.forms.picker import PAUSE_MS
from dmedesk.widgets.page import Workplace
from tests.deliveries.tickets import TicketShop
from tests.flows.month_shop import MonthShop
from tests.gui.pages import CONTROL, letters, nameless, press, press_letter, shown, type_here

_OFFERED = 500
_LIST_WOULD_OPEN = 2 * PAUSE_MS


@pytest.fixture
def stocked(shop: MonthShop) -> MonthShop:
    """SN1 and SN2 in the house; SR1 and SR2 with M2, who is covered by MassHealth."""
    shop.unit("SN1", "E0260")
    shop.unit("SN2", "E1390")
    shop.rent("R1", member_no="M2")
    shop.rent("R2", member_no="M2", hcpcs="E1390")
    for serial in ("SR1", "SR2"):
        shop.change(Asset, Asset.serial == serial, state=AssetState.ON_RENT)
    shop.add(Coverage(member_id=2, payer_id=1, rank=1, from_on=date(2026, 1, 1)))
    return shop


@pytest.fixture
def page(workplace: Workplace, stocked: MonthShop, qtbot: QtBot) -> NewSlipPage:
    assert stocked is not None
    made = NewSlipPage(workplace, RecordRef("ticket", 0))
    shown(made, qtbot)
    return made


def choose(page: NewSlipPage, **raws: object) -> None:
    page.form.take_up(raws)


def lines(page: NewSlipPage) -> list[tuple[str, str, str]]:
    rows = [one["cells"] for one in page.lines.raw()]
    return [
        (
            cells["way"],
            cells["unit_id"]["title"] if cells["unit_id"] else cells["product_id"]["title"],
            cells["rental_id"]["title"] if cells["rental_id"] else "",
        )
        for cells in rows
    ]


def test_two_scans_make_a_pair_and_name_member_and_payer(
    page: NewSlipPage, stocked: MonthShop
) -> None:
    choose(page, kind="exchange")
    for serial in ("SN1", "SR2", "sr-1", "SN2"):
        assert page.take_scan(serial)
    assert lines(page) == [
        ("out", "SN1", "R1"),
        ("back", "SR2", "R2"),
        ("back", "SR1", "R1"),
        ("out", "SN2", "R2"),
    ]
    opened: list[object] = []
    page.workplace.navigator.record_wanted.connect(lambda ref, _apart: opened.append(ref))
    press(Qt.Key.Key_S, CONTROL)
    (ticket,) = stocked.rows(Ticket)
    assert (ticket.kind, ticket.member_id, ticket.payer_id) == (TicketKind.EXCHANGE, 2, 1)
    rentals = [(one.way, one.rental_id) for one in stocked.rows(TicketLine)]
    assert rentals == [(Way.OUT, 1), (Way.BACK, 2), (Way.BACK, 1), (Way.OUT, 2)]
    assert opened == [RecordRef("ticket", ticket.id)]


def test_a_removed_line_lets_its_partner_go(page: NewSlipPage) -> None:
    choose(page, kind="exchange")
    for serial in ("SR1", "SN1"):
        page.take_scan(serial)
    page.form.go_to("lines/0/way")
    press(Qt.Key.Key_Delete)
    assert lines(page) == [("out", "SN1", "")]


def test_a_label_is_read_and_an_unknown_serial_is_told(page: NewSlipPage) -> None:
    page.take_scan("(01)00844588003288(21)SN1")
    assert lines(page) == [("out", "SN1", "")]
    page.take_scan("NOBODY")
    page.take_scan("(01)00844588003288(17)991399")
    assert lines(page) == [("out", "SN1", "")]
    told = page.findings.accessibleName()
    assert "NOBODY: No unit has this serial." in told
    assert len(page.findings.shown) == 2


def test_what_is_refused_stays_told_until_it_is_added(
    page: NewSlipPage, stocked: MonthShop
) -> None:
    stocked.change(Asset, Asset.serial == "SN2", state=AssetState.CLEANING)
    page.take_scan("SN2")
    page.take_scan("SR1")
    page.take_scan("SN1")
    page.take_scan("SN1")
    told = [(one.subject, one.code) for one in page.findings.shown]
    assert told == [
        ("SN2", "unit_not_ready"),
        ("SR1", "unit_elsewhere"),
        ("SN1", "serial_twice"),
    ]
    stocked.change(Asset, Asset.serial == "SN2", state=AssetState.READY)
    page.take_scan("SN2")
    assert [one.subject for one in page.findings.shown] == ["SR1", "SN1"]
    assert [serial for _, serial, _ in lines(page)] == ["SN1", "SN2"]


def test_a_unit_on_another_slip_leads_to_it(page: NewSlipPage, stocked: MonthShop) -> None:
    tickets = TicketShop(stocked)
    there = tickets.open(tickets.line("SN1"))
    page.take_scan("SN1")
    (one,) = page.findings.shown
    assert (one.code, one.opens) == ("unit_on_another_slip", RecordRef("ticket", there))


def test_a_serial_is_typed_where_there_is_no_scanner(page: NewSlipPage) -> None:
    page.form.go_to("unit_id")
    type_here("sn-1")
    press(Qt.Key.Key_Return)
    assert lines(page) == [("out", "SN1", "")]
    assert page.unit.raw() is None


def test_a_unit_is_chosen_from_the_list(page: NewSlipPage) -> None:
    page.form.go_to("unit_id")
    type_here("SN2")
    QTest.qWait(_OFFERED)
    offered = QApplication.activePopupWidget()
    assert offered is not None
    QTest.keyClick(offered, Qt.Key.Key_Return)
    assert lines(page) == [("out", "SN2", "")]


def test_an_item_without_serial_is_counted(page: NewSlipPage, stocked: MonthShop) -> None:
    choose(page, member_id={"id": 2, "title": "Rivera, M2"})
    page.form.go_to("product_id")
    type_here("commode")
    QTest.qWait(_OFFERED)
    offered = QApplication.activePopupWidget()
    assert offered is not None
    QTest.keyClick(offered, Qt.Key.Key_Return)
    assert lines(page) == [("out", "Commode chair", "")]
    assert page.form.current_key() == "lines"
    QTest.keyClicks(page.lines.grid, "4")
    editor = QApplication.focusWidget()
    assert editor is not None
    QTest.keyClick(editor, Qt.Key.Key_Return)
    press(Qt.Key.Key_S, CONTROL)
    (line,) = stocked.rows(TicketLine)
    assert (line.quantity, line.asset_id) == (4, None)


def test_everything_is_fetched_where_the_member_is_gone(
    page: NewSlipPage, stocked: MonthShop
) -> None:
    choose(page, kind="pickup", member_id={"id": 2, "title": "Rivera, M2"})
    choose(page, reason="deceased")
    assert lines(page) == [("back", "SR1", "R1"), ("back", "SR2", "R2")]
    press(Qt.Key.Key_S, CONTROL)
    (ticket,) = stocked.rows(Ticket)
    assert (ticket.kind, ticket.reason) == (TicketKind.PICKUP, PickupReason.DECEASED)


def test_everything_they_have_is_asked_for_by_its_letter(page: NewSlipPage) -> None:
    press_letter(Qt.Key.Key_E)
    assert "Choose the member first." in page.findings.accessibleName()
    choose(page, member_id={"id": 2, "title": "Rivera, M2"})
    page.take_scan("SN1")
    press_letter(Qt.Key.Key_E)
    assert page.form.entries["kind"].raw() == "pickup"
    assert [serial for _, serial, _ in lines(page)] == ["SN1", "SR1", "SR2"]
    choose(page, member_id={"id": 1, "title": "Rivera, M1"}, lines=[])
    press_letter(Qt.Key.Key_E)
    assert "no unit of ours" in page.findings.accessibleName()


def test_what_the_slip_lacks_is_told_under_its_fields(
    page: NewSlipPage, stocked: MonthShop
) -> None:
    choose(page, kind="pickup")
    press(Qt.Key.Key_S, CONTROL)
    fields = {one.field for one in page.findings.shown}
    assert fields == {"member_id", "reason", "lines"}
    choose(page, kind="exchange", member_id={"id": 2, "title": "Rivera, M2"})
    page.take_scan("SR1")
    press(Qt.Key.Key_S, CONTROL)
    (one,) = page.findings.shown
    assert (one.code, one.field) == ("no_pair", "lines")
    assert stocked.rows(Ticket) == []


def test_the_payer_of_another_member_is_proposed_anew(page: NewSlipPage) -> None:
    choose(page, member_id={"id": 2, "title": "Rivera, M2"})
    payer = page.form.entries["payer_id"]
    assert payer.raw()["title"] == "Payer MH"
    choose(page, payer_id={"id": 3, "title": "Payer PP"})
    choose(page, member_id={"id": 1, "title": "Rivera, M1"})
    choose(page, member_id={"id": 2, "title": "Rivera, M2"})
    assert payer.raw()["title"] == "Payer PP"


def test_a_page_that_may_not_write_takes_no_scan(
    workplace: Workplace, stocked: MonthShop, qtbot: QtBot
) -> None:
    assert stocked is not None
    workplace.may_write = False
    page = NewSlipPage(workplace, RecordRef("ticket", 0))
    shown(page, qtbot)
    assert not page.take_scan("SN1")


def test_it_begins_with_what_another_page_hands_over(
    workplace: Workplace, stocked: MonthShop, qtbot: QtBot
) -> None:
    (unit,) = [one for one in stocked.rows(Asset) if one.serial == "SR1"]
    begun = {"kind": "pickup", "unit_id": {"id": unit.id, "title": "SR1"}}
    workplace.navigator.enter_copy("ticket", begun)
    page = NewSlipPage(workplace, RecordRef("ticket", 0))
    shown(page, qtbot)
    assert lines(page) == [("back", "SR1", "R1")]
    assert page.form.entries["member_id"].raw()["title"] == "Rivera, M2"


def test_a_kit_is_scanned_line_by_line(page: NewSlipPage, stocked: MonthShop) -> None:
    tickets = TicketShop(stocked)
    bed, commode = tickets.line("SN1").product_id, tickets.counted("E0163", 1).product_id
    wanted = [
        {"id": None, "product_id": bed, "quantity": 1, "by_serial": True},
        {"id": None, "product_id": commode, "quantity": 2, "by_serial": False},
    ]
    values = {"name": "Bed", "from_on": date(2026, 1, 1), "lines": wanted}
    tickets.do(enter_kit, values=values)
    choose(page, kind="exchange")
    choose(page, kit_id={"id": 1, "title": "Bed"})
    assert page.lines.raw() == []
    assert "A kit goes out by a delivery" in page.findings.accessibleName()
    choose(page, kind="delivery", member_id={"id": 1, "title": "Rivera"})
    choose(page, kit_id={"id": 1, "title": "Bed"})
    cells = [one["cells"] for one in page.lines.raw()]
    assert [(one["quantity"], one["terms"], one["awaits_unit"]) for one in cells] == [
        ("1", "rent", "yes"),
        ("2", "sale", None),
    ]
    page.take_scan("SN2")
    page.take_scan("SN1")
    cells = [one["cells"] for one in page.lines.raw()]
    assert [one["unit_id"]["title"] if one["unit_id"] else "" for one in cells] == [
        "SN1",
        "",
        "SN2",
    ]
    assert cells[0]["awaits_unit"] is None
    choose(page, kit_id={"id": 1, "title": "Bed"}, payer_id={"id": 1, "title": "MassHealth"})
    press(Qt.Key.Key_S, CONTROL)
    assert [one.awaits_unit for one in stocked.rows(TicketLine)] == [
        *(False, False, False),
        *(True, False),
    ]


def test_everything_has_a_name_and_its_own_letter(page: NewSlipPage) -> None:
    assert list(nameless(page)) == []
    found = letters(page)
    assert sorted(found) == sorted(set(found))


def test_a_scan_into_the_units_field_leaves_no_list_open(page: NewSlipPage) -> None:
    choose(page, kind="delivery")
    page.form.go_to(FIELD)
    for serial in ("SN1", "SN9"):
        type_here(serial)
        press(Qt.Key.Key_Return)
        QTest.qWait(_LIST_WOULD_OPEN)
        assert QApplication.activePopupWidget() is None
    assert lines(page) == [("out", "SN1", "")]


def test_esc_closes_the_list_of_units_and_asks_nothing(page: NewSlipPage, qtbot: QtBot) -> None:
    choose(page, kind="delivery")
    assert page.take_scan("SN1")
    page.form.go_to(FIELD)
    type_here("SN")
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
    popup = QApplication.activePopupWidget()
    assert popup is not None
    QTest.keyClick(popup, Qt.Key.Key_Escape)
    assert QApplication.activePopupWidget() is None
    assert not page.question.isVisible()
