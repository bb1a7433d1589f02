"""The lists of members, practitioners and payers, as people look at them."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    and_,
    case,
    exists,
    false,
    func,
    literal,
    null,
    or_,
    select,
)

from dmedesk.kit.lists import Sort
from dmedesk.members.queries.leaving import is_gone, is_here
from dmedesk.members.rules.words import LeavingReason, Regime, Setting, Standing
from dmedesk.members.tables import (
    Coverage,
    Member,
    Payer,
    Practitioner,
    PractitionerCheck,
    Residence,
)
from dmedesk.store.lists import ListQuery

DAYS_AHEAD = 30
"""What ends within so many days is told beforehand."""


@dataclass(frozen=True, slots=True)
class MemberListed:
    """One member. ``payer`` pays first, ``setting`` is where they live, on the day asked for."""

    id: int
    member_no: str
    name: str
    birth_on: date | None
    phone: str | None
    city: str | None
    payer: str | None
    setting: Setting
    facility: str | None
    masshealth_id: str | None
    medicare_mbi: str | None
    deceased_on: date | None
    left_on: date | None
    left_reason: LeavingReason | None


@dataclass(frozen=True, slots=True)
class PractitionerListed:
    """One practitioner. ``standing`` is what the last look showed, None where nobody looked."""

    id: int
    npi: str
    name: str
    phone: str | None
    fax: str | None
    city: str | None
    license_no: str | None
    license_expires_on: date | None
    standing: Standing | None
    checked_on: date | None
    npi_is_wrong: bool


@dataclass(frozen=True, slots=True)
class PayerListed:
    """One payer. ``members`` are covered by it on the day asked for."""

    id: int
    code: str
    name: str
    regime: Regime
    phone: str | None
    electronic_payer_id: str | None
    filing_days: int | None
    members: int


def _holds(table: Any, on: date) -> ColumnElement[bool]:
    return and_(table.from_on <= on, or_(table.until_on.is_(None), table.until_on > on))


def _residence(column: Any, on: date) -> Any:
    """Of the residence that counts on the day: of two the one that began later."""
    return (
        select(column)
        .where(Residence.member_id == Member.id, _holds(Residence, on))
        .order_by(Residence.from_on.desc())
        .limit(1)
        .scalar_subquery()
    )


def _setting(on: date) -> Any:
    return func.coalesce(_residence(Residence.setting, on), Setting.HOME)


def _first_payer(on: date) -> Any:
    return (
        select(Payer.name)
        .join(Coverage, Coverage.payer_id == Payer.id)
        .where(Coverage.member_id == Member.id, _holds(Coverage, on))
        .order_by(Coverage.rank)
        .limit(1)
        .scalar_subquery()
    )


def _ever_covered_by(_on: date) -> Any:
    """The codes of every payer that the member has or had, each between bars."""
    code = "|" + Payer.code + "|"
    return (
        select(func.aggregate_strings(code, ""))
        .join(Coverage, Coverage.payer_id == Payer.id)
        .where(Coverage.member_id == Member.id)
        .scalar_subquery()
    )


def _uncovered(on: date) -> ColumnElement[bool]:
    covered = exists().where(Coverage.member_id == Member.id, _holds(Coverage, on))
    return and_(is_here(on), ~covered)


MEMBERS: ListQuery[MemberListed] = ListQuery(
    MemberListed,
    key=Member.id,
    columns={
        "member_no": Member.member_no,
        "name": Member.last_name + ", " + Member.first_name,
        "birth_on": Member.birth_on,
        "phone": Member.phone,
        "city": Member.city,
        "payer": _first_payer,
        "setting": _setting,
        "facility": lambda on: _residence(Residence.facility_name, on),
        "masshealth_id": Member.masshealth_id,
        "medicare_mbi": Member.medicare_mbi,
        "deceased_on": Member.deceased_on,
        "left_on": Member.left_on,
        "left_reason": Member.left_reason,
        "ever_covered_by": _ever_covered_by,
    },
    chips={
        "active": is_here,
        "facility": lambda on: and_(is_here(on), _setting(on) == Setting.NURSING_FACILITY),
        "gone": is_gone,
        "uncovered": _uncovered,
    },
    default=(Sort("name"),),
)
"""Every member. ``active`` ones have neither died nor left, ``uncovered`` ones have no payer."""


@cache
def npi_is_wrong() -> ColumnElement[bool]:
    """What ``npi_is_valid`` denies, as a clause: ten digits, the first 1 or 2, the check digit."""
    digits = [_digit(place) for place in range(1, 11)]
    # The prefix 80840 of the card standard adds 24 to the sum.
    total = sum(digits, start=literal(24))
    is_right = and_(
        func.length(Practitioner.npi) == len(digits),
        func.substr(Practitioner.npi, 1, 1).in_(("1", "2")),
        total % 10 == 0,
    )
    return ~func.coalesce(is_right, false())


def _digit(place: int) -> Any:
    """What the digit at a place adds to Luhn's sum; nothing known where it is no digit."""
    is_doubled = place % 2 == 1
    worth = {str(n): sum(divmod(2 * n, 10)) if is_doubled else n for n in range(10)}
    return case(worth, value=func.substr(Practitioner.npi, place, 1), else_=null())


