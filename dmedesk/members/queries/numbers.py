"""The number that the next member gets, and who may be entered twice."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from dmedesk.members.rules.identifiers import plain_number
from dmedesk.members.tables import Member
from dmedesk.store.lists import folded

_FIRST = "M0001"
_DIGITS = "0123456789"


@dataclass(frozen=True, slots=True)
class Alike:
    """A member who may be the one that is being entered, and why."""

    id: int
    member_no: str
    name: str
    birth_on: date | None
    because: str


def next_member_no(session: Session) -> str:
    """One more than the number of the member entered last, as long; past those that are taken."""
    latest = select(Member.member_no).order_by(Member.id.desc()).limit(1)
    last = session.scalar(latest)
    if last is None:
        return _FIRST
    stem = last.rstrip(_DIGITS)
    digits = last[len(stem) :]
    number, width = int(digits or "0"), len(digits)
    while True:
        number += 1
        proposed = f"{stem}{number:0{width}}"
        if session.scalar(select(Member.id).where(Member.member_no == proposed)) is None:
            return proposed


def members_alike(
    session: Session,
    *,
    besides: int = 0,
    last_name: str | None = None,
    first_name: str | None = None,
    birth_on: date | None = None,
    masshealth_id: str | None = None,
    medicare_mbi: str | None = None,
) -> list[Alike]:
    """Members of the same name and day of birth, or the same number on a card; at most five.

    ``besides`` is the member who is asked about.
    """
    same: list[ColumnElement[bool]] = []
    if last_name and first_name and birth_on is not None:
        same.append(
            and_(
                folded(Member.last_name) == last_name.strip().lower(),
                folded(Member.first_name) == first_name.strip().lower(),
                Member.birth_on == birth_on,
            )
        )
    numbers = {
        name: plain_number(number)
        for name, number in (("masshealth_id", masshealth_id), ("medicare_mbi", medicare_mbi))
        if number and plain_number(number)
    }
    same += [_plain(name) == number for name, number in numbers.items()]
    if not same:
        return []
    chosen = select(Member).where(Member.id != besides, or_(*same)).order_by(Member.id).limit(5)
    return [
        Alike(
            one.id,
            one.member_no,
            f"{one.last_name}, {one.first_name}",
            one.birth_on,
            _because(one, numbers),
        )
        for one in session.scalars(chosen)
    ]


def _plain(name: str) -> ColumnElement[str]:
    column = getattr(Member, name)
    return func.upper(func.replace(func.replace(column, "-", ""), " ", ""))


def _because(one: Member, numbers: dict[str, str]) -> str:
    if plain_number(one.medicare_mbi or "") == numbers.get("medicare_mbi"):
        return "the same Medicare number"
    if plain_number(one.masshealth_id or "") == numbers.get("masshealth_id"):
        return "the same MassHealth number"
    return "the same name and day of birth"
