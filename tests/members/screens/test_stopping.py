"""What follows from a stop: lines that lead somewhere, the rest counted, the money summed."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from pytestqt.qtbot import QtBot

from dmedesk.kit.offers import Consequence, Offers
from dmedesk.kit.references import RecordRef
from dmedesk.members.screens.stopping import MOST_LINES, Consequences, StoppedPanel
from dmedesk.widgets.page import Workplace
from tests.gui.pages import shown, texts

MEMBER, DAY = RecordRef("member", 1), date(2026, 6, 1)


def offering(found: Sequence[Consequence]) -> Offers:
    def stops(_session: Any, _ref: RecordRef, _day: date) -> Sequence[Consequence]:
        return found

    return Offers(stops=(stops,))


def test_many_lines_are_counted_and_their_money_summed(workplace: Workplace, qtbot: QtBot) -> None:
    lines = [Consequence(f"Credit {n}", cents=100) for n in range(MOST_LINES + 2)]
    workplace.offers = offering(lines)
    piece = Consequences(workplace, lambda _findings: None)
    shown(piece, qtbot, width=500, height=500)
    piece.ask(MEMBER, DAY)
    said = texts(piece)
    assert said[0] == "Credit 0 1.00"
    assert said[-2:] == ["… and 2 more.", f"To credit: {MOST_LINES + 2} months, 14.00."]
    piece.ask(MEMBER, None)
    assert texts(piece) == []


def test_the_panel_is_there_while_there_is_something_to_do(
    workplace: Workplace, qtbot: QtBot
) -> None:
    panel = StoppedPanel(workplace, lambda _findings: None)
    qtbot.addWidget(panel)
    workplace.offers = offering([Consequence("Pick up the bed", RecordRef("rental", 1))])
    panel.show_stop(MEMBER, DAY)
    assert not panel.isHidden()
    workplace.offers = offering([])
    panel.show_stop(MEMBER, DAY)
    assert panel.isHidden()
