"""``None``, ``True`` and ``False`` outlive any number of calls of Qt's binding."""

import sys

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QLabel

from dmedesk.widgets.lasting import keep_constants


class Telling(QObject):
    told = Signal()


def test_none_is_never_used_up(qapp: QApplication) -> None:
    assert qapp is not None
    shown, color = QLabel(), QColor()
    for _ in range(50_000):
        color.setAlpha(3)
        shown.setText("")
    assert sys.getrefcount(None) > 1 << 30


def test_signals_may_be_told_as_often_as_one_types(qapp: QApplication) -> None:
    assert qapp is not None
    telling = Telling()
    for _ in range(50_000):
        telling.told.emit()
    assert sys.getrefcount(True) > 1 << 30


@pytest.mark.parametrize("constant", [None, True, False])
def test_it_is_done_once(constant: object) -> None:
    before = sys.getrefcount(constant)
    keep_constants()
    assert abs(sys.getrefcount(constant) - before) < 1000
