"""The list of orders: state, how long it has been open, what each needs."""

from datetime import date, timedelta

import pytest
from pytestqt.qtbot import QtBot

from dmedesk.papers.rules.words import OrderStage, Step
from dmedesk.papers.screens.orders import OrdersPage
from dmedesk.papers.screens.words import days_open, order_state, step_state
from dmedesk.widgets.page import Workplace
from dmedesk.widgets.theme import Tone
from tests.flows.month_shop import NOW, MonthShop
from tests.gui.pages import nameless, shown, texts
from tests.papers.screens.test_order import an_order

TODAY = NOW.date()


@pytest.mark.parametrize(
    ("stage", "missing", "word", "tone"),
    [
        (OrderStage.OPEN, 0, "✓ ready", Tone.READY),
        (OrderStage.OPEN, 2, "‖ needs 2", Tone.WAITING),
        (OrderStage.HELD, 2, "‖ on hold", Tone.WAITING),
        (OrderStage.ON_SLIP, 0, "→ on a slip", Tone.OUT),
        (OrderStage.CANCELLED, 0, "– cancelled", Tone.CLOSED),
    ],
)
def test_a_state_is_sign_and_word(stage: OrderStage, missing: int, word: str, tone: Tone) -> None:
    assert order_state(stage, missing) == (word, tone)


def test_words_of_steps_and_days() -> None:
    assert step_state(None) == ("‖ waits", Tone.WAITING)
    assert all(step_state(step)[0] for step in Step)
    assert days_open(date(2026, 11, 1), None, date(2026, 11, 3)) == "2 days"
    assert days_open(date(2026, 11, 1), date(2026, 11, 2), date(2026, 11, 3)) == "1 day"


def test_the_list(workplace: Workplace, shop: MonthShop, qtbot: QtBot) -> None:
    an_order(shop, asked_on=TODAY - timedelta(days=3))
    an_order(shop, lines=[{"hcpcs": "E0260", "quantity": 1, "terms": "rent"}])
    page = OrdersPage(workplace)
    shown(page, qtbot)
    assert [page.chips[key].text() for key in ("ready", "waiting")] == [
        "Ready  1",
        "Waiting  1",
    ]
    page.chips["waiting"].click()
    assert list(page.model.ids) == [1]
    assert "Prescription E0784, Prior authorization E0784" in texts(page)
    assert list(nameless(page)) == []
