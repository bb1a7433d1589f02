"""A code is found by its words, and put in alone."""

from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from dmedesk.catalog.rules.codes import codes
from dmedesk.catalog.screens.codes import CodeCompleter


def test_a_code_is_offered_by_its_words(qtbot: QtBot) -> None:
    line = QLineEdit()
    qtbot.addWidget(line)
    completer = CodeCompleter(line)
    assert line.completer() is completer
    one = codes()["E0260"]
    completer.setCompletionPrefix(one.words[5:20].upper())
    found = [
        completer.pathFromIndex(completer.completionModel().index(place, 0))
        for place in range(completer.completionCount())
    ]
    assert "E0260" in found
    completer.setCompletionPrefix("e0260")
    assert completer.completionCount() == 1
