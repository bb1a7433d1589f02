"""The rentals' page: the list, and the chosen one's months as a strip."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from dmedesk.billing.queries.strips import rental_strip
from dmedesk.rentals.queries.listed import MonthState, StripMonth
from dmedesk.rentals.screens.rentals import (
    COLUMNS,
    MonthsPanel,
    RentalsPage,
    cell_of,
    sentence_of,
)
from dmedesk.widgets.page import Workplace
from dmedesk.widgets.strip import Strip
from dmedesk.widgets.theme import Tone
from tests.flows.month_shop import MonthShop
from tests.windows import activate


@pytest.fixture
def page(workplace: Workplace, rented: MonthShop, qtbot: QtBot) -> RentalsPage:
    rented.post("2026-10")
    rented.interrupt("R2", "2026-11-01", "2026-11-20")
    made = RentalsPage(workplace, rental_strip)
    qtbot.addWidget(made)
    activate(made)
    return made


def _texts(page: RentalsPage) -> list[str]:
    return [label.text() for label in page.findChildren(QLabel)]


def _strip(page: RentalsPage) -> Strip:
    assert isinstance(page.preview.panel, MonthsPanel)
    return page.preview.panel.strip


def test_every_rental_stands_with_months_money_and_state(page: RentalsPage) -> None:
    last = range(len(COLUMNS) - 3, len(COLUMNS))
    rows = range(page.model.rowCount())
    shown = [[page.model.data(page.model.index(n, across)) for across in last] for n in rows]
    assert shown == [
        ["1", "75.00", "→ on rent"],
        ["1", "200.00", "‖ paused"],
        ["0", "0.00", "→ on rent"],
    ]
    assert [chip.text() for chip in page.chips.values()][:3] == [
        "All  3",
        "On rent  2",
        "Paused  1",
    ]


def test_the_chosen_one_s_months_are_drawn_and_told(page: RentalsPage) -> None:
    strip = _strip(page)
    assert len(strip.cells) == 13
    assert strip.cells[3].word == "KJ"
    QTest.keyClick(strip, Qt.Key.Key_Home)
    assert any(text.startswith("Month 1 · 2026-07-05 to 2026-08-04") for text in _texts(page))
    page.list.choose(1)
    assert [cell.gap for cell in strip.cells][-1] is True


def test_a_shop_without_rentals_has_an_empty_page(workplace: Workplace, qtbot: QtBot) -> None:
    page = RentalsPage(workplace, rental_strip)
    qtbot.addWidget(page)
    page.show()
    assert _strip(page).cells == ()
    assert any(text.startswith("No rentals yet.") for text in _texts(page))


@pytest.mark.parametrize("state", MonthState)
def test_every_state_has_a_sign_a_word_and_a_colour(state: MonthState) -> None:
    cell = cell_of(StripMonth(date(2026, 10, 5), date(2026, 11, 5), state, 4, ("RR", "KJ"), 7_500))
    assert cell.sign
    assert cell.state == state.value
    assert cell.tone in Tone
    assert (cell.head, cell.word, cell.figure) == ("4 · Oct", "KJ", "75.00")


def test_a_month_is_told_in_one_line() -> None:
    month = StripMonth(
        date(2026, 10, 5),
        date(2026, 11, 5),
        MonthState.BILLED,
        13,
        ("RR", "KJ"),
        7_500,
        "Invoice INV-000001",
        is_last=True,
    )
    assert sentence_of(month) == (
        "Month 13 · 2026-10-05 to 2026-11-04 · RR KJ · 75.00 · billed · Invoice INV-000001"
        " · the last that is paid"
    )
