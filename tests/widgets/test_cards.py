"""A card can be heard, pressed, and is drawn in both themes and at twice the size."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from dmedesk.widgets.cards import Card
from dmedesk.widgets.dress import wear
from dmedesk.widgets.miniatures import Miniature
from dmedesk.widgets.theme import size_type


def test_a_card(qtbot: QtBot, qapp: QApplication) -> None:
    card = Card("Months billed", "Invoices, credits and what stands", Miniature.COLUMNS)
    qtbot.addWidget(card)
    pressed: list[bool] = []
    card.clicked.connect(lambda checked: pressed.extend([checked]))
    QTest.keyClick(card, Qt.Key.Key_Space)
    assert pressed == [False]
    assert card.accessibleName() == "Months billed"
    assert card.accessibleDescription() == "Invoices, credits and what stands"
    light = card.grab().toImage()
    wear(qapp, Qt.ColorScheme.Dark)
    dark = card.grab().toImage()
    wear(qapp, Qt.ColorScheme.Light)
    assert light != dark
    plain = card.sizeHint()
    size_type(200)
    try:
        assert card.sizeHint() == plain * 2
    finally:
        size_type(100)
