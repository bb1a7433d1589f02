"""The numbering: forward only, and the next number is seen while one types."""

import pytest
from pytestqt.qtbot import QtBot

from dmedesk.shop.screens.numbering import NumberingPage
from dmedesk.widgets.page import Workplace
from tests.shop.screens.shown import mnemonics_are_unique, save, shown, type_into


@pytest.fixture
def page(workplace: Workplace, qtbot: QtBot) -> NumberingPage:
    return shown(NumberingPage(workplace), qtbot)


def test_the_next_number_is_seen_and_saved(page: NumberingPage, qtbot: QtBot) -> None:
    type_into(page.fields, prefix="2026-", next_number="41", width="5")
    assert page.fields.figures.text() == "The next paper is 2026-00041"
    with qtbot.waitSignal(page.workplace.said) as said:
        save(page)
    assert said.args is not None
    assert said.args[0] == "The next number is 2026-00041."
    type_into(page.fields, next_number="40")
    save(page)
    assert page.findings.shown[0].code == "number_backward"


def test_what_cannot_be_read_is_told(page: NumberingPage) -> None:
    type_into(page.fields, width="")
    save(page)
    assert page.findings.shown[0].field == "width"
    assert mnemonics_are_unique(page)
