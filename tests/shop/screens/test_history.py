"""The history's page: words, old and new values, the record behind an entry, and who may look."""

from dataclasses import dataclass

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from dmedesk.kit.lists import Ask, Filter, Match
from dmedesk.kit.references import RecordRef
from dmedesk.members.tables import Member
from dmedesk.shop.screens.history import HistoryPage
from dmedesk.store.unit_of_work import unit_of_work
from dmedesk.widgets.page import Workplace
from tests.flows.month_shop import NOW, MonthShop
from tests.shop.screens.shown import shown
from tests.shop.staffed import staffed


@pytest.fixture
def page(shop: MonthShop, workplace: Workplace, qtbot: QtBot) -> HistoryPage:
    shop.change(Member, Member.member_no == "M1", phone="617-555-0142")
    return shown(HistoryPage(workplace), qtbot)


def test_an_entry_shows_old_and_new_and_opens_its_record(page: HistoryPage, qtbot: QtBot) -> None:
    page.list.selectRow(0)
    texts = [one.text() for one in page.preview.findChildren(QLabel)]
    assert {"phone", "nothing", "→ 617-555-0142"} <= set(texts)
    with qtbot.waitSignal(page.workplace.navigator.record_wanted) as wanted:
        QTest.keyClick(page.list, Qt.Key.Key_Return)
    assert wanted.args == [RecordRef("member", 1), False]


def test_who_did_it_leads_to_their_page(
    shop: MonthShop, workplace: Workplace, qtbot: QtBot
) -> None:
    person_id = staffed(shop.engine)["Ben"]
    with unit_of_work(shop.engine, actor="Ben", action="save_member", clock=lambda: NOW) as work:
        work.session.get_one(Member, 1).phone = "617-555-0143"
    page = shown(HistoryPage(workplace), qtbot)
    page.list.selectRow(0)
    (link,) = [one for one in page.preview.findChildren(QPushButton) if one.text() == "Ben"]
    with qtbot.waitSignal(workplace.navigator.record_wanted) as wanted:
        link.click()
    assert wanted.args == [RecordRef("staff", person_id), False]


def test_a_link_shows_what_concerns_one_record(page: HistoryPage) -> None:
    page.show_ask(Ask(filters=(Filter("record", Match.CONTAINS, "M1"),)))
    assert page.model.rowCount() == 2
    page.show_ask(Ask(filters=(Filter("record", Match.CONTAINS, "walrus"),)))
    assert page.model.rowCount() == 0


@dataclass(frozen=True)
class Driver:
    id: int = 9
    name: str = "Dan"
    allowed: frozenset[str] = frozenset()


def test_who_may_not_see_it_sees_why(page: HistoryPage) -> None:
    page.workplace.seat(Driver())
    assert page.panes.isHidden()
    assert page.findings.shown[0].message.startswith("Dan has no tick for this.")
    page.workplace.seat(None)
    assert not page.panes.isHidden()
