"""Records what happened at the door: the proof, the moves of the units, the rentals they cause.

One transaction. A first proof moves the units; later ones (a signature that was got, a mistake
found, a signature that is taken back) are further facts that only prove.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from sqlalchemy import select

from dmedesk.assets.queries.checks import deliverable
from dmedesk.assets.rules.moves import Move, state_after
from dmedesk.assets.tables import Asset
from dmedesk.deliveries.actions.freezing import Beside, write_proof
from dmedesk.deliveries.actions.moving import PROVES, Visit, move_lines
from dmedesk.deliveries.actions.noting import note_receipts, note_returns
from dmedesk.deliveries.actions.opening import close_lines, follow_order, locked
from dmedesk.deliveries.queries.judged import judge_of
from dmedesk.deliveries.rules.proof import ProofFacts, ServiceDay
from dmedesk.deliveries.rules.standing import ProofFact, last_standing, left, stage_by
from dmedesk.deliveries.rules.tickets import stage_findings
from dmedesk.deliveries.rules.visits import (
    VisitFacts,
    VisitLine,
    came_back_findings,
    not_said_why,
    visit_findings,
)
from dmedesk.deliveries.rules.words import (
    Method,
    ProofKind,
    StayReason,
    TicketKind,
    TicketStage,
    Way,
)
from dmedesk.deliveries.tables import Proof, Ticket, TicketLine
from dmedesk.kit.errors import Refused
from dmedesk.kit.findings import Finding, Severity, stops
from dmedesk.members.tables import Member
from dmedesk.rentals.actions.serving import prove_rental, unprove_rental
from dmedesk.rentals.queries.starting import start_findings
from dmedesk.rentals.tables import Rental
from dmedesk.store.unit_of_work import UnitOfWork

VISITED = frozenset({TicketStage.WAITING, TicketStage.REASON_GIVEN, TicketStage.DONE})
"""The stages of a ticket whose visit was made."""

_NOBODY: Mapping[int, int] = {}


def record_visit(
    work: UnitOfWork,
    *,
    ticket_id: int,
    facts: ProofFacts,
    came_back: Mapping[int, int] = _NOBODY,
    left_out: Collection[int] = (),
    stayed: StayReason | None = None,
    tasks_done: Sequence[str] = (),
    strokes: str = "",
) -> int:
    """Record that a visit was made on ``facts.delivered_on``; answers the proof's id.

    The units move, rentals begin, are exchanged or end on that day. Where the facts are no whole
    proof yet for the payer the ticket waits for its signature, and what it began is held by the
    month. ``came_back`` names, by a line's place, another unit that came back instead;
    ``left_out`` are the lines that did not move, and ``stayed`` says why. Refused where a unit may
    not go out, the day cannot be, the supplier's own people signed, or the ticket cannot be done
    from where it stands.
    """
    ticket = locked(work, ticket_id=ticket_id)
    lines = _lines(work, ticket_id)
    judge = judge_of(work.session, ticket_id=ticket_id, today=_today(work))
    given = judge.service_day(facts)
    service_on = given.on if isinstance(given, ServiceDay) else None
    stage = stage_by([_fact(1, ProofKind.VISIT, None, facts, service_on)])
    found = [
        *stage_findings(ticket.stage, stage, ticket_no=ticket.ticket_no),
        *judge.refusals(facts),
        *([not_said_why(ticket.ticket_no)] if left_out and stayed is None else ()),
        *_what_cannot_be(work, ticket, lines, facts.delivered_on, came_back, left_out),
    ]
    if stops(found) or facts.delivered_on is None:
        raise Refused(found)
    for line in lines:
        line.has_moved, line.moved_asset_id = line.place not in left_out, came_back.get(line.place)
        line.stayed = stayed if line.place in left_out else None
    visit = Visit(ticket, facts.delivered_on, facts.method, service_on)
    move_lines(work, visit=visit, lines=lines)
    ticket.stage, ticket.visited_on = stage, facts.delivered_on
    close_lines(work, ticket_id=ticket_id)
    work.session.flush()
    follow_order(work, ticket=ticket)
    note_receipts(work, ticket=ticket, received_on=_received_on(facts.delivered_on, service_on))
    note_returns(work, ticket=ticket, returned_on=facts.delivered_on)
    beside = Beside(tasks_done=tasks_done, strokes=strokes)
    return write_proof(work, ticket=ticket, facts=facts, service_on=service_on, beside=beside)


def add_proof(
    work: UnitOfWork,
    *,
    ticket_id: int,
    facts: ProofFacts,
    why: str,
    about_turn: int | None = None,
    strokes: str = "",
) -> int:
    """Add a proof to a visit that was made, about a former one (by itself the last); its id.

    A signature got later, or a mistake put right: the former ones stay. The rentals that the visit
    began are proven by it, and begin on its date of service. Refused with everything that keeps it
    from being whole, without a reason, and where a rental's first day would have to move and
    cannot (``rentals.queries.starting``).
    """
    ticket = locked(work, ticket_id=ticket_id)
    proofs = _proofs(work, ticket_id)
    judge = judge_of(work.session, ticket_id=ticket_id, today=_today(work))
    given = judge.service_day(facts)
    found = [*_addendum_findings(ticket, proofs, about_turn, why)]
    if isinstance(given, ServiceDay):
        found += _start_findings(work, ticket, given.on)
    if found or not isinstance(given, ServiceDay):
        raise Refused([*found, *(given if isinstance(given, list) else ())])
    _prove_rentals(work, ticket, facts.method, given.on)
    note_receipts(work, ticket=ticket, received_on=_received_on(facts.delivered_on, given.on))
    ticket.stage = TicketStage.DONE
    beside = Beside(
        ProofKind.ADDENDUM, about_turn or proofs[-1].turn, why=why.strip(), strokes=strokes
    )
    return write_proof(work, ticket=ticket, facts=facts, service_on=given.on, beside=beside)


def take_back_signature(work: UnitOfWork, *, ticket_id: int, turn: int, why: str) -> int:
    """Write down that the signature of one proof counts no more; answers the new fact's id.

    The proof itself stays. What proved the visit before counts again; where nothing does the
    ticket waits for its signature, and the months of what it began are held. What is posted stays.
    Refused where that proof has no signature, or it was taken back already, and without a reason.
    """
    ticket = locked(work, ticket_id=ticket_id)
    proofs = _proofs(work, ticket_id)
    named = next((one for one in left(proofs) if one.turn == turn and one.has_signature), None)
    found = _addendum_findings(ticket, proofs, turn, why)
    if named is None and not found:
        message = f"Proof {turn} has no signature that counts."
        found.append(_stop("no_signature", ticket.ticket_no, message, "Choose another one."))
    if found or named is None:
        raise Refused(found)
    proofs.append(_fact(0, ProofKind.TAKEN_BACK, turn, ProofFacts(named.method), service_on=None))
    ticket.stage, counts = stage_by(proofs), last_standing(proofs)
    if counts is None or counts.service_on is None:
        _unprove_rentals(work, ticket)
    elif _start_findings(work, ticket, counts.service_on):
        _unprove_rentals(work, ticket)
        ticket.stage = TicketStage.WAITING
    else:
        _prove_rentals(work, ticket, counts.method, counts.service_on)
    beside = Beside(ProofKind.TAKEN_BACK, turn, why=why.strip())
    return write_proof(
        work, ticket=ticket, facts=ProofFacts(named.method), service_on=None, beside=beside
    )


def _received_on(delivered_on: date | None, service_on: date | None) -> date:
    """The day of receipt: a parcel arrives after it was shipped; before a discharge, that day."""
    return max(one for one in (delivered_on, service_on) if one is not None)


# --- what is read --------------------------------------------------------------------------------


def _today(work: UnitOfWork) -> date:
    return work.now.astimezone().date()


def _lines(work: UnitOfWork, ticket_id: int) -> list[TicketLine]:
    chosen = select(TicketLine).where(TicketLine.ticket_id == ticket_id)
    return list(work.session.scalars(chosen.order_by(TicketLine.place)))


def _proofs(work: UnitOfWork, ticket_id: int) -> list[ProofFact]:
    chosen = select(
        Proof.turn,
        Proof.kind,
        Proof.about_turn,
        Proof.method,
        Proof.has_signature,
        Proof.reason,
        Proof.service_on,
    ).where(Proof.ticket_id == ticket_id)
    return [ProofFact(*row) for row in work.session.execute(chosen.order_by(Proof.turn))]


def _fact(
    turn: int, kind: ProofKind, about: int | None, facts: ProofFacts, service_on: date | None
) -> ProofFact:
    return ProofFact(turn, kind, about, facts.method, facts.has_signature, facts.reason, service_on)


# --- what cannot be ------------------------------------------------------------------------------


def _what_cannot_be(
    work: UnitOfWork,
    ticket: Ticket,
    lines: Sequence[TicketLine],
    visited_on: date | None,
    came_back: Mapping[int, int],
    left_out: Collection[int],
) -> list[Finding]:
    """What the lines and the member say against the visit; nothing while its day is not known."""
    if visited_on is None:
        return []
    serials = _serials(work, [*(line.asset_id for line in lines), *came_back.values()])
    asked = [
        VisitLine(line.place, line.way, serials.get(line.asset_id, ""), str(line.rental_id or ""))
        for line in lines
    ]
    member = work.session.get_one(Member, ticket.member_id)
    facts = VisitFacts(ticket.kind, ticket.asked_on, visited_on, member.deceased_on, member.left_on)
    instead = {place: serials[asset_id] for place, asset_id in came_back.items()}
    found = visit_findings(facts, asked, left_out=left_out)
    found += came_back_findings(asked, instead, left_out=left_out)
    for line in lines:
        if line.place not in left_out:
            found += _may_move(work, line, came_back.get(line.place), visited_on)
    return found


def _serials(work: UnitOfWork, ids: Sequence[int | None]) -> dict[int | None, str]:
    known = [one for one in ids if one is not None]
    chosen = select(Asset.id, Asset.serial).where(Asset.id.in_(known))
    return dict(work.session.execute(chosen).all())


def _may_move(
    work: UnitOfWork, line: TicketLine, instead: int | None, visited_on: date
) -> list[Finding]:
    asset_id = instead or line.asset_id
    if asset_id is None:
        return []
    if line.way is Way.OUT:
        return deliverable(work.session, asset_id=asset_id, on=visited_on)
    unit = work.session.get_one(Asset, asset_id)
    after = state_after(Move.RETURNED, unit.state, serial=unit.serial)
    return [after] if isinstance(after, Finding) else []


def _addendum_findings(
    ticket: Ticket, proofs: Sequence[ProofFact], about_turn: int | None, why: str
) -> list[Finding]:
    found = []
    if ticket.stage not in VISITED or not proofs:
        remedy = "Record the visit first."
        found.append(_stop("no_visit_yet", ticket.ticket_no, "The visit was not made.", remedy))
    elif about_turn is not None and all(one.turn != about_turn for one in proofs):
        message = f"There is no proof {about_turn}."
        found.append(_stop("no_such_proof", ticket.ticket_no, message, "Choose another one."))
    if not why.strip():
        remedy = "Write a few words: what came, from whom, or what was mistaken."
        found.append(_stop("no_reason", "", "No reason is given.", remedy, field="why"))
    return found


# --- the rentals that a delivery began -----------------------------------------------------------


def _begun(work: UnitOfWork, ticket: Ticket) -> list[int]:
    """The rentals that the ticket began."""
    if ticket.kind is not TicketKind.DELIVERY:
        return []
    return [
        line.rental_id
        for line in _lines(work, ticket.id)
        if line.has_moved and line.way is Way.OUT and line.rental_id is not None
    ]


def _start_findings(work: UnitOfWork, ticket: Ticket, service_on: date) -> list[Finding]:
    return [
        one
        for rental_id in _begun(work, ticket)
        if work.session.get_one(Rental, rental_id).started_on != service_on
        for one in start_findings(work.session, rental_id=rental_id, starts_on=service_on)
    ]


def _prove_rentals(work: UnitOfWork, ticket: Ticket, method: Method, service_on: date) -> None:
    for rental_id in _begun(work, ticket):
        prove_rental(work, rental_id=rental_id, proof=PROVES[method], proof_on=service_on)


def _unprove_rentals(work: UnitOfWork, ticket: Ticket) -> None:
    for rental_id in _begun(work, ticket):
        unprove_rental(work, rental_id=rental_id)


def _stop(code: str, subject: str, message: str, remedy: str, *, field: str = "") -> Finding:
    return Finding(Severity.STOP, code, message, subject=subject, remedy=remedy, field=field)
