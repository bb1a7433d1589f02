"""A scanner is heard wherever the cursor stands, and nobody's typing is touched.

Keys are sent to the window as the system sends them, each with the millisecond of its press.
"""

import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QComboBox,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from dmedesk.kit.settings import Settings
from dmedesk.widgets.wedge import ENDING, GAP, LEAST, SEPARATOR, Ear, Verdict, Wedge
from tests.windows import activate

NO = Qt.KeyboardModifier.NoModifier
CONTROL = Qt.KeyboardModifier.ControlModifier


@dataclass
class Bench:
    """A window with every kind of field, a wedge, and what it heard."""

    window: QWidget
    wedge: Wedge
    line: QLineEdit
    notes: QPlainTextEdit
    names: QListWidget
    combo: QComboBox
    choice: QComboBox
    yes: QPushButton
    at: int = 1_000_000
    heard: list[str] = field(default_factory=list)

    def press(self, key: int, text: str, *, after: int, mods: Qt.KeyboardModifier = NO) -> None:
        self.at += after
        handle = self.window.windowHandle()
        assert handle is not None
        for kind in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, key, mods, text)
            event.setTimestamp(self.at)
            QCoreApplication.sendEvent(handle, event)

    def type(self, text: str, *, every: int, first: int = 1000) -> None:
        for place, sign in enumerate(text):
            key = Qt.Key(ord(sign.upper()))
            self.press(key, sign, after=every if place else first)

    def end(self, *, after: int, key: Qt.Key = Qt.Key.Key_Return) -> None:
        self.press(key, "\r" if key == Qt.Key.Key_Return else "\t", after=after)

    def settle(self) -> None:
        QTest.qWait(self.wedge.ear.gap + 30)


@pytest.fixture
def bench(qtbot: QtBot) -> Iterator[Bench]:
    window = QWidget()
    qtbot.addWidget(window)
    line, notes, names, combo = QLineEdit(), QPlainTextEdit(), QListWidget(), QComboBox()
    yes = QPushButton("Yes")
    names.addItems(["Ana", "Sam", "Zoe"])
    combo.setEditable(True)
    choice = QComboBox()
    choice.addItems(["Lynn", "Salem"])
    layout = QVBoxLayout(window)
    for widget in (line, notes, names, combo, choice, yes):
        layout.addWidget(widget)
    activate(window)
    line.setFocus()
    wedge = Wedge()
    made = Bench(window, wedge, line, notes, names, combo, choice, yes)
    wedge.scanned.connect(made.heard.append)
    yield made
    wedge.deleteLater()


def test_a_scan_is_heard_and_leaves_no_sign_in_the_field(bench: Bench) -> None:
    bench.line.setText("Rivera")
    bench.line.setCursorPosition(3)
    bench.type("SN-0012345", every=8)
    bench.end(after=8)
    assert bench.heard == ["SN-0012345"]
    assert (bench.line.text(), bench.line.cursorPosition()) == ("Rivera", 3)


def test_a_person_gets_every_letter_at_once(bench: Bench) -> None:
    for place, sign in enumerate("rivera"):
        bench.type(sign, every=0, first=90)
        assert bench.line.text() == "rivera"[: place + 1]
    bench.end(after=90)
    assert (bench.heard, bench.line.text()) == ([], "rivera")


@pytest.mark.parametrize("gap", [29, 30])
def test_signs_exactly_so_far_apart_are_a_scanner_s(bench: Bench, gap: int) -> None:
    bench.type("1234", every=gap)
    bench.end(after=gap)
    assert (bench.heard, bench.line.text()) == (["1234"], "")


def test_signs_one_millisecond_further_apart_are_a_person_s(bench: Bench) -> None:
    bench.type("1234", every=31)
    bench.end(after=31)
    assert (bench.heard, bench.line.text()) == ([], "1234")


def test_the_ending_key_must_follow_as_quickly(bench: Bench) -> None:
    bench.type("12345678", every=5)
    bench.end(after=31)
    assert (bench.heard, bench.line.text()) == ([], "12345678")


