"""A locked desk hides everything, hears no shortcut, and keeps what was typed."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QMainWindow, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from dmedesk.bootstrap.doors import ShopDoors
from dmedesk.desk.lock import Gate, IdleLock
from dmedesk.desk.program import desk
from dmedesk.desk.status import ShopFacts
from dmedesk.kit.clock import system_clock
from dmedesk.shop.actions.policies import say_policy
from dmedesk.store.unit_of_work import UnitOfWork
from dmedesk.widgets.page import Workplace
from dmedesk.widgets.tasks import InlineRunner
from tests.desk.guarded import PIN, guarded, people
from tests.windows import activate

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def doors(tmp_path: Path) -> Iterator[ShopDoors]:
    with guarded(tmp_path) as opened:
        people(opened)
        yield opened


class _Clock:
    now = 1_000.0

    def __call__(self) -> float:
        return self.now


class _Window(QMainWindow):
    """A window with a field, a shortcut of its own, and a further window."""

    def __init__(self, doors: ShopDoors) -> None:
        super().__init__()
        self.heard: list[str] = []
        self.field, self.beside = QLineEdit(), QWidget()
        content = QWidget()
        layout = QVBoxLayout(content)
        layout.addWidget(self.field)
        today = system_clock().astimezone().date()
        self.workplace = Workplace(InlineRunner(doors), today=today)
        self.gate = Gate(self.workplace, content, "Shop", windows=lambda: [self.beside])
        self.setCentralWidget(self.gate)
        key = QShortcut(QKeySequence("Ctrl+K"), self)
        key.activated.connect(lambda: self.heard.append("search"))


@pytest.fixture
def window(doors: ShopDoors, qtbot: QtBot) -> _Window:
    made = _Window(doors)
    qtbot.addWidget(made)
    qtbot.addWidget(made.beside)
    made.resize(800, 640)
    made.show()
    made.beside.show()
    made.activateWindow()
    assert QTest.qWaitForWindowActive(made)
    return made


def _is_locked(gate: Gate) -> bool:
    return gate.is_locked


def _let_in(window: _Window) -> None:
    QTest.keyClick(window.gate.sign_in.names, Qt.Key.Key_Return)
    QTest.keyClicks(window.gate.sign_in.pin, PIN)
    QTest.keyClick(window.gate.sign_in.pin, Qt.Key.Key_Return)


def test_locked_it_hides_everything_and_opened_it_is_as_it_was(window: _Window) -> None:
    window.field.setFocus()
    QTest.keyClicks(window.field, "half a na")
    window.gate.lock()
    assert _is_locked(window.gate)
    assert not window.field.isVisible()
    assert not window.beside.isVisible()
    QTest.keyClick(window, Qt.Key.Key_K, CONTROL)
    assert window.heard == []
    _let_in(window)
    assert not _is_locked(window.gate)
    assert window.beside.isVisible()
    assert window.field.text() == "half a na"
    window.activateWindow()
    QTest.keyClick(window, Qt.Key.Key_K, CONTROL)
    assert window.heard == ["search"]
    window.gate.idle.rest()


def test_who_signs_in_is_who_writes(window: _Window) -> None:
    window.gate.lock()
    _let_in(window)
    window.gate.idle.rest()
    assert window.workplace.person is not None
    assert window.workplace.person.name == "Ana"
    actors: list[str] = []

    def say(work: UnitOfWork) -> None:
        today = system_clock().astimezone().date()
        say_policy(work, key="idle_minutes", value="3", from_on=today, why="Asked")
        actors.append(work.actor)

    window.workplace.runner.operate(say, action="say_policy", done=print, failed=print)
    assert actors == ["Ana"]
    window.gate.lock()
    _let_in(window)
    assert window.gate.idle.minutes == 3
    window.gate.idle.rest()


def test_who_comes_in_where_the_cursor_was_nowhere_is_heard_of(
    window: _Window, qtbot: QtBot
) -> None:
    window.field.clearFocus()
    window.gate.lock()
    with qtbot.waitSignal(window.gate.entered):
        _let_in(window)
    window.field.setFocus()
    window.gate.lock()
    with qtbot.assertNotEmitted(window.gate.entered):
        _let_in(window)
    assert window.field.hasFocus()
    window.gate.idle.rest()


def test_minutes_without_a_key_are_counted(qtbot: QtBot) -> None:
    clock, field = _Clock(), QLineEdit()
    qtbot.addWidget(field)
    idle = IdleLock(now=clock)
    idle.watch(10)
    clock.now += 599
    idle.look()
    QTest.keyClick(field, Qt.Key.Key_A)
    clock.now += 599
    idle.look()
    with qtbot.waitSignal(idle.idled):
        clock.now += 1
        idle.look()


def test_a_clock_that_is_set_back_locks_no_later(qtbot: QtBot) -> None:
    clock = _Clock()
    idle = IdleLock(now=clock)
    idle.watch(10)
    clock.now -= 5_000
    idle.look()
    with qtbot.waitSignal(idle.idled):
        clock.now += 600
        idle.look()


def test_the_program_begins_with_the_sign_in_where_there_is_staff(
    doors: ShopDoors, qtbot: QtBot
) -> None:
    facts = ShopFacts("Example Medical", "guarded.dmedesk", "login", has_staff=True)
    window = desk(InlineRunner(doors), facts)
    qtbot.addWidget(window)
    activate(window)
    assert _is_locked(window.gate)
    QTest.keyClick(window.gate.sign_in.names, Qt.Key.Key_Return)
    QTest.keyClicks(window.gate.sign_in.pin, PIN)
    QTest.keyClick(window.gate.sign_in.pin, Qt.Key.Key_Return)
    assert not _is_locked(window.gate)
    assert window.strip.person.text() == "User Ana"
    workplace = window.pages[0].workplace
    workplace.say("Saved Brooks, Jamal.")
    assert window.toast.isVisible()
    QTest.keyClick(window, Qt.Key.Key_L, CONTROL)
    assert _is_locked(window.gate)
    assert not window.toast.isVisible()
    workplace.say("Saved Brooks, Jamal.")
    assert not window.toast.isVisible()
