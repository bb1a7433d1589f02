"""The list of denials, and of batches, tell what is to do."""

from datetime import timedelta

import pytest
from pytestqt.qtbot import QtBot

from dmedesk.billing.queries.denials import DENIALS, Denied
from dmedesk.billing.queries.paid import BATCHES
from dmedesk.billing.rules.denials import Trouble
from dmedesk.billing.screens.batches import PaymentsPage, state_of
from dmedesk.billing.screens.denials import DenialsPage, days_left, facts_of
from dmedesk.kit.lists import Ask
from dmedesk.store.unit_of_work import reading
from dmedesk.widgets.page import Workplace
from tests.flows.month_shop import MonthShop
from tests.flows.till import Till
from tests.gui.pages import nameless, shown, texts


@pytest.fixture
def till(rented: MonthShop) -> Till:
    """A denied line, and one that was paid short by a check; one batch of two differs."""
    rented.post("2026-10")
    till = Till(rented)
    denied, short = till.lines()
    batch = till.batch(expected=1)
    till.answer(till.remittance(batch, 0), denied, 0, "CO-16 75.00")
    till.pay(batch, 1_000, (short, 1_000))
    till.batch()
    return till


def _denied(till: Till, chip: str = "") -> list[Denied]:
    with reading(till.shop.engine) as session:
        return DENIALS.rows(session, DENIALS.ids(session, Ask(chip), on=till.on), on=till.on)


def test_the_queue_tells_what_is_wrong_and_until_when(till: Till) -> None:
    denied, short = _denied(till)
    assert (denied.trouble, short.trouble) == (Trouble.DENIED, Trouble.UNDERPAID)
    assert (short.missing_cents, short.open_cents) == (19_000, 19_000)
    assert days_left(denied, till.on) == "30 d"
    assert days_left(denied, till.on + timedelta(days=30)) == "today"
    assert days_left(denied, till.on + timedelta(days=31)) == "1 d over"
    assert days_left(short, till.on) == ""
    assert ("Codes", "CO-16 75.00") in [(fact.name, fact.text) for fact in facts_of(denied)]
    assert [one.id for one in _denied(till, "denied")] == [denied.id]
    assert _denied(till, "overdue") == _denied(till, "appealed") == _denied(till, "reduced") == []
    till.on += timedelta(days=31)
    assert [one.id for one in _denied(till, "overdue")] == [denied.id]


def test_the_pages_show_them(workplace: Workplace, till: Till, qtbot: QtBot) -> None:
    for page, word in ((DenialsPage(workplace), "✕ denied"), (PaymentsPage(workplace), "→ open")):
        shown(page, qtbot)
        assert word in texts(page)
        assert list(nameless(page)) == []
    assert _denied(till)


def test_a_batch_tells_how_it_stands(till: Till) -> None:
    with reading(till.shop.engine) as session:
        ids = BATCHES.ids(session, on=till.on)
        words = [state_of(row)[0] for row in BATCHES.rows(session, ids, on=till.on)]
        differing = BATCHES.ids(session, Ask("differing"), on=till.on)
        assert BATCHES.ids(session, Ask("closed"), on=till.on) == []
    assert words == ["→ open", "‖ differs"]
    assert differing == ids[1:]
