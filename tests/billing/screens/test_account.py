"""A member's account: entries, notes by keys, another day, the statement."""

from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from dmedesk.billing.screens.account import AccountPage
from dmedesk.billing.tables import AccountNote
from dmedesk.bootstrap.offers import house_offers
from dmedesk.kit.references import RecordRef
from dmedesk.widgets.page import Workplace
from dmedesk.widgets.paper_window import PaperWindow
from tests.flows.month_shop import MonthShop
from tests.windows import activate


def _page(workplace: Workplace, qtbot: QtBot, member_id: int = 1) -> AccountPage:
    workplace.offers = house_offers()
    made = AccountPage(workplace, RecordRef("account", member_id))
    qtbot.addWidget(made)
    made.resize(1_150, 640)
    activate(made)
    return made


def test_entries_open_what_they_are_about(
    workplace: Workplace, rented: MonthShop, qtbot: QtBot
) -> None:
    rented.post("2026-10")
    page = _page(workplace, qtbot)
    (entry,) = page.entries.rows_model.rows
    assert (entry.number, entry.balance_cents) == ("INV-000001", 7_500)
    opened: list[object] = []
    workplace.navigator.record_wanted.connect(lambda ref, _apart: opened.append(ref))
    page.entries.selectRow(0)
    page.entries.opened.emit(entry)
    assert opened == [RecordRef("invoice", 1)]


def test_another_day_shows_the_account_as_it_was(
    workplace: Workplace, rented: MonthShop, qtbot: QtBot
) -> None:
    rented.post("2026-10")
    page = _page(workplace, qtbot)
    assert len(page.entries.rows_model.rows) == 1
    page.day.line.setText((rented_day := page.on - timedelta(days=400)).isoformat())
    page.day.line.editingFinished.emit()
    assert page.on == rented_day
    assert page.entries.rows_model.rows == []


def test_a_note_is_written_and_settled_by_keys(
    workplace: Workplace, rented: MonthShop, qtbot: QtBot
) -> None:
    rented.post("2026-10")
    page = _page(workplace, qtbot)
    QTest.keyClick(page, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    bar = page.note_bar
    assert bar.isVisible()
    bar.form.show_values({"kind": "call", "text": "Will pay", "follow_up_on": workplace.today})
    QTest.keyClick(bar, Qt.Key.Key_Return)
    (note,) = page.notes.rows_model.rows
    assert (note.text, note.is_open) == ("Will pay", True)
    page.notes.selectRow(0)
    page.write_note()
    bar.form.show_values({"kind": "note", "text": "Paid", "settles": True})
    bar.do()
    assert [one.settles_id for one in rented.rows(AccountNote)] == [None, 1]


def test_the_statement_is_shown_in_a_window(
    workplace: Workplace, rented: MonthShop, qtbot: QtBot
) -> None:
    rented.post("2026-10")
    page = _page(workplace, qtbot)
    page.large.click()
    page.print.click()
    (window,) = page.findChildren(PaperWindow)
    assert window.paper.pages() >= 1
    window.close()
    (made,) = page.made.rows_model.rows
    assert (made.is_large, made.as_of_on) == (True, workplace.today)
    page.made.opened.emit(made)
    *_first, again = page.findChildren(PaperWindow)
    assert made.statement_no in again.windowTitle()
    again.close()


def test_an_account_of_nobody_says_so(
    workplace: Workplace, rented: MonthShop, qtbot: QtBot
) -> None:
    assert rented is not None
    page = _page(workplace, qtbot, 99)
    assert not page.findings.isHidden()
