"""What rentals offer to other houses' pages: a member's rentals, units to fetch, ends in sight."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from dmedesk.kit.lists import Ask, Filter, Match
from dmedesk.kit.offers import Consequence, ListLink, Related, State, Tile
from dmedesk.kit.references import RecordRef
from dmedesk.members.queries import member_no_of
from dmedesk.rentals.queries.listed import MONTHS_TO_CAP, MONTHS_TO_OPTION, RENTALS
from dmedesk.rentals.queries.stopping import count_gone_with_units, units_out
from dmedesk.rentals.queries.stored import count_rentals_of

_RANK = 30


def related(session: Any, ref: RecordRef) -> Sequence[Related]:
    """A member's rentals."""
    if ref.kind != "member":
        return ()
    asked = Ask(filters=(Filter("member_no", Match.IS, member_no_of(session, ref.id)),))
    count = count_rentals_of(session, member_id=ref.id)
    return [Related("rentals", count, ListLink("rentals", asked), rank=_RANK)]


def stops(session: Any, ref: RecordRef, day: date) -> Sequence[Consequence]:
    """The rentals that a member's death or leaving stops, and the units to fetch."""
    if ref.kind != "member":
        return ()
    return [
        Consequence(
            f"Pick up {one.product}, {one.serial}. Rental {one.rental_no} has no month that begins "
            f"after {day}.",
            RecordRef("rental", one.rental_id),
            rank=_RANK,
        )
        for one in units_out(session, member_id=ref.id, day=day)
    ]


def tiles(session: Any, on: date) -> Sequence[Tile]:
    """Rentals near an end of the law's; members who are gone and have units of ours still."""
    reaching = [
        Tile(
            key=f"rentals_month_{month}",
            title=f"Rentals with month {month} next",
            count=count,
            state=State.OUT,
            opens=ListLink("rentals", _with_next(month)),
            about=about,
            rank=_RANK - 2,
        )
        for month, about in (
            (MONTHS_TO_OPTION, "The last month of inexpensive items; a purchase option may be due"),
            (MONTHS_TO_CAP, "The last month that capped items are paid for"),
        )
        if (count := len(RENTALS.ids(session, _with_next(month), on=on)))
    ]
    gone = count_gone_with_units(session, on=on)
    if not gone:
        return reaching
    fetch = Tile(
        key="units_to_fetch",
        title="Units to fetch",
        count=gone,
        state=State.WAITING,
        opens=ListLink("members", Ask("gone")),
        about="Members who died or left have them still",
        rank=_RANK,
    )
    return [*reaching, fetch]


def _with_next(month: int) -> Ask:
    """The rentals on rent whose next month is this one."""
    return Ask("running", (Filter("months", Match.IS, month - 1),))
