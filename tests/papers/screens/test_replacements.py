"""Why a thing is wanted early: written down in its page, never changed there, taken back."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from dmedesk.kit.references import RecordRef
from dmedesk.papers.rules.limit_words import EarlyReason
from dmedesk.papers.screens.replacements import ReplacementPage, ReplacementsPage
from dmedesk.papers.tables import Replacement
from dmedesk.widgets.page import Workplace
from tests.flows.month_shop import MonthShop
from tests.gui.pages import CONTROL, letters, nameless, press, shown, texts


def test_a_reason_is_entered_listed_and_taken_back(
    workplace: Workplace, shop: MonthShop, qtbot: QtBot
) -> None:
    new = ReplacementPage(workplace, RecordRef("replacement", 0))
    shown(new, qtbot)
    new.form.take_up(
        {
            "member_id": {"id": 1, "title": "Rivera, M1"},
            "hcpcs": "e0143",
            "reason": "lost",
            "evidence": "Report 12",
        }
    )
    press(Qt.Key.Key_S, CONTROL)
    (own,) = shop.rows(Replacement)
    assert (own.reason, own.hcpcs) == (EarlyReason.LOST, "E0143")
    listed = ReplacementsPage(workplace)
    shown(listed, qtbot)
    assert "‖ nothing attached" in texts(listed)
    page = ReplacementPage(workplace, RecordRef("replacement", own.id))
    shown(page, qtbot)
    assert not page.head.save.isVisible()
    assert any("RA on the claim" in text for text in texts(page))
    assert list(nameless(page)) == []
    found = letters(page)
    assert sorted(found) == sorted(set(found))
    page.ask_undo()
    page.undoing.form.take_up({"why": "Found again"})
    page.undoing.do()
    assert [one.undoes_no for one in shop.rows(Replacement)] == [None, own.replacement_no]
