"""Asks for the day of a death, or of leaving, and lists what follows from it before it is written.

What follows is what the houses above offer: rentals that stop, units to pick up, months to credit.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from dmedesk.kit.offers import Consequence, Offers
from dmedesk.kit.references import RecordRef
from dmedesk.members.actions import record_death, record_leaving
from dmedesk.members.rules.words import LEAVING_WORDS, LeavingReason
from dmedesk.widgets.forms.action_bar import ActionBar
from dmedesk.widgets.forms.fields import FormField, Kind, options_of
from dmedesk.widgets.page import Workplace
from dmedesk.widgets.parts import button, column, label, padded
from dmedesk.widgets.related import empty
from dmedesk.widgets.tasks import Failed, Latest
from dmedesk.widgets.theme import GRID
from dmedesk.widgets.words import count_of, money

MOST_LINES = 12
"""Consequences that are listed; of more the rest is counted."""

_DIED, _LEFT, _REASON = "deceased_on", "left_on", "left_reason"


class Consequences(QWidget):
    """The lines of what follows, each a link where it leads somewhere.

    ``shown`` tells how many there are.
    """

    shown = Signal(int)

    def __init__(self, workplace: Workplace, failed: Failed) -> None:
        super().__init__()
        self._workplace, self._failed = workplace, failed
        self._latest = Latest(workplace.runner)
        self._lines: QVBoxLayout = column(gap=0)
        self.setLayout(self._lines)

    def ask(self, ref: RecordRef, day: date | None) -> None:
        """Read and show what follows from a stop on this day; None shows nothing."""
        if day is None:
            self.show_lines(())
            return
        self._latest.query(
            partial(_what_stops, self._workplace.offers, ref, day),
            done=self.show_lines,
            failed=self._failed,
        )

    def show_lines(self, found: Sequence[Consequence]) -> None:
        """Show these."""
        empty(self._lines)
        for one in found[:MOST_LINES]:
            self._add(one)
        if len(found) > MOST_LINES:
            self._put(label(f"… and {len(found) - MOST_LINES:,} more.", "soft"))
        cents = sum(one.cents or 0 for one in found)
        months = sum(one.cents is not None for one in found)
        if months:
            words = f"To credit: {count_of(months, 'month')}, {money(cents)}."
            self._put(label(words, "total"))
        self.shown.emit(len(found))

    def _add(self, one: Consequence) -> None:
        text = one.sentence if one.cents is None else f"{one.sentence} {money(one.cents)}"
        if one.opens is None:
            said: QWidget = label(text)
        else:
            open_it = partial(self._workplace.navigator.open_link, one.opens)
            said = button(text.replace("&", "&&"), open_it, part="link", tip="Open")
            said.setAccessibleName(text)
        self._put(said)

    def _put(self, piece: QWidget) -> None:
        self._lines.addWidget(piece)
        piece.show()


def _what_stops(offers: Offers, ref: RecordRef, day: date, session: Any) -> list[Consequence]:
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
        self.follows = Consequences(workplace, failed)
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
            self.follows.ask(self._ref, day)


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


class StoppedPanel(QFrame):
    """What is still to do for a member who died or left; hidden where there is nothing."""

    def __init__(self, workplace: Workplace, failed: Failed) -> None:
        super().__init__()
        self.setProperty("part", "panel")
        self.follows = Consequences(workplace, failed)
        self.follows.shown.connect(self._fit)
        whole = column(label("Still to do", "section"), self.follows, gap=GRID)
        self.setLayout(padded(whole, 4 * GRID, 2 * GRID))
        self.hide()

    def show_stop(self, ref: RecordRef, day: date | None) -> None:
        """Show what follows from the day on which the member died or left; None: neither."""
        self.follows.ask(ref, day)

    def _fit(self, count: int) -> None:
        self.setVisible(count > 0)
