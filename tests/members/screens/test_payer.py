"""A payer's page by keyboard."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from dmedesk.bootstrap.offers import house_offers
from dmedesk.kit.offers import ListLink
from dmedesk.kit.references import RecordRef
from dmedesk.members.rules import Regime
from dmedesk.members.screens.payer import PayerPage
from dmedesk.members.tables import Payer
from dmedesk.widgets.page import Workplace
from tests.flows.month_shop import MonthShop
from tests.gui.pages import CONTROL, letters, nameless, press, shown, texts, type_here, type_into


def test_a_payer_is_entered(workplace: Workplace, shop: MonthShop, qtbot: QtBot) -> None:
    page = PayerPage(workplace, RecordRef("payer", 0))
    shown(page, qtbot)
    type_here("BM")
    press(Qt.Key.Key_Tab)
    type_here("Bay Mutual")
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_End)
    type_into(page, "filing_days", "60+30")
    press(Qt.Key.Key_S, CONTROL)
    entered = shop.rows(Payer)[-1]
    assert (entered.code, entered.regime, entered.filing_days) == ("BM", Regime.PRIVATE, 90)
    assert "Payer BM · priced by the rules of Private or other" in texts(page)


def test_a_known_payer_is_changed(workplace: Workplace, shop: MonthShop, qtbot: QtBot) -> None:
    page = PayerPage(workplace, RecordRef("payer", 1))
    shown(page, qtbot)
    type_into(page, "electronic_payer_id", "DMA7384")
    press(Qt.Key.Key_S, CONTROL)
    assert shop.rows(Payer)[0].electronic_payer_id == "DMA7384"
    assert list(nameless(page)) == []
    found = letters(page)
    assert sorted(found) == sorted(set(found))


def test_how_the_law_is_read_leads_to_the_policies(
    workplace: Workplace, shop: MonthShop, qtbot: QtBot
) -> None:
    assert shop is not None
    workplace.offers = house_offers()
    page = PayerPage(workplace, RecordRef("payer", 1))
    shown(page, qtbot)
    lines = page.readings.findChildren(QPushButton)
    assert lines
    with qtbot.waitSignal(workplace.navigator.list_wanted) as wanted:
        lines[0].click()
    assert wanted.args == [ListLink("settings.policies")]
