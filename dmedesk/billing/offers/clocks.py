"""What billing shows on today's board of deadlines and promises."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from dmedesk.billing.queries.clocks import line_clocks
from dmedesk.billing.queries.notes import to_follow_up
from dmedesk.billing.rules.clocks import ClockState
from dmedesk.billing.rules.scrub import Scrubbed
from dmedesk.billing.rules.scrub_clocks import is_deadline
from dmedesk.kit.lists import Ask, Filter, Match
from dmedesk.kit.offers import ListLink, State, Tile
from dmedesk.papers.rules.scrub_law import Grade

_RANK = 10


def clock_tiles(session: Any, on: date) -> Iterator[Tile]:
    """The open lines whose clocks end soon, or are over."""
    rows = line_clocks(session, on)
    for place, (state, title, about, colour) in enumerate(
        (
            (ClockState.OVER, "Past a deadline", "Nothing may be filed any more", State.STOPPED),
            (ClockState.RED, "Deadline within 7 days", "File, correct or appeal", State.STOPPED),
            (ClockState.AMBER, "Deadline within 30 days", "File, correct or appeal", State.WAITING),
        ),
        start=10,
    ):
        found = [row for row in rows if row.clock.state(on) is state]
        if found:
            yield Tile(
                key=f"clocks_{state.value}",
                title=title,
                count=len(found),
                state=colour,
                opens=ListLink("deadlines", Ask(state.value)),
                about=about,
                cents=sum(row.open_cents for row in found),
                rank=_RANK + place,
            )


def follow_up_tiles(session: Any, on: date) -> Iterator[Tile]:
    """What was promised by today, or is to be asked again."""
    notes = to_follow_up(session, on=on)
    if notes:
        yield Tile(
            key="follow_ups",
            title="Promised, to follow up",
            count=len({note.member_id for note in notes}),
            state=State.WAITING,
            opens=ListLink("ageing", Ask("to_follow_up")),
            about="What was promised by today, or is to be asked again",
            rank=_RANK + 13,
        )


def unbilled_tiles(month_on: date, findings: Scrubbed) -> Iterator[Tile]:
    """The lines that are not invoiced, and whose last day to file is near or over."""
    near = [one for one in findings if is_deadline(one.rule)]
    if near:
        lines = {(one.kind, one.number, one.from_on): one.cents for one in near}
        is_red = any(one.grade is not Grade.NOTE for one in near)
        yield Tile(
            key="unbilled_clocks",
            title="Not invoiced, to file within 30 days",
            count=len(near),
            state=State.STOPPED if is_red else State.WAITING,
            opens=ListLink("scrub", Ask("deadline", (Filter("month_on", Match.IS, month_on),))),
            about="Release what holds them, and post the month",
            cents=sum(lines.values()),
            rank=_RANK + 9,
        )
