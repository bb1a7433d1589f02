"""The list of counts."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from dmedesk.assets.actions.counting import begin_count, close_count, scan_in_count
from dmedesk.assets.queries.counted import CountListed
from dmedesk.assets.rules import PlaceKind
from dmedesk.assets.screens.counts import CountsPage, facts_of, state_of
from dmedesk.assets.tables import Place
from dmedesk.store.unit_of_work import unit_of_work
from dmedesk.widgets.page import Workplace
from tests.flows.month_shop import MonthShop, clock, day
from tests.gui.pages import CONTROL, nameless, press, shown, texts


def test_an_empty_list_says_what_to_do(workplace: Workplace, qtbot: QtBot) -> None:
    page = CountsPage(workplace)
    shown(page, qtbot)
    assert any("Begin with one place" in text for text in texts(page))
    entered: list[str] = []
    workplace.navigator.new_wanted.connect(entered.append)
    press(Qt.Key.Key_N, CONTROL)
    assert entered == ["count"]


def test_open_counts_and_closed_ones(workplace: Workplace, shop: MonthShop, qtbot: QtBot) -> None:
    shop.add(Place(name="Shelf A", kind=PlaceKind.SHELF))
    shop.unit("SN1", "E0163")
    on = clock().date()
    with unit_of_work(shop.engine, actor="ana", action="count", clock=clock) as work:
        whole = begin_count(work, place_id=None, begun_on=on)
        scan_in_count(work, count_id=whole, scanned="SN1", scanned_on=on)
        close_count(work, count_id=whole, closed_on=on)
        begin_count(work, place_id=1, begun_on=on)
    page = CountsPage(workplace)
    shown(page, qtbot)
    assert "Count 2, Shelf A" in texts(page)
    page.list.selectRow(1)
    assert "Count 1, All the house" in texts(page)
    assert "1 of 1 expected" in texts(page)
    assert list(nameless(page)) == []


def _listed(*, open_: int, is_closed: bool) -> CountListed:
    on = day("2026-11-03")
    return CountListed(1, 1, "Van", on, "ana", on if is_closed else None, 3, 1, 2, 0, open_)


def test_how_a_count_stands() -> None:
    assert state_of(_listed(open_=2, is_closed=False))[0] == "‖ 2 open"
    assert state_of(_listed(open_=0, is_closed=False))[0] == "→ all settled"
    assert state_of(_listed(open_=0, is_closed=True))[0] == "✓ closed"
    assert facts_of(_listed(open_=0, is_closed=True))[3].text == "1 of 3 expected"
