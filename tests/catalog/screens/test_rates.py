"""The rate book's page: editions with where they came from, the fees of a code."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from dmedesk.catalog.screens.columns import EDITION_COLUMNS, FEE_COLUMNS, RENT_COLUMNS
from dmedesk.catalog.screens.rates import RatesPage
from dmedesk.kit.lists import Ask, Filter, Match
from dmedesk.kit.references import RecordRef
from dmedesk.widgets.page import Workplace
from tests.flows.month_shop import MonthShop
from tests.windows import activate


@pytest.fixture
def page(workplace: Workplace, shop: MonthShop, qtbot: QtBot) -> RatesPage:
    assert shop is not None
    made = RatesPage(workplace)
    qtbot.addWidget(made)
    activate(made)
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


def test_fees_are_those_of_the_day_and_the_zip_typed(page: RatesPage) -> None:
    page.code.setText("E0260")
    page.day.setText("1/1/2019")
    QTest.keyClick(page.day, Qt.Key.Key_Return)
    texts = [label.text() for label in page.findChildren(QLabel)]
    assert "No edition has a fee of E0260 on 2019-01-01." in texts
    assert page.day.text() == "2019-01-01"
    page.day.setText("someday")
    page.look_up()
    assert [one.subject for one in page.findings.shown] == ["Day"]


def test_f8_says_why_and_goes_back(page: RatesPage) -> None:
    page.code.setText("E0260")
    page.look_up()
    QTest.keyClick(page, Qt.Key.Key_F8)
    assert page.why.isVisible()
    assert page.why.shown is not None
    assert page.why.shown.amount == "100.00"
    QTest.keyClick(page, Qt.Key.Key_F8)
    assert page.rents.isVisible()


def test_editions_and_own_fees_are_opened_and_entered(page: RatesPage) -> None:
    wanted: list[object] = []
    navigator = page.workplace.navigator
    navigator.record_wanted.connect(lambda ref, _apart: wanted.append(ref))
    navigator.new_wanted.connect(wanted.append)
    page.editions.opened.emit(page.editions.rows_model.rows[0])
    page.fees.opened.emit(page.fees.rows_model.rows[0])
    QTest.keyClick(page, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert wanted == [RecordRef("edition", 1), RecordRef("fee", 2), "edition"]


def test_a_link_looks_a_code_up(page: RatesPage) -> None:
    page.show_ask(Ask(filters=(Filter("hcpcs", Match.IS, "E1390"),)))
    assert [fee.fee for fee in page.fees.rows_model.rows] == [20_000]
