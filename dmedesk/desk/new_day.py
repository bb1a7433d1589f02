"""Keeps the desk's day true: midnight, a computer that slept, a clock that jumps.

Timers stand still while a computer sleeps, so the day is looked at again and again, and whenever
the window comes to the front.
"""

from datetime import datetime, timedelta
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication

from dmedesk.desk.window import DeskWindow
from dmedesk.kit.clock import Clock
from dmedesk.widgets.page import Workplace

LOOK_EVERY = 30_000
"""Milliseconds."""

TRAIL_AFTER = 1_000
"""Milliseconds after the start: a page's rows, read in two steps, come before it."""

AMISS = timedelta(minutes=10)
"""A clock that is further behind the last change is said to be wrong; no two clocks are alike."""


class DayWatch(QObject):
    """Begins a new day at the desk when the computer's clock has one."""

    def __init__(self, window: DeskWindow, workplace: Workplace, clock: Clock) -> None:
        super().__init__(window)
        self._window, self._workplace, self._clock = window, workplace, clock
        self._timer = QTimer(self, interval=LOOK_EVERY)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.applicationStateChanged.connect(self._wake)
        QTimer.singleShot(TRAIL_AFTER, self, self._hold_against_trail)

    def look(self) -> None:
        """Ask the clock for the day; another one than before begins at once."""
        day, before = self._clock().astimezone().date(), self._workplace.today
        if day == before:
            return
        self._window.begin_day(day)
        if day < before:
            self._window.strip.say_clock(f"‖ The clock went back from {before}: is {day} right?")
        else:
            self._window.strip.say_clock("")
            self._hold_against_trail()

    def _wake(self, state: Qt.ApplicationState) -> None:
        if state is Qt.ApplicationState.ApplicationActive:
            self.look()

    def _hold_against_trail(self) -> None:
        self._workplace.runner.query(_newest, done=self._compare, failed=lambda _findings: None)

    def _compare(self, newest: datetime | None) -> None:
        if newest is not None and self._clock() < newest - AMISS:
            when = f"{newest.astimezone():%Y-%m-%d %H:%M}"
            self._window.strip.say_clock(f"‖ The last change is of {when}: is this clock right?")


def _newest(session: Any) -> datetime | None:
    from dmedesk.store.trail import newest_at

    return newest_at(session)
