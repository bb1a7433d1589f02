"""One charge as its page shows it, and what belongs to it."""

import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from dmedesk.billing.queries.charge_list import ChargeListed, ChargeSource
from dmedesk.billing.tables import (
    BillingRun,
    Charge,
    ChargeClaim,
    ChargeEntry,
    ChargeProof,
    Credit,
    CreditLine,
    Invoice,
    InvoiceLine,
)
from dmedesk.rentals.rules import Proof


@dataclass(frozen=True, slots=True)
class ChargeRecord:
    """A charge: its row of the list, what was entered, its last proof, and who did what when."""

    row: ChargeListed
    values: dict[str, Any]
    asked: dict[str, Any]
    proof: Proof
    proof_on: date | None
    recorded_at: datetime
    recorded_by: str
    withdrawn_why: str
    withdrawn_by: str
    withdrawn_on: date | None
    invoice_id: int | None


_KEPT = (
    "member_id",
    "payer_id",
    "kind",
    "service_on",
    "hcpcs",
    "modifiers",
    "description",
    "product_id",
    "asset_id",
    "condition",
    "units",
    "usual_charge_cents",
    "pa_required",
    "why_payer",
)


def charge_record(session: Session, *, charge_id: int, on: date) -> ChargeRecord | None:
    """One charge; None where there is none."""
    charge = session.get(Charge, charge_id)
    if charge is None:
        return None
    (row,) = ChargeSource().rows(session, [charge_id], on=on)
    last = select(ChargeProof).where(ChargeProof.charge_id == charge_id)
    proof = session.scalars(last.order_by(ChargeProof.turn.desc()).limit(1)).one_or_none()
    gone = session.scalars(
        select(ChargeClaim).where(
            ChargeClaim.source == charge.source,
            ChargeClaim.source_no == charge.source_no,
            ChargeClaim.turn == charge.source_turn + 1,
        )
    ).one_or_none()
    return ChargeRecord(
        row=row,
        values={name: getattr(charge, name) for name in _KEPT},
        asked=json.loads(charge.asked),
        proof=proof.proof if proof else Proof.NONE,
        proof_on=proof.proof_on if proof else None,
        recorded_at=charge.recorded_at,
        recorded_by=charge.recorded_by,
        withdrawn_why=gone.why if gone else "",
        withdrawn_by=gone.recorded_by if gone else "",
        withdrawn_on=gone.recorded_at.astimezone().date() if gone else None,
        invoice_id=_invoice_of(session, charge_id),
    )


def _invoice_of(session: Session, charge_id: int) -> int | None:
    """The last invoice that bears the charge."""
    lines = select(Invoice.id).join(InvoiceLine, InvoiceLine.invoice_id == Invoice.id)
    of_charge = lines.where(InvoiceLine.charge_id == charge_id)
    return session.scalar(of_charge.order_by(InvoiceLine.charge_turn.desc()).limit(1))


def count_of_member(session: Session, *, member_id: int) -> int:
    """How many charges a member has, withdrawn ones too."""
    chosen = select(func.count(Charge.id)).where(Charge.member_id == member_id)
    return session.scalar(chosen) or 0


@dataclass(frozen=True, slots=True)
class ChargeTurned:
    """A turn of a charge's ledger: the invoice that billed it, or the credit that took it back."""

    posted_on: date
    number: str
    cents: int
    by: str
    invoice_id: int


def entries_of(session: Session, *, charge_id: int) -> list[ChargeTurned]:
    """What was billed of a charge and credited, in order."""
    billed = (
        select(
            BillingRun.posted_on,
            Invoice.invoice_no,
            ChargeEntry.amount_cents,
            BillingRun.posted_by,
            Invoice.id,
            Credit.credited_on,
            Credit.credit_no,
            Credit.credited_by,
        )
        .join(InvoiceLine, InvoiceLine.invoice_id == Invoice.id)
        .join(BillingRun, BillingRun.id == Invoice.run_id)
        .join(
            ChargeEntry,
            and_(
                ChargeEntry.charge_id == InvoiceLine.charge_id,
                ChargeEntry.turn == InvoiceLine.charge_turn,
            ),
        )
        .outerjoin(CreditLine, CreditLine.line_id == InvoiceLine.id)
        .outerjoin(Credit, Credit.id == CreditLine.credit_id)
        .where(InvoiceLine.charge_id == charge_id)
        .order_by(InvoiceLine.charge_turn)
    )
    found = []
    for on, number, cents, by, invoice_id, back_on, credit_no, back_by in session.execute(billed):
        found.append(ChargeTurned(on, number, cents, by, invoice_id))
        if credit_no is not None:
            found.append(ChargeTurned(back_on, credit_no, -cents, back_by, invoice_id))
    return found