def latest_check(column: Any) -> Any:
    """What the look that counts showed: of the latest day, and of that day the last recorded."""
    return (
        select(column)
        .where(PractitionerCheck.practitioner_id == Practitioner.id)
        .order_by(
            PractitionerCheck.checked_on.desc(),
            PractitionerCheck.recorded_at.desc(),
            PractitionerCheck.id.desc(),
        )
        .limit(1)
        .scalar_subquery()
    )


def _checked(column: Any) -> Any:
    return lambda _on: latest_check(column)


def license_ends(on: date) -> ColumnElement[bool]:
    """The clause of licenses that have ended, or will soon."""
    return Practitioner.license_expires_on <= on + timedelta(days=DAYS_AHEAD)


_practitioner_name = case(
    (Practitioner.first_name.is_(None), Practitioner.last_name),
    else_=Practitioner.last_name + ", " + Practitioner.first_name,
)

PRACTITIONERS: ListQuery[PractitionerListed] = ListQuery(
    PractitionerListed,
    key=Practitioner.id,
    columns={
        "npi": Practitioner.npi,
        "name": _practitioner_name,
        "phone": Practitioner.phone,
        "fax": Practitioner.fax,
        "city": Practitioner.city,
        "license_no": Practitioner.license_no,
        "license_expires_on": Practitioner.license_expires_on,
        "standing": _checked(PractitionerCheck.standing),
        "checked_on": _checked(PractitionerCheck.checked_on),
        "npi_is_wrong": npi_is_wrong(),
    },
    chips={
        "npi_wrong": lambda _on: npi_is_wrong(),
        "excluded": lambda _on: latest_check(PractitionerCheck.standing) == Standing.EXCLUDED,
        "license": license_ends,
        "unchecked": lambda _on: (
            ~exists().where(PractitionerCheck.practitioner_id == Practitioner.id)
        ),
    },
    default=(Sort("name"),),
)
"""Every practitioner. ``license`` has those whose license has ended or ends soon."""


def _covered_members(on: date) -> Any:
    return (
        select(func.count(Coverage.member_id.distinct()))
        .where(Coverage.payer_id == Payer.id, _holds(Coverage, on))
        .scalar_subquery()
    )


PAYERS: ListQuery[PayerListed] = ListQuery(
    PayerListed,
    key=Payer.id,
    columns={
        "code": Payer.code,
        "name": Payer.name,
        "regime": Payer.regime,
        "phone": Payer.phone,
        "electronic_payer_id": Payer.electronic_payer_id,
        "filing_days": Payer.filing_days,
        "members": _covered_members,
    },
    default=(Sort("name"),),
)
"""Every payer."""
