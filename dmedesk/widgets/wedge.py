"""Hears a bar code scanner that types like a keyboard, wherever the cursor stands.

A scanner is told from a person by its speed and by the key that it ends with. The first sign goes
where it was typed to, so that nobody waits; from the second of a quick run on they are held back
until it is clear who typed. A person gets them a moment later, in their order; a scanner's go
nowhere, and its first one is taken back from the field that had it.

Alt and a letter that nothing has is typed nowhere.
"""

import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum
from time import monotonic
from typing import ClassVar

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QWindow
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)
from shiboken6 import isValid

from dmedesk.kit.settings import Setting, Settings
from dmedesk.widgets.heard import HeardKey, Ways

GAP: Setting[int] = Setting(
    "scanner.gap", 30, "Milliseconds between two signs of a scanner, at most"
)
LEAST: Setting[int] = Setting("scanner.least", 4, "Signs that a scan has at least")
ENDING: Setting[str] = Setting(
    "scanner.ending", "enter or tab", "The key that a scanner ends with: enter, tab, enter or tab"
)

SEPARATOR = "\x1d"
"""GS, between the parts of a label; scanners type it as Ctrl and a bracket."""

_ENDINGS = {
    "enter": frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter}),
    "tab": frozenset({Qt.Key.Key_Tab}),
}
_SILENT = frozenset({Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_AltGr})
_SLACK = 5

_PRESS, _RELEASE, _OVERRIDE = (
    QEvent.Type.KeyPress,
    QEvent.Type.KeyRelease,
    QEvent.Type.ShortcutOverride,
)


def ways_in(settings: Settings) -> Ways:
    """What tells the scanner of this computer."""
    return Ways(settings.value(GAP), settings.value(LEAST), settings.value(ENDING))


def remember_ways(settings: Settings, ways: Ways) -> None:
    """Tell the scanner of this computer by these from now on."""
    settings.remember(GAP, ways.gap)
    settings.remember(LEAST, ways.least)
    settings.remember(ENDING, ways.ending)


USUAL_WAYS = Ways(GAP.default, LEAST.default, ENDING.default)


def wants_serial(field: QWidget) -> None:
    """Declare that a scan is for this field, while the cursor stands in it: a unit's serial."""
    field.setProperty("wants", "serial")


def field_for_serials() -> QLineEdit | None:
    """The field with the cursor, where it wants a serial."""
    widget = QApplication.focusWidget()
    found = widget
    while found is not None and found.property("wants") != "serial":
        found = found.parentWidget()
    if found is None:
        return None
    if isinstance(widget, QComboBox | QAbstractSpinBox):
        widget = widget.lineEdit()
    return widget if isinstance(widget, QLineEdit) else None


class Verdict(Enum):
    """What is to become of a key."""

    PASSES = "passes"
    HELD = "held"
    SCANNED = "scanned"


@dataclass(slots=True)
class Ear:
    """Tells a scanner from a person: signs at most ``gap`` ms apart, ``least`` of them, an end."""

    gap: int = GAP.default
    least: int = LEAST.default
    text: str = ""
    _last: int = 0

    def sign(self, sign: str, at: int) -> Verdict:
        """A sign was typed at this millisecond. The first of a run passes, the others are held."""
        follows = self.is_near(at)
        self.text = self.text + sign if follows else sign
        self._last = at
        return Verdict.HELD if follows else Verdict.PASSES

    def is_near(self, at: int) -> bool:
        """Whether a key of this millisecond goes on with the run."""
        return bool(self.text) and at - self._last <= self.gap

    def end(self, at: int) -> Verdict:
        """The ending key was typed. Where it does not end a scan the run is over."""
        if len(self.text) >= self.least and self.is_near(at):
            return Verdict.SCANNED
        self.text = ""
        return Verdict.PASSES


@dataclass(slots=True)
class _Run:
    """What was typed quickly: where its first sign went, how it was there, what is held back."""

    take_back: Callable[[str], None]
    delivered: str
    held: list[QKeyEvent] = field(default_factory=list)


