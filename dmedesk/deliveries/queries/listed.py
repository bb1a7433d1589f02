"""The slip board as a list: where every slip stands, since when, and what it holds."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from sqlalchemy import Integer, Select, String, case, cast, exists, func, literal, select
from sqlalchemy.orm import Session

from dmedesk.deliveries.rules.words import TicketKind, TicketStage
from dmedesk.deliveries.tables import ReturnSettlement, Ticket, TicketLine
from dmedesk.kit.lists import EVERYTHING, Ask, Filter, Grouping, Sort
from dmedesk.members.tables import Member
from dmedesk.rentals.rules import Proof as RentalProof
from dmedesk.rentals.tables import Rental
from dmedesk.store.lists import ListQuery

OVER = (TicketStage.DONE, TicketStage.CANCELLED)
"""Stages of slips that need no hand any more."""

AHEAD = (TicketStage.TO_PRINT, TicketStage.OUT)
"""Stages of slips whose visit is still to be made."""

UNSIGNED = (TicketStage.WAITING, TicketStage.REASON_GIVEN)
"""Stages of slips whose visit was made and is not proven."""

_HELD = "held_cents"


@dataclass(frozen=True, slots=True)
class SlipListed:
    """One slip. ``since`` is the day of the visit, and of one that is still to be made the day on
    which it was asked for. ``held_cents`` is the money that waits for its proof.
    """

    id: int
    ticket_no: str
    kind: TicketKind
    stage: TicketStage
    member: str
    town: str | None
    planned_on: date
    driver: str | None
    since: date
    items: int
    held_cents: int


class MoneyWaiting(Protocol):
    """Says what the months of rentals come to that are not billed; a house above knows."""

    def __call__(
        self, session: Any, /, *, rental_ids: Collection[int], on: date
    ) -> Mapping[int, int]:
        """Cents by rental, of the months that began by the day."""
        ...


def no_money(_session: Any, /, *, rental_ids: Collection[int], on: date) -> Mapping[int, int]:
    """Nothing is known to wait."""
    del rental_ids, on
    return {}


def _of_lines(expression: Any) -> Any:
    return (
        select(expression)
        .where(TicketLine.ticket_id == Ticket.id)
        .correlate(Ticket)
        .scalar_subquery()
    )


def _between_bars(column: Any) -> Any:
    return _of_lines(
        func.coalesce(func.aggregate_strings("|" + cast(column, String) + "|", ""), "")
    )


def since() -> Any:
    """The day of the visit; of a slip whose visit is still to be made the day it was asked for."""
    return func.coalesce(Ticket.visited_on, Ticket.asked_on)


_UNSETTLED = exists().where(
    TicketLine.ticket_id == Ticket.id,
    TicketLine.moved_asset_id.is_not(None),
    TicketLine.moved_asset_id != func.coalesce(TicketLine.asset_id, 0),
    ~exists().where(ReturnSettlement.line_id == TicketLine.id),
)


def _joined(chosen: Select[Any]) -> Select[Any]:
    return chosen.outerjoin(Member, Member.id == Ticket.member_id)


def _query(held: Mapping[int, int], driver: str) -> ListQuery[SlipListed]:
    money: Any = literal(0, Integer)
    if held:
        money = case(dict(held), value=Ticket.id, else_=0)
    return ListQuery(
        SlipListed,
        key=Ticket.id,
        columns={
            "ticket_no": Ticket.ticket_no,
            "kind": Ticket.kind,
            "stage": Ticket.stage,
            "member": Member.last_name + ", " + Member.first_name,
            "member_no": Member.member_no,
            "town": func.coalesce(Member.delivery_city, Member.city),
            "planned_on": Ticket.planned_on,
            "driver": Ticket.driver,
            "since": since(),
            "items": _of_lines(func.count(TicketLine.id)),
            _HELD: money,
            "units": _between_bars(TicketLine.asset_id) + _between_bars(TicketLine.moved_asset_id),
            "rentals": _between_bars(TicketLine.rental_id),
            "is_over": case((Ticket.stage.in_(OVER), 1), else_=0),
        },
        source=_joined,
        chips={
            "to_print": lambda _on: Ticket.stage == TicketStage.TO_PRINT,
            "out": lambda _on: Ticket.stage == TicketStage.OUT,
            "waiting": lambda _on: Ticket.stage == TicketStage.WAITING,
            "reason_given": lambda _on: Ticket.stage == TicketStage.REASON_GIVEN,
            "done": lambda _on: Ticket.stage == TicketStage.DONE,
            "today": lambda on: Ticket.stage.in_(AHEAD) & (Ticket.planned_on == on),
            "late": lambda on: Ticket.stage.in_(AHEAD) & (Ticket.planned_on < on),
            "mine": lambda _on: Ticket.stage.not_in(OVER) & (Ticket.driver == driver),
            "another_unit": lambda _on: _UNSETTLED,
        },
        default=(Sort("is_over"), Sort("since"), Sort("ticket_no")),
        one_case={"ticket_no"},
    )


SLIPS: ListQuery[SlipListed] = _query({}, "")
"""Every slip, those that need a hand first, the oldest of them on top; without money."""


class SlipSource:
    """The list with the money that each slip holds, and the slips of whoever sits here.

    The money is asked for where it is shown, sorted or filtered by: it is reckoned, not stored.
    """

    def __init__(self, money: MoneyWaiting, *, driver: Callable[[], str] = lambda: "") -> None:
        self._money, self._driver = money, driver

    def ids(self, session: Session, ask: Ask = EVERYTHING, *, on: date) -> Any:
        """The ids of all slips asked for, in the order asked."""
        return self._query(session, ask, on).ids(session, ask, on=on)

    def _query(
        self, session: Session, ask: Ask, on: date, besides: Sequence[str] = ()
    ) -> ListQuery[SlipListed]:
        asked = {one.column for one in ask.filters} | {one.column for one in ask.sorts}
        asked |= {ask.group, *besides}
        held = held_by(session, self._money, on=on) if _HELD in asked else {}
        return _query(held, self._driver())

    def grouped(self, session: Session, ask: Ask, sums: Sequence[str], *, on: date) -> Grouping:
        """The slips in their groups."""
        return self._query(session, ask, on, sums).grouped(session, ask, sums, on=on)

    def totals(
        self, session: Session, ask: Ask, columns: Sequence[str], *, on: date
    ) -> dict[str, int]:
        """What the columns of the slips asked for come to."""
        return self._query(session, ask, on, columns).totals(session, ask, columns, on=on)

    def matching(self, session: Session, wanted: Sequence[Filter], *, on: date) -> set[int]:
        """The slips that one of these filters fits."""
        query = self._query(session, Ask(filters=tuple(wanted)), on)
        return query.matching(session, wanted, on=on)

    def rows(self, session: Session, ids: Collection[int], *, on: date) -> list[SlipListed]:
        """The slips of these ids in that order, with their money."""
        wanted = list(ids)
        held = held_by(session, self._money, on=on, ticket_ids=wanted)
        return _query(held, "").rows(session, wanted, on=on)

    def counts(self, session: Session, *, on: date) -> dict[str, int]:
        """How many slips each chip has."""
        return _query({}, self._driver()).counts(session, on=on)


def held_by(
    session: Session,
    money: MoneyWaiting,
    *,
    on: date,
    ticket_ids: Collection[int] | None = None,
) -> dict[int, int]:
    """The cents that unsigned slips hold, by ticket: those that began a rental without proof."""
    chosen = (
        select(TicketLine.ticket_id, Rental.id)
        .join(Ticket, Ticket.id == TicketLine.ticket_id)
        .join(Rental, Rental.id == TicketLine.rental_id)
        .where(
            Ticket.stage.in_(UNSIGNED),
            Ticket.kind == TicketKind.DELIVERY,
            Rental.proof == RentalProof.NONE,
        )
    )
    if ticket_ids is not None:
        chosen = chosen.where(Ticket.id.in_(ticket_ids))
    found = session.execute(chosen).all()
    cents = money(session, rental_ids=[rental_id for _, rental_id in found], on=on)
    held: dict[int, int] = {}
    for ticket_id, rental_id in found:
        held[ticket_id] = held.get(ticket_id, 0) + cents.get(rental_id, 0)
    return held


def unsigned_slips(session: Session) -> dict[int, int]:
    """The slip whose proof is still missing, by the rental that it began."""
    chosen = (
        select(TicketLine.rental_id, func.max(Ticket.id))
        .join(Ticket, Ticket.id == TicketLine.ticket_id)
        .where(
            Ticket.stage.in_(UNSIGNED),
            Ticket.kind == TicketKind.DELIVERY,
            TicketLine.rental_id.is_not(None),
        )
        .group_by(TicketLine.rental_id)
    )
    return {one: ticket_id for one, ticket_id in session.execute(chosen) if one is not None}


def count_slips(session: Session, ask: Ask, *, on: date) -> int:
    """How many slips are like that."""
    return len(SLIPS.ids(session, ask, on=on))
