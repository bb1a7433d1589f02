"""Limits are turned on from the proposals, listed, and followed by new versions."""

from datetime import date

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from dmedesk.kit.references import RecordRef
from dmedesk.papers.rules.limit_law import limit_proposals
from dmedesk.papers.rules.limit_words import Stance
from dmedesk.papers.screens.limits import LimitPage, LimitProposalsPage, LimitsPage
from dmedesk.papers.tables import Limit
from dmedesk.widgets.page import Workplace
from tests.flows.month_shop import NOW, MonthShop
from tests.gui.pages import CONTROL, letters, nameless, press, press_letter, shown, texts, type_into

TODAY = NOW.date()


def turned_on(workplace: Workplace, qtbot: QtBot) -> LimitProposalsPage:
    page = LimitProposalsPage(workplace)
    shown(page, qtbot)
    page.list.setFocus()
    press_letter(Qt.Key.Key_O)
    press(Qt.Key.Key_Return)
    return page


def test_a_limit_is_turned_on_with_two_keys_and_warns(
    workplace: Workplace, shop: MonthShop, qtbot: QtBot
) -> None:
    page = turned_on(workplace, qtbot)
    (own,) = shop.rows(Limit)
    first = next(iter(limit_proposals().values()))
    assert (own.hcpcs, own.stance, own.from_on) == (first.hcpcs, Stance.WARN, TODAY)
    assert own.citation == first.citation
    assert page.chips["on"].text() == "On  1"
    assert list(nameless(page)) == []
    found = letters(page)
    assert sorted(found) == sorted(set(found))


def test_one_in_force_is_kept_and_followed_by_a_new_version(
    workplace: Workplace, shop: MonthShop, qtbot: QtBot
) -> None:
    turned_on(workplace, qtbot)
    listed = LimitsPage(workplace)
    shown(listed, qtbot)
    assert listed.chips["in_force"].text() == "In force  1"
    found = letters(listed)
    assert sorted(found) == sorted(set(found))
    page = LimitPage(workplace, RecordRef("limit", 1))
    shown(page, qtbot)
    type_into(page, "quantity", "3")
    press(Qt.Key.Key_S, CONTROL)
    assert any("it stays" in text or "stays so" in text for text in texts(page))
    assert shop.rows(Limit)[0].quantity == 1
    page.ask_renew()
    page.renewing.form.take_up({"from_on": "2027-01-01", "quantity": "2", "stance": "stop"})
    page.renewing.do()
    old, new = shop.rows(Limit)
    assert (old.until_on, new.from_on) == (date(2027, 1, 1), date(2027, 1, 1))
    assert (new.quantity, new.stance) == (2, Stance.STOP)
    assert list(nameless(page)) == []
    found = letters(page)
    assert sorted(found) == sorted(set(found))
