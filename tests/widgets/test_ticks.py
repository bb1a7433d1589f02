"""A short list of things to tick by Space, one by one or all."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from dmedesk.widgets.ticks import Tick, TickList
from tests.windows import activate


@pytest.fixture(params=[1, 2])
def ticks(request: pytest.FixtureRequest, qtbot: QtBot) -> TickList:
    made = TickList("Done", columns=request.param)
    qtbot.addWidget(made)
    made.show_ticks([Tick("a", "Set up & tried", "bed"), Tick("b", "Shown"), Tick("c", "Left")])
    activate(made)
    return made


def test_space_ticks_and_is_told(ticks: TickList, qtbot: QtBot) -> None:
    with qtbot.waitSignal(ticks.changed):
        QTest.keyClick(ticks.boxes["b"], Qt.Key.Key_Space)
    assert ticks.ticked() == ["b"]
    ticks.tick("a")
    assert ticks.ticked() == ["a", "b"]
    assert ticks.boxes["a"].text() == "Set up && tried"
    assert ticks.boxes["a"].accessibleName() == "Done: Set up & tried"


def test_all_and_none(ticks: TickList) -> None:
    ticks.tick("c")
    ticks.all.click()
    assert ticks.ticked() == ["a", "b", "c"]
    ticks.all.click()
    assert ticks.ticked() == []


def test_other_words_beside_one(ticks: TickList) -> None:
    assert ticks.boxes["a"].accessibleDescription() == "bed"
    ticks.say_beside("a", "SN9 instead", "waiting")
    assert ticks.boxes["a"].accessibleDescription() == "SN9 instead"


def test_nothing_to_tick_is_not_shown(ticks: TickList) -> None:
    ticks.show_ticks([])
    assert ticks.isHidden()
    assert ticks.ticked() == []


def test_what_is_ticked_stays_where_the_columns_become_fewer(ticks: TickList) -> None:
    ticks.tick("c")
    ticks.set_columns(1)
    assert ticks.ticked() == ["c"]
    layout = ticks.layout()
    assert layout is not None
    layout.activate()
    tops = [box.geometry().top() for box in ticks.boxes.values()]
    assert tops == sorted(set(tops))
