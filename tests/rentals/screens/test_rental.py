"""One rental's page: strip, units, stays, history; F8 says why the chosen month has its amount."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from dmedesk.billing.queries.strips import rental_strip
from dmedesk.billing.screens.why_month import why_month
from dmedesk.bootstrap.offers import house_offers
from dmedesk.kit.references import RecordRef
from dmedesk.rentals.screens.rental import RentalPage
from dmedesk.rentals.tables import Rental
from dmedesk.store.unit_of_work import reading
from dmedesk.widgets.page import Workplace
from tests.flows.month_shop import MonthShop
from tests.windows import activate


def _page(workplace: Workplace, shop: MonthShop, number: str, qtbot: QtBot) -> RentalPage:
    workplace.offers = house_offers()
    with reading(shop.engine) as session:
        rental_id = session.scalar(select(Rental.id).where(Rental.rental_no == number)) or 0
    made = RentalPage(workplace, RecordRef("rental", rental_id), rental_strip, why_month)
    qtbot.addWidget(made)
    made.resize(1_150, 640)
    activate(made)
    return made


@pytest.fixture
def page(workplace: Workplace, rented: MonthShop, qtbot: QtBot) -> RentalPage:
    rented.post("2026-10")
    rented.interrupt("R1", "2026-09-10", "2026-09-20")
    return _page(workplace, rented, "R1", qtbot)


def _texts(page: RentalPage) -> list[str]:
    return [one.text() for one in page.findChildren(QLabel) if not one.isHidden()]


def test_facts_units_stays_and_history(page: RentalPage) -> None:
    texts = _texts(page)
    assert {"R1 · Rivera, M1", "→ on rent", "Hospital bed · E0260", "1 month, 75.00"} <= set(texts)
    assert "The rental was paused: the member is away from home" in texts
    assert len(page.units.rows_model.rows) == len(page.stays.rows_model.rows) == 1
    assert len(page.months.strip.cells) == 13


def test_f8_says_why_and_follows_the_strip(page: RentalPage) -> None:
    QTest.keyClick(page, Qt.Key.Key_F8)
    assert page.why.isVisible()
    assert not page.units.isVisible()
    QTest.keyClick(page.months.strip, Qt.Key.Key_Home)
    QTest.keyClick(page.months.strip, Qt.Key.Key_Right)
    for _ in range(2):
        QTest.keyClick(page.months.strip, Qt.Key.Key_Right)
    assert page.why.shown is not None
    assert page.why.shown.amount == "75.00"
    QTest.keyClick(page.months.strip, Qt.Key.Key_End)
    assert page.why.shown.title == "No amount here"
    QTest.keyClick(page, Qt.Key.Key_F8)
    assert page.units.isVisible()


def test_one_that_is_not_there_says_so(
    workplace: Workplace, rented: MonthShop, qtbot: QtBot
) -> None:
    page = _page(workplace, rented, "R99", qtbot)
    assert not page.findings.isHidden()
    page.toggle_why()
    assert not page.why.isVisible()
