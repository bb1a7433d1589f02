"""A product's file by keyboard: entered with its code's facts, changed, paid how much today."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from dmedesk.bootstrap.offers import house_offers
from dmedesk.catalog.screens.product import ProductPage
from dmedesk.catalog.tables import Product
from dmedesk.kit.references import RecordRef
from dmedesk.widgets.page import Workplace
from tests.flows.month_shop import MonthShop
from tests.gui.pages import CONTROL, letters, nameless, press, shown, texts, type_here, type_into


def test_a_product_is_entered(workplace: Workplace, shop: MonthShop, qtbot: QtBot) -> None:
    page = ProductPage(workplace, RecordRef("product", 0))
    shown(page, qtbot)
    type_here("Bed with rails")
    type_into(page, "hcpcs", "e0255")
    type_into(page, "product_no", "BED-2")
    type_into(page, "usual_rental_cents", "120")
    assert any("(HCPCS)" in text or "(DMEPOS)" in text for text in texts(page))
    press(Qt.Key.Key_S, CONTROL)
    entered = shop.rows(Product)[-1]
    assert (entered.hcpcs, entered.usual_rental_cents) == ("E0255", 12_000)
    assert list(nameless(page)) == []
    found = letters(page)
    assert sorted(found) == sorted(set(found))


def test_what_is_paid_today_stands_below(
    workplace: Workplace, shop: MonthShop, qtbot: QtBot
) -> None:
    assert shop is not None
    page = ProductPage(workplace, RecordRef("product", 1))
    shown(page, qtbot)
    assert "Fees of E0260 on 2026-11-03" in texts(page)
    assert [fee.fee for fee in page.paid.fees.rows_model.rows] == [100_000]
    months = [(span.first, span.last) for span in page.paid.rents.rows_model.rows]
    assert months == [(1, 1), (2, 3), (4, 13)]


def test_a_charge_changes_and_its_history_tells(
    workplace: Workplace, shop: MonthShop, qtbot: QtBot
) -> None:
    shop.rent("R1", started_on="2026-10-05")
    shop.post("2026-10")
    workplace.offers = house_offers()
    page = ProductPage(workplace, RecordRef("product", 1))
    shown(page, qtbot)
    type_into(page, "usual_rental_cents", "450")
    press(Qt.Key.Key_S, CONTROL)
    assert any("Usual rental charge: 450.00 instead of 500.00" in text for text in texts(page))
    type_into(page, "hcpcs", "E0255")
    press(Qt.Key.Key_S, CONTROL)
    assert "its code cannot change any more" in page.findings.accessibleName()
