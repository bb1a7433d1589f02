"""A record is found by part of its name; a new one comes back; what is not chosen is told."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from dmedesk.kit.cells import Unreadable
from dmedesk.kit.errors import WorldError
from dmedesk.kit.references import RecordRef
from dmedesk.widgets.forms.fields import FormField, Kind, Picked
from dmedesk.widgets.forms.picker import RecordEntry
from dmedesk.widgets.page import Workplace
from tests.widgets.forms.made_up import PRACTITIONER
from tests.windows import activate

FIELD = FormField("practitioner_id", "Practi&tioner", Kind.RECORD, picker=PRACTITIONER)


def _shown(made: RecordEntry, qtbot: QtBot) -> RecordEntry:
    qtbot.addWidget(made.widget)
    activate(made.widget)
    made.line.setFocus()
    return made


@pytest.fixture
def entry(workplace: Workplace, qtbot: QtBot) -> RecordEntry:
    return _shown(RecordEntry(FIELD, workplace), qtbot)


def _rows(entry: RecordEntry) -> list[str]:
    model = entry.list.model()
    return [str(model.index(place, 0).data()) for place in range(model.rowCount())]


def test_f4_lists_all_and_the_first_is_chosen_by_enter(entry: RecordEntry) -> None:
    QTest.keyClick(entry.line, Qt.Key.Key_F4)
    assert _rows(entry) == [
        "Silva   NPI 1234567893",
        "Woods   NPI 1234567890",
        "New practitioner …",
    ]
    popup = QApplication.activePopupWidget()
    assert popup is not None
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Return)
    assert entry.raw() == {"id": 2, "title": "Woods"}
    assert entry.read(entry.raw()) == 2


def test_a_part_finds_as_one_types(entry: RecordEntry, qtbot: QtBot) -> None:
    QTest.keyClicks(entry.line, "7893")
    qtbot.waitUntil(lambda: bool(_rows(entry)))
    assert _rows(entry)[0] == "Silva   NPI 1234567893"


def test_what_means_only_one_is_taken_when_the_cursor_leaves(entry: RecordEntry) -> None:
    QTest.keyClicks(entry.line, "wood")
    entry.tidy()
    assert entry.raw() == {"id": 2, "title": "Woods"}


def test_what_is_not_chosen_is_told(entry: RecordEntry) -> None:
    QTest.keyClicks(entry.line, "nobody")
    entry.tidy()
    with pytest.raises(Unreadable, match="No practitioner was chosen"):
        entry.read(entry.raw())
    assert entry.read(None) is None


def test_typing_over_a_chosen_one_lets_it_go(entry: RecordEntry) -> None:
    entry.show_raw(entry.raw_of(Picked(1, "Silva")))
    entry.line.selectAll()
    QTest.keyClicks(entry.line, "x")
    assert entry.raw() == "x"
    entry.line.clear()
    assert entry.words(entry.raw()) == "nothing"


def test_a_new_one_is_entered_and_comes_back(
    entry: RecordEntry, workplace: Workplace, qtbot: QtBot
) -> None:
    shown: list[Any] = []
    workplace.navigator.back_wanted.connect(shown.append)
    with qtbot.waitSignal(workplace.navigator.new_wanted):
        entry.enter_new()
    workplace.navigator.entered(RecordRef("practitioner", 1))
    assert entry.raw() == {"id": 1, "title": "Silva"}
    assert shown == [entry.line]


def test_the_chosen_one_is_opened(entry: RecordEntry, workplace: Workplace, qtbot: QtBot) -> None:
    entry.show_raw({"id": 1, "title": "Silva"})
    with qtbot.waitSignal(workplace.navigator.record_wanted) as opened:
        QTest.keyClick(entry.line, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert opened.args == [RecordRef("practitioner", 1), False]


def test_a_list_that_cannot_be_read_says_so(workplace: Workplace, qtbot: QtBot) -> None:
    def away(_session: Any, _part: str) -> Sequence[Picked]:
        raise WorldError("The server is away.", "Try again.")

    field = replace(FIELD, picker=replace(PRACTITIONER, find=away))
    entry = _shown(RecordEntry(field, workplace), qtbot)
    entry.find()
    assert _rows(entry) == ["The server is away. Try again."]


def test_a_record_without_a_picker_is_our_fault(workplace: Workplace) -> None:
    with pytest.raises(ValueError, match="no picker"):
        RecordEntry(FormField("x", "X", Kind.RECORD), workplace)


def test_what_is_found_is_read_whole_below_a_narrow_field(
    workplace: Workplace, qtbot: QtBot
) -> None:
    entry = _shown(RecordEntry(replace(FIELD, width=80), workplace), qtbot)
    entry.line.setFixedWidth(80)
    QTest.keyClick(entry.line, Qt.Key.Key_F4)
    shown = entry.list.viewport().width()
    assert entry.list.sizeHintForColumn(0) <= shown
    assert not entry.list.horizontalScrollBar().isVisible()
