"""A kit by keyboard: entered with its lines, refused where it says too little, ended."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from dmedesk.catalog.screens.kit import KitPage
from dmedesk.catalog.screens.kits import KitsPage
from dmedesk.catalog.tables import Kit, KitLine
from dmedesk.kit.references import RecordRef
from dmedesk.widgets.forms.grid import RowsEntry
from dmedesk.widgets.page import Workplace
from tests.flows.month_shop import MonthShop
from tests.gui.pages import CONTROL, letters, nameless, press, shown, texts, type_into


def test_a_kit_is_entered_and_ended(workplace: Workplace, shop: MonthShop, qtbot: QtBot) -> None:
    page = KitPage(workplace, RecordRef("kit", 0))
    shown(page, qtbot)
    type_into(page, "name", "Bed, complete")
    press(Qt.Key.Key_S, CONTROL)
    assert shop.rows(Kit) == []
    assert "has no line" in page.findings.accessibleName()
    lines = page.form.entries["lines"]
    assert isinstance(lines, RowsEntry)
    rows = lines.raw_of([{"product_id": None, "quantity": 2, "by_serial": True}])
    rows[0]["cells"]["product_id"] = {"id": 1, "title": "Hospital bed"}
    page.form.take_up({"lines": rows})
    press(Qt.Key.Key_S, CONTROL)
    (kit,) = shop.rows(Kit)
    (line,) = shop.rows(KitLine)
    assert (kit.name, kit.from_on) == ("Bed, complete", workplace.today)
    assert (line.product_id, line.quantity, line.by_serial) == (1, 2, True)
    assert "1 item" in texts(page)
    assert list(nameless(page)) == []
    found = letters(page)
    assert sorted(found) == sorted(set(found))
    type_into(page, "ended_on", "2026-01-01")
    press(Qt.Key.Key_S, CONTROL)
    assert shop.rows(Kit)[0].ended_on is None
    type_into(page, "ended_on", "2027-11-30")
    press(Qt.Key.Key_S, CONTROL)
    assert str(shop.rows(Kit)[0].ended_on) == "2027-11-30"
    kits = KitsPage(workplace)
    shown(kits, qtbot)
    assert "Bed, complete" in texts(kits)
