"""Signing in by keyboard alone: a name, a PIN, Enter."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from dmedesk.bootstrap.doors import ShopDoors
from dmedesk.desk.sign_in import SignIn
from dmedesk.widgets.page import Workplace
from dmedesk.widgets.tasks import InlineRunner
from tests.desk.guarded import PIN, guarded, people
from tests.windows import activate

ENTER, DOWN = Qt.Key.Key_Return, Qt.Key.Key_Down


@pytest.fixture
def doors(tmp_path: Path) -> Iterator[ShopDoors]:
    with guarded(tmp_path) as opened:
        people(opened, with_new=True)
        yield opened


@pytest.fixture
def asked(doors: ShopDoors, qtbot: QtBot) -> SignIn:
    today = datetime.now().astimezone().date()
    shown = SignIn(Workplace(InlineRunner(doors), today=today), "Example Medical")
    qtbot.addWidget(shown)
    shown.resize(900, 640)
    activate(shown)
    shown.ask()
    return shown


def _type(asked: SignIn, pin: str) -> None:
    QTest.keyClicks(asked.focusWidget(), pin)
    QTest.keyClick(asked.focusWidget(), ENTER)


def test_a_name_a_pin_enter(asked: SignIn, qtbot: QtBot) -> None:
    assert asked.names.hasFocus()
    QTest.keyClick(asked.names, DOWN)
    QTest.keyClick(asked.names, ENTER)
    with qtbot.waitSignal(asked.done) as signal:
        _type(asked, PIN)
    assert signal.args is not None
    assert signal.args[0].name == "Ben"
    assert asked.pin.text() == ""
    asked.ask()
    assert asked.person is not None
    assert asked.person.name == "Ben"
    assert asked.pin.hasFocus()


def test_the_pin_may_be_typed_at_once(asked: SignIn, qtbot: QtBot) -> None:
    assert asked.names.hasFocus()
    QTest.keyClicks(asked.names, PIN[0])
    assert asked.pin.hasFocus()
    with qtbot.waitSignal(asked.done) as signal:
        _type(asked, PIN[1:])
    assert signal.args is not None
    assert signal.args[0].name == "Ana"


def test_a_wrong_pin_is_told_under_the_field_and_three_make_one_wait(asked: SignIn) -> None:
    QTest.keyClick(asked.names, ENTER)
    _type(asked, "1111")
    assert asked.told.text() == "This is not the PIN. Try again."
    QTest.keyClicks(asked.pin, "2")
    assert asked.told.isHidden()
    for _ in range(2):
        asked.pin.clear()
        _type(asked, "1112")
    assert asked.told.text() == "This is not the PIN. Try again in 5 seconds."
    assert not asked.enter.isEnabled()
    QTest.keyClicks(asked.pin, PIN)
    QTest.keyClick(asked.pin, ENTER)
    assert asked.pin.text() == PIN


def test_who_has_no_pin_chooses_one(asked: SignIn, qtbot: QtBot) -> None:
    QTest.keyClicks(asked.names, "E")
    QTest.keyClick(asked.names, ENTER)
    assert not asked.again.isHidden()
    _type(asked, "4711")
    assert asked.again.hasFocus()
    _type(asked, "4712")
    assert asked.told.text() == "The two PINs differ."
    with qtbot.waitSignal(asked.done):
        _type(asked, "4711")


def test_nothing_is_tried_without_a_pin(asked: SignIn) -> None:
    QTest.keyClick(asked.names, ENTER)
    QTest.keyClick(asked.pin, ENTER)
    assert asked.told.isHidden()


def test_a_pin_that_may_not_be_is_told(asked: SignIn) -> None:
    QTest.keyClicks(asked.names, "E")
    QTest.keyClick(asked.names, ENTER)
    _type(asked, "1111")
    _type(asked, "1111")
    assert "same" in asked.told.text()
