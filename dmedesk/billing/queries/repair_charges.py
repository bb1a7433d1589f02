"""What finished repairs ask money for and nobody has charged yet."""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dmedesk.billing.rules.charges import SourceKind
from dmedesk.billing.tables import ChargeClaim
from dmedesk.repairs.queries.chargeable import RepairCharge, charges_of


def uncharged_of(session: Session, *, repair_id: int | None = None) -> Sequence[RepairCharge]:
    """The amounts of a closed repair, or of all, that have no live charge."""
    asked = charges_of(session, repair_id=repair_id)
    last = {
        (source, source_no): turn
        for source, source_no, turn in session.execute(
            select(ChargeClaim.source, ChargeClaim.source_no, func.max(ChargeClaim.turn))
            .where(ChargeClaim.source_no.in_([one.source_no for one in asked]))
            .group_by(ChargeClaim.source, ChargeClaim.source_no)
        )
    }
    return [one for one in asked if not last.get((SourceKind(one.source), one.source_no), 0) % 2]


def count_uncharged(session: Session, *, repair_id: int) -> int:
    """How many amounts of one repair have no live charge."""
    return len(uncharged_of(session, repair_id=repair_id))
