"""A ticket as the page of its visit shows it: lines, proofs, tasks, and who judges them."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from dmedesk.assets.rules import AssetState, serial_key
from dmedesk.assets.tables import Asset
from dmedesk.catalog.tables import Product
from dmedesk.deliveries.queries.judged import judge_of
from dmedesk.deliveries.queries.stored import is_as_written
from dmedesk.deliveries.rules.judging import Judge
from dmedesk.deliveries.rules.paper import SignedHere
from dmedesk.deliveries.rules.proof import ProofFacts, kept_until
from dmedesk.deliveries.rules.standing import ProofFact, last_standing, left
from dmedesk.deliveries.rules.words import ProofKind, Terms, TicketKind, TicketStage, Way
from dmedesk.deliveries.tables import Proof, Ticket, TicketLine
from dmedesk.kit.findings import Finding
from dmedesk.kit.strokes import read_drawing
from dmedesk.members.tables import Member, Payer
from dmedesk.rentals.queries.starting import start_findings
from dmedesk.rentals.tables import Rental
from dmedesk.shop.queries.texts import texts_on
from dmedesk.shop.rules.texts import TextKind, lines_of

_SEAL = 16


@dataclass(frozen=True, slots=True)
class LineRead:
    """One line of the slip. ``key`` is its serial as serials are compared; empty without one."""

    place: int
    way: Way
    product: str
    hcpcs: str
    quantity: int
    terms: Terms
    asset_id: int | None
    serial: str
    key: str
    rental_id: int | None
    rental_no: str


@dataclass(frozen=True, slots=True)
class ProofRead:
    """One proof. ``counts`` is true of the one that gives the visit its date of service,
    ``is_gone`` of one whose signature was taken back, ``is_whole`` where its digest agrees.
    """

    turn: int
    kind: ProofKind
    about_turn: int | None
    why: str
    facts: ProofFacts
    tasks_done: tuple[str, ...]
    strokes: str
    service_on: date | None
    kept_until: date | None
    sha256: str
    recorded_at: datetime
    recorded_by: str
    counts: bool
    is_gone: bool
    is_whole: bool


@dataclass(frozen=True, slots=True)
class VisitRead:
    """One ticket. ``tasks`` are those that its slip asks to be ticked."""

    ticket_id: int
    ticket_no: str
    kind: TicketKind
    stage: TicketStage
    member: str
    payer: str
    driver: str
    asked_on: date
    planned_on: date
    visited_on: date | None
    lines: tuple[LineRead, ...]
    proofs: tuple[ProofRead, ...]
    tasks: tuple[str, ...]
    judge: Judge

    @property
    def rentals(self) -> tuple[str, ...]:
        """The numbers of the rentals that a delivery began."""
        if self.kind is not TicketKind.DELIVERY:
            return ()
        return tuple(line.rental_no for line in self.lines if line.rental_no)


@dataclass(frozen=True, slots=True)
class SlipOut:
    """A slip that is out with a driver."""

    ticket_id: int
    ticket_no: str
    member: str
    driver: str
    planned_on: date


@dataclass(frozen=True, slots=True)
class UnitFound:
    """A unit by its serial."""

    asset_id: int
    serial: str
    product: str
    state: AssetState


def read_visit(session: Session, *, ticket_id: int, today: date) -> VisitRead | None:
    """One ticket with all that its visit needs; None where there is none."""
    ticket = session.get(Ticket, ticket_id)
    if ticket is None:
        return None
    member = session.get_one(Member, ticket.member_id)
    payer = None if ticket.payer_id is None else session.get_one(Payer, ticket.payer_id)
    brings = ticket.kind is not TicketKind.PICKUP
    tasks = texts_on(session, on=ticket.planned_on).get(TextKind.TASKS, "") if brings else ""
    return VisitRead(
        ticket_id=ticket.id,
        ticket_no=ticket.ticket_no,
        kind=ticket.kind,
        stage=ticket.stage,
        member=_name(member.first_name, member.last_name),
        payer="" if payer is None else payer.name,
        driver=ticket.driver or "",
        asked_on=ticket.asked_on,
        planned_on=ticket.planned_on,
        visited_on=ticket.visited_on,
        lines=tuple(_lines(session, ticket_id)),
        proofs=tuple(read_proofs(session, ticket_id=ticket_id)),
        tasks=lines_of(tasks),
        judge=judge_of(session, ticket_id=ticket_id, today=today),
    )


def read_proofs(session: Session, *, ticket_id: int) -> list[ProofRead]:
    """The ticket's proofs in their order."""
    ticket_no = session.get_one(Ticket, ticket_id).ticket_no
    chosen = select(Proof).where(Proof.ticket_id == ticket_id).order_by(Proof.turn)
    proofs = list(session.scalars(chosen))
    facts = [_fact(proof) for proof in proofs]
    counts, stand = last_standing(facts), {one.turn for one in left(facts)}
    return [
        ProofRead(
            turn=proof.turn,
            kind=proof.kind,
            about_turn=proof.about_turn,
            why=proof.why,
            facts=facts_of(proof),
            tasks_done=lines_of(proof.tasks_done),
            strokes=proof.strokes or "",
            service_on=proof.service_on,
            kept_until=None if proof.service_on is None else kept_until(proof.service_on),
            sha256=proof.sha256,
            recorded_at=proof.recorded_at,
            recorded_by=proof.recorded_by,
            counts=counts is not None and counts.turn == proof.turn,
            is_gone=proof.kind is not ProofKind.TAKEN_BACK and proof.turn not in stand,
            is_whole=is_as_written(ticket_no, proof),
        )
        for proof in proofs
    ]


