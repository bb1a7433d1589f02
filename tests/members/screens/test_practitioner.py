"""A practitioner's page by keyboard: entered, doubted, checked."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from dmedesk.kit.references import RecordRef
from dmedesk.members.rules import Standing
from dmedesk.members.screens.practitioner import PractitionerPage
from dmedesk.members.tables import Practitioner, PractitionerCheck
from dmedesk.widgets.page import Workplace
from tests.flows.month_shop import NOW, MonthShop
from tests.gui.pages import (
    CONTROL,
    letters,
    nameless,
    press,
    press_letter,
    shown,
    texts,
    type_here,
    type_into,
)


def opened(workplace: Workplace, qtbot: QtBot, practitioner_id: int) -> PractitionerPage:
    page = PractitionerPage(workplace, RecordRef("practitioner", practitioner_id))
    shown(page, qtbot)
    return page


def test_one_is_entered_though_the_npi_is_wrong(
    workplace: Workplace, shop: MonthShop, qtbot: QtBot
) -> None:
    page = opened(workplace, qtbot, 0)
    type_here("1558598798")
    press(Qt.Key.Key_Tab)
    assert any(text.startswith("1558598798 is not a valid NPI") for text in texts(page))
    type_into(page, "last_name", "Okafor")
    press(Qt.Key.Key_S, CONTROL)
    assert [one.last_name for one in shop.rows(Practitioner)] == ["Silva", "Woods", "Okafor"]
    assert "✕ the NPI is wrong: what rests on it is held" in texts(page)


def test_an_npi_that_somebody_has_is_refused_with_the_name(
    workplace: Workplace, shop: MonthShop, qtbot: QtBot
) -> None:
    page = opened(workplace, qtbot, 0)
    type_here("1234567893")
    type_into(page, "last_name", "Okafor")
    press(Qt.Key.Key_S, CONTROL)
    assert len(shop.rows(Practitioner)) == 2
    assert "1234567893 is Silva." in " ".join(texts(page))


def test_a_look_into_the_lists_is_written_down(
    workplace: Workplace, shop: MonthShop, qtbot: QtBot
) -> None:
    page = opened(workplace, qtbot, 1)
    assert "‖ never checked" in texts(page)
    press_letter(Qt.Key.Key_C)
    type_here("t")
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Tab)
    type_here("LEIE")
    press(Qt.Key.Key_Return)
    (check,) = shop.rows(PractitionerCheck)
    assert (check.standing, check.checked_on) == (Standing.EXCLUDED, NOW.date())
    assert (check.source, check.checked_by) == ("LEIE", "ana")
    assert "✕ excluded" in texts(page)
    press_letter(Qt.Key.Key_C)
    press(Qt.Key.Key_Escape)
    assert not page.look.isVisible()


@pytest.mark.parametrize(
    ("expires_on", "word"),
    [
        (date(2026, 11, 2), "‖ the license ended on 2026-11-02"),
        (date(2026, 11, 3), "‖ never checked"),
    ],
)
def test_a_license_that_ended_is_told(
    workplace: Workplace, shop: MonthShop, qtbot: QtBot, expires_on: date, word: str
) -> None:
    shop.change(Practitioner, Practitioner.id == 1, license_expires_on=expires_on)
    assert word in texts(opened(workplace, qtbot, 1))


@pytest.mark.parametrize("practitioner_id", [0, 1])
def test_the_page_can_be_read_out_and_its_letters_are_its_own(
    workplace: Workplace, shop: MonthShop, qtbot: QtBot, practitioner_id: int
) -> None:
    assert shop is not None
    page = opened(workplace, qtbot, practitioner_id)
    assert list(nameless(page)) == []
    found = letters(page)
    assert sorted(found) == sorted(set(found))
