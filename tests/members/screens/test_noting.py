"""A note's bar keeps nothing that says nothing."""

from pytestqt.qtbot import QtBot

from dmedesk.members.screens.noting import NoteBar
from dmedesk.members.tables import MemberNote
from dmedesk.widgets.page import Workplace
from tests.flows.month_shop import MonthShop
from tests.gui.pages import shown, type_here


def test_an_empty_note_is_not_kept(workplace: Workplace, shop: MonthShop, qtbot: QtBot) -> None:
    done: list[bool] = []
    bar = NoteBar(workplace, lambda _findings: None, lambda: done.append(True))
    shown(bar, qtbot, width=600, height=200)
    bar.ask_for(1, "Rivera, M1")
    bar.yes.click()
    assert (shop.rows(MemberNote), done) == ([], [])
    type_here("Called.")
    bar.yes.click()
    assert ([note.note for note in shop.rows(MemberNote)], done) == (["Called."], [True])
