"""Records what happened at the door: the proof, the moves of the units, the rentals they cause.

One transaction. A first proof moves the units; later ones (a signature that was got, a mistake
found) are addenda that only prove.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date
from hashlib import sha256

from sqlalchemy import func, select

from dmedesk.assets.actions.moves import move_unit
from dmedesk.assets.queries.checks import deliverable
from dmedesk.assets.rules.moves import Cause, Move
from dmedesk.deliveries.actions.opening import close_lines, locked
from dmedesk.deliveries.rules.proof import (
    ProofFacts,
    ServiceDay,
    may_not_sign,
    proof_findings,
    service_day,
)
from dmedesk.deliveries.rules.tickets import stage_findings
from dmedesk.deliveries.rules.words import CarrierDay, Method, TicketKind, TicketStage, Way
from dmedesk.deliveries.tables import Proof, Ticket, TicketLine
from dmedesk.kit.errors import Refused
from dmedesk.kit.findings import Finding, Severity, stops
from dmedesk.members.rules import Regime
from dmedesk.members.tables import Payer
from dmedesk.rentals.actions.serving import begin_rental, exchange_unit, prove_rental, stop_rental
from dmedesk.rentals.rules import Proof as RentalProof
from dmedesk.store.unit_of_work import UnitOfWork

CAUSE = "ticket"

_PROVES = {
    Method.DIRECT: RentalProof.SIGNED,
    Method.FACILITY: RentalProof.SIGNED,
    Method.BEFORE_DISCHARGE: RentalProof.SIGNED,
    Method.UNSIGNED: RentalProof.DRIVER_NOTE,
    Method.CARRIER: RentalProof.CARRIER_LOG,
}


def record_visit(
    work: UnitOfWork,
    *,
    ticket_id: int,
    visited_on: date,
    facts: ProofFacts,
    came_back: Mapping[int, int],
    tasks_done: Sequence[str] = (),
    strokes: str = "",
    suppliers_people: frozenset[str] = frozenset(),
    carrier_day: CarrierDay = CarrierDay.DELIVERED,
) -> int:
    """Record that a visit was made; answers the proof's id.

    The units move, rentals begin, are exchanged or end on ``visited_on``. Where the facts are no
    whole proof yet for the payer the ticket waits for its signature, and what it began is held by
    the month. ``came_back`` names, by a line's place, another unit that came back instead.
    Refused where a unit may not go out, or the ticket cannot be done from where it stands.
    """
    ticket = locked(work, ticket_id=ticket_id)
    lines = _lines(work, ticket_id)
    given = service_day(
        facts,
        regime=_regime(work, ticket),
        carrier_day=carrier_day,
        suppliers_people=suppliers_people,
    )
    stage = _stage(given, facts)
    found = [
        *stage_findings(ticket.stage, stage, ticket_no=ticket.ticket_no),
        *may_not_sign(facts, suppliers_people),
        *(one for line in lines if line.way is Way.OUT for one in _may_go(work, line)),
    ]
    if found:
        raise Refused(found)
    for line in lines:
        line.moved_asset_id = came_back.get(line.place)
    service_on = given.on if isinstance(given, ServiceDay) else None
    _move(work, ticket, lines, visited_on, facts.method, service_on)
    ticket.stage = stage
    ticket.visited_on = visited_on if stage is TicketStage.DONE else None
    close_lines(work, ticket_id=ticket_id)
    return _write(work, ticket, facts, service_on, tasks_done, strokes)


def add_proof(
    work: UnitOfWork,
    *,
    ticket_id: int,
    facts: ProofFacts,
    visited_on: date,
    strokes: str = "",
    suppliers_people: frozenset[str] = frozenset(),
    carrier_day: CarrierDay = CarrierDay.DELIVERED,
) -> int:
    """Add a proof to a visit that was made: a signature got later, or a mistake put right.

    The former ones stay. Refused with everything that keeps it from being whole.
    """
    ticket = locked(work, ticket_id=ticket_id)
    found = proof_findings(facts, regime=_regime(work, ticket), suppliers_people=suppliers_people)
    if ticket.stage in {TicketStage.TO_PRINT, TicketStage.OUT, TicketStage.CANCELLED}:
        found.append(_stop("no_visit_yet", ticket.ticket_no, "The visit was not made."))
    if stops(found):
        raise Refused(found)
    given = service_day(
        facts,
        regime=_regime(work, ticket),
        carrier_day=carrier_day,
        suppliers_people=suppliers_people,
    )
    service_on = given.on if isinstance(given, ServiceDay) else None
    for line in _lines(work, ticket_id):
        begun = ticket.kind is TicketKind.DELIVERY and line.rental_id is not None
        if begun and line.rental_id is not None and service_on is not None:
            proof = _PROVES[facts.method]
            prove_rental(work, rental_id=line.rental_id, proof=proof, proof_on=service_on)
    ticket.stage, ticket.visited_on = TicketStage.DONE, ticket.visited_on or visited_on
    return _write(work, ticket, facts, service_on, (), strokes)


def _stage(given: ServiceDay | list[Finding], facts: ProofFacts) -> TicketStage:
    if isinstance(given, ServiceDay):
        return TicketStage.DONE
    has_reason = facts.method is Method.UNSIGNED and facts.reason is not None
    return TicketStage.REASON_GIVEN if has_reason else TicketStage.WAITING


def _lines(work: UnitOfWork, ticket_id: int) -> list[TicketLine]:
    chosen = select(TicketLine).where(TicketLine.ticket_id == ticket_id)
    return list(work.session.scalars(chosen.order_by(TicketLine.place)))


def _regime(work: UnitOfWork, ticket: Ticket) -> Regime:
    if ticket.payer_id is None:
        return Regime.PRIVATE
    return work.session.scalars(select(Payer.regime).where(Payer.id == ticket.payer_id)).one()


def _may_go(work: UnitOfWork, line: TicketLine) -> list[Finding]:
    if line.asset_id is None:
        return []
    return deliverable(work.session, asset_id=line.asset_id)


def _move(
    work: UnitOfWork,
    ticket: Ticket,
    lines: Sequence[TicketLine],
    visited_on: date,
    method: Method,
    service_on: date | None,
) -> None:
    """What comes back first: an exchange frees nothing that is not back."""
    cause = Cause(CAUSE, ticket.ticket_no)
    for line in lines:
        asset_id = line.moved_asset_id or line.asset_id
        if line.way is Way.BACK and asset_id is not None:
            move_unit(work, asset_id=asset_id, move=Move.RETURNED, moved_on=visited_on, cause=cause)
            if ticket.kind is TicketKind.PICKUP and line.rental_id is not None:
                stop_rental(work, rental_id=line.rental_id, ended_on=visited_on)
    for line in lines:
        if line.way is Way.OUT and line.asset_id is not None:
            _bring(work, ticket, line, visited_on, method, service_on)


def _bring(
    work: UnitOfWork,
    ticket: Ticket,
    line: TicketLine,
    visited_on: date,
    method: Method,
    service_on: date | None,
) -> None:
    asset_id = line.asset_id
    if asset_id is None:
        return
    move_unit(
        work,
        asset_id=asset_id,
        move=Move.RENTED_OUT,
        moved_on=visited_on,
        member_id=ticket.member_id,
        cause=Cause(CAUSE, ticket.ticket_no),
    )
    if ticket.kind is TicketKind.EXCHANGE and line.rental_id is not None:
        exchange_unit(work, rental_id=line.rental_id, asset_id=asset_id, exchanged_on=visited_on)
    elif ticket.payer_id is not None:
        line.rental_id = begin_rental(
            work,
            member_id=ticket.member_id,
            payer_id=ticket.payer_id,
            asset_id=asset_id,
            started_on=service_on or visited_on,
            proof=RentalProof.NONE if service_on is None else _PROVES[method],
            proof_on=service_on,
        )


def _write(
    work: UnitOfWork,
    ticket: Ticket,
    facts: ProofFacts,
    service_on: date | None,
    tasks_done: Sequence[str],
    strokes: str,
) -> int:
    last = select(func.coalesce(func.max(Proof.turn), 0)).where(Proof.ticket_id == ticket.id)
    said = {
        **asdict(facts),
        "delivered_by": "\n".join(facts.delivered_by),
        "tasks_done": "\n".join(tasks_done),
        "strokes": strokes or None,
        "service_on": service_on,
    }
    digest = sha256(json.dumps(said, default=str, sort_keys=True).encode()).hexdigest()
    proof = Proof(
        ticket_id=ticket.id,
        turn=work.session.scalars(last).one() + 1,
        **said,
        sha256=digest,
        recorded_at=work.now,
        recorded_by=work.actor,
    )
    work.session.add(proof)
    work.session.flush()
    return proof.id


def _stop(code: str, subject: str, message: str) -> Finding:
    return Finding(Severity.STOP, code, message, subject=subject, remedy="Record the visit first.")
