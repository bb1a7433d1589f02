"""A fee of the shop's own by keyboard: typed with its source, corrected."""

from datetime import date

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from dmedesk.catalog.screens.fee import FeePage
from dmedesk.catalog.tables import FeeRow
from dmedesk.kit.references import RecordRef
from dmedesk.widgets.page import Workplace
from tests.flows.month_shop import MonthShop
from tests.gui.pages import CONTROL, letters, nameless, press, shown, type_into


def test_a_fee_is_typed(workplace: Workplace, shop: MonthShop, qtbot: QtBot) -> None:
    page = FeePage(workplace, RecordRef("fee", 0))
    shown(page, qtbot)
    for key, words in (
        ("hcpcs", "e0143"),
        ("modifiers", "kh rr"),
        ("fee", "84"),
        ("from_on", "1/1/2026"),
        ("last_on", "12/31/2026"),
        ("source", "Bulletin 5"),
    ):
        type_into(page, key, words)
    press(Qt.Key.Key_S, CONTROL)
    assert page.findings.shown == ()
    row = shop.rows(FeeRow)[-1]
    assert (row.hcpcs, row.modifiers, row.fee_cents) == ("E0143", "KH RR", 8_400)
    assert (row.until_on, row.source) == (date(2027, 1, 1), "Bulletin 5")
    assert list(nameless(page)) == []
    found = letters(page)
    assert sorted(found) == sorted(set(found))


def test_a_fee_is_corrected(workplace: Workplace, shop: MonthShop, qtbot: QtBot) -> None:
    page = FeePage(workplace, RecordRef("fee", 1))
    shown(page, qtbot)
    type_into(page, "fee", "I.C.")
    press(Qt.Key.Key_S, CONTROL)
    assert page.findings.accessibleName() != ""
    type_into(page, "source", "Bulletin 6")
    press(Qt.Key.Key_S, CONTROL)
    row = shop.rows(FeeRow)[0]
    assert (row.fee_cents, row.source, row.edition_id) == (None, "Bulletin 6", 2)
