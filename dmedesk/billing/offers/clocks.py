"""What billing shows on today's board of deadlines and promises."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from dmedesk.billing.queries.clocks import line_clocks
from dmedesk.billing.queries.notes import to_follow_up
from dmedesk.billing.rules.clocks import ClockKind, ClockState, LineOnClock, clocks_of
from dmedesk.billing.rules.holds import waits_cents
from dmedesk.billing.rules.plan import MonthPlan, PlannedHold, PlannedLine
from dmedesk.kit.calendar import ONE_DAY
from dmedesk.kit.lists import Ask, Filter, Match
from dmedesk.kit.offers import ListLink, State, Tile

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


def unbilled_tiles(plan: MonthPlan, on: date) -> Iterator[Tile]:
    """The months that wait to be invoiced, and whose last day to file is near or over."""
    near = [
        (clock.state(on), waits_cents(month) if isinstance(month, PlannedHold) else 0)
        for month in (*plan.held, *plan.late)
        for clock in clocks_of(_unbilled(month))
        if clock.kind is ClockKind.FILE and clock.state(on) is not ClockState.CALM
    ]
    if near:
        is_red = any(state is not ClockState.AMBER for state, _ in near)
        yield Tile(
            key="unbilled_clocks",
            title="Held, to file within 30 days",
            count=len(near),
            state=State.STOPPED if is_red else State.WAITING,
            opens=ListLink("month", Ask("", (Filter("month_on", Match.IS, plan.month_on),))),
            about="Release what holds them before the last day to file",
            cents=sum(cents for _, cents in near),
            rank=_RANK + 9,
        )


def _unbilled(month: PlannedHold | PlannedLine) -> LineOnClock:
    return LineOnClock(month.rental.payer.regime.value, month.month.until_on - ONE_DAY)
