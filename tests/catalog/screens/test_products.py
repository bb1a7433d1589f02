"""The list of products: charges with a sign where there is none, units counted."""

import pytest
from pytestqt.qtbot import QtBot

from dmedesk.assets.queries.listed import PRODUCTS
from dmedesk.catalog.screens.products import COLUMNS, ProductsPage, charge, facts_of
from dmedesk.catalog.tables import Product
from dmedesk.widgets.page import Workplace
from dmedesk.widgets.theme import Tone
from tests.flows.month_shop import MonthShop
from tests.gui.pages import letters, nameless, shown


@pytest.fixture
def page(workplace: Workplace, shop: MonthShop, qtbot: QtBot) -> ProductsPage:
    shop.unit("SN1", "E0163")
    shop.change(Product, Product.hcpcs == "E0163", usual_rental_cents=None)
    made = ProductsPage(workplace, PRODUCTS)
    shown(made, qtbot)
    return made


def test_a_missing_charge_has_a_sign_and_a_word() -> None:
    assert [charge(cents) for cents in (None, 0, 12_000)] == ["‖ none", "0.00", "120.00"]


def test_products_stand_with_charges_and_units(page: ProductsPage) -> None:
    row = page.model.row_at(0)
    assert row is not None
    cells = {column.key: column.text(row) for column in COLUMNS}
    assert (cells["description"], cells["hcpcs"]) == ("Commode chair", "E0163")
    assert (cells["usual_rental_cents"], cells["units"], cells["ready"]) == ("‖ none", "1", "1")
    facts = {fact.name: fact for fact in facts_of(row)}
    assert facts["A month"].tone is Tone.WAITING
    assert facts["Units"].text == "1, 1 in stock"


def test_a_chip_finds_what_has_no_charge(page: ProductsPage) -> None:
    page.chips["priceless"].click()
    assert page.model.rowCount() == 1
    assert list(nameless(page)) == []
    found = letters(page)
    assert sorted(found) == sorted(set(found))
