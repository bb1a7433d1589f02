"""Pausing in a rental's page, and going on by choice, by keyboard."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from dmedesk.billing.queries.strips import rental_strip
from dmedesk.billing.screens.why_month import why_month
from dmedesk.kit.references import RecordRef
from dmedesk.rentals.rules import Resume
from dmedesk.rentals.screens.rental import RentalPage
from dmedesk.rentals.tables import Interruption, Rental, Resumption
from dmedesk.store.unit_of_work import reading
from dmedesk.widgets.page import Workplace
from tests.flows.month_shop import MonthShop, day
from tests.windows import activate

ENTER, ESCAPE = Qt.Key.Key_Return, Qt.Key.Key_Escape


@pytest.fixture
def page(workplace: Workplace, shop: MonthShop, qtbot: QtBot) -> RentalPage:
    shop.rent("R1", payer="MC")
    with reading(shop.engine) as session:
        rental_id = session.scalar(select(Rental.id)) or 0
    made = RentalPage(workplace, RecordRef("rental", rental_id), rental_strip, why_month)
    qtbot.addWidget(made)
    made.resize(1_150, 640)
    activate(made)
    return made


def test_a_pause_and_a_new_anchor(page: RentalPage, shop: MonthShop) -> None:
    assert page.pause_button.isVisible()
    assert not page.resume_button.isVisible()
    page.pause_button.click()
    bar = page.pausing.pause
    assert QApplication.focusWidget() is bar.day
    QTest.keyClicks(bar.day, "9/20")
    QTest.keyClicks(bar.reason, "hospital")
    QTest.keyClick(bar.reason, ENTER)
    assert not bar.isVisible()
    assert page.resume_button.isVisible()
    page.resume_button.click()
    back = page.pausing.resume
    QTest.keyClicks(back.day, "10/8")
    QTest.keyClicks(back.reason, "Discharged")
    back.choices[Resume.NEW_ANCHOR].setFocus()
    QTest.keyClick(back.choices[Resume.NEW_ANCHOR], Qt.Key.Key_Space)
    QTest.keyClick(back.day, ENTER)
    (stay,) = shop.rows(Interruption)
    assert (stay.from_on, stay.until_on) == (day("2026-09-20"), day("2026-10-08"))
    assert [one.resumes for one in shop.rows(Resumption)] == [Resume.NEW_ANCHOR]
    assert "2026-10-08" in [cell.tip.split(" · ")[1][:10] for cell in page.months.strip.cells]
    assert page.pause_button.isVisible()


def test_enter_on_leave_it_leaves_it(page: RentalPage, shop: MonthShop) -> None:
    page.pause_button.click()
    bar = page.pausing.pause
    bar.no.setFocus()
    QTest.keyClick(bar.no, ENTER)
    assert not bar.isVisible()
    assert shop.rows(Interruption) == []


def test_what_cannot_be_is_told_and_the_question_stays(page: RentalPage, shop: MonthShop) -> None:
    page.pause_button.click()
    bar = page.pausing.pause
    QTest.keyClicks(bar.day, "soon")
    QTest.keyClick(bar.day, ENTER)
    assert not page.findings.isHidden()
    bar.day.setText("2026-07-05")
    QTest.keyClick(bar.day, ENTER)
    assert bar.isVisible()
    QTest.keyClick(bar.day, ESCAPE)
    assert not bar.isVisible()
    assert shop.rows(Interruption) == []
