"""Asks in a rental's page for the right days of a stay, or takes a stay back that never was."""

from collections.abc import Callable, Mapping
from typing import Any

from dmedesk.rentals.actions.correcting import correct_stay, remove_stay
from dmedesk.rentals.queries.record import StayAway
from dmedesk.widgets.forms.action_bar import ActionBar
from dmedesk.widgets.forms.fields import FormField, Kind
from dmedesk.widgets.page import Workplace
from dmedesk.widgets.parts import button, label, row
from dmedesk.widgets.tasks import Failed

_ABOUT = "The history keeps what stood there before. Posted months never move."


class StayBar(ActionBar):
    """The days and the reason of one stay."""

    def __init__(self, workplace: Workplace, failed: Failed, done: Callable[[], object]) -> None:
        fields = (
            FormField("from_on", "First day away", Kind.DAY, required=True),
            FormField("until_on", "Day of return", Kind.DAY, help="still away"),
            FormField("reason", "Reason"),
        )
        super().__init__(workplace, failed, fields, action="correct_stay", done=done)
        self._stay: StayAway | None = None
        self.never = button("It &never was", self.remove, tip="Take this stay back")
        self.body.addLayout(row(label(_ABOUT, "soft"), None, self.never))

    def ask_for(self, stay: StayAway) -> None:
        """Ask for what is right of this stay."""
        self._stay = stay

        def act(work: Any, values: Mapping[str, Any]) -> None:
            correct_stay(
                work,
                stay_id=stay.id,
                version=stay.row_version,
                from_on=values["from_on"],
                until_on=values["until_on"],
                reason=values["reason"] or "",
            )

        start = {"from_on": stay.from_on, "until_on": stay.until_on, "reason": stay.reason}
        self.open_bar(f"The stay away from {stay.from_on} on", "&Correct it", act, start)

    def remove(self) -> None:
        """Take the stay back."""
        stay = self._stay
        if stay is not None:
            self.workplace.runner.operate(
                lambda work: remove_stay(work, stay_id=stay.id, version=stay.row_version),
                action="remove_stay",
                done=lambda _nothing: self._finish(),
                failed=self._tell,
            )
