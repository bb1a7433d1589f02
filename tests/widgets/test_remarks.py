"""Lines about a record: links where they lead somewhere, the rest counted, the money summed."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from pytestqt.qtbot import QtBot

from dmedesk.kit.offers import Offers, Remark
from dmedesk.kit.references import RecordRef
from dmedesk.widgets.page import Workplace
from dmedesk.widgets.remarks import MOST_LINES, RemarkLines, RemarksPanel, remarks_on
from tests.gui.pages import shown, texts

MEMBER, DAY = RecordRef("member", 1), date(2026, 6, 1)


def offering(found: Sequence[Remark]) -> Offers:
    def about(_session: Any, _ref: RecordRef, _day: date) -> Sequence[Remark]:
        return found

    return Offers(remarks=(about,))


def test_many_lines_are_counted_and_their_money_summed(workplace: Workplace, qtbot: QtBot) -> None:
    lines = [Remark(f"Credit {n}", cents=100) for n in range(MOST_LINES + 2)]
    workplace.offers = offering(lines)
    piece = RemarkLines(workplace, lambda _findings: None)
    shown(piece, qtbot, width=500, height=500)
    piece.ask(remarks_on, MEMBER, DAY)
    said = texts(piece)
    assert said[0] == "Credit 0 1.00"
    assert said[-2:] == ["… and 2 more.", f"To credit: {MOST_LINES + 2} months, 14.00."]
    piece.ask(remarks_on, MEMBER, None)
    assert texts(piece) == []


def test_the_panel_is_there_while_there_is_something_to_say(
    workplace: Workplace, qtbot: QtBot
) -> None:
    panel = RemarksPanel(workplace, lambda _findings: None, "Look at")
    qtbot.addWidget(panel)
    workplace.offers = offering([Remark("Pick up the bed", RecordRef("rental", 1))])
    panel.show_ref(MEMBER, DAY)
    assert not panel.isHidden()
    workplace.offers = offering([])
    panel.show_ref(MEMBER, DAY)
    assert panel.isHidden()
