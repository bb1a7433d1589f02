"""The binders that were made of a member, and what the next one's cover says of the member."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dmedesk.binder.rules import Whose
from dmedesk.binder.tables import Binder
from dmedesk.kit.references import RecordRef
from dmedesk.members.queries.finding import full_name
from dmedesk.members.tables import Member
from dmedesk.rentals.tables import Rental
from dmedesk.repairs.tables import Repair


@dataclass(frozen=True, slots=True)
class BinderMade:
    """One binder that was made; ``until_on`` is the day after its last one, ``made_at`` in UTC."""

    id: int
    binder_no: str
    from_on: date | None
    until_on: date | None
    pages: int
    missing: int
    sha256: str
    made_at: datetime
    made_by: str


def binders_of(session: Session, *, member_id: int) -> list[BinderMade]:
    """The binders of a member, the newest first."""
    chosen = (
        select(
            Binder.id,
            Binder.binder_no,
            Binder.from_on,
            Binder.until_on,
            Binder.pages,
            Binder.missing,
            Binder.sha256,
            Binder.made_at,
            Binder.made_by,
        )
        .where(Binder.member_id == member_id)
        .order_by(Binder.turn.desc())
    )
    return [BinderMade(*row) for row in session.execute(chosen)]


def next_turn(session: Session, *, member_id: int) -> int:
    """Which binder of the member the next one is."""
    highest = select(func.max(Binder.turn)).where(Binder.member_id == member_id)
    return (session.scalar(highest) or 0) + 1


def member_of(session: Session, ref: RecordRef) -> int | None:
    """Whose a rental or a repair is; None for anything else, and for a repair of our own stock."""
    of = {"rental": (Rental.id, Rental.member_id), "repair": (Repair.id, Repair.member_id)}
    if ref.kind not in of:
        return None
    key, member_id = of[ref.kind]
    return session.scalar(select(member_id).where(key == ref.id))


def whose(session: Session, *, member_id: int) -> Whose | None:
    """The member as a cover names them; None where there is none of this id."""
    member = session.get(Member, member_id)
    if member is None:
        return None
    name = full_name(member.last_name, member.first_name)
    return Whose(name, member.member_no, member.birth_on)
