"""The rate book's page: editions with where they came from, the fees of a code."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from dmedesk.catalog.screens.rates import (
    EDITION_COLUMNS,
    FEE_COLUMNS,
    RENT_COLUMNS,
    RatesPage,
)
from dmedesk.kit.lists import Ask, Filter, Match
from dmedesk.widgets.page import Workplace
from tests.flows.month_shop import MonthShop


@pytest.fixture
def page(workplace: Workplace, shop: MonthShop, qtbot: QtBot) -> RatesPage:
    assert shop is not None
    made = RatesPage(workplace)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    assert QTest.qWaitForWindowActive(made)
    return made


def test_editions_stand_with_their_provenance(page: RatesPage) -> None:
    (edition,) = page.editions.rows_model.rows
    cells = [column.text(edition) for column in EDITION_COLUMNS]
    assert cells == ["1", "fee rows", "each row its own", "4", "✓ in force"]
    assert "fees.csv\nmade up\nTaken 2026-11-03" in page.provenance.text()
    assert "SHA-256 " + "0" * 32 + "\n" + "0" * 32 in page.provenance.text()


def test_the_first_code_is_looked_up_at_once(page: RatesPage) -> None:
    shown = [[column.text(fee) for column in FEE_COLUMNS[:4]] for fee in page.fees.rows_model.rows]
    assert shown == [
        ["MassHealth", "NU", "100.00", "inexpensive"],
        ["MassHealth", "RR", "11.00", "inexpensive"],
    ]


def test_a_code_is_looked_up_by_keys_in_any_case(page: RatesPage) -> None:
    QTest.keyClick(page, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert page.code.hasFocus()
    QTest.keyClicks(page.code, "e1390")
    QTest.keyClick(page.code, Qt.Key.Key_Return)
    assert [fee.fee for fee in page.fees.rows_model.rows] == [20_000]


def test_a_code_without_fees_is_told(page: RatesPage) -> None:
    page.code.setText("E9999")
    page.look_up()
    texts = [label.text() for label in page.findChildren(QLabel)]
    assert "No edition has a fee of E9999 on 2026-11-03." in texts
    assert page.fees.rows_model.rows == []
    page.code.setText("")
    page.look_up()


def test_rent_stands_by_months_with_its_clause(page: RatesPage) -> None:
    page.code.setText("E0260")
    page.look_up()
    shown = [[column.text(row) for column in RENT_COLUMNS] for row in page.rents.rows_model.rows]
    assert shown == [
        ["MassHealth", "1", "RR KH", "100.00", "101 CMR 322.03(18)(a)1"],
        ["MassHealth", "2 – 3", "RR KI", "100.00", "101 CMR 322.03(18)(a)1"],
        ["MassHealth", "4 – 13", "RR KJ", "75.00", "101 CMR 322.03(18)(a)2"],
    ]
    page.code.setText("E1390")
    page.look_up()
    assert [RENT_COLUMNS[1].text(row) for row in page.rents.rows_model.rows] == ["all"]


def test_a_link_to_a_code_shows_its_fees(
    workplace: Workplace, shop: MonthShop, qtbot: QtBot
) -> None:
    assert shop is not None
    page = RatesPage(workplace)
    qtbot.addWidget(page)
    page.show()
    page.show_ask(Ask(filters=(Filter("hcpcs", Match.CONTAINS, "E1390"),)))
    assert page.code.text() == "E1390"
    assert len(page.fees.rows_model.rows) == 1