def facts_of(proof: Proof) -> ProofFacts:
    """What a stored proof says, as it is judged."""
    said = {field.name: getattr(proof, field.name) for field in fields(ProofFacts)}
    return ProofFacts(**{**said, "delivered_by": lines_of(proof.delivered_by)})


def signed_here(session: Session, *, ticket_id: int) -> SignedHere | None:
    """What was signed on screen, of the proof that counts; None where that is on paper."""
    counts = next((one for one in read_proofs(session, ticket_id=ticket_id) if one.counts), None)
    if counts is None or not counts.strokes:
        return None
    try:
        drawing = read_drawing(counts.strokes)
    except ValueError:
        return None
    return SignedHere(
        drawing,
        counts.facts.signer or counts.facts.received_by,
        counts.facts.relationship,
        counts.facts.signed_on,
        _done(session, ticket_id),
        counts.sha256[:_SEAL],
    )


def _done(session: Session, ticket_id: int) -> tuple[str, ...]:
    """The tasks that were ticked at the visit itself."""
    chosen = select(Proof.tasks_done).where(Proof.ticket_id == ticket_id).order_by(Proof.turn)
    return lines_of(session.scalars(chosen).first() or "")


def _fact(proof: Proof) -> ProofFact:
    said = {field.name: getattr(proof, field.name) for field in fields(ProofFact)}
    return ProofFact(**said)


def _lines(session: Session, ticket_id: int) -> Sequence[LineRead]:
    unit = aliased(Asset)
    chosen = (
        select(TicketLine, Product, unit.serial, unit.serial_key, Rental.rental_no)
        .join(Product, Product.id == TicketLine.product_id)
        .outerjoin(unit, unit.id == TicketLine.asset_id)
        .outerjoin(Rental, Rental.id == TicketLine.rental_id)
        .where(TicketLine.ticket_id == ticket_id)
        .order_by(TicketLine.place)
    )
    return [
        LineRead(
            place=line.place,
            way=line.way,
            product=product.description,
            hcpcs=product.hcpcs,
            quantity=line.quantity,
            terms=line.terms,
            asset_id=line.asset_id,
            serial=serial or "",
            key=key or "",
            rental_id=line.rental_id,
            rental_no=rental_no or "",
        )
        for line, product, serial, key, rental_no in session.execute(chosen)
    ]


def slips_out(session: Session) -> list[SlipOut]:
    """Every slip that is out: by day and driver, then in the order of their numbers."""
    chosen = (
        select(Ticket, Member.first_name, Member.last_name)
        .join(Member, Member.id == Ticket.member_id)
        .where(Ticket.stage == TicketStage.OUT)
        .order_by(Ticket.planned_on, Ticket.driver, Ticket.ticket_no)
    )
    return [
        SlipOut(ticket.id, ticket.ticket_no, _name(*name), ticket.driver or "", ticket.planned_on)
        for ticket, *name in session.execute(chosen)
    ]


def next_slip(session: Session, *, ticket_id: int) -> SlipOut | None:
    """The slip to type after this one: of its driver and day, from its number on and round again.

    None where all of them are typed.
    """
    ticket = session.get_one(Ticket, ticket_id)
    pile = [
        slip
        for slip in slips_out(session)
        if (slip.driver, slip.planned_on) == (ticket.driver or "", ticket.planned_on)
        and slip.ticket_id != ticket_id
    ]
    after = (slip for slip in pile if slip.ticket_no > ticket.ticket_no)
    return next(after, pile[0] if pile else None)


def ticket_called(session: Session, text: str) -> int | None:
    """The id of the ticket with this number, in any case; None for none."""
    wanted = text.strip().upper()
    return session.scalars(select(Ticket.id).where(Ticket.ticket_no == wanted)).first()


def unit_called(session: Session, serial: str) -> UnitFound | None:
    """The unit of this serial, in any spelling; None for none."""
    chosen = (
        select(Asset.id, Asset.serial, Product.description, Asset.state)
        .join(Product, Product.id == Asset.product_id)
        .where(Asset.serial_key == serial_key(serial))
    )
    found = session.execute(chosen).first()
    return None if found is None else UnitFound(*found)


def what_keeps_the_start(session: Session, *, ticket_id: int, starts_on: date) -> list[Finding]:
    """Why the rentals that a delivery began cannot begin on this day; empty where they can."""
    if session.get_one(Ticket, ticket_id).kind is not TicketKind.DELIVERY:
        return []
    chosen = (
        select(Rental.id)
        .join(TicketLine, TicketLine.rental_id == Rental.id)
        .where(TicketLine.ticket_id == ticket_id, Rental.started_on != starts_on)
        .order_by(TicketLine.place)
    )
    return [
        finding
        for rental_id in session.scalars(chosen)
        for finding in start_findings(session, rental_id=rental_id, starts_on=starts_on)
    ]


def _name(first: str, last: str) -> str:
    return f"{first} {last}".strip()
