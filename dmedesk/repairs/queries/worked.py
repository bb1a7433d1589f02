"""The lines of a repair, as its page, its papers and its money read them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from dmedesk.repairs.rules.words import Covered, LineKind
from dmedesk.repairs.tables import RepairLine


@dataclass(frozen=True, slots=True)
class Line:
    """One line as the page shows it. ``is_void`` where a later one took it back."""

    turn: int
    kind: LineKind
    done_on: date
    description: str
    hcpcs: str
    modifiers: str
    quantity: int
    amount_cents: int
    cost_cents: int | None
    minutes: int | None
    covered: Covered
    technician: str
    citation: str
    is_void: bool


def total_of(lines: Sequence[Line]) -> int:
    """What is charged for parts, components and labor together."""
    return sum(
        line.amount_cents for line in lines if not line.is_void and line.covered is Covered.CHARGED
    )


def lines_of(session: Session, *, repair_id: int) -> list[Line]:
    """Every line of a repair but those that only take another back, in order."""
    chosen = select(RepairLine).where(RepairLine.repair_id == repair_id).order_by(RepairLine.turn)
    rows = session.scalars(chosen).all()
    void = {row.reverses for row in rows}
    return [
        Line(
            row.turn,
            row.kind,
            row.done_on,
            row.description,
            row.hcpcs or "",
            row.modifiers,
            row.quantity,
            row.amount_cents,
            row.cost_cents,
            row.minutes,
            row.covered,
            row.technician or "",
            row.citation,
            row.turn in void,
        )
        for row in rows
        if row.kind is not LineKind.TAKEN_BACK
    ]
