"""The list of kits."""

from pytestqt.qtbot import QtBot

from dmedesk.catalog.queries.kits import KitListed
from dmedesk.catalog.screens.kits import COLUMNS, KitsPage, facts_of
from dmedesk.widgets.page import Workplace
from tests.flows.month_shop import day
from tests.gui.pages import nameless, shown, texts


def test_an_empty_list_says_what_to_do(workplace: Workplace, qtbot: QtBot) -> None:
    page = KitsPage(workplace)
    shown(page, qtbot)
    assert any("always goes out together" in text for text in texts(page))
    assert list(nameless(page)) == []


def test_a_row_says_what_is_in_it() -> None:
    kit = KitListed(1, "Bed", 3, 2, day("2026-01-01"), day("2026-11-01"), "Rails, too")
    assert [column.text(kit) for column in COLUMNS] == [
        "Bed",
        "3",
        "2",
        "Rails, too",
        "2026-01-01",
        "2026-11-01",
    ]
    assert {fact.name: fact.text for fact in facts_of(kit)}["Units to scan"] == "2"
