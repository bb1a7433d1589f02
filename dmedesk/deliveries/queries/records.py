"""One slip with all that its page shows of its own house."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from dmedesk.assets.tables import Asset
from dmedesk.catalog.tables import Product
from dmedesk.deliveries.queries.listed import (
    UNSIGNED,
    MoneyWaiting,
    SlipListed,
    SlipSource,
    no_money,
)
from dmedesk.deliveries.rules.paper import SLIP
from dmedesk.deliveries.rules.proof import kept_until
from dmedesk.deliveries.rules.words import (
    Method,
    PickupReason,
    ProofKind,
    Relationship,
    Settled,
    StayReason,
    Terms,
    TicketStage,
    UnsignedReason,
    Way,
)
from dmedesk.deliveries.tables import Proof, ReturnSettlement, Ticket, TicketLine
from dmedesk.members.tables import Payer
from dmedesk.rentals.tables import Rental
from dmedesk.store.prints import PrintFact, prints_of


@dataclass(frozen=True, slots=True)
class Settlement:
    """Who settled that another unit came back, when and how."""

    settled: Settled
    settled_on: date
    note: str
    recorded_by: str


@dataclass(frozen=True, slots=True)
class SlipLine:
    """One item of a slip; ``moved_serial`` is the unit that came back in its stead, or empty.

    ``has_moved`` is None before the visit. ``awaits_unit``: which unit goes out is not said yet.
    ``stayed`` is why it did not move, where it is said.
    """

    id: int
    place: int
    way: Way
    product: str
    hcpcs: str
    asset_id: int | None
    serial: str
    moved_asset_id: int | None
    moved_serial: str
    rental_id: int | None
    rental_no: str
    quantity: int
    accessories: str
    terms: Terms
    has_moved: bool | None
    settlement: Settlement | None
    awaits_unit: bool = False
    stayed: StayReason | None = None

    @property
    def is_unsettled(self) -> bool:
        """Whether another unit came back and nobody has settled it."""
        is_other = self.moved_asset_id is not None and self.moved_asset_id != self.asset_id
        return is_other and self.settlement is None


@dataclass(frozen=True, slots=True)
class SlipProof:
    """One proof of a slip. ``kept_until`` is the first day on which it need not be kept.

    ``why`` says why one was added later to ``about_turn``.
    """

    turn: int
    kind: ProofKind
    about_turn: int | None
    why: str
    method: Method
    delivered_on: date | None
    has_signature: bool
    signer: str
    relationship: Relationship | None
    signed_on: date | None
    reason: UnsignedReason | None
    driver_note: str
    carrier: str
    package_id: str
    facility: str
    received_by: str
    service_on: date | None
    kept_until: date | None
    sha256: str
    recorded_at: datetime
    recorded_by: str


@dataclass(frozen=True, slots=True)
class SlipRead:
    """One slip, its lines and prints in their order, its proofs, the last one first."""

    row: SlipListed
    member_id: int
    payer: str
    reason: PickupReason | None
    note: str
    asked_on: date
    visited_on: date | None
    lines: tuple[SlipLine, ...]
    proofs: tuple[SlipProof, ...]
    prints: tuple[PrintFact, ...] = ()

    @property
    def is_made(self) -> bool:
        """Whether the visit was made."""
        return self.row.stage in (*UNSIGNED, TicketStage.DONE)


def read_slip(
    session: Session, *, ticket_id: int, on: date, money: MoneyWaiting = no_money
) -> SlipRead | None:
    """One slip; None where there is none of this id."""
    ticket = session.get(Ticket, ticket_id)
    if ticket is None:
        return None
    (row,) = SlipSource(money).rows(session, [ticket_id], on=on)
    payer = session.scalar(select(Payer.name).where(Payer.id == ticket.payer_id))
    return SlipRead(
        row,
        ticket.member_id,
        payer or "",
        ticket.reason,
        ticket.note or "",
        ticket.asked_on,
        ticket.visited_on,
        tuple(slip_lines(session, ticket_id=ticket_id)),
        tuple(proofs_of_slips(session, ticket_ids=[ticket_id])[ticket_id]),
        tuple(prints_of(session, kind=SLIP, number=ticket.ticket_no)),
    )


def slip_lines(session: Session, *, ticket_id: int) -> list[SlipLine]:
    """The lines of a slip, in their order."""
    return lines_of_slips(session, ticket_ids=[ticket_id])[ticket_id]


def lines_of_slips(
    session: Session, *, ticket_ids: Collection[int]
) -> Mapping[int, list[SlipLine]]:
    """The lines of these slips in their order, in two statements."""
    moved = aliased(Asset)
    chosen = (
        select(TicketLine, Product, Asset.serial, moved.serial, Rental.rental_no)
        .join(Product, Product.id == TicketLine.product_id)
        .outerjoin(Asset, Asset.id == TicketLine.asset_id)
        .outerjoin(moved, moved.id == TicketLine.moved_asset_id)
        .outerjoin(Rental, Rental.id == TicketLine.rental_id)
        .where(TicketLine.ticket_id.in_(list(ticket_ids)))
        .order_by(TicketLine.place)
    )
    found = session.execute(chosen).all()
    settled = _settled(session, [line.id for line, *_ in found])
    of_slips: dict[int, list[SlipLine]] = defaultdict(list)
    for line, product, serial, moved_serial, rental_no in found:
        one = SlipLine(
            line.id,
            line.place,
            line.way,
            product.description,
            product.hcpcs,
            line.asset_id,
            serial or "",
            line.moved_asset_id,
            moved_serial or "",
            line.rental_id,
            rental_no or "",
            line.quantity,
            line.accessories or "",
            line.terms,
            line.has_moved,
            settled.get(line.id),
            line.awaits_unit,
            line.stayed,
        )
        of_slips[line.ticket_id].append(one)
    return of_slips


def _settled(session: Session, line_ids: list[int]) -> dict[int, Settlement]:
    """What was settled last, by line."""
    chosen = (
        select(ReturnSettlement)
        .where(ReturnSettlement.line_id.in_(line_ids))
        .order_by(ReturnSettlement.turn)
    )
    return {
        one.line_id: Settlement(one.settled, one.settled_on, one.note, one.recorded_by)
        for one in session.scalars(chosen)
    }


def proofs_of_slips(
    session: Session, *, ticket_ids: Collection[int]
) -> Mapping[int, list[SlipProof]]:
    """The proofs of these slips, the last one of each first, in one statement."""
    chosen = select(Proof).where(Proof.ticket_id.in_(list(ticket_ids)))
    found: dict[int, list[SlipProof]] = defaultdict(list)
    for one in session.scalars(chosen.order_by(Proof.turn.desc())):
        proof = SlipProof(
            one.turn,
            one.kind,
            one.about_turn,
            one.why,
            one.method,
            one.delivered_on,
            one.has_signature,
            one.signer,
            one.relationship,
            one.signed_on,
            one.reason,
            one.driver_note,
            one.carrier,
            one.package_id,
            one.facility,
            one.received_by,
            one.service_on,
            None if one.service_on is None else kept_until(one.service_on),
            one.sha256,
            one.recorded_at,
            one.recorded_by,
        )
        found[one.ticket_id].append(proof)
    return found
