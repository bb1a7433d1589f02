"""A question in the page: Enter does it, Esc does nothing."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from dmedesk.widgets.parts import column
from dmedesk.widgets.question import QuestionBar
from tests.windows import activate

_NARROW = 600


@pytest.fixture
def asked(qtbot: QtBot) -> tuple[QuestionBar, list[str]]:
    bar, done = QuestionBar(), list[str]()
    qtbot.addWidget(bar)
    bar.ask("Post November?", "Makes 2 invoices.", "Post", lambda: done.append("posted"))
    return bar, done


@pytest.mark.parametrize(
    ("key", "does"), [(Qt.Key.Key_Return, ["posted"]), (Qt.Key.Key_Escape, [])]
)
def test_keys_answer(asked: tuple[QuestionBar, list[str]], key: Qt.Key, does: list[str]) -> None:
    bar, done = asked
    assert bar.isVisible()
    QTest.keyClick(bar, key)
    assert done == does
    assert not bar.isVisible()


def test_the_buttons_answer_and_say_what_they_do(asked: tuple[QuestionBar, list[str]]) -> None:
    bar, done = asked
    assert bar.yes.text() == "Post"
    assert "Makes 2 invoices." in bar.yes.accessibleName()
    bar.no.click()
    assert (done, bar.isVisible()) == ([], False)


def test_the_other_button_may_do_something_and_esc_does_neither(qtbot: QtBot) -> None:
    bar, done = QuestionBar(), list[str]()
    qtbot.addWidget(bar)

    def ask() -> None:
        bar.ask(
            "Kept.",
            "Name.",
            "Take it up",
            lambda: done.append("taken"),
            no="&Throw it away",
            else_act=lambda: done.append("thrown"),
        )

    ask()
    assert bar.no.accessibleName() == "Throw it away"
    QTest.keyClick(bar, Qt.Key.Key_Escape)
    assert done == []
    ask()
    bar.no.click()
    assert done == ["thrown"]
    bar.ask("Post?", "", "Post", lambda: None)
    bar.no.click()
    assert (done, bar.no.text()) == (["thrown"], "&Leave it")


def test_the_cursor_goes_back_where_it_was(qtbot: QtBot) -> None:
    page, line, bar = QWidget(), QLineEdit(), QuestionBar()
    page.setLayout(column(line, bar))
    qtbot.addWidget(page)
    activate(page)
    for answer in (Qt.Key.Key_Escape, Qt.Key.Key_Tab):
        line.setFocus()
        bar.ask("Leave it?", "", "Leave", lambda: None)
        assert QApplication.focusWidget() is bar.yes
        if answer is Qt.Key.Key_Escape:
            QTest.keyClick(bar.yes, answer)
        else:
            bar.no.setFocus()
            QTest.keyClick(bar.no, Qt.Key.Key_Return)
        assert QApplication.focusWidget() is line


def test_a_long_title_is_wrapped_and_widens_no_page(qtbot: QtBot) -> None:
    bar = QuestionBar()
    qtbot.addWidget(bar)
    name = "Bay State Home Medical Equipment and Supplies 2026-11-30.dmedesk"
    bar.ask(f"{name} is restored as {name}.", "This shop stays.", "Open it", lambda: None)
    assert bar.minimumSizeHint().width() < _NARROW
