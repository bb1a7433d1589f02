"""The list of plans."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from dmedesk.assets.queries.plans import PlanListed
from dmedesk.assets.rules.maintenance import Every
from dmedesk.assets.screens.plans import COLUMNS, PlansPage, facts_of, how_often
from dmedesk.widgets.page import Workplace
from tests.flows.month_shop import day
from tests.gui.pages import CONTROL, nameless, press, shown, texts


def test_an_empty_list_says_what_to_do(workplace: Workplace, qtbot: QtBot) -> None:
    page = PlansPage(workplace)
    shown(page, qtbot)
    assert any("what the maker of a product asks for" in text for text in texts(page))
    entered: list[str] = []
    workplace.navigator.new_wanted.connect(entered.append)
    press(Qt.Key.Key_N, CONTROL)
    assert entered == ["plan"]
    assert list(nameless(page)) == []


def test_a_row_says_how_often_and_by_whom() -> None:
    ended = day("2026-11-01")
    plan = PlanListed(1, 1, "Bed", "Test", Every.RETURN, None, None, 3, ended)
    assert how_often(plan) == "at each return"
    assert [column.text(plan) for column in COLUMNS] == [
        "Bed",
        "Test",
        "at each return",
        "",
        "3",
        "2026-11-01",
    ]
    assert {fact.name: fact.text for fact in facts_of(plan)}["Source"] == "not noted"
