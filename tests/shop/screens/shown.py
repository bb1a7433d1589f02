"""Shows a page of settings as a person would see it, and types into its form."""

from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from dmedesk.widgets.forms.form import Form
from dmedesk.widgets.page import Page
from tests.windows import activate

P = TypeVar("P", bound=Page)

CONTROL = Qt.KeyboardModifier.ControlModifier


def shown(page: P, qtbot: QtBot) -> P:
    """The page, active."""
    qtbot.addWidget(page)
    page.resize(1180, 700)
    activate(page)
    return page


def type_into(form: Form, **values: str) -> None:
    """Type these texts into fields by their keys; a choice gets its word."""
    for key, text in values.items():
        target = form.entries[key].target
        target.setFocus()
        if isinstance(target, QComboBox):
            QTest.keyClicks(target, text)
        else:
            assert isinstance(target, QLineEdit)
            target.selectAll()
            QTest.keyClick(target, Qt.Key.Key_Delete)
            QTest.keyClicks(target, text)


def save(page: QWidget) -> None:
    """Ctrl+S."""
    QTest.keyClick(page, Qt.Key.Key_S, CONTROL)


def mnemonics_are_unique(page: QWidget) -> bool:
    """Whether no letter is underlined twice on the page."""
    said = [one.text() for one in page.findChildren(QPushButton)]
    said += [one.text() for one in page.findChildren(QLabel)]
    letters = [text[text.index("&") + 1].lower() for text in said if "&" in text]
    return len(letters) == len(set(letters))


def everything_is_named(page: QWidget) -> bool:
    """Whether whatever takes the keyboard has a name to be read out."""
    pieces = [
        one
        for one in page.findChildren(QWidget)
        if one.focusPolicy() & Qt.FocusPolicy.TabFocus and one.isVisible()
    ]
    return all(one.accessibleName() or one.property("text") for one in pieces)