def test_three_signs_are_no_scan_and_none_is_lost(bench: Bench) -> None:
    bench.type("123", every=5)
    bench.end(after=5)
    assert (bench.heard, bench.line.text()) == ([], "123")


def test_quick_signs_without_an_end_come_a_moment_later_in_their_order(bench: Bench) -> None:
    bench.type("asdfgh", every=10)
    assert bench.line.text() == "a"
    bench.settle()
    assert (bench.heard, bench.line.text()) == ([], "asdfgh")


def test_two_keys_rolled_together_within_slow_typing(bench: Bench) -> None:
    bench.type("th", every=12)
    bench.type("e", every=0, first=80)
    assert bench.line.text() == "the"
    bench.end(after=80)
    assert bench.heard == []


def test_a_scan_that_the_desk_was_too_busy_for_is_still_taken_back(bench: Bench) -> None:
    bench.type("SN-00", every=8)
    bench.settle()
    assert bench.line.text() == "SN-00"
    bench.type("12345", every=8, first=8)
    bench.end(after=8)
    assert (bench.heard, bench.line.text()) == (["SN-0012345"], "")


def test_what_was_chosen_and_typed_over_comes_back_chosen(bench: Bench) -> None:
    bench.line.setText("Rivera, Ana")
    bench.line.setSelection(0, 6)
    bench.type("SN123", every=5)
    bench.end(after=5)
    assert bench.heard == ["SN123"]
    assert (bench.line.text(), bench.line.selectedText()) == ("Rivera, Ana", "Rivera")
    bench.line.undo()
    assert "SN" not in bench.line.text()


def test_a_field_that_makes_something_else_of_a_letter(bench: Bench) -> None:
    bench.line.setText("2026-11-05")
    bench.line.textEdited.connect(lambda _text: bench.line.setText("2026-11-29"))
    bench.type("T1234", every=5)
    bench.end(after=5)
    assert (bench.heard, bench.line.text()) == (["T1234"], "2026-11-05")


def test_in_notes_the_text_stays_as_it_is(bench: Bench) -> None:
    bench.notes.setPlainText("Ring twice.\nDog.")
    bench.notes.setFocus()
    cursor = bench.notes.textCursor()
    cursor.setPosition(5)
    bench.notes.setTextCursor(cursor)
    bench.type("SN123", every=5)
    bench.end(after=5)
    assert (bench.heard, bench.notes.toPlainText()) == (["SN123"], "Ring twice.\nDog.")
    bench.type("x", every=5)
    assert bench.notes.toPlainText() == "Ring xtwice.\nDog."


def test_in_a_list_the_row_stays_chosen(bench: Bench) -> None:
    bench.names.setCurrentRow(0)
    bench.names.setFocus()
    bench.type("SN123", every=5)
    bench.end(after=5)
    assert bench.heard == ["SN123"]
    assert bench.names.currentRow() == 0


def test_a_choice_stays_as_it_was(bench: Bench) -> None:
    chosen: list[int] = []
    bench.choice.activated.connect(chosen.append)
    bench.choice.setFocus()
    bench.type("SN123", every=8)
    bench.end(after=8)
    assert (bench.heard, bench.choice.currentText()) == (["SN123"], "Lynn")
    assert chosen == [1, 0]


def test_in_a_pick_list_the_words_stay(bench: Bench) -> None:
    bench.combo.setEditText("Lynn")
    bench.combo.setFocus()
    bench.type("SN123", every=5)
    bench.end(after=5)
    assert (bench.heard, bench.combo.currentText()) == (["SN123"], "Lynn")


def test_a_scan_presses_no_button_and_answers_no_question(bench: Bench) -> None:
    clicked: list[str] = []
    bench.yes.clicked.connect(lambda: clicked.append("button"))
    enter = QShortcut(QKeySequence("Return"), bench.window)
    enter.activated.connect(lambda: clicked.append("question"))
    bench.yes.setFocus()
    bench.type("SN 123", every=5)
    bench.end(after=5)
    assert (bench.heard, clicked) == (["SN 123"], [])


