"""Asks in a rental's page for a pause, and for how it goes on; both stand above its months."""

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QRadioButton

from dmedesk.kit import entry
from dmedesk.kit.cells import Unreadable
from dmedesk.kit.findings import Finding, Severity
from dmedesk.rentals.actions.pausing import pause_rental, resume_rental
from dmedesk.rentals.rules import Resume
from dmedesk.widgets.page import Workplace
from dmedesk.widgets.parts import button, column, label, padded, row
from dmedesk.widgets.question import AskingBar
from dmedesk.widgets.tasks import Failed
from dmedesk.widgets.theme import GRID, px

_DAY_WIDTH, _REASON_WIDTH = 120, 420
_CHOICES = {
    Resume.CONTINUE: "Continue the count: the old day of the month, the next number",
    Resume.NEW_ANCHOR: "New anchor at discharge: months begin on this day, the numbers go on",
    Resume.NEW_PERIOD: "New period: month 1 again, with a new prescription and the reason",
}


class _Bar(AskingBar):
    """A question with a day and a reason."""

    def __init__(self, title: str, day_name: str, reason_name: str, does: str) -> None:
        super().__init__()
        self.day, self.reason = QLineEdit(), QLineEdit()
        self.day.setAccessibleName(day_name)
        self.day.setFixedWidth(px(_DAY_WIDTH))
        self.day.setToolTip("3/5, fri, eom, t today, +3")
        self.reason.setAccessibleName(reason_name)
        self.reason.setMinimumWidth(px(_REASON_WIDTH))
        self.yes = button(does, self.do, part="primary")
        self.no = button("Leave it", self.close_question, tip="Change nothing (Esc)")
        self.lines = column(
            label(title, "heading"),
            row(label(day_name), self.day, label(reason_name), self.reason, None),
            gap=2 * GRID,
        )
        across = row(self.lines, self.yes, self.no)
        across.setStretch(0, 1)
        self.setLayout(padded(across, 4 * GRID, 3 * GRID))
        self.hide()

    def ask(self, day: date) -> None:
        """Ask, with this day at first."""
        self.day.setText(day.isoformat())
        self.reason.clear()
        self.show()
        self.day.setFocus(Qt.FocusReason.OtherFocusReason)
        self.day.selectAll()

    def do(self) -> None:
        """Do what is asked for."""
        raise NotImplementedError


class PauseBars:
    """The two questions of one rental's page. ``done`` is called after either was answered."""

    def __init__(
        self, workplace: Workplace, rental_id: int, *, done: Callable[[], object], failed: Failed
    ) -> None:
        self._workplace = workplace
        self._rental_id = rental_id
        self._done = done
        self._failed = failed
        self.pause = _PauseBar(self)
        self.resume = _ResumeBar(self)

    def ask_pause(self) -> None:
        """Ask from which day on the member is away."""
        self.resume.hide()
        self.pause.ask(self._workplace.today)

    def ask_resume(self) -> None:
        """Ask when the member came back, and how the months go on."""
        self.pause.hide()
        self.resume.choices[Resume.CONTINUE].setChecked(True)
        self.resume.ask(self._workplace.today)

    def day_of(self, typed: str) -> date | None:
        """The day that is meant; None, with the reason told, where none can be read."""
        try:
            return entry.day(typed.strip(), today=self._workplace.today)
        except Unreadable as fault:
            self._failed((Finding(Severity.STOP, fault.code, fault.message, remedy=fault.remedy),))
            return None

    def carry_out(self, bar: _Bar, act: Callable[..., None], action: str, said: str) -> None:
        """Do it on the worker; the question goes once it is done."""

        def done(_nothing: object) -> None:
            bar.hide()
            self._workplace.say(said)
            self._done()

        def work(opened: Any) -> None:
            act(opened, rental_id=self._rental_id)

        self._workplace.runner.operate(work, action=action, done=done, failed=self._failed)


class _PauseBar(_Bar):
    def __init__(self, bars: PauseBars) -> None:
        title = "The member is away from home: no month that begins then is billed or counted"
        super().__init__(title, "First day away", "Reason", "Pause")
        self._bars = bars

    def do(self) -> None:
        """Pause the rental."""
        from_on, reason = self._bars.day_of(self.day.text()), self.reason.text().strip()
        if from_on is None:
            return

        def act(work: Any, *, rental_id: int) -> None:
            pause_rental(work, rental_id=rental_id, from_on=from_on, reason=reason)

        self._bars.carry_out(self, act, "pause_rental", f"Paused from {from_on}.")


class _ResumeBar(_Bar):
    def __init__(self, bars: PauseBars) -> None:
        super().__init__("The member is back home", "Day of return", "Reason", "Go on")
        self._bars = bars
        self.choices: dict[Resume, QRadioButton] = {}
        for resumes, words in _CHOICES.items():
            choice = QRadioButton(words)
            self.choices[resumes] = choice
            self.lines.addWidget(choice)
        self.choices[Resume.CONTINUE].setChecked(True)

    def do(self) -> None:
        """Let the rental go on."""
        returned_on, statement = self._bars.day_of(self.day.text()), self.reason.text().strip()
        if returned_on is None:
            return
        resumes = next(one for one, choice in self.choices.items() if choice.isChecked())

        def act(work: Any, *, rental_id: int) -> None:
            resume_rental(
                work,
                rental_id=rental_id,
                returned_on=returned_on,
                resumes=resumes,
                statement=statement,
            )

        self._bars.carry_out(self, act, "resume_rental", f"Goes on from {returned_on}.")
