"""What follows from a stop is read anew when another day is typed, and asked of all houses."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from pytestqt.qtbot import QtBot

from dmedesk.kit.offers import Offers, Remark
from dmedesk.kit.references import RecordRef
from dmedesk.members.screens.stopping import DeathBar
from dmedesk.widgets.page import Workplace
from tests.flows.month_shop import MonthShop
from tests.gui.pages import shown, texts, type_here

MEMBER = RecordRef("member", 1)


def test_what_follows_goes_by_the_day_that_is_typed(
    workplace: Workplace, shop: MonthShop, qtbot: QtBot
) -> None:
    assert shop is not None

    def stops(_session: Any, ref: RecordRef, day: date) -> Sequence[Remark]:
        return [Remark(f"Nothing after {day}", ref)]

    workplace.offers = Offers(stops=(stops,))
    bar = DeathBar(workplace, lambda _findings: None, lambda: None)
    shown(bar, qtbot, width=700, height=240)
    bar.ask_for(MEMBER, "Rivera, M1", 1)
    assert "Nothing after 2026-11-03" in texts(bar)
    type_here("11/")
    assert not any(text.startswith("Nothing after") for text in texts(bar))
    type_here("1")
    assert "Nothing after 2026-11-01" in texts(bar)
