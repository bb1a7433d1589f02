"""What every action of a repair shares: the repair held, its standing, one more step written."""

from datetime import date

from sqlalchemy import func, select

from dmedesk.repairs.queries.loans import loans_of
from dmedesk.repairs.queries.records import standing_of
from dmedesk.repairs.rules.steps import Standing
from dmedesk.repairs.rules.words import Relation, Step
from dmedesk.repairs.tables import Repair, RepairStep
from dmedesk.store.unit_of_work import UnitOfWork

CAUSE = "repair"
"""The kind of record that the moves of a unit under repair name."""


def held(work: UnitOfWork, *, repair_id: int) -> tuple[Repair, Standing]:
    """The repair, which nobody else changes until this unit of work ends; and how it stands."""
    repair = work.session.scalars(
        select(Repair).where(Repair.id == repair_id).with_for_update()
    ).one()
    return repair, standing_of(repair, loans_of(work.session, repair_id=repair_id))


def write_step(
    work: UnitOfWork,
    *,
    repair: Repair,
    step: Step,
    on: date,
    note: str = "",
    party: str = "",
    reference: str = "",
    relation: Relation | None = None,
    amount_cents: int | None = None,
    ticket_id: int | None = None,
) -> int:
    """Append one step; answers its turn."""
    last = select(func.max(RepairStep.turn)).where(RepairStep.repair_id == repair.id)
    turn = (work.session.scalar(last) or 0) + 1
    work.session.add(
        RepairStep(
            repair_id=repair.id,
            turn=turn,
            step=step,
            happened_on=on,
            note=note.strip(),
            party=party.strip() or None,
            reference=reference.strip() or None,
            relation=relation,
            amount_cents=amount_cents,
            ticket_id=ticket_id,
            recorded_at=work.now,
            recorded_by=work.actor,
        )
    )
    work.session.flush()
    return turn
