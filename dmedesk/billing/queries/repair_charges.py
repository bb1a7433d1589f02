"""What finished repairs ask money for and nobody has charged yet."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dmedesk.billing.rules.charges import SourceKind
from dmedesk.billing.tables import ChargeClaim
from dmedesk.members.tables import Member, Payer
from dmedesk.repairs.queries.chargeable import LINE, SUBSTITUTE, RepairCharge, charges_of
from dmedesk.repairs.tables import Repair


def uncharged_of(session: Session, *, repair_id: int | None = None) -> Sequence[RepairCharge]:
    """The amounts of a closed repair, or of all, that have no live charge."""
    live = (
        select(ChargeClaim.source_no)
        .where(ChargeClaim.source.in_((SourceKind(LINE), SourceKind(SUBSTITUTE))))
        .group_by(ChargeClaim.source, ChargeClaim.source_no)
        .having(func.max(ChargeClaim.turn) % 2 == 1)
    )
    return charges_of(session, repair_id=repair_id, without=frozenset(session.scalars(live)))


@dataclass(frozen=True, slots=True)
class RepairUncharged:
    """A closed repair with amounts that nobody has charged yet, and what they come to.

    ``payer`` is empty where nobody is named who pays.
    """

    id: int
    repair_no: str
    member: str
    item: str
    payer: str
    closed_on: date | None
    amounts: int
    cents: int


def repairs_uncharged(session: Session) -> list[RepairUncharged]:
    """Every closed repair with something left to charge, the one that waits longest first."""
    by_repair: dict[int, list[RepairCharge]] = {}
    for one in uncharged_of(session):
        by_repair.setdefault(one.repair_id, []).append(one)
    chosen = (
        select(Repair, Member.last_name, Member.first_name, Payer.name)
        .join(Member, Member.id == Repair.member_id)
        .outerjoin(Payer, Payer.id == Repair.payer_id)
        .where(Repair.id.in_(by_repair))
        .order_by(Repair.closed_on, Repair.id)
    )
    return [
        RepairUncharged(
            id=repair.id,
            repair_no=repair.repair_no,
            member=f"{last_name}, {first_name}",
            item=repair.item,
            payer=payer or "",
            closed_on=repair.closed_on,
            amounts=len(by_repair[repair.id]),
            cents=sum(one.amount_cents for one in by_repair[repair.id]),
        )
        for repair, last_name, first_name, payer in session.execute(chosen)
    ]


def count_uncharged(session: Session, *, repair_id: int) -> int:
    """How many amounts of one repair have no live charge."""
    return len(uncharged_of(session, repair_id=repair_id))
