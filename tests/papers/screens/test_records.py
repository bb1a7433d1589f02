"""Prescriptions and prior authorizations are entered and changed by keyboard."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from dmedesk.kit.references import RecordRef
from dmedesk.papers.screens.records import AuthorizationPage, PrescriptionPage
from dmedesk.papers.tables import Authorization, Prescription
from dmedesk.widgets.forms.page import FormPage
from dmedesk.widgets.page import Workplace
from tests.flows.month_shop import MonthShop
from tests.gui.pages import CONTROL, letters, nameless, press, shown, texts, type_here, type_into


def opened(page: FormPage, qtbot: QtBot) -> FormPage:
    shown(page, qtbot)
    return page


def test_a_prescription_by_keyboard(workplace: Workplace, shop: MonthShop, qtbot: QtBot) -> None:
    page = opened(PrescriptionPage(workplace, RecordRef("prescription", 0)), qtbot)
    type_here("m10")
    press(Qt.Key.Key_Tab)
    type_here("e1390")
    press(Qt.Key.Key_Tab)
    type_here("silva")
    press(Qt.Key.Key_Tab)
    type_here("10/4")
    press(Qt.Key.Key_Tab)
    type_here("10/3/27")
    press(Qt.Key.Key_S, CONTROL)
    entered = shop.rows(Prescription)[-1]
    assert (entered.member_id, entered.hcpcs, entered.practitioner_id) == (3, "E1390", 1)
    assert (entered.signed_on, entered.expires_on) == (date(2026, 10, 4), date(2027, 10, 3))
    assert "E1390 for Rivera, M10" in texts(page)
    assert "✓ in force" in texts(page)


def test_an_authorization_by_keyboard(workplace: Workplace, shop: MonthShop, qtbot: QtBot) -> None:
    page = opened(AuthorizationPage(workplace, RecordRef("authorization", 0)), qtbot)
    type_here("m10")
    press(Qt.Key.Key_Tab)
    type_here("E0260")
    press(Qt.Key.Key_Tab)
    type_here("PA77")
    press(Qt.Key.Key_Tab)
    type_here("12+1")
    press(Qt.Key.Key_Tab)
    type_here("2026-11-01")
    press(Qt.Key.Key_Tab)
    type_here("2027-11-30")
    press(Qt.Key.Key_S, CONTROL)
    (entered,) = shop.rows(Authorization)
    assert (entered.member_id, entered.pa_number, entered.months) == (3, "PA77", 13)
    assert (entered.from_on, entered.until_on) == (date(2026, 11, 1), date(2027, 12, 1))
    assert "For Rivera, M10 · 0 used of 13 months" in texts(page)
    assert page.form.values()["until_on"] == date(2027, 11, 30)


def test_what_is_wrong_stands_under_its_field(
    workplace: Workplace, shop: MonthShop, qtbot: QtBot
) -> None:
    shop.authorize("M1", "E0260", "PA1", 12)
    page = opened(AuthorizationPage(workplace, RecordRef("authorization", 1)), qtbot)
    type_into(page, "until_on", "2025-12-31")
    press(Qt.Key.Key_S, CONTROL)
    assert any(text.startswith("The last day lies before the first") for text in texts(page))


def test_a_wrong_npi_is_told(workplace: Workplace, shop: MonthShop, qtbot: QtBot) -> None:
    shop.change(Prescription, Prescription.id == 1, practitioner_id=2)
    page = opened(PrescriptionPage(workplace, RecordRef("prescription", 1)), qtbot)
    assert "✕ the practitioner's NPI is wrong: it holds the month" in texts(page)


@pytest.mark.parametrize("row_id", [0, 1])
def test_the_pages_can_be_read_out_and_their_letters_are_their_own(
    workplace: Workplace, shop: MonthShop, qtbot: QtBot, row_id: int
) -> None:
    shop.authorize("M1", "E0260", "PA1", 12)
    for page in (
        opened(PrescriptionPage(workplace, RecordRef("prescription", row_id)), qtbot),
        opened(AuthorizationPage(workplace, RecordRef("authorization", row_id)), qtbot),
    ):
        assert list(nameless(page)) == []
        found = letters(page)
        assert sorted(found) == sorted(set(found))
