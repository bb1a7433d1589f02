"""Writes a proof down, frozen: with the ticket's lines as they are, and the digest of it all."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from dmedesk.assets.tables import Asset
from dmedesk.catalog.tables import Product
from dmedesk.deliveries.queries.slips import visit_address
from dmedesk.deliveries.rules.freezing import FrozenLine, FrozenTo, digest_of, frozen_lines
from dmedesk.deliveries.rules.proof import ProofFacts
from dmedesk.deliveries.rules.words import ProofKind
from dmedesk.deliveries.tables import Proof, Ticket, TicketLine
from dmedesk.members.tables import Member, Payer
from dmedesk.store.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Beside:
    """What a proof says besides its facts; an addendum names the turn that it is about, and why."""

    kind: ProofKind = ProofKind.VISIT
    about_turn: int | None = None
    why: str = ""
    tasks_done: Sequence[str] = ()
    strokes: str = ""


def write_proof(
    work: UnitOfWork,
    *,
    ticket: Ticket,
    facts: ProofFacts,
    service_on: date | None,
    beside: Beside = Beside(),
) -> int:
    """Append a proof to the ticket; answers its id."""
    last = select(func.coalesce(func.max(Proof.turn), 0)).where(Proof.ticket_id == ticket.id)
    said: dict[str, Any] = {
        **asdict(facts),
        "delivered_by": "\n".join(facts.delivered_by),
        "turn": work.session.scalars(last).one() + 1,
        "kind": beside.kind,
        "about_turn": beside.about_turn,
        "why": beside.why,
        "tasks_done": "\n".join(beside.tasks_done),
        "strokes": beside.strokes or None,
        "lines": frozen_lines(_to(work, ticket), lines_now(work, ticket_id=ticket.id)),
        "service_on": service_on,
        "recorded_at": work.now,
        "recorded_by": work.actor,
    }
    said = {key: _tidy(value) for key, value in said.items()}
    proof = Proof(ticket_id=ticket.id, **said, sha256=digest_of(ticket.ticket_no, said))
    work.session.add(proof)
    work.session.flush()
    return proof.id


def lines_now(work: UnitOfWork, *, ticket_id: int) -> list[FrozenLine]:
    """The ticket's lines as they stand, each with the unit that moved."""
    moved = aliased(Asset)
    chosen = (
        select(TicketLine, Product, Asset.serial, moved.serial)
        .join(Product, Product.id == TicketLine.product_id)
        .outerjoin(Asset, Asset.id == TicketLine.asset_id)
        .outerjoin(moved, moved.id == TicketLine.moved_asset_id)
        .where(TicketLine.ticket_id == ticket_id)
        .order_by(TicketLine.place)
    )
    return [
        FrozenLine(
            place=line.place,
            way=line.way,
            description=product.description,
            hcpcs=product.hcpcs,
            quantity=line.quantity,
            brand=product.manufacturer or "",
            model=product.model or "",
            serial=instead or serial or "",
            expected=serial or "" if instead else "",
            accessories=line.accessories or "",
            terms=line.terms,
            has_moved=line.has_moved is not False,
        )
        for line, product, serial, instead in work.session.execute(chosen)
    ]


def _to(work: UnitOfWork, ticket: Ticket) -> FrozenTo:
    """To whom the visit was made, and where."""
    member = work.session.get_one(Member, ticket.member_id)
    payer = None if ticket.payer_id is None else work.session.get_one(Payer, ticket.payer_id)
    where = visit_address(work.session, member, ticket.visited_on or ticket.planned_on)
    return FrozenTo(member.member_no, where.name, where.lines, "" if payer is None else payer.name)


def _tidy(value: Any) -> Any:
    """Text as files carry it, so that a proof that moved to another shop has the same digest."""
    if type(value) is not str:
        return value
    plain = value.replace("\N{NO-BREAK SPACE}", " ").replace("\r\n", "\n").replace("\r", "\n")
    return plain.strip()
