"""Who works here? A name from the list, a PIN, Enter: by keyboard alone.

A person without a PIN (after an import, or newly added) chooses one here.
"""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QListWidget, QListWidgetItem, QWidget

from dmedesk.kit.findings import Finding, Severity
from dmedesk.shop.actions.sign_in import Attempt, choose_pin, sign_in
from dmedesk.shop.queries.staff import SignedIn, SignInName, sign_in_names
from dmedesk.shop.rules.rights import ROLE_WORDS
from dmedesk.shop.rules.staff import MOST_DIGITS
from dmedesk.widgets.page import Workplace
from dmedesk.widgets.parts import button, column, frame, label, padded, row
from dmedesk.widgets.tasks import Latest
from dmedesk.widgets.theme import GRID, ROW, px

_WIDTH = 90 * GRID
_MOST_NAMES_SHOWN = 8
_SECOND = 1_000


class SignIn(QWidget):
    """The names of today, a PIN, and what is wrong with it below. ``done`` tells who is in."""

    done = Signal(object)

    def __init__(self, workplace: Workplace, title: str) -> None:
        super().__init__()
        self.setProperty("part", "page")
        self._workplace = workplace
        self._latest = Latest(workplace.runner)
        self._last_id = 0
        self._shown: Sequence[SignInName] = ()
        self.names = _Names(self._go_on)
        self.pin, self.again = _pin("PIN"), _pin("The PIN once more")
        self.told = label(part="wrong")
        self.told.setWordWrap(True)
        self.told.hide()
        self._pin_word, self._again_word = QLabel("&PIN"), QLabel("PIN a&gain")
        self._pin_word.setBuddy(self.pin)
        self._again_word.setBuddy(self.again)
        self.enter = button("&Sign in", self.try_pin, part="primary", tip="Sign in (Enter)")
        self._waiting = QTimer(self)
        self._waiting.setSingleShot(True)
        self._waiting.timeout.connect(self._may_try)
        self._lay_out(title)
        self.names.currentItemChanged.connect(lambda *_items: self._show_person())
        for field in (self.pin, self.again):
            field.textEdited.connect(lambda _text: self._tell(None))
            field.returnPressed.connect(self.try_pin)

    def _lay_out(self, title: str) -> None:
        name = label(title, "name")
        name.setWordWrap(True)
        self._asked = label("Who works here?", "heading")
        self._about = label("", "soft")
        self._about.setWordWrap(True)
        inside = column(
            name,
            self._asked,
            self.names,
            self._about,
            self._pin_word,
            self.pin,
            self._again_word,
            self.again,
            self.told,
            self.enter,
            gap=2 * GRID,
        )
        panel = frame("panel", padded(inside, 6 * GRID, 5 * GRID))
        panel.setFixedWidth(px(_WIDTH))
        self.setLayout(column(None, row(None, panel, None), None))

    def ask(self) -> None:
        """Read the names, and wait for one of them; the last one is chosen again."""
        self.pin.clear()
        self.again.clear()
        if not self._waiting.isActive():
            self._tell(None)
        asked = partial(_names_of, on=self._workplace.today)
        self._latest.query(asked, done=self._show_names, failed=self._fail)

    def _show_names(self, names: Sequence[SignInName]) -> None:
        self._shown = ()
        self.names.clear()
        self._shown = tuple(names)
        for name in names:
            item = QListWidgetItem(f"{name.name}  ·  {ROLE_WORDS[name.role]}")
            item.setSizeHint(QSize(0, px(ROW)))
            self.names.addItem(item)
            if name.id == self._last_id:
                self.names.setCurrentItem(item)
        if self.names.currentRow() < 0:
            self.names.setCurrentRow(0)
        shown = max(1, min(len(names), _MOST_NAMES_SHOWN))
        self.names.setFixedHeight(shown * px(ROW) + 2 * self.names.frameWidth())
        self._show_person()
        (self.pin if self._last_id or len(names) == 1 else self.names).setFocus()

    @property
    def person(self) -> SignInName | None:
        """The one chosen in the list."""
        place = self.names.currentRow()
        return self._shown[place] if 0 <= place < len(self._shown) else None

    def _show_person(self) -> None:
        person = self.person
        is_new = person is not None and not person.has_pin
        self._again_word.setVisible(is_new)
        self.again.setVisible(is_new)
        self._about.setVisible(is_new)
        self._about.setText("No PIN yet: choose one of 4 to 12 digits." if is_new else "")
        self.pin.clear()
        self.again.clear()
        if not self._waiting.isActive():
            self._tell(None)

    def _go_on(self, digit: str) -> None:
        """Enter in the list leads to the PIN, and so does its first digit."""
        self.pin.setFocus()
        self.pin.insert(digit)

    # --- trying ---------------------------------------------------------------------------------

    def try_pin(self) -> None:
        """Let the chosen person in with what was typed."""
        person, pin = self.person, self.pin.text()
        if person is None or self._waiting.isActive() or not self.enter.isEnabled():
            return
        if not person.has_pin:
            self._choose(person, pin)
        elif pin:
            self._operate(partial(_sign_in, person_id=person.id, pin=pin), "sign_in")
        else:
            self.pin.setFocus()

    def _choose(self, person: SignInName, pin: str) -> None:
        if not self.again.text():
            self.again.setFocus()
        elif pin != self.again.text():
            self._tell(Finding(Severity.STOP, "pins_differ", "The two PINs differ."))
            self.again.clear()
        else:
            self._operate(partial(_choose_pin, person_id=person.id, pin=pin), "choose_pin")

    def _operate(self, act: Any, action: str) -> None:
        self.enter.setEnabled(False)
        self._workplace.runner.operate(act, action=action, done=self._answer, failed=self._fail)

    def _answer(self, attempt: Attempt) -> None:
        self.enter.setEnabled(True)
        self.pin.clear()
        self.again.clear()
        if attempt.person is not None:
            self._last_id = attempt.person.id
            self._let_in(attempt.person)
            return
        self._tell(attempt.finding)
        if attempt.wait:
            self._waiting.start(int(attempt.wait.total_seconds() * _SECOND))
            self.enter.setEnabled(False)
        self.pin.setFocus()

    def _let_in(self, person: SignedIn) -> None:
        self._tell(None)
        self._workplace.seat(person)
        self.done.emit(person)

    def _may_try(self) -> None:
        self.enter.setEnabled(True)
        self._tell(None)

    def _fail(self, findings: tuple[Finding, ...]) -> None:
        self.enter.setEnabled(True)
        self._tell(findings[0] if findings else None)
        self.pin.setFocus()

    def _tell(self, finding: Finding | None) -> None:
        self.told.setVisible(finding is not None)
        said = f"{finding.message} {finding.remedy}".strip() if finding else ""
        self.told.setText(said)
        self.pin.setAccessibleDescription(said)
        self.pin.setProperty("wrong", finding is not None)
        self.pin.style().unpolish(self.pin)
        self.pin.style().polish(self.pin)


class _Names(QListWidget):
    """The list of names; Enter, Tab, a click and the PIN's own digits go on to the PIN."""

    def __init__(self, go_on: Callable[[str], object]) -> None:
        super().__init__()
        self.setAccessibleName("Names")
        self._go_on = go_on
        self.itemClicked.connect(lambda _item: go_on(""))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Letters find a name, Enter takes it; a digit begins the PIN."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._go_on("")
        elif event.text().isdecimal():
            self._go_on(event.text())
        else:
            super().keyPressEvent(event)


def _pin(name: str) -> QLineEdit:
    made = QLineEdit()
    made.setEchoMode(QLineEdit.EchoMode.Password)
    made.setMaxLength(MOST_DIGITS)
    made.setAccessibleName(name)
    return made


def _names_of(session: Any, *, on: date) -> list[SignInName]:
    return sign_in_names(session, on=on)


def _sign_in(work: Any, *, person_id: int, pin: str) -> Attempt:
    return sign_in(work, person_id=person_id, pin=pin)


def _choose_pin(work: Any, *, person_id: int, pin: str) -> Attempt:
    return choose_pin(work, person_id=person_id, pin=pin)
