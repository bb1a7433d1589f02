"""A question inside the page: what will happen, one button that does it, one that does not."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QPushButton, QWidget
from shiboken6 import isValid

from dmedesk.widgets.parts import button, column, label, padded, row
from dmedesk.widgets.theme import GRID

_LEAVE = "&Leave it"


class AskingBar(QFrame):
    """What asks inside a page. Enter presses ``yes``, or ``no`` in focus; Esc closes it.

    ``closed`` tells that it was closed with nothing done.
    """

    closed = Signal()
    yes: QPushButton
    no: QPushButton

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("part", "question")
        self._before: QWidget | None = None

    def close_question(self) -> None:
        """Do nothing; the cursor goes back where it was."""
        self.put_away()
        self.closed.emit()

    def keep_cursor(self) -> None:
        """Know where the cursor stands, before it comes in here."""
        here = QApplication.focusWidget()
        if here is not None and not self.isAncestorOf(here):
            self._before = here

    def put_away(self) -> None:
        """Go out of sight; a cursor that is in here goes back where it was."""
        here = QApplication.focusWidget()
        had_cursor = here is not None and self.isAncestorOf(here)
        self.hide()
        before, self._before = self._before, None
        if had_cursor and before is not None and isValid(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter and Esc, as the buttons say."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            (self.no if self.no.hasFocus() else self.yes).click()
        elif event.key() == Qt.Key.Key_Escape:
            self.close_question()
        else:
            super().keyPressEvent(event)


def open_among(pieces: Iterable[QWidget]) -> AskingBar | None:
    """The first of these that asks something now."""
    bars = (one for one in pieces if isinstance(one, AskingBar))
    return next((bar for bar in bars if bar.isVisible()), None)


class QuestionBar(AskingBar):
    """Asks before something is written. Enter does it, Esc leaves everything as it is."""

    def __init__(self) -> None:
        super().__init__()
        self._act: Callable[[], object] = lambda: None
        self._else_act: Callable[[], object] = lambda: None
        self._title, self._details = label(part="heading"), label()
        for said in (self._title, self._details):
            said.setWordWrap(True)
        self.yes = button("Do it", self._do, part="primary")
        self.no = button(_LEAVE, self._do_not, tip="Change nothing (Esc)")
        texts = column(self._title, self._details, gap=GRID)
        across = row(texts, self.yes, self.no)
        across.setStretch(0, 1)
        self.setLayout(padded(across, 4 * GRID, 3 * GRID))
        self.hide()

    def ask(
        self,
        title: str,
        details: str,
        yes: str,
        act: Callable[[], object],
        *,
        no: str = _LEAVE,
        else_act: Callable[[], object] = lambda: None,
    ) -> None:
        """Ask; ``yes`` names what the button does.

        ``else_act`` is what the other button does, named by ``no``. Esc does neither.
        """
        self._act, self._else_act = act, else_act
        self.keep_cursor()
        self.no.setText(no)
        self.no.setAccessibleName(no.replace("&", ""))
        self._title.setText(title)
        self._details.setText(details)
        self.yes.setText(yes)
        self.yes.setAccessibleName(f"{yes}. {title} {details}")
        self.yes.setToolTip(f"{yes} (Enter)")
        self.show()
        self.yes.setFocus(Qt.FocusReason.OtherFocusReason)

    def _do(self) -> None:
        self.hide()
        self._act()

    def _do_not(self) -> None:
        self.close_question()
        self._else_act()
