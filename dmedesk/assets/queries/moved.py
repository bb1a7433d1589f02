"""What became of a unit: its moves and its looks at the bench, and where it stands by them."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from dmedesk.assets.rules.checks import Check
from dmedesk.assets.rules.moves import Cause, Move
from dmedesk.assets.rules.telling import Moved
from dmedesk.assets.tables import Movement, Place, UnitCheck
from dmedesk.members.tables import Member


@dataclass(frozen=True, slots=True)
class MovedUnit:
    """One move of a unit. ``is_undone`` where a later one took it back.

    ``member_id`` is who got it, or had it; ``place_id`` where it was brought.
    """

    turn: int
    on: date
    moved: Moved
    is_undone: bool
    member_id: int | None
    place_id: int | None
    who: str

    @property
    def happening(self) -> str:
        """What other houses call this move, too; nothing where it was a mistake."""
        if self.is_undone or self.moved.move is Move.TAKEN_BACK:
            return ""
        cause = self.moved.cause
        return f"move {self.turn}" if cause is None else happening_of(*cause)


def happening_of(kind: str, number: str) -> str:
    """What a record that moves units (a ``ticket``) is called as one happening."""
    return f"{kind} {number}"


@dataclass(frozen=True, slots=True)
class CheckedUnit:
    """One look at a unit at the bench."""

    on: date
    technician: str
    seen: tuple[Check, ...]
    passed: bool
    note: str
    who: str


def moves_of(session: Session, *, asset_id: int) -> list[MovedUnit]:
    """Every move of a unit, the first one first."""
    before, after = aliased(Member), aliased(Member)
    left, reached = aliased(Place), aliased(Place)
    rows = session.execute(
        select(Movement, before, after, left.name, reached.name)
        .outerjoin(before, before.id == Movement.from_member_id)
        .outerjoin(after, after.id == Movement.to_member_id)
        .outerjoin(left, left.id == Movement.from_place_id)
        .outerjoin(reached, reached.id == Movement.to_place_id)
        .where(Movement.asset_id == asset_id)
        .order_by(Movement.turn)
    ).all()
    moves = {row[0].turn: row[0].move for row in rows}
    undone = {row[0].reverses for row in rows}
    return [_moved(row, moves, is_undone=row[0].turn in undone) for row in rows]


def _moved(row: Any, moves: dict[int, Move], *, is_undone: bool) -> MovedUnit:
    movement, before, after, left, reached = row
    cause = None
    if movement.cause_kind is not None:
        cause = Cause(movement.cause_kind, movement.cause_no)
    told = Moved(
        movement.move,
        from_member=_name(before),
        to_member=_name(after),
        from_place=left or "",
        to_place=reached or "",
        cause=cause,
        note=movement.note or "",
        undone=moves.get(movement.reverses),
    )
    return MovedUnit(
        movement.turn,
        movement.moved_on,
        told,
        is_undone,
        movement.to_member_id or movement.from_member_id,
        movement.to_place_id,
        movement.recorded_by,
    )


def _name(member: Member | None) -> str:
    return "" if member is None else f"{member.last_name}, {member.first_name}"


def checks_of(session: Session, *, asset_id: int) -> list[CheckedUnit]:
    """Every look at a unit at the bench, the first one first."""
    chosen = (
        select(UnitCheck)
        .where(UnitCheck.asset_id == asset_id)
        .order_by(UnitCheck.checked_on, UnitCheck.id)
    )
    return [
        CheckedUnit(
            check.checked_on,
            check.technician,
            tuple(Check(word) for word in check.seen.split()),
            check.passed,
            check.note or "",
            check.recorded_by,
        )
        for check in session.scalars(chosen)
    ]
