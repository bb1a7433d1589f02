"""The bar of members who are alike: there only where somebody is."""

from pytestqt.qtbot import QtBot

from dmedesk.members.screens.alike import LOOKED_AT, AlikeBar
from dmedesk.widgets.page import Workplace
from tests.flows.month_shop import MonthShop


def test_nobody_is_alike_until_something_is_typed(
    workplace: Workplace, shop: MonthShop, qtbot: QtBot
) -> None:
    assert shop is not None
    bar = AlikeBar(workplace, lambda _findings: None)
    qtbot.addWidget(bar)
    blank = dict.fromkeys(LOOKED_AT)
    bar.look(blank, besides=0)
    assert bar.isHidden()
