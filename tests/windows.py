"""A window of a test, ready for keys."""

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget


def activate(window: QWidget) -> None:
    """Show it and wait until it has the keyboard: on a real screen, keys before that are lost."""
    window.show()
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window)