def test_a_scan_may_end_with_tab_and_the_cursor_stays(bench: Bench) -> None:
    bench.type("SN123", every=5)
    bench.end(after=5, key=Qt.Key.Key_Tab)
    assert bench.heard == ["SN123"]
    assert bench.line.hasFocus()


def test_the_separator_is_kept_and_capitals_need_their_shift(bench: Bench) -> None:
    bench.type("10A", every=5)
    bench.press(Qt.Key.Key_Shift, "", after=1, mods=Qt.KeyboardModifier.ShiftModifier)
    bench.press(Qt.Key.Key_BracketRight, SEPARATOR, after=3, mods=CONTROL)
    bench.type("21B", every=5, first=5)
    bench.end(after=5)
    assert bench.heard == [f"10A{SEPARATOR}21B"]


def test_a_command_between_letters_is_nobody_s_scan(bench: Bench) -> None:
    bench.type("abc", every=5)
    bench.press(Qt.Key.Key_S, "\x13", after=5, mods=CONTROL)
    bench.type("de", every=5, first=5)
    bench.end(after=5)
    assert bench.heard == []
    assert bench.line.text() == "abcde"


@pytest.mark.skipif(sys.platform == "darwin", reason="Option and a letter types a sign there")
def test_alt_and_a_letter_that_nothing_has_is_not_typed(bench: Bench) -> None:
    bench.line.setFocus()
    bench.line.setText("Rivera")
    bench.line.selectAll()
    bench.press(Qt.Key.Key_X, "x", after=1_000, mods=Qt.KeyboardModifier.AltModifier)
    assert bench.line.text() == "Rivera"
    bench.press(Qt.Key.Key_X, "x", after=1_000)
    assert bench.line.text() == "x"


def test_a_key_held_down_is_no_scanner(bench: Bench) -> None:
    handle = bench.window.windowHandle()
    assert handle is not None
    for _ in range(6):
        bench.at += 20
        event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, NO, "a", True)
        event.setTimestamp(bench.at)
        QCoreApplication.sendEvent(handle, event)
    bench.end(after=20)
    assert (bench.heard, bench.line.text()) == ([], "aaaaaa")


def test_two_scans_one_after_the_other(bench: Bench) -> None:
    for text in ("SN-1", "SN-2"):
        bench.type(text, every=4, first=200)
        bench.end(after=4)
    assert (bench.heard, bench.line.text()) == (["SN-1", "SN-2"], "")


def test_speed_length_and_ending_are_settings(bench: Bench, tmp_path: Path) -> None:
    settings = Settings(tmp_path / "settings.json")
    settings.remember(GAP, 50)
    settings.remember(LEAST, 6)
    settings.remember(ENDING, "tab")
    bench.wedge.set_up(settings)
    bench.type("123456", every=50)
    bench.end(after=50)
    bench.type("12345", every=50)
    bench.end(after=50, key=Qt.Key.Key_Tab)
    assert bench.heard == []
    bench.line.setFocus()
    bench.type("123456", every=50)
    bench.end(after=50, key=Qt.Key.Key_Tab)
    assert bench.heard == ["123456"]


def test_the_wedge_follows_the_keyboard_into_another_window(bench: Bench, qtbot: QtBot) -> None:
    other = QLineEdit()
    qtbot.addWidget(other)
    other.show()
    other.activateWindow()
    other.setFocus()
    assert QTest.qWaitForWindowActive(other)
    bench.window = other
    bench.type("SN123", every=5)
    bench.end(after=5)
    assert (bench.heard, other.text()) == (["SN123"], "")


def test_an_ear_hears_nothing_in_an_end_alone() -> None:
    ear = Ear()
    assert ear.end(5) is Verdict.PASSES
    assert [ear.sign("a", 10), ear.sign("b", 12)] == [Verdict.PASSES, Verdict.HELD]
    assert not ear.is_near(43)
