"""One repair with all that its page and its papers show, and its standing for the rules."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from dmedesk.assets.tables import Asset
from dmedesk.catalog.tables import Product
from dmedesk.deliveries.tables import Ticket
from dmedesk.kit.findings import Finding
from dmedesk.members.rules import Regime
from dmedesk.members.tables import Member, Payer
from dmedesk.rentals.tables import Rental
from dmedesk.repairs.queries.asked import code_of
from dmedesk.repairs.queries.loans import Loan, loans_of
from dmedesk.repairs.queries.resting import authorized_of, resting_of
from dmedesk.repairs.queries.told import previous_repair_on
from dmedesk.repairs.queries.worked import Line, lines_of
from dmedesk.repairs.rules.judging import Money, judge
from dmedesk.repairs.rules.steps import Standing
from dmedesk.repairs.rules.words import Relation, Step
from dmedesk.repairs.tables import (
    ModelTraits,
    Repair,
    RepairStep,
    SubstituteCharge,
)


@dataclass(frozen=True, slots=True)
class StepRead:
    """One step; ``ticket_no`` is the slip that it opened."""

    turn: int
    step: Step
    on: date
    note: str
    party: str
    reference: str
    relation: Relation | None
    amount_cents: int | None
    ticket_id: int | None
    ticket_no: str
    recorded_by: str


@dataclass(frozen=True, slots=True)
class Charge:
    """The one charge for the substitute."""

    charged_on: date
    hcpcs: str
    modifiers: str
    amount_cents: int
    citations: str
    is_ceiling: bool
    confirmed_by: str


@dataclass(frozen=True, slots=True)
class RepairRead:
    """A repair with everything. ``judged`` is what the law says of its money today."""

    repair: Repair
    serial: str
    product: str
    hcpcs: str
    member: str
    member_no: str
    payer: str
    rental_no: str
    lines: Sequence[Line]
    steps: Sequence[StepRead]
    loans: Sequence[Loan]
    charge: Charge | None
    money: Money
    judged: Sequence[Finding]
    standing: Standing
    traits: Mapping[str, Any]

    @property
    def is_by_report(self) -> bool:
        """Whether the report of four items belongs to it."""
        return any(one.code == "report_goes_along" for one in self.judged)

    @property
    def cost_cents(self) -> int:
        """What it cost the house."""
        return sum(line.cost_cents or 0 for line in self.lines if not line.is_void)

    @property
    def minutes(self) -> int:
        """The time that it took."""
        return sum(line.minutes or 0 for line in self.lines if not line.is_void)


def read_repair(session: Session, *, repair_id: int, on: date) -> RepairRead | None:
    """One repair as it is on a day; None where there is none."""
    row: Any = session.execute(
        select(Repair, Asset, Product, Member, Payer, Rental)
        .outerjoin(Asset, Asset.id == Repair.asset_id)
        .outerjoin(Product, Product.id == Repair.product_id)
        .outerjoin(Member, Member.id == Repair.member_id)
        .outerjoin(Payer, Payer.id == Repair.payer_id)
        .outerjoin(Rental, Rental.id == Repair.rental_id)
        .where(Repair.id == repair_id)
    ).one_or_none()
    if row is None:
        return None
    repair, unit, product, member, payer, rental = row
    lines = lines_of(session, repair_id=repair_id)
    loans = loans_of(session, repair_id=repair_id)
    money = money_of(session, repair, on=on)
    return RepairRead(
        repair=repair,
        serial=unit.serial if unit else repair.serial_told or "",
        product=product.description if product else repair.item,
        hcpcs=repair.hcpcs or (product.hcpcs if product else ""),
        member=f"{member.last_name}, {member.first_name}" if member else "",
        member_no=member.member_no if member else "",
        payer=payer.name if payer else "",
        rental_no=rental.rental_no if rental else "",
        lines=lines,
        steps=_steps(session, repair_id),
        loans=loans,
        charge=charge_of(session, repair_id=repair_id),
        money=money,
        judged=judge(money),
        standing=standing_of(repair, loans),
        traits=_traits(session, repair),
    )


def _traits(session: Session, repair: Repair) -> Mapping[str, Any]:
    """What the model under repair is compared by; empty where nobody said."""
    traits = session.scalars(
        select(ModelTraits).where(ModelTraits.product_id == repair.product_id)
    ).first()
    if traits is None:
        return {}
    names = ("size", "capacity_pounds", "features")
    return {name: getattr(traits, name) for name in names}


def standing_of(repair: Repair, loans: Sequence[Loan]) -> Standing:
    """The repair as the rules of its steps ask for it."""
    return Standing(
        repair.repair_no,
        repair.stage,
        repair.ownership,
        repair.site,
        repair.asked_on,
        repair.removed_on,
        repair.finished_on,
        repair.returned_on,
        tuple(loan.stage for loan in loans),
    )


def money_of(session: Session, repair: Repair, *, on: date) -> Money:
    """The repair's money as it is judged: on the day it was finished, or on this one."""
    day = repair.finished_on or on
    code = code_of(session, repair, on=day)
    lines = lines_of(session, repair_id=repair.id)
    resting = resting_of(repair, lines, hcpcs=code.hcpcs, on=day)
    authorized = None if repair.closed_on else authorized_of(session, resting)
    return Money(
        repair.ownership,
        code.regime or (Regime.PRIVATE if repair.payer_id else None),
        code.is_respiratory,
        resting.total_cents,
        day,
        repair.cause,
        repair.replacement_cents,
        previous_repair_on(session, repair),
        repair.pa_number or "",
        authorized.misfits if authorized else (),
    )


def _steps(session: Session, repair_id: int) -> list[StepRead]:
    chosen = (
        select(RepairStep, Ticket.ticket_no)
        .outerjoin(Ticket, Ticket.id == RepairStep.ticket_id)
        .where(RepairStep.repair_id == repair_id)
        .order_by(RepairStep.turn)
    )
    return [
        StepRead(
            row.turn,
            row.step,
            row.happened_on,
            row.note,
            row.party or "",
            row.reference or "",
            row.relation,
            row.amount_cents,
            row.ticket_id,
            ticket_no or "",
            row.recorded_by,
        )
        for row, ticket_no in session.execute(chosen)
    ]


def charge_of(session: Session, *, repair_id: int) -> Charge | None:
    """The charge for the repair's substitute, if there is one."""
    row = session.scalars(
        select(SubstituteCharge).where(SubstituteCharge.repair_id == repair_id)
    ).first()
    if row is None:
        return None
    return Charge(
        row.charged_on,
        row.hcpcs,
        row.modifiers,
        row.amount_cents,
        row.citations,
        row.is_ceiling,
        row.confirmed_by or "",
    )
