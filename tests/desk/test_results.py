"""The list of what is found: only what opens is chosen, in either direction."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from dmedesk.desk.results import Command, Line, ResultList
from dmedesk.store.search import Hit

LINES = (
    Line("Members", is_heading=True),
    Line("Rivera, Ana", "M1", hit=Hit("member", 1, "Rivera, Ana", "M1")),
    Line("Commands", is_heading=True),
    Line("Post month", command=Command("Post month", lambda: None)),
    Line("Some may be missing."),
)


def _list(qtbot: QtBot) -> ResultList:
    made = ResultList()
    qtbot.addWidget(made)
    made.resize(600, 300)
    made.show()
    made.show_lines(LINES)
    return made


def test_headings_and_words_are_passed_over(qtbot: QtBot) -> None:
    shown = _list(qtbot)
    assert shown.chosen() is LINES[1]
    shown.step(1)
    assert shown.chosen() is LINES[3]
    shown.step(1)
    assert shown.chosen() is LINES[3]
    shown.step(-1)
    shown.step(-1)
    assert shown.chosen() is LINES[1]


def test_whoever_hears_the_list_hears_both_parts_of_a_line(qtbot: QtBot) -> None:
    model = _list(qtbot).results
    role = Qt.ItemDataRole.AccessibleTextRole
    assert model.data(model.index(1), role) == "Rivera, Ana, M1"
    assert model.data(model.index(0), role) == "Members"
    assert model.flags(model.index(0)) == Qt.ItemFlag.NoItemFlags


def test_nothing_is_chosen_where_nothing_opens(qtbot: QtBot) -> None:
    shown = _list(qtbot)
    shown.show_lines([Line("Nothing found.")])
    assert shown.chosen() is None
    assert shown.focusPolicy() is Qt.FocusPolicy.NoFocus
    assert shown.grab().width() == 600
