"""What was delivered or repaired and is no rent, and has no live charge yet: proposals of charges.

A slip's line is proposed where it is sold, or a supply that is only bought; a line of a closed
repair where it is charged. Each is known by its source, so that none is charged twice.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import and_, exists, func, or_, select
from sqlalchemy.orm import Session, aliased

from dmedesk.assets.rules import Condition
from dmedesk.assets.tables import Asset
from dmedesk.billing.queries.charges import covers_of
from dmedesk.billing.queries.repair_charges import uncharged_of
from dmedesk.billing.rules.charge_entry import ChargeDetails
from dmedesk.billing.rules.charges import ChargeKind, SourceKind
from dmedesk.billing.rules.paying import first_payer
from dmedesk.billing.tables import ChargeClaim
from dmedesk.catalog.rules.words import Family, PaymentClass
from dmedesk.catalog.tables import Product
from dmedesk.deliveries.rules.words import Method, Terms, Way
from dmedesk.deliveries.tables import Proof as SlipProof
from dmedesk.deliveries.tables import Ticket, TicketLine
from dmedesk.members.tables import Member
from dmedesk.rentals.rules import Proof
from dmedesk.repairs.queries.chargeable import LINE

_PROOFS = {Method.UNSIGNED: Proof.DRIVER_NOTE, Method.CARRIER: Proof.CARRIER_LOG}
"""How a visit was proven; every other way is a signed slip."""


@dataclass(frozen=True, slots=True)
class Chargeable:
    """Something to be charged. ``said`` is None where nobody is known who pays."""

    source: SourceKind
    source_no: str
    member: str
    what: str
    on: date
    said: ChargeDetails | None


def chargeable(session: Session) -> list[Chargeable]:
    """Everything that waits to be charged, the oldest first."""
    found = [*_delivered(session), *_repaired(session)]
    return sorted(found, key=lambda one: (one.on, one.source_no))


def _claimed(session: Session) -> set[tuple[SourceKind, str]]:
    """The sources that have a live charge."""
    last = select(ChargeClaim.source, ChargeClaim.source_no).group_by(
        ChargeClaim.source, ChargeClaim.source_no
    )
    live = last.having(func.max(ChargeClaim.turn) % 2 == 1)
    return {(source, number) for source, number in session.execute(live)}


_later = aliased(SlipProof)

_LINES = (
    select(TicketLine, Ticket, Product, Asset.condition, Member, SlipProof)
    .join(Ticket, Ticket.id == TicketLine.ticket_id)
    .join(Product, Product.id == TicketLine.product_id)
    .join(Member, Member.id == Ticket.member_id)
    .outerjoin(Asset, Asset.id == TicketLine.asset_id)
    .outerjoin(
        SlipProof,
        and_(
            SlipProof.ticket_id == Ticket.id,
            SlipProof.service_on.is_not(None),
            ~exists().where(_later.ticket_id == Ticket.id, _later.turn > SlipProof.turn),
        ),
    )
    .where(
        TicketLine.way == Way.OUT,
        TicketLine.has_moved.is_(True),
        TicketLine.rental_id.is_(None),
        or_(
            TicketLine.terms == Terms.SALE,
            and_(
                TicketLine.asset_id.is_(None),
                TicketLine.terms == Terms.RENT,
                or_(
                    Product.family == Family.SUPPLY,
                    Product.payment_class == PaymentClass.PURCHASE_ONLY,
                ),
            ),
        ),
    )
)


def _delivered(session: Session) -> Iterator[Chargeable]:
    claimed = _claimed(session)
    rows: Any = session.execute(_LINES)
    for line, ticket, product, condition, member, proof in rows:
        number = f"{ticket.ticket_no}/{line.place}"
        day = ticket.visited_on if proof is None else proof.service_on
        if (SourceKind.SLIP_LINE, number) in claimed or day is None:
            continue
        payer_id = ticket.payer_id or _first_payer(session, member.id, day)
        told = _of_line(line, product, condition, proof, day)
        said = (
            None
            if payer_id is None
            else ChargeDetails(member_id=member.id, payer_id=payer_id, **told)
        )
        yield Chargeable(
            SourceKind.SLIP_LINE,
            number,
            f"{member.last_name}, {member.first_name}",
            f"{product.description} × {line.quantity}",
            day,
            said,
        )


def _of_line(
    line: TicketLine,
    product: Product,
    condition: Condition | None,
    proof: SlipProof | None,
    day: date,
) -> dict[str, Any]:
    """What a slip's line tells of its charge."""
    proven = Proof.NONE if proof is None else _PROOFS.get(proof.method, Proof.SIGNED)
    return {
        "kind": ChargeKind.SUPPLY if line.asset_id is None else ChargeKind.PURCHASE,
        "service_on": day,
        "hcpcs": product.hcpcs,
        "description": product.description,
        "product_id": product.id,
        "asset_id": line.asset_id,
        "condition": condition or Condition.NEW,
        "units": line.quantity,
        "usual_charge_cents": product.usual_purchase_cents,
        "proof": proven,
        "proof_on": None if proof is None else proof.service_on,
    }


def _first_payer(session: Session, member_id: int, day: date) -> int | None:
    first = first_payer(covers_of(session, member_ids=[member_id]).get(member_id, ()), day)
    return None if first is None else first.payer_id


def _repaired(session: Session) -> Iterator[Chargeable]:
    for one in uncharged_of(session):
        is_line = one.source == LINE
        source = SourceKind.REPAIR_LINE if is_line else SourceKind.REPAIR_SUBSTITUTE
        member = session.get_one(Member, one.member_id)
        payer_id = one.payer_id or _first_payer(session, one.member_id, one.on)
        said = None
        if payer_id is not None:
            # The repair knows the amount of the whole line; the engine compares by the unit.
            said = ChargeDetails(
                member_id=one.member_id,
                payer_id=payer_id,
                kind=ChargeKind.REPAIR if is_line else ChargeKind.SUBSTITUTE,
                service_on=one.on,
                hcpcs=one.hcpcs,
                description=one.description,
                modifiers=tuple(one.modifiers.split()) if is_line else (),
                product_id=one.product_id if not is_line else None,
                asset_id=one.asset_id,
                units=one.quantity,
                usual_charge_cents=-(-one.amount_cents // one.quantity) if is_line else None,
                asked={} if is_line else {"owned_by_member": True},
            )
        name = f"{member.last_name}, {member.first_name}"
        yield Chargeable(source, one.source_no, name, one.description, one.on, said)
