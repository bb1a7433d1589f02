"""Which proposals are turned on, for whom, and for whom they could be."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from dmedesk.kit.calendar import last_day
from dmedesk.members.tables import Payer
from dmedesk.papers.tables import Requirement


@dataclass(frozen=True, slots=True)
class TurnedOn:
    """One proposal as it was turned on for a payer; ``last_on`` is its last day, if it has one."""

    id: int
    proposal: str
    payer_id: int
    payer: str
    from_on: date
    last_on: date | None


def turned_on(
    session: Session, *, on: date
) -> tuple[list[TurnedOn], dict[str, list[tuple[int, str]]]]:
    """What is on now or later; and the payers (id and name) under each regime, by its text."""
    chosen = (
        select(Requirement, Payer)
        .join(Payer, Payer.id == Requirement.payer_id)
        .where(or_(Requirement.until_on.is_(None), Requirement.until_on > on))
        .order_by(Payer.name, Requirement.id)
    )
    found = [
        TurnedOn(
            one.id,
            one.proposal,
            payer.id,
            payer.name,
            one.from_on,
            last_day(one.until_on) if one.until_on else None,
        )
        for one, payer in session.execute(chosen)
    ]
    payers: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for payer in session.scalars(select(Payer).order_by(Payer.name)):
        payers[payer.regime.value].append((payer.id, payer.name))
    return found, dict(payers)
