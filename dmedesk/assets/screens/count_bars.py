"""What is asked in a count: of which place it is, and what became of a difference."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from dmedesk.assets.actions.counting import begin_count, settle_differences
from dmedesk.assets.queries.counted import CountLine, CountRead
from dmedesk.assets.rules.counts import (
    SETTLING_WORDS,
    STANDING_WORDS,
    Settling,
    ways_to_settle,
)
from dmedesk.assets.screens.picking import PLACE_PICKER
from dmedesk.widgets.forms.action_bar import ActionBar
from dmedesk.widgets.forms.fields import FormField, Kind, options_of
from dmedesk.widgets.words import count_of

if TYPE_CHECKING:
    from dmedesk.assets.screens.count import CountPage

_NAMED = 5
"""So many of several units are named."""


class SettleBar(ActionBar):
    """Says what became of one difference, or the same of several."""

    def __init__(self, page: "CountPage") -> None:
        fields = (
            FormField(
                "how",
                "What became of it",
                Kind.CHOICE,
                required=True,
                options=options_of(SETTLING_WORDS),
            ),
            FormField(
                "place_id", "Kept now in", Kind.RECORD, picker=PLACE_PICKER, help="Where it moved"
            ),
            FormField("note", "Note"),
        )
        super().__init__(
            page.workplace,
            page.fail,
            fields,
            action="settle_difference",
            done=lambda: page.workplace.say("It is settled."),
        )
        self._page = page

    def ask_for(self, lines: Sequence[CountLine], read: CountRead) -> None:
        """Ask about these units; what is offered first is what is likeliest of the first one."""
        if not lines:
            return

        def act(work: Any, values: Mapping[str, Any]) -> int:
            return settle_differences(
                work,
                count_id=read.head.id,
                units=[(line.asset_id, line.serial) for line in lines],
                settling=Settling(values["how"]),
                settled_on=self._page.workplace.today,
                place_id=values["place_id"],
                note=values["note"] or "",
            )

        line = lines[0]
        about = f": {line.said}" if line.said else ""
        title = f"{line.serial} is {STANDING_WORDS[line.standing]}{about}"
        if len(lines) > 1:
            names = ", ".join(one.serial for one in lines[:_NAMED])
            more = f" and {len(lines) - _NAMED:,} more" if len(lines) > _NAMED else ""
            title = f"{count_of(len(lines), 'unit')}: {names}{more}"
        first = ways_to_settle(line.standing, line.state)[0]
        self.open_bar(
            title, "Settle it" if len(lines) == 1 else "Settle them", act, {"how": first.value}
        )


class BeginBar(ActionBar):
    """Begins a count: of which place."""

    def __init__(self, page: "CountPage") -> None:
        place = FormField(
            "place_id", "Place", Kind.RECORD, picker=PLACE_PICKER, help="Empty: all the house"
        )
        super().__init__(
            page.workplace, page.fail, (place,), action="begin_count", done=page.go_on_with_begun
        )
        self._page = page
        self.no.clicked.connect(lambda _checked: page.done.emit())

    def ask(self) -> None:
        """Ask for the place."""

        def act(work: Any, values: Mapping[str, Any]) -> None:
            today = self._page.workplace.today
            self._page.begun = begin_count(work, place_id=values["place_id"], begun_on=today)

        self.open_bar("What is counted?", "Begin the count", act, {})