class Wedge(QObject):
    """Listens to the keys of the window that has them; tells what a scanner read.

    ``pressed`` tells every key that types a sign or ends a scan, whoever pressed it.
    """

    scanned = Signal(str)
    pressed = Signal(HeardKey)

    _is_passing: ClassVar[bool] = False
    """One hands keys back: none listens, else two of a closing and an opening desk would go on."""

    def __init__(self, settings: Settings | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.ear = Ear()
        self._endings = _ENDINGS["enter"] | _ENDINGS["tab"]
        if settings is not None:
            self.set_up(settings)
        self._run: _Run | None = None
        self._swallowed: int | None = None
        self._window: QWindow | None = None
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.timeout.connect(self._let_go)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusWindowChanged.connect(self._listen)
        self._listen(app.focusWindow())

    def set_up(self, settings: Settings) -> None:
        """Take the scanner's settings as they are now."""
        ways = ways_in(settings)
        self.ear = Ear(ways.gap, ways.least)
        named = ways.ending.split(" or ")
        self._endings = frozenset().union(*(_ENDINGS.get(one, frozenset()) for one in named))

    def _listen(self, window: QWindow | None) -> None:
        """Follow the keyboard from window to window."""
        self._let_go()
        self._run, self.ear.text = None, ""
        if self._window is not None and isValid(self._window):
            self._window.removeEventFilter(self)
        self._window = window
        if window is not None:
            window.installEventFilter(self)

    # --- keys -----------------------------------------------------------------------------------

    def eventFilter(self, _window: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """True for a key that goes no further."""
        if self._is_passing or not isinstance(event, QKeyEvent):
            return False
        kind = event.type()
        if kind == _OVERRIDE:
            return self._before_shortcuts(event)
        if kind == _RELEASE:
            return self._released(event)
        return kind == _PRESS and self._pressed(event)

    def _before_shortcuts(self, event: QKeyEvent) -> bool:
        """Within a run no sign is a shortcut, nor is a scan's end: it says yes to no question."""
        ends = event.key() in self._endings and len(self.ear.text) >= self.ear.least
        if not self.ear.is_near(_moment(event)) or not (ends or _sign(event)):
            return False
        event.accept()
        return True

    def _released(self, event: QKeyEvent) -> bool:
        if self._swallowed == event.key():
            self._swallowed = None
            return True
        if self._run is not None and self._run.held and event.key() not in _SILENT:
            self._run.held.append(event.clone())
            return True
        return False

    def _pressed(self, event: QKeyEvent) -> bool:
        if event.key() in _SILENT:
            return False
        at = _moment(event)
        sign = "" if event.isAutoRepeat() else _sign(event)
        if sign or not event.isAutoRepeat():
            self._tell(event, sign, at)
        if not sign:
            return self._ended(event, at) or _is_no_letter(event)
        if sign == SEPARATOR and self._run is None:
            return False
        if self.ear.sign(sign, at) is Verdict.PASSES:
            self._let_go()
            self._run = _Run(_memory_of(QApplication.focusWidget()), sign)
            return False
        assert self._run is not None
        self._run.held.append(event.clone())
        self._wait.start(self.ear.gap + _SLACK)
        return True

    def _tell(self, event: QKeyEvent, sign: str, at: int) -> None:
        named = (name for name, keys in _ENDINGS.items() if event.key() in keys)
        ending = next(named, "")
        if sign or ending:
            self.pressed.emit(HeardKey(at, sign, ending))

    def _ended(self, event: QKeyEvent, at: int) -> bool:
        is_end = event.key() in self._endings and not event.isAutoRepeat()
        if is_end and self.ear.end(at) is Verdict.SCANNED:
            self._swallowed = event.key()
            self._finish()
            return True
        self._let_go()
        self._run = None
        self.ear.text = ""
        return False

    def _finish(self) -> None:
        """It was a scanner: take back what got through, and tell what it read."""
        text, run = self.ear.text, self._run
        self.ear.text, self._run = "", None
        self._wait.stop()
        if run is not None:
            run.take_back(run.delivered)
        self.scanned.emit(text)

    def _let_go(self) -> None:
        """It was a person (or cannot be told yet): what was held goes where it was typed to."""
        self._wait.stop()
        run, window = self._run, self._window
        if run is None or not run.held:
            return
        held, run.held = run.held, []
        run.delivered += "".join(_sign(one) for one in held if one.type() == _PRESS)
        Wedge._is_passing = True
        try:
            for event in held:
                if window is not None and isValid(window):
                    QCoreApplication.sendEvent(window, event)
        finally:
            Wedge._is_passing = False


def _moment(event: QKeyEvent) -> int:
    """The millisecond of a key, by the system's own stamp where it gives one."""
    return event.timestamp() or int(monotonic() * 1000)


def _sign(event: QKeyEvent) -> str:
    """The sign that a key types; empty where it types none."""
    text, modifiers = event.text(), event.modifiers()
    if text == SEPARATOR or (
        event.key() == Qt.Key.Key_BracketRight and modifiers & Qt.KeyboardModifier.ControlModifier
    ):
        return SEPARATOR
    held = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    # Both together are AltGr on some systems: such signs are typed, too.
    is_command = bool(modifiers & held) and (modifiers & held) != held
    return text if text.isprintable() and not is_command else ""


def _is_no_letter(event: QKeyEvent) -> bool:
    """Whether it is Alt and a letter that no button here has: Qt would type it over the field."""
    is_alt = event.modifiers() == Qt.KeyboardModifier.AltModifier
    return is_alt and sys.platform != "darwin" and bool(event.text()) and event.text().isprintable()


# --- taking back -------------------------------------------------------------------------------


def _memory_of(widget: QWidget | None) -> Callable[[str], None]:
    """How the widget that has the cursor is put back as it is now, after signs went into it."""
    if isinstance(widget, QComboBox) and not widget.isEditable():
        return _memory_of_choice(widget)
    if isinstance(widget, QComboBox | QAbstractSpinBox):
        widget = widget.lineEdit()
    if isinstance(widget, QLineEdit):
        return _memory_of_line(widget)
    if isinstance(widget, QTextEdit | QPlainTextEdit):
        return _memory_of_text(widget)
    if isinstance(widget, QAbstractItemView):
        view, index = widget, widget.currentIndex()
        return lambda _signs: view.setCurrentIndex(index)
    return lambda _signs: None


def _memory_of_choice(box: QComboBox) -> Callable[[str], None]:
    """A letter chose what begins with it: choose again what was chosen, and tell whoever heard."""
    before = box.currentIndex()

    def take_back(_signs: str) -> None:
        if box.currentIndex() != before:
            box.setCurrentIndex(before)
            box.activated.emit(before)

    return take_back


def _memory_of_line(line: QLineEdit) -> Callable[[str], None]:
    before, at = line.text(), line.cursorPosition()
    start, chosen = line.selectionStart(), line.selectedText()

    def take_back(signs: str) -> None:
        now = line.text()
        if now == before:
            return
        front = start if chosen else at
        typed = before[:front] + signs + before[front + len(chosen) :]
        if now != typed:
            # The field made something else of it (a day of a letter): only the whole helps.
            line.setText(before)
        else:
            # As a person would, so that undo and whoever follows the typing know of it.
            line.setCursorPosition(front)
            line.setSelection(front, len(signs))
            line.insert(chosen)
        if chosen:
            line.setSelection(start, len(chosen))
        else:
            line.setCursorPosition(at)

    return take_back


def _memory_of_text(edit: QTextEdit | QPlainTextEdit) -> Callable[[str], None]:
    cursor = edit.textCursor()
    chosen, start = cursor.selectedText(), cursor.selectionStart()
    before = edit.toPlainText()

    def take_back(signs: str) -> None:
        if edit.toPlainText() == before:
            return
        now = edit.textCursor()
        now.setPosition(start)
        now.setPosition(start + len(signs), now.MoveMode.KeepAnchor)
        now.insertText(chosen)
        if chosen:
            now.setPosition(start)
            now.setPosition(start + len(chosen), now.MoveMode.KeepAnchor)
        edit.setTextCursor(now)

    return take_back
