"""What a person does on a page: shown, typed into, keys pressed; and what every page owes them."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from dmedesk.widgets.forms.page import FormPage
from tests.windows import activate

CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
_SOON = 5
_NONE = Qt.KeyboardModifier.NoModifier


def shown(page: QWidget, qtbot: QtBot, *, width: int = 1180, height: int = 690) -> None:
    """Show a page in a window of its own, with the room that it has in a desk of 1366 by 768."""
    qtbot.addWidget(page)
    page.resize(width, height)
    activate(page)


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = _NONE) -> None:
    """Press a key where the cursor stands."""
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, key, modifier)


def press_letter(key: Qt.Key) -> None:
    """Press Alt and a letter, and wait until the button that it means, if it means one, is clicked.

    Qt clicks it a moment later, by a timer; how much later depends on how busy the computer is.
    """
    press(key, ALT)
    down = [one for one in QApplication.allWidgets() if _is_down(one)]
    while any(isValid(one) and _is_down(one) for one in down):
        QTest.qWait(_SOON)


def _is_down(widget: QWidget) -> bool:
    # One that opens a menu stays down as long as the menu is open.
    return isinstance(widget, QPushButton) and widget.isDown() and widget.menu() is None


def type_here(text: str) -> None:
    """Type where the cursor stands."""
    focused = QApplication.focusWidget()
    assert isinstance(focused, QLineEdit | QPlainTextEdit)
    QTest.keyClicks(focused, text)


def type_into(page: FormPage, key: str, text: str) -> None:
    """Go to a field and type."""
    assert page.form.go_to(key)
    type_here(text)


def texts(page: QWidget) -> list[str]:
    """Every text that is in sight."""
    labels = [one.text() for one in page.findChildren(QLabel) if one.isVisible()]
    return labels + [one.text() for one in page.findChildren(QPushButton) if one.isVisible()]


def letters(page: QWidget) -> list[str]:
    """The mnemonic letters of what is in sight."""
    found = [one.text() for one in page.findChildren(QPushButton) if one.isVisible()]
    for one in page.findChildren(QLabel):
        buddy: QWidget | None = one.buddy()
        if one.isVisible() and buddy is not None:
            found.append(one.text())
    return [letter for text in found if (letter := QKeySequence.mnemonic(text).toString())]


def nameless(page: QWidget) -> Iterator[str]:
    """What takes the cursor and has no name to be read out."""
    for widget in page.findChildren(QWidget):
        takes_cursor = widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        if not takes_cursor or not widget.isVisible() or widget.objectName().startswith("qt_"):
            continue
        if not QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name):
            yield f"{type(widget).__name__} in {widget.parent()}"
