"""What rentals offer to other houses' pages: a member's rentals, units to fetch, ends in sight."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from typing import Any

from dmedesk.assets.queries.moved import MovedUnit, moves_of
from dmedesk.assets.rules.moves import Move
from dmedesk.kit.lists import Ask, Filter, Match
from dmedesk.kit.offers import Event, ListLink, Related, Remark, State, Tile
from dmedesk.kit.references import RecordRef
from dmedesk.members.queries.stored import member_no_of
from dmedesk.papers.queries.order_trials import trials_of_member
from dmedesk.papers.queries.outstanding import outstanding_papers
from dmedesk.rates.money import format_dollars
from dmedesk.rentals.queries.earned import return_of
from dmedesk.rentals.queries.in_use import codes_in_use
from dmedesk.rentals.queries.listed import MONTHS_TO_CAP, MONTHS_TO_OPTION, RENTALS
from dmedesk.rentals.queries.losses import rental_of_lost
from dmedesk.rentals.queries.record import (
    BEGAN,
    ENDED,
    PAUSED,
    RESUMED,
    Happened,
    happened,
    read_rental,
)
from dmedesk.rentals.queries.served import (
    Service,
    YearBilled,
    count_rentals_with,
    is_product_billed,
    is_unit_billed,
    services_of,
    years_billed,
)
from dmedesk.rentals.queries.stopping import units_out
from dmedesk.rentals.queries.stored import count_rentals_of
from dmedesk.rentals.queries.units import UNITS, WARRANTY_DAYS

_RANK = 30


def related(session: Any, ref: RecordRef) -> Sequence[Related]:
    """A member's rentals; who has a unit, and the rentals that it serves in, or served in."""
    if ref.kind == "asset":
        between_bars = Ask(filters=(Filter("ever_served", Match.CONTAINS, f"|{ref.id}|"),))
        count = count_rentals_with(session, asset_id=ref.id)
        link = ListLink("rentals", between_bars)
        return [*_with(session, ref.id), Related("rentals, now or before", count, link, _RANK)]
    if ref.kind == "rental":
        return _whose(session, ref.id)
    if ref.kind != "member":
        return ()
    asked = Ask(filters=(Filter("member_no", Match.IS, member_no_of(session, ref.id)),))
    count = count_rentals_of(session, member_id=ref.id)
    return [Related("rentals", count, ListLink("rentals", asked), rank=_RANK)]


def _with(session: Any, asset_id: int) -> Iterator[Related]:
    """Who has a unit now, by its moves or by the rental that moved in."""
    for row in UNITS.rows(session, [asset_id], on=date.max):
        if row.holder_id is not None:
            yield Related(f"With {row.holder}", 1, RecordRef("member", row.holder_id), rank=1)


def _whose(session: Any, rental_id: int) -> list[Related]:
    read = read_rental(session, rental_id=rental_id, on=date.max)
    if read is None:
        return []
    return [
        Related(f"Member {read.row.member}", 1, RecordRef("member", read.member_id), rank=1),
        Related(f"Unit {read.row.serial}", 1, RecordRef("asset", read.asset_id), rank=2),
        *(
            Related(f"Trial {number}", 1, RecordRef("trial", trial_id), rank=_RANK)
            for trial_id, number in trials_of_member(
                session, member_id=read.member_id, hcpcs=read.row.hcpcs
            )
        ),
    ]


def events(session: Any, ref: RecordRef) -> Sequence[Event]:
    """When a rental, or a member's, began, was paused, went on and ended; who had a unit.

    A unit's are told from when to when and why not any more, with what was billed on it by year.
    """
    if ref.kind == "rental":
        return [_event(one) for one in happened(session, rental_id=ref.id)]
    if ref.kind == "member":
        return [_of_member(one) for one in happened(session, member_id=ref.id)]
    if ref.kind != "asset":
        return ()
    served = services_of(session, asset_id=ref.id)
    years = years_billed(session, asset_id=ref.id)
    moves = moves_of(session, asset_id=ref.id)
    told = (event for one in served for event in _of_service(one, moves))
    return [*told, *map(_billed, years)]


_HAPPENED = {
    BEGAN: (State.OUT, "began"),
    PAUSED: (State.WAITING, "was paused: the member is away from home"),
    RESUMED: (State.OUT, "went on: the member came back"),
    ENDED: (State.CLOSED, "ended"),
}


def _event(one: Happened) -> Event:
    state, what = _HAPPENED[one.what]
    about = f" ({one.about})" if one.about else ""
    return Event(one.on, f"The rental {what}{about}", state, place=3)


def _of_member(one: Happened) -> Event:
    state, what = _HAPPENED[one.what]
    about = f" ({one.about})" if one.about else ""
    sentence = f"Rental {one.rental_no} of {one.product} {what}{about}"
    return Event(one.on, sentence, state, opens=RecordRef("rental", one.rental_id), place=3)


_GO_OUT = frozenset({Move.RENTED_OUT, Move.LENT})
_GO_NO_MORE = frozenset({Move.RETURNED, Move.LOST, Move.SOLD, Move.RETIRED})


def _move_of(day: date, moves: Sequence[MovedUnit], kinds: Collection[Move]) -> str:
    """The move of the day with which a unit began, or ended, to serve; empty without one."""
    mine = (one for one in moves if one.on == day and one.moved.move in kinds)
    return next((one.happening for one in mine if one.happening), "")


