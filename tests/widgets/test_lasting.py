"""``None`` outlives any number of calls of Qt's binding."""

import sys

from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QLabel

from dmedesk.widgets.lasting import keep_none


def test_none_is_never_used_up(qapp: QApplication) -> None:
    assert qapp is not None
    shown, color = QLabel(), QColor()
    for _ in range(50_000):
        color.setAlpha(3)
        shown.setText("")
    assert sys.getrefcount(None) > 1 << 30


def test_it_is_done_once() -> None:
    before = sys.getrefcount(None)
    keep_none()
    assert abs(sys.getrefcount(None) - before) < 1000
