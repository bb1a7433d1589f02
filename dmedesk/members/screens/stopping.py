"""Asks for the day of a death, or of leaving, and lists what follows from it before it is written.

What follows is what the houses above offer: rentals that stop, units to pick up, months to credit.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from dmedesk.kit.offers import Offers, Remark
from dmedesk.kit.references import RecordRef
from dmedesk.members.actions.stopping import record_death, record_leaving
from dmedesk.members.rules.words import LEAVING_WORDS, LeavingReason
from dmedesk.widgets.forms.action_bar import ActionBar
from dmedesk.widgets.forms.fields import FormField, Kind, options_of
from dmedesk.widgets.page import Workplace
from dmedesk.widgets.parts import label
from dmedesk.widgets.remarks import RemarkLines
from dmedesk.widgets.tasks import Failed
from dmedesk.widgets.theme import GRID

_DIED, _LEFT, _REASON = "deceased_on", "left_on", "left_reason"


def what_stops(offers: Offers, ref: RecordRef, day: date, session: Any) -> Sequence[Remark]:
    """What follows from a stop on this day, as all houses say."""
    return offers.what_stops(session, ref, day)


class StopBar(ActionBar):
    """The day on which a member's rentals stop (the first field), and what follows."""

    def __init__(
        self,
        workplace: Workplace,
        failed: Failed,
        fields: Sequence[FormField],
        *,
        action: str,
        done: Callable[[], object],
    ) -> None:
        super().__init__(workplace, failed, fields, action=action, done=done)
        self._ref = RecordRef("member", 0)
        self._day: date | None = None
        self._key = fields[0].key
        self._head = label("What follows", "section")
        self.follows = RemarkLines(workplace, failed)
        for piece in (self._head, self.follows):
            self.body.addWidget(piece)
        self.body.setSpacing(GRID)
        self.form.changed.connect(self._ask)

    def begin(self, ref: RecordRef) -> None:
        """It is about this member; ask anew what follows."""
        self._ref, self._day = ref, None
        self._ask()

    def _ask(self) -> None:
        day, _wrong = self.form.entries[self._key].taken()
        if day != self._day:
            self._day = day
            self.follows.ask(what_stops, self._ref, day)


class DeathBar(StopBar):
    """Writes down a member's death."""

    def __init__(self, workplace: Workplace, failed: Failed, done: Callable[[], object]) -> None:
        fields = (FormField(_DIED, "Day", Kind.DAY, required=True),)
        super().__init__(workplace, failed, fields, action="record_death", done=done)

    def ask_for(self, ref: RecordRef, name: str, version: int) -> None:
        """Ask for the day, beginning with today."""

        def act(work: Any, values: Mapping[str, Any]) -> object:
            day: date = values[_DIED]
            return record_death(work, member_id=ref.id, version=version, deceased_on=day)

        self.open_bar(f"{name} died", "Write down", act, {_DIED: self.workplace.today})
        self.begin(ref)


class LeavingBar(StopBar):
    """Writes down that a member left."""

    def __init__(self, workplace: Workplace, failed: Failed, done: Callable[[], object]) -> None:
        fields = (
            FormField(_LEFT, "Last day", Kind.DAY, required=True),
            FormField(
                _REASON, "Why", Kind.CHOICE, required=True, options=options_of(LEAVING_WORDS)
            ),
        )
        super().__init__(workplace, failed, fields, action="record_leaving", done=done)

    def ask_for(self, ref: RecordRef, name: str, version: int) -> None:
        """Ask for the day and the reason, beginning with today."""

        def act(work: Any, values: Mapping[str, Any]) -> object:
            return record_leaving(
                work,
                member_id=ref.id,
                version=version,
                left_on=values[_LEFT],
                reason=LeavingReason(values[_REASON]),
            )

        start = {_LEFT: self.workplace.today, _REASON: LeavingReason.MOVED_AWAY.value}
        self.open_bar(f"{name} left", "Write down", act, start)
        self.begin(ref)
