"""The lists of papers: what ends soon, who signed, what is left, each as sign and word."""

from datetime import date, timedelta

import pytest
from pytestqt.qtbot import QtBot

from dmedesk.papers.screens.lists import AuthorizationsPage, PrescriptionsPage, until_word
from dmedesk.papers.tables import Prescription
from dmedesk.widgets.page import Workplace
from dmedesk.widgets.theme import Tone
from tests.flows.month_shop import NOW, MonthShop
from tests.gui.pages import nameless, shown, texts

TODAY = NOW.date()
ONE = timedelta(days=1)


@pytest.mark.parametrize(
    ("last_on", "word", "tone"),
    [
        (None, "no end", Tone.INK),
        (TODAY - ONE, "– 2026-11-02", Tone.CLOSED),
        (TODAY, "‖ 2026-11-03", Tone.WAITING),
        (TODAY + 30 * ONE, "‖ 2026-12-03", Tone.WAITING),
        (TODAY + 31 * ONE, "2026-12-04", Tone.INK),
    ],
)
def test_a_papers_last_day(last_on: date | None, word: str, tone: Tone) -> None:
    assert until_word(last_on, TODAY) == (word, tone)


def test_prescriptions(workplace: Workplace, shop: MonthShop, qtbot: QtBot) -> None:
    shop.change(Prescription, Prescription.id == 1, practitioner_id=2, expires_on=TODAY)
    page = PrescriptionsPage(workplace)
    shown(page, qtbot)
    assert [chip.text() for chip in page.chips.values()] == [
        "All  9",
        "In force  9",
        "Ending in 30 days  1",
        "Expired  0",
        "Signer doubtful  1",
    ]
    page.chips["doubtful"].click()
    assert "1234567890 is not a valid NPI: what rests on it is held" in texts(page)
    assert list(nameless(page)) == []


def test_authorizations(workplace: Workplace, shop: MonthShop, qtbot: QtBot) -> None:
    shop.authorize("M1", "E0260", "PA1", 0)
    shop.authorize("M2", "E0260", "PA2", None)
    page = AuthorizationsPage(workplace)
    shown(page, qtbot)
    page.chips["used_up"].click()
    assert list(page.model.ids) == [1]
    assert "0 of 0" in texts(page)
    assert list(nameless(page)) == []
