"""The questions of a purchase option: why it is bought or taken back, and what a no does."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Protocol

from dmedesk.kit.findings import Finding
from dmedesk.widgets.forms.action_bar import Act, ActionBar
from dmedesk.widgets.forms.fields import FormField, Kind
from dmedesk.widgets.page import Workplace

_DAY_WIDTH = 120


class Asking(Protocol):
    """The page on which a question opens."""

    workplace: Workplace

    def fail(self, findings: tuple[Finding, ...], /) -> None:
        """Show what is wrong."""
        ...

    def tell_done(self) -> None:
        """It is written down."""
        ...


class AnswerBar(ActionBar):
    """Writes an answer down, with its reason."""

    def __init__(self, page: Asking, action: str) -> None:
        why = FormField("why", "Reason", required=True, help="As the member gave it")
        super().__init__(page.workplace, page.fail, (why,), action=action, done=page.tell_done)

    def ask(self, title: str, yes: str, act: Callable[[Any, str], object]) -> None:
        """Ask for the reason."""

        def written(work: Any, values: Mapping[str, Any]) -> object:
            return act(work, values["why"])

        self.open_bar(title, yes, written, {})


class DecliningBar(ActionBar):
    """Writes a no down: its reason, and the end of the rental with its pickup, or why it goes on.

    The end is proposed; where somebody writes why the rental goes on, its days go.
    """

    def __init__(self, page: Asking) -> None:
        fields = (
            FormField("why", "Reason", required=True, help="As the member gave it"),
            FormField(
                "ends_on",
                "Rental &ends",
                Kind.DAY,
                width=_DAY_WIDTH,
                help="No month begins on that day or later",
            ),
            FormField(
                "fetch_on",
                "Fetch it on",
                Kind.DAY,
                width=_DAY_WIDTH,
                help="A slip asks for the pickup",
            ),
            FormField("goes_on_why", "Or it &goes on, because", help="Then the two days are empty"),
        )
        done = page.tell_done
        super().__init__(page.workplace, page.fail, fields, action="decline_option", done=done)
        self._proposed: Mapping[str, date] = {}
        self._goes_on = False
        self.form.changed.connect(self._follow)

    def ask(self, title: str, act: Act, *, on: date) -> None:
        """Ask what follows; the rental's end on the day of the answer is proposed."""
        self._proposed = {"ends_on": on, "fetch_on": self.workplace.today}
        self._goes_on = False
        self.open_bar(title, "Write it", act, self._proposed)

    def _follow(self) -> None:
        """Where the rental goes on, nothing ends it; where it does not, the end is proposed."""
        goes_on = bool(self.form.entries["goes_on_why"].raw())
        if goes_on != self._goes_on:
            self._goes_on = goes_on
            for key, day in self._proposed.items():
                entry = self.form.entries[key]
                entry.show_raw(entry.raw_of(None if goes_on else day))
