"""F3: from match to match in a list that shows all of its rows."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from dmedesk.kit.lists import Ask, Filter, Match
from dmedesk.widgets.listing.finding import FindBar, filters_for
from dmedesk.widgets.listing.page import ListPage
from dmedesk.widgets.listing.spec import FilterKind, ListColumn
from tests.widgets.listing.boxes import COLUMNS, Box, Boxes, spec, workplace_of_boxes

KEY, SHIFT = Qt.Key, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def page(qtbot: QtBot) -> ListPage[Box]:
    made: ListPage[Box] = ListPage(workplace_of_boxes(), spec(Boxes(1_000)))
    qtbot.addWidget(made)
    made.resize(1_150, 640)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    qtbot.waitActive(made)
    made.list.setFocus()
    return made


def _look_for(page: ListPage[Box], text: str) -> FindBar:
    bar = page.further.bar
    bar.words.setText(text)
    QTest.keyClick(bar.words, KEY.Key_Return)
    return bar


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("AL", [("name", Match.CONTAINS, "AL"), ("kind", Match.IS, "tall")]),
        (
            "75",
            [
                ("name", Match.CONTAINS, "75"),
                ("cents", Match.IS, 7500),
                ("since", Match.CONTAINS, "75"),
            ],
        ),
        ("2026-1", [("name", Match.CONTAINS, "2026-1"), ("since", Match.CONTAINS, "2026-1")]),
        (">=5", [("name", Match.CONTAINS, ">=5")]),
    ],
)
def test_a_text_is_looked_for_as_columns_show_it(
    text: str, columns: list[tuple[str, Match, object]]
) -> None:
    assert filters_for(COLUMNS, text) == [Filter(*one) for one in columns]


def test_a_column_without_a_filter_is_not_searched() -> None:
    column: ListColumn[Box] = ListColumn("x", "X", lambda _row: "", FilterKind.NONE)
    assert filters_for([column], "a") == []


def test_f3_goes_from_match_to_match_and_round(page: ListPage[Box]) -> None:
    QTest.keyClick(page.list, KEY.Key_F3)
    bar = page.further.bar
    assert not bar.isHidden()
    assert bar.words.hasFocus()
    QTest.keyClicks(bar.words, "00050")
    found = []
    for key, held in ((KEY.Key_Return, None), *[(KEY.Key_F3, None)] * 2, (KEY.Key_F3, SHIFT)):
        QTest.keyClick(bar.words, key, held or Qt.KeyboardModifier.NoModifier)
        found.append((page.list.chosen_id(), bar.said.text()))
    assert found[0] == (50, "1 of 11")
    assert found[1:] == [(500, "2 of 11"), (501, "3 of 11"), (500, "2 of 11")]
    assert len(page.model.ids) == 1_000
    for _ in range(2):
        QTest.keyClick(bar.words, KEY.Key_F3, SHIFT)
    assert (page.list.chosen_id(), bar.said.text()) == (509, "11 of 11")
    QTest.keyClick(bar.words, KEY.Key_F3)
    assert page.list.chosen_id() == 50
    QTest.keyClick(bar.words, KEY.Key_Escape)
    assert bar.isHidden()
    assert page.list.hasFocus()


def test_what_was_looked_for_is_kept(page: ListPage[Box]) -> None:
    QTest.keyClick(page.list, KEY.Key_F3)
    _look_for(page, "00070").close_question()
    QTest.keyClick(page.list, KEY.Key_F3)
    assert page.list.chosen_id() == 700
    assert page.further.bar.words.text() == "00070"


def test_a_match_is_one_of_the_rows_that_are_shown(page: ListPage[Box]) -> None:
    page.show_ask(Ask("tall"))
    bar = _look_for(page, "00050")
    assert (page.list.chosen_id(), bar.said.text()) == (501, "1 of 3")
    page.show_ask(Ask("flat"))
    assert bar.said.text() == ""
    _look_for(page, "nobody")
    assert bar.said.text() == "Nothing in this list bears that."


def test_a_match_that_is_folded_is_shown(page: ListPage[Box]) -> None:
    page.group_by("kind")
    page.list.fold_all(folded=True)
    _look_for(page, "000700")
    assert page.list.chosen_id() == 700
