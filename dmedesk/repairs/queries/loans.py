"""The substitutes of a repair, where each is, and which units of the stock are comparable."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from dmedesk.assets.rules import AssetState
from dmedesk.assets.rules.moves import Move
from dmedesk.assets.tables import Asset, Movement, Place
from dmedesk.catalog.tables import Product
from dmedesk.deliveries.rules.words import TicketStage, Way
from dmedesk.deliveries.tables import Ticket, TicketLine
from dmedesk.repairs.rules.likeness import (
    Comparison,
    Model,
    closest_first,
    compare,
    features_of,
)
from dmedesk.repairs.rules.words import Likeness, LoanStage
from dmedesk.repairs.tables import ModelTraits, Repair, RepairLoan

_AHEAD = (TicketStage.TO_PRINT, TicketStage.OUT)
MOST_OFFERED = 200
"""What the finder shows; of more than that the closest."""


@dataclass(frozen=True, slots=True)
class Loan:
    """One substitute. ``lent_on`` and ``back_on`` are the days of its visits, once made.

    ``back_ticket_no`` is the pickup slip that is open for it, if any.
    """

    id: int
    turn: int
    asset_id: int
    serial: str
    product: str
    hcpcs: str
    product_id: int
    likeness: Likeness
    reason: str
    stage: LoanStage
    ticket_id: int
    ticket_no: str
    lent_on: date | None
    back_on: date | None
    back_ticket_id: int | None
    back_ticket_no: str


def loans_of(session: Session, *, repair_id: int) -> list[Loan]:
    """The substitutes of a repair, the first one first."""
    chosen: Any = (
        select(RepairLoan, Asset, Product, Ticket, TicketLine)
        .join(Asset, Asset.id == RepairLoan.asset_id)
        .join(Product, Product.id == Asset.product_id)
        .join(Ticket, Ticket.id == RepairLoan.ticket_id)
        .join(TicketLine, (TicketLine.ticket_id == Ticket.id) & (TicketLine.asset_id == Asset.id))
        .where(RepairLoan.repair_id == repair_id)
        .order_by(RepairLoan.turn)
    )
    return [_loan(session, *row) for row in session.execute(chosen)]


def _loan(
    session: Session, loan: RepairLoan, unit: Asset, product: Product, ticket: Ticket, line: Any
) -> Loan:
    lent, after = _moves(session, unit, ticket.ticket_no)
    stage = _stage(ticket, line, lent, after)
    fetching = _fetching(session, unit.id) if stage is LoanStage.OUT else None
    return Loan(
        id=loan.id,
        turn=loan.turn,
        asset_id=unit.id,
        serial=unit.serial,
        product=product.description,
        hcpcs=product.hcpcs,
        product_id=product.id,
        likeness=loan.likeness,
        reason=loan.reason,
        stage=stage,
        ticket_id=ticket.id,
        ticket_no=ticket.ticket_no,
        lent_on=lent.moved_on if lent else None,
        back_on=after.moved_on if after else None,
        back_ticket_id=fetching.id if fetching else None,
        back_ticket_no=fetching.ticket_no if fetching else "",
    )


def _moves(
    session: Session, unit: Asset, ticket_no: str
) -> tuple[Movement | None, Movement | None]:
    """The move that lent the unit by this slip, and the next one after it."""
    chosen = (
        select(Movement)
        .where(Movement.asset_id == unit.id, Movement.move == Move.LENT)
        .where(Movement.cause_kind == "ticket", Movement.cause_no == ticket_no)
    )
    lent = session.scalars(chosen).first()
    if lent is None:
        return None, None
    after = select(Movement).where(Movement.asset_id == unit.id, Movement.turn == lent.turn + 1)
    return lent, session.scalars(after).first()


def _stage(
    ticket: Ticket, line: TicketLine, lent: Movement | None, after: Movement | None
) -> LoanStage:
    if lent is not None:
        return LoanStage.OUT if after is None else LoanStage.BACK
    if ticket.stage in _AHEAD and line.has_moved is None:
        return LoanStage.TO_BRING
    return LoanStage.CANCELLED


def _fetching(session: Session, asset_id: int) -> Ticket | None:
    chosen = (
        select(Ticket)
        .join(TicketLine, TicketLine.ticket_id == Ticket.id)
        .where(TicketLine.asset_id == asset_id, TicketLine.is_open, TicketLine.way == Way.BACK)
    )
    return session.scalars(chosen).first()


@dataclass(frozen=True, slots=True)
class Offered:
    """One unit of the stock that is comparable, and why."""

    asset_id: int
    serial: str
    product_id: int
    product: str
    hcpcs: str
    place: str
    size: str
    capacity_pounds: int | None
    features: str
    comparison: Comparison


def offered_for(session: Session, *, repair_id: int) -> list[Offered]:
    """The units in stock, ready and on no slip, that are comparable; the closest first."""
    wanted = model_under_repair(session, session.get_one(Repair, repair_id))
    chosen: Any = (
        select(Asset, Product, ModelTraits, Place.name)
        .join(Product, Product.id == Asset.product_id)
        .outerjoin(ModelTraits, ModelTraits.product_id == Product.id)
        .outerjoin(Place, Place.id == Asset.place_id)
        .where(Asset.state == AssetState.READY)
        .where(~select(TicketLine.id).where(_is_on_a_slip()).exists())
    )
    if wanted.family:
        chosen = chosen.where((Product.hcpcs == wanted.hcpcs) | (Product.family == wanted.family))
    else:
        chosen = chosen.where(Product.hcpcs == wanted.hcpcs)
    found = {}
    for unit, product, traits, place in session.execute(chosen):
        compared = compare(wanted, _model(product, traits))
        if compared is not None:
            found[unit.serial] = _offered(unit, product, traits, place or "", compared)
    order = closest_first((serial, one.comparison) for serial, one in found.items())
    return [found[serial] for serial, _ in order[:MOST_OFFERED]]


def _is_on_a_slip() -> Any:
    return (TicketLine.asset_id == Asset.id) & TicketLine.is_open


def _offered(
    unit: Asset, product: Product, traits: ModelTraits | None, place: str, compared: Comparison
) -> Offered:
    return Offered(
        unit.id,
        unit.serial,
        product.id,
        product.description,
        product.hcpcs,
        place,
        (traits.size if traits else "") or "",
        traits.capacity_pounds if traits else None,
        (traits.features if traits else "") or "",
        compared,
    )


def model_under_repair(session: Session, repair: Repair) -> Model:
    """The model under repair as it is compared; of equipment that is not ours its code alone."""
    if repair.product_id is None:
        return Model(None, repair.hcpcs or "")
    product = session.get_one(Product, repair.product_id)
    traits = session.scalars(
        select(ModelTraits).where(ModelTraits.product_id == product.id)
    ).first()
    return _model(product, traits)


def comparison_with(session: Session, repair: Repair, *, asset_id: int) -> Comparison | None:
    """How one unit compares with the one under repair."""
    product, traits = session.execute(
        select(Product, ModelTraits)
        .join(Asset, Asset.product_id == Product.id)
        .outerjoin(ModelTraits, ModelTraits.product_id == Product.id)
        .where(Asset.id == asset_id)
    ).one()
    return compare(model_under_repair(session, repair), _model(product, traits))


def _model(product: Product, traits: ModelTraits | None) -> Model:
    return Model(
        product.id,
        product.hcpcs,
        product.family.value if product.family else "",
        (traits.size if traits else "") or "",
        traits.capacity_pounds if traits else None,
        features_of(traits.features if traits else ""),
    )