def _of_service(one: Service, moves: Sequence[MovedUnit]) -> Iterator[Event]:
    """One rental of a unit. Where a move of that day says where it went, only the rental is added.

    ``moves`` are the unit's.
    """
    opens = RecordRef("rental", one.rental_id)
    came = "Came for another unit" if one.is_exchange_in else "Went out"
    words = f"{came} in rental {one.rental_no}, to {one.member}"
    adds = f"rental {one.rental_no}" + (", for another unit" if one.is_exchange_in else "")
    went = _move_of(one.from_on, moves, _GO_OUT)
    yield Event(one.from_on, words, State.OUT, "", opens, 1, went, adds)
    for from_on, until_on, reason in one.away:
        why = f": {reason}" if reason else ""
        words = f"{one.member} away from home{why}"
        yield Event(from_on, words, State.WAITING, opens=opens, place=2)
        if until_on is not None:
            words = f"{one.member} is back home"
            yield Event(until_on, words, State.OUT, opens=opens, place=2)
    if one.until_on is not None:
        ended = "Exchanged for another unit" if one.is_exchange_out else "Came back"
        words = f"{ended}: rental {one.rental_no}, from {one.member}"
        goes_on = "goes on with another unit" if one.is_exchange_out else "ended"
        adds = f"rental {one.rental_no} {goes_on}"
        came = _move_of(one.until_on, moves, _GO_NO_MORE)
        yield Event(one.until_on, words, State.READY, "", opens, 3, came, adds)


def _billed(year: YearBilled) -> Event:
    months = "month" if year.months == 1 else "months"
    words = f"{year.year}: {year.months} {months} billed, {format_dollars(year.cents)}"
    return Event(year.last_on, words, State.READY, place=4)


def stops(session: Any, ref: RecordRef, day: date) -> Sequence[Remark]:
    """The rentals that a member's death or leaving stops, and the units to fetch."""
    if ref.kind != "member":
        return ()
    return [
        Remark(
            f"Pick up {one.product}, {one.serial}. Rental {one.rental_no} has no month that begins "
            f"after {day}.",
            RecordRef("rental", one.rental_id),
            rank=_RANK,
        )
        for one in units_out(session, member_id=ref.id, day=day)
    ]


def remarks(session: Any, ref: RecordRef, _day: date) -> Sequence[Remark]:
    """What a unit cost and brought so far; without a cost that is said."""
    if ref.kind != "asset":
        return ()
    lost = _lost_on_rent(session, ref.id)
    found = return_of(session, asset_id=ref.id)
    if found is None:
        return lost
    earned = format_dollars(found.earned_cents + found.before_cents)
    upkeep = format_dollars(found.upkeep_cents)
    if found.cost_cents is None:
        cost = f"its cost is not known; maintenance and repairs {upkeep}"
    else:
        cost = f"cost {format_dollars(found.cost_cents)}, maintenance and repairs {upkeep}"
    share = "" if found.return_percentage is None else f": a return of {found.return_percentage:,}%"
    asked = Ask(filters=(Filter("serial", Match.CONTAINS, found.serial),))
    opens = ListLink("reports.returns", asked)
    return [*lost, Remark(f"Earned {earned}; {cost}{share}.", opens, rank=_RANK)]


def _lost_on_rent(session: Any, asset_id: int) -> list[Remark]:
    """That a unit is lost while its rental goes on: its months are for nothing that is there."""
    rental_id = rental_of_lost(session, asset_id=asset_id)
    if rental_id is None:
        return []
    said = (
        "It is lost, and its rental goes on. Take the loss back and write it down with the end of"
        " the rental, or fetch the unit."
    )
    return [Remark(said, RecordRef("rental", rental_id), rank=_RANK - 1)]


def tiles(session: Any, on: date) -> Sequence[Tile]:
    """Rentals near an end of the law's; units to fetch; units whose warranty ends."""
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
    reaching += [*_warranties(session, on), *_papers_to_ask(session, on)]
    out = len(UNITS.ids(session, Ask("to_fetch"), on=on))
    if not out:
        return reaching
    fetch = Tile(
        key="units_to_fetch",
        title="Units to fetch",
        count=out,
        state=State.WAITING,
        opens=ListLink("units", Ask("to_fetch")),
        about="Their members died or left, or their rentals ended",
        rank=_RANK,
    )
    return [*reaching, fetch]


def _papers_to_ask(session: Any, on: date) -> Iterator[Tile]:
    """Papers of orders that wait, and of what is rented out, for which nobody asked yet."""
    papers = outstanding_papers(session, on, in_use=codes_in_use)
    count = sum(not one.asked for one in papers)
    if count:
        link, about = ListLink("outstanding"), "Practitioners owe them; nobody asked yet"
        rank = _RANK + 6
        yield Tile(
            "papers_to_ask", "Papers to ask for", count, State.WAITING, link, about, rank=rank
        )


def _warranties(session: Any, on: date) -> list[Tile]:
    count = len(UNITS.ids(session, Ask("warranty"), on=on))
    if not count:
        return []
    return [
        Tile(
            key="warranties_ending",
            title="Warranties that end",
            count=count,
            state=State.WAITING,
            opens=ListLink("units", Ask("warranty")),
            about=f"Within {WARRANTY_DAYS} days: send in what is not right before that",
            rank=_RANK + 1,
        )
    ]


def _with_next(month: int) -> Ask:
    """The rentals on rent whose next month is this one."""
    return Ask("running", (Filter("months", Match.IS, month - 1),))


def is_billed(session: Any, ref: RecordRef) -> bool:
    """Whether months stand billed that rest on a unit, or on any unit of a product."""
    if ref.kind == "asset":
        return is_unit_billed(session, asset_id=ref.id)
    return ref.kind == "product" and is_product_billed(session, product_id=ref.id)
