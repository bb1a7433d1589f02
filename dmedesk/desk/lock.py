"""The lock of a desk that nobody works at: it hides everything, and keeps tabs and typing.

In a shop without staff there is nothing to lock with, so the desk never locks.
"""

from collections.abc import Callable
from datetime import date
from functools import cached_property, partial
from time import time
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget
from shiboken6 import isValid

from dmedesk.widgets.page import Workplace

if TYPE_CHECKING:
    from dmedesk.desk.sign_in import SignIn

_WORKING = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
    }
)
_LOOK_EVERY = 5_000
_MINUTE = 60


class IdleLock(QObject):
    """Hears keys and the mouse in every window; ``idled`` is told after minutes without any."""

    idled = Signal()

    def __init__(self, parent: QObject | None = None, *, now: Callable[[], float] = time) -> None:
        super().__init__(parent)
        self._now = now
        self._last = now()
        self.minutes = 0
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_EVERY)
        self._timer.timeout.connect(self.look)

    def watch(self, minutes: int) -> None:
        """Watch from now on."""
        self.minutes = minutes
        self._last = self._now()
        app = QApplication.instance()
        if app is not None and not self._timer.isActive():
            app.installEventFilter(self)
            self._timer.start()

    def rest(self) -> None:
        """Watch no more."""
        app = QApplication.instance()
        if app is not None:
            app.removeEventFilter(self)
        self._timer.stop()

    def look(self) -> None:
        """Tell if the time is over; a clock that was set back does not count."""
        now = self._now()
        self._last = min(self._last, now)
        if now - self._last >= self.minutes * _MINUTE:
            self.rest()
            self.idled.emit()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Somebody works here."""
        if event.type() in _WORKING:
            self._last = self._now()
        return False


class Gate(QStackedWidget):
    """Holds a window's whole content, and hides it behind the sign-in where the shop has staff.

    ``windows`` answers the further windows of the desk, which are hidden with it. ``entered`` says
    that somebody came in and the cursor stood nowhere before.
    """

    entered = Signal()

    def __init__(
        self,
        workplace: Workplace,
        content: QWidget,
        title: str,
        *,
        windows: Callable[[], list[QWidget]] = list,
    ) -> None:
        super().__init__()
        self._workplace = workplace
        self._content = content
        self._windows = windows
        self._hidden: list[QWidget] = []
        self._before: QWidget | None = None
        self._title = title
        self.idle = IdleLock(self)
        self.addWidget(content)
        self.idle.idled.connect(self.lock)
        workplace.sign_in_wanted.connect(self.lock)

    @cached_property
    def sign_in(self) -> "SignIn":
        """Asks for a name and a PIN; made when the desk is first locked."""
        # A shop without staff never needs it, and a start does not wait for it.
        from dmedesk.desk.sign_in import SignIn

        made = SignIn(self._workplace, self._title)
        made.done.connect(lambda _person: self.open())
        self.addWidget(made)
        return made

    @property
    def is_locked(self) -> bool:
        """Whether everything is hidden."""
        return self.currentWidget() is not self._content

    def lock(self) -> None:
        """Hide everything, and ask for a name and a PIN."""
        if self.is_locked:
            return
        self._before = QApplication.focusWidget()
        while (popup := QApplication.activePopupWidget()) is not None:
            popup.close()
        self._hidden = [window for window in self._windows() if window.isVisible()]
        for window in self._hidden:
            window.hide()
        self.idle.rest()
        # What is disabled and hidden hears no shortcut: no search over a locked desk.
        self._content.setEnabled(False)
        self.setCurrentWidget(self.sign_in)
        app = QApplication.instance()
        if app is not None:
            app.installEventFilter(self)
        self.sign_in.ask()

    def open(self) -> None:
        """Show everything as it was left."""
        app = QApplication.instance()
        if app is not None:
            app.removeEventFilter(self)
        self._content.setEnabled(True)
        self.setCurrentWidget(self._content)
        for window in self._hidden:
            window.show()
        self._hidden = []
        before = self._before
        if before is not None and isValid(before) and self.isAncestorOf(before):
            before.setFocus()
        else:
            self.entered.emit()
        self._before = None
        self._workplace.changed.emit()
        asked = partial(_idle_minutes, on=self._workplace.today)
        self._workplace.runner.query(asked, done=self.idle.watch, failed=lambda _findings: None)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """While locked, only the sign-in's own shortcuts are heard."""
        if event.type() == QEvent.Type.Shortcut and self.is_locked:
            heard = watched if isinstance(watched, QWidget) else watched.parent()
            return not (isinstance(heard, QWidget) and self.sign_in.isAncestorOf(heard))
        return False


def _idle_minutes(session: Any, *, on: date) -> int:
    from dmedesk.shop.queries.policies import policies
    from dmedesk.shop.rules.policies import IDLE_MINUTES

    return int(policies(session).value(IDLE_MINUTES, on=on))
