"""A stay is corrected in its rental's page, by keyboard; what stands in the way is told there."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from dmedesk.billing.queries.strips import rental_strip
from dmedesk.billing.screens.why_month import why_month
from dmedesk.kit.references import RecordRef
from dmedesk.rentals.screens.rental import RentalPage
from dmedesk.rentals.tables import Interruption, Rental
from dmedesk.widgets.page import Workplace
from tests.flows.month_shop import MonthShop, day
from tests.windows import activate

ENTER = Qt.Key.Key_Return


@pytest.fixture
def page(workplace: Workplace, shop: MonthShop, qtbot: QtBot) -> RentalPage:
    shop.rent("R1")
    rental_id = int(shop.rows(Rental)[0].id)
    for from_on, until_on in (("2026-08-10", "2026-08-20"), ("2026-09-20", "2026-09-25")):
        stay = Interruption(rental_id=rental_id, from_on=day(from_on), until_on=day(until_on))
        shop.add(stay)
    made = RentalPage(workplace, RecordRef("rental", rental_id), rental_strip, why_month)
    qtbot.addWidget(made)
    made.resize(1_150, 640)
    activate(made)
    return made


def _type(page: RentalPage, key: str, text: str) -> QLineEdit:
    page.correcting.form.go_to(key)
    line = page.correcting.form.entries[key].target
    assert isinstance(line, QLineEdit)
    QTest.keyClicks(line, text)
    return line


def test_the_chosen_stay_gets_other_days(page: RentalPage, shop: MonthShop) -> None:
    page.stays.setFocus()
    page.stays.selectRow(0)
    QTest.keyClick(page.stays, ENTER)
    raws = page.correcting.form.raws()
    assert (raws["from_on"], raws["until_on"]) == ("2026-08-10", "2026-08-20")
    line = _type(page, "until_on", "8/28")
    QTest.keyClick(line, ENTER)
    assert page.correcting.isHidden()
    assert [one.until_on for one in shop.rows(Interruption)] == [
        day("2026-08-28"),
        day("2026-09-25"),
    ]
    assert page.stays.rows_model.rows[0].until_on == day("2026-08-28")


def test_what_stands_in_the_way_is_told_under_the_field(page: RentalPage, shop: MonthShop) -> None:
    shop.post("2026-10")
    page.stays.selectRow(1)
    page.correct_button.click()
    line = _type(page, "until_on", "10/8")
    QTest.keyClick(line, ENTER)
    assert not page.correcting.isHidden()
    told = page.correcting.form.entries["from_on"].target
    assert told.property("wrong") is True
    assert shop.rows(Interruption)[1].until_on == day("2026-09-25")
    QTest.keyClick(line, Qt.Key.Key_Escape)
    assert page.correcting.isHidden()


def test_a_stay_that_never_was_goes(page: RentalPage, shop: MonthShop) -> None:
    page.stays.selectRow(1)
    page.correct_button.click()
    page.correcting.never.click()
    assert [one.from_on for one in shop.rows(Interruption)] == [day("2026-08-10")]


def test_nothing_to_correct_nothing_offered(
    workplace: Workplace, shop: MonthShop, qtbot: QtBot
) -> None:
    shop.rent("R2", member_no="M2")
    rental_id = int(shop.rows(Rental)[0].id)
    page = RentalPage(workplace, RecordRef("rental", rental_id), rental_strip, why_month)
    qtbot.addWidget(page)
    page.show()
    assert not page.correct_button.isVisible()
    page.ask_correction()
    assert page.correcting.isHidden()
