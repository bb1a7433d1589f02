"""What a finished repair asks money for: facts of this house, which billing pulls and enters.

A line of a repair and its substitute's charge are each known by their kind and id, so that none is
entered twice. Only equipment that the member owns has any; a refused repair has none.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from dmedesk.catalog.tables import Product
from dmedesk.deliveries.rules.words import Method
from dmedesk.deliveries.tables import Proof
from dmedesk.repairs.queries.asked import code_of
from dmedesk.repairs.queries.charging import returned_on
from dmedesk.repairs.queries.loans import loans_of
from dmedesk.repairs.rules.words import Covered, LineKind, Stage
from dmedesk.repairs.tables import Repair, RepairLine, RepairLoan, SubstituteCharge

LINE, SUBSTITUTE = "repair_line", "repair_substitute"
"""The two kinds of what a repair asks money for."""


@dataclass(frozen=True, slots=True)
class RepairCharge:
    """One amount. ``source_id`` is the line's or the charge's id; ``source_no`` names it to people
    (``REP-000001/2``, ``REP-000001/S``). ``payer_id`` is None where nobody is named who pays.

    ``proven_on`` and ``method`` are of the proof of the slip that brought a substitute; ``asked``
    are the further keys of its question to the rate engine (``docs/formats/price.md``).
    """

    source: str
    source_id: int
    source_no: str
    repair_id: int
    member_id: int
    payer_id: int | None
    product_id: int | None
    asset_id: int | None
    on: date
    description: str
    hcpcs: str
    modifiers: str
    quantity: int
    amount_cents: int
    citation: str
    is_direct_service: bool = False
    proven_on: date | None = None
    method: Method | None = None
    asked: Mapping[str, Any] = field(default_factory=dict)


def charges_of(
    session: Session, *, repair_id: int | None = None, without: Collection[str] = ()
) -> Sequence[RepairCharge]:
    """The amounts of a closed repair, or of all closed ones, by the repair and its lines.

    ``without`` are the numbers (``source_no``) that nobody asks for any more.
    """
    found = [*_lines(session, repair_id), *_substitutes(session, repair_id, without)]
    return [one for one in found if one.source_no not in without]


def _lines(session: Session, repair_id: int | None) -> list[RepairCharge]:
    void = aliased(RepairLine)
    chosen = (
        select(RepairLine, Repair)
        .join(Repair, Repair.id == RepairLine.repair_id)
        .outerjoin(
            void, (void.repair_id == RepairLine.repair_id) & (void.reverses == RepairLine.turn)
        )
        .where(
            void.id.is_(None),
            RepairLine.kind != LineKind.TAKEN_BACK,
            RepairLine.covered == Covered.CHARGED,
            RepairLine.amount_cents > 0,
            Repair.stage == Stage.CLOSED,
            Repair.refusal.is_(None),
        )
        .order_by(Repair.id, RepairLine.turn)
    )
    if repair_id is not None:
        chosen = chosen.where(Repair.id == repair_id)
    return [
        _charge(
            repair,
            LINE,
            line.id,
            f"{repair.repair_no}/{line.turn}",
            on=line.done_on,
            description=line.description,
            hcpcs=line.hcpcs or "",
            modifiers=line.modifiers,
            quantity=line.quantity,
            amount_cents=line.amount_cents,
            citation=line.citation,
            is_direct_service=line.kind is LineKind.DIRECT_SERVICE,
        )
        for line, repair in session.execute(chosen)
    ]


def _substitutes(
    session: Session, repair_id: int | None, without: Collection[str]
) -> list[RepairCharge]:
    chosen: Any = (
        select(SubstituteCharge, Repair, Product.description)
        .join(Repair, Repair.id == SubstituteCharge.repair_id)
        .outerjoin(Product, Product.id == Repair.product_id)
        .where(Repair.stage == Stage.CLOSED)
        .order_by(Repair.id)
    )
    if repair_id is not None:
        chosen = chosen.where(Repair.id == repair_id)
    return [
        _charge(
            repair,
            SUBSTITUTE,
            charge.id,
            f"{repair.repair_no}/S",
            on=charge.charged_on,
            description=f"Substitute during repair: {product or repair.item}",
            hcpcs=charge.hcpcs,
            modifiers=charge.modifiers,
            quantity=1,
            amount_cents=charge.amount_cents,
            citation=charge.citations,
            proof=_proof(session, charge.loan_id),
            asked=_asked(session, repair, charge),
        )
        for charge, repair, product in session.execute(chosen)
        if f"{repair.repair_no}/S" not in without
    ]


def _proof(session: Session, loan_id: int) -> tuple[date | None, Method | None]:
    """The day of service of the substitute's slip, and how it is proven; nothing without one."""
    chosen = (
        select(Proof.service_on, Proof.method)
        .join(RepairLoan, RepairLoan.ticket_id == Proof.ticket_id)
        .where(RepairLoan.id == loan_id, Proof.service_on.is_not(None))
        .order_by(Proof.turn.desc())
    )
    found = session.execute(chosen).first()
    return (None, None) if found is None else (found[0], found[1])


def _asked(session: Session, repair: Repair, charge: SubstituteCharge) -> Mapping[str, Any]:
    """The question that the charge answered, so that billing gets the same answer to it."""
    code = code_of(session, repair, on=charge.charged_on)
    back_on = returned_on(repair, loans_of(session, repair_id=repair.id))
    told = {
        "owned_by_member": True,
        "family": code.family,
        "payment_class": code.payment_class,
        "removed_on": repair.removed_on.isoformat() if repair.removed_on else None,
        "returned_on": back_on.isoformat() if back_on else None,
    }
    return {key: value for key, value in told.items() if value is not None}


def _charge(
    repair: Repair,
    source: str,
    source_id: int,
    source_no: str,
    *,
    on: date,
    description: str,
    hcpcs: str,
    modifiers: str,
    quantity: int,
    amount_cents: int,
    citation: str,
    is_direct_service: bool = False,
    proof: tuple[date | None, Method | None] = (None, None),
    asked: Mapping[str, Any] | None = None,
) -> RepairCharge:
    assert repair.member_id is not None
    return RepairCharge(
        source=source,
        source_id=source_id,
        source_no=source_no,
        repair_id=repair.id,
        member_id=repair.member_id,
        payer_id=repair.payer_id,
        product_id=repair.product_id,
        asset_id=repair.asset_id,
        on=on,
        description=description,
        hcpcs=hcpcs,
        modifiers=modifiers,
        quantity=quantity,
        amount_cents=amount_cents,
        citation=citation,
        is_direct_service=is_direct_service,
        proven_on=proof[0],
        method=proof[1],
        asked=asked or {},
    )
