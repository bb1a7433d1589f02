"""The visits of a day by driver and town, in the order of the drive, and what each stop prints."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from dmedesk.deliveries.queries.packets import has_packet, packet_paper
from dmedesk.deliveries.queries.slips import slip_gaps, slip_paper
from dmedesk.deliveries.rules.paper import (
    PacketPaper,
    RouteItem,
    RoutePaper,
    RouteStop,
    SlipPaper,
)
from dmedesk.deliveries.rules.words import TicketKind, TicketStage, Way
from dmedesk.deliveries.tables import Ticket, TicketLine
from dmedesk.kit.errors import Refused
from dmedesk.kit.findings import Finding, Severity
from dmedesk.members.tables import Member
from dmedesk.shop.queries.company import printed_letterhead
from dmedesk.store.prints import Prints

ROUTE = "route"
"""The kind under which prints of route sheets are counted."""

_TO_DRIVE = (TicketStage.TO_PRINT, TicketStage.OUT)


@dataclass(frozen=True, slots=True)
class StopListed:
    """One visit of a day as the page of routes shows it; ``driver`` is empty where nobody is named.

    ``stop_no`` is its place in the driver's order, None where nobody put it into one.
    """

    ticket_id: int
    ticket_no: str
    kind: TicketKind
    stage: TicketStage
    member: str
    town: str
    driver: str
    stop_no: int | None
    goes_out: int
    comes_back: int
    note: str


@dataclass(frozen=True, slots=True)
class DayRead:
    """The visits of a day, and every driver who was ever named, for whoever plans them."""

    stops: tuple[StopListed, ...]
    drivers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BatchRead:
    """A driver's route of a day and the papers behind it; ``waiting`` are the tickets to go out.

    ``gaps`` say what the papers go out without, and which units may not go out as they stand.
    """

    route: RoutePaper
    papers: tuple[SlipPaper | PacketPaper, ...]
    waiting: tuple[int, ...]
    gaps: tuple[Finding, ...] = ()


def visits_of_day(session: Session, *, planned_on: date) -> DayRead:
    """Every visit that is still to be made on a day: by driver, order and town."""
    chosen = (
        select(Ticket, Member)
        .join(Member, Member.id == Ticket.member_id)
        .where(Ticket.planned_on == planned_on, Ticket.stage.in_(_TO_DRIVE))
    )
    rows = session.execute(chosen).all()
    counts = _counts(session, [ticket.id for ticket, _member in rows])
    stops = [_listed(ticket, member, counts[ticket.id]) for ticket, member in rows]
    named = select(Ticket.driver).where(Ticket.driver.is_not(None)).distinct()
    drivers = sorted(filter(None, session.scalars(named)), key=str.casefold)
    return DayRead(tuple(sorted(stops, key=_order)), tuple(drivers))


def _order(stop: StopListed) -> tuple[object, ...]:
    placed = stop.stop_no if stop.stop_no is not None else 0
    return (stop.driver.casefold(), stop.stop_no is None, placed, stop.town, stop.member)


def _counts(session: Session, ticket_ids: Sequence[int]) -> dict[int, dict[Way, int]]:
    found: dict[int, dict[Way, int]] = defaultdict(lambda: dict.fromkeys(Way, 0))
    chosen = select(TicketLine.ticket_id, TicketLine.way, TicketLine.quantity)
    for ticket_id, way, quantity in session.execute(
        chosen.where(TicketLine.ticket_id.in_(ticket_ids))
    ):
        found[ticket_id][way] += quantity
    return found


def _listed(ticket: Ticket, member: Member, counts: dict[Way, int]) -> StopListed:
    return StopListed(
        ticket_id=ticket.id,
        ticket_no=ticket.ticket_no,
        kind=ticket.kind,
        stage=ticket.stage,
        member=f"{member.first_name} {member.last_name}".strip(),
        town=town_of(member),
        driver=ticket.driver or "",
        stop_no=ticket.stop_no,
        goes_out=counts[Way.OUT],
        comes_back=counts[Way.BACK],
        note=ticket.note or "",
    )


def town_of(member: Member) -> str:
    """Where the drive goes: the town of the delivery address, else of the home."""
    return member.delivery_city or member.city or ""


@dataclass(frozen=True, slots=True)
class ComingVisit:
    """The next visit to a member: its day, its driver (empty where nobody is named), its place."""

    planned_on: date
    driver: str
    stop_no: int | None


def coming_visits(
    session: Session, *, member_ids: Collection[int], from_on: date
) -> dict[int, ComingVisit]:
    """The next visit to each of these members from a day on, as far as one is planned."""
    chosen = (
        select(Ticket.member_id, Ticket.planned_on, Ticket.driver, Ticket.stop_no)
        .where(
            Ticket.member_id.in_(member_ids),
            Ticket.planned_on >= from_on,
            Ticket.stage.in_(_TO_DRIVE),
        )
        .order_by(Ticket.planned_on.desc(), Ticket.id.desc())
    )
    return {
        member_id: ComingVisit(planned_on, driver or "", stop_no)
        for member_id, planned_on, driver, stop_no in session.execute(chosen)
    }


def read_batch(session: Session, *, planned_on: date, driver: str, on: date) -> BatchRead:
    """A driver's route of a day with every slip, or its packet where it is a first delivery.

    Raises ``Refused`` with everything that keeps any of the slips from being printed, and where
    there is no stop.
    """
    day = visits_of_day(session, planned_on=planned_on)
    stops = [stop for stop in day.stops if stop.driver == driver]
    supplier = printed_letterhead(session, on=on)
    papers: list[SlipPaper | PacketPaper] = []
    missing: list[Finding] = []
    for stop in stops:
        found = (
            packet_paper(session, stop.ticket_id, on)
            if has_packet(session, stop.ticket_id, on)
            else slip_paper(session, stop.ticket_id, on)
        )
        if isinstance(found, list):
            missing += found
        else:
            papers.append(found)
    if missing or supplier is None or not stops:
        raise Refused(missing or [_NO_STOPS])
    number = route_number(planned_on, driver)
    route = RoutePaper(
        supplier=supplier,
        driver=driver,
        planned_on=planned_on,
        stops=tuple(_stop(*pair) for pair in zip(stops, papers, strict=True)),
        copy=Prints().count(session, kind=ROUTE, number=number) + 1,
    )
    waiting = tuple(stop.ticket_id for stop in stops if stop.stage is TicketStage.TO_PRINT)
    gaps = (gap for ticket_id in waiting for gap in slip_gaps(session, ticket_id, on))
    return BatchRead(route, tuple(papers), waiting, tuple(dict.fromkeys(gaps)))


def route_number(planned_on: date, driver: str) -> str:
    """What a route is known by when its prints are counted."""
    return " ".join(filter(None, (planned_on.isoformat(), driver)))


def _stop(stop: StopListed, paper: SlipPaper | PacketPaper) -> RouteStop:
    slip = paper.slip if isinstance(paper, PacketPaper) else paper
    return RouteStop(
        number=slip.number,
        kind=slip.kind,
        member=slip.member,
        town=stop.town,
        phone=slip.member_phone,
        directions=slip.directions,
        note=slip.note,
        items=tuple(
            RouteItem(item.way, item.description, item.serial, item.quantity) for item in slip.items
        ),
    )


_NO_STOPS = Finding(
    Severity.STOP,
    "no_stops",
    "No visit of this day is this driver's.",
    remedy="Give the driver at least one visit first.",
)
