"""A menu of new records: a letter enters one that begins with what is known."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from dmedesk.widgets.entering import NewRecord, offer_new
from dmedesk.widgets.page import Workplace
from tests.gui.pages import shown


def test_a_letter_enters_what_begins_with_it(workplace: Workplace, qtbot: QtBot) -> None:
    wanted: list[str] = []
    workplace.navigator.new_wanted.connect(wanted.append)
    asker = QPushButton("New")
    shown(asker, qtbot)
    offered = [NewRecord("&Pickup", "ticket", {"kind": "pickup"}), NewRecord("&Note", "note", {})]
    menu = offer_new(workplace, asker, offered)
    QTest.keyClick(menu, Qt.Key.Key_P)
    assert wanted == ["ticket"]
    assert workplace.navigator.copied("ticket") == {"kind": "pickup"}
