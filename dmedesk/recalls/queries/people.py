"""Who has, had or bought a unit: what its rentals and its moves tell."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import exists, func, not_, select
from sqlalchemy.orm import Session, aliased

from dmedesk.assets.rules.moves import Move
from dmedesk.assets.tables import Movement
from dmedesk.members.tables import Member
from dmedesk.rentals.tables import Rental, RentalUnit


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody who had a unit; ``until_on`` is None where nobody said that it ended."""

    asset_id: int
    member_id: int
    member: str
    from_on: date
    until_on: date | None
    has_bought: bool = False

    def words(self) -> str:
        """When, as a person says it."""
        if self.has_bought:
            return f"bought it on {self.from_on}"
        return f"{self.from_on} to {self.until_on or 'now'}"


def holders_of(session: Session, asset_ids: Collection[int]) -> list[Holder]:
    """Everybody who ever had one of these units, each once a unit, the earliest first."""
    found: dict[tuple[int, int], Holder] = {}
    ids = list(asset_ids)
    for start in range(0, len(ids), _AT_ONCE):
        some = ids[start : start + _AT_ONCE]
        for one in (*_by_rental(session, some), *_by_move(session, some)):
            found.setdefault((one.asset_id, one.member_id), one)
    return sorted(found.values(), key=lambda one: (one.asset_id, one.from_on))


_AT_ONCE = 500


def _by_rental(session: Session, asset_ids: Collection[int]) -> Iterator[Holder]:
    served = (
        select(RentalUnit.asset_id, RentalUnit.from_on, RentalUnit.until_on, Rental, Member)
        .join(Rental, Rental.id == RentalUnit.rental_id)
        .join(Member, Member.id == Rental.member_id)
        .where(RentalUnit.asset_id.in_(asset_ids))
    )
    for asset_id, from_on, until_on, rental, member in session.execute(served):
        yield _holder(asset_id, member, from_on, until_on or rental.ended_on)
    whole = (
        select(Rental, Member)
        .join(Member, Member.id == Rental.member_id)
        .where(Rental.asset_id.in_(asset_ids))
    )
    for rental, member in session.execute(whole):
        yield _holder(rental.asset_id, member, rental.started_on, rental.ended_on)


def _by_move(session: Session, asset_ids: Collection[int]) -> Iterator[Holder]:
    back, undoing = aliased(Movement), aliased(Movement)
    undone = exists().where(undoing.asset_id == back.asset_id, undoing.reverses == back.turn)
    back_on = (
        select(func.min(back.moved_on))
        .where(
            back.asset_id == Movement.asset_id,
            back.turn > Movement.turn,
            back.from_member_id == Movement.to_member_id,
            back.to_member_id.is_distinct_from(Movement.to_member_id),
            not_(undone),
        )
        .scalar_subquery()
    )
    chosen = (
        select(Movement, Member, back_on)
        .join(Member, Member.id == Movement.to_member_id)
        .where(
            Movement.asset_id.in_(asset_ids),
            Movement.move.in_((Move.RENTED_OUT, Move.LENT, Move.SOLD)),
        )
        .order_by(Movement.turn)
    )
    for moved, member, until_on in session.execute(chosen):
        sold = moved.move is Move.SOLD
        yield _holder(moved.asset_id, member, moved.moved_on, until_on, has_bought=sold)


def _holder(
    asset_id: int, member: Member, from_on: date, until_on: date | None, *, has_bought: bool = False
) -> Holder:
    name = f"{member.last_name}, {member.first_name}"
    return Holder(asset_id, member.id, name, from_on, until_on, has_bought)
