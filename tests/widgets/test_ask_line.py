"""A question that wants words: Enter says them, Esc says none, nothing is not said."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from dmedesk.widgets.ask_line import AskLine


@pytest.fixture
def asked(qtbot: QtBot) -> tuple[AskLine, list[str]]:
    line, said = AskLine(), list[str]()
    qtbot.addWidget(line)
    line.ask("Take it off?", "Reason", "Remove", said.append)
    return line, said


def test_enter_says_the_words(asked: tuple[AskLine, list[str]]) -> None:
    line, said = asked
    assert not line.yes.isEnabled()
    QTest.keyClicks(line.words, " of another unit ")
    QTest.keyClick(line.words, Qt.Key.Key_Return)
    assert (said, line.isVisible()) == (["of another unit"], False)


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_A])
def test_nothing_is_not_said_where_words_are_needed(
    asked: tuple[AskLine, list[str]], key: Qt.Key
) -> None:
    line, said = asked
    QTest.keyClick(line, key)
    assert (said, line.isVisible()) == ([], True)


def test_esc_leaves_everything(asked: tuple[AskLine, list[str]]) -> None:
    line, said = asked
    QTest.keyClicks(line.words, "words")
    QTest.keyClick(line.words, Qt.Key.Key_Escape)
    assert (said, line.isVisible()) == ([], False)
    line.ask("Take it off?", "Reason", "Remove", said.append)
    assert line.words.text() == ""


def test_words_that_stand_there_may_be_taken_as_they_are(qtbot: QtBot) -> None:
    line, said = AskLine(), list[str]()
    qtbot.addWidget(line)
    line.ask("Attach", "What is it?", "Attach", said.append, words="photo", needed=False)
    assert line.words.selectedText() == "photo"
    assert line.words.accessibleName() == "What is it?"
    QTest.keyClick(line.words, Qt.Key.Key_Return)
    assert said == ["photo"]
