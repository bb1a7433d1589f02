"""The lists of prescriptions and prior authorizations, as people look at them."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select

from dmedesk.kit.lists import Sort
from dmedesk.members.queries.listed import DAYS_AHEAD, latest_check, npi_is_wrong
from dmedesk.members.rules.words import Standing
from dmedesk.members.tables import Member, Practitioner, PractitionerCheck
from dmedesk.papers.tables import Authorization, AuthorizationUse, Prescription
from dmedesk.store.days import day_before, runs_on
from dmedesk.store.lists import ListQuery


@dataclass(frozen=True, slots=True)
class PrescriptionListed:
    """One prescription; ``expires_on`` is its last good day.

    ``standing`` is what the last look showed of its practitioner.
    """

    id: int
    member: str
    member_no: str
    hcpcs: str
    signed_on: date
    expires_on: date | None
    practitioner: str
    npi: str
    npi_is_wrong: bool
    standing: Standing | None


@dataclass(frozen=True, slots=True)
class AuthorizationListed:
    """One prior authorization; ``last_on`` is its last day. Without ``months`` it has no limit."""

    id: int
    member: str
    member_no: str
    hcpcs: str
    pa_number: str
    from_on: date
    last_on: date | None
    months: int | None
    used: int
    left: int | None


_member_name = Member.last_name + ", " + Member.first_name
_practitioner_name = case(
    (Practitioner.first_name.is_(None), Practitioner.last_name),
    else_=Practitioner.last_name + ", " + Practitioner.first_name,
)


def _of_member_and_practitioner(chosen: Select[Any]) -> Select[Any]:
    return chosen.join(Member, Member.id == Prescription.member_id).join(
        Practitioner, Practitioner.id == Prescription.practitioner_id
    )


def _prescription_ends(on: date) -> ColumnElement[bool]:
    return Prescription.expires_on.between(on, on + timedelta(days=DAYS_AHEAD))


def _prescription_holds(on: date) -> ColumnElement[bool]:
    is_good = or_(Prescription.expires_on.is_(None), Prescription.expires_on >= on)
    return and_(Prescription.signed_on <= on, is_good)


def _standing() -> Any:
    return latest_check(PractitionerCheck.standing)


PRESCRIPTIONS: ListQuery[PrescriptionListed] = ListQuery(
    PrescriptionListed,
    key=Prescription.id,
    columns={
        "member": _member_name,
        "member_no": Member.member_no,
        "hcpcs": Prescription.hcpcs,
        "signed_on": Prescription.signed_on,
        "expires_on": Prescription.expires_on,
        "practitioner": _practitioner_name,
        "npi": Practitioner.npi,
        "npi_is_wrong": npi_is_wrong(),
        "standing": lambda _on: _standing(),
    },
    source=_of_member_and_practitioner,
    chips={
        "in_force": _prescription_holds,
        "ending": _prescription_ends,
        "expired": lambda on: Prescription.expires_on < on,
        "doubtful": lambda _on: or_(npi_is_wrong(), _standing() == Standing.EXCLUDED),
    },
    default=(Sort("member"), Sort("signed_on", descending=True)),
)
"""Every prescription. ``doubtful`` ones bear a wrong NPI, or an excluded practitioner's."""


def _used() -> Any:
    return (
        select(func.coalesce(func.sum(AuthorizationUse.months), 0))
        .where(AuthorizationUse.authorization_id == Authorization.id)
        .scalar_subquery()
    )


def _authorization_ends(on: date) -> ColumnElement[bool]:
    # until_on is the day after the last.
    return Authorization.until_on.between(
        on + timedelta(days=1), on + timedelta(days=DAYS_AHEAD + 1)
    )


def _authorization_holds(on: date) -> ColumnElement[bool]:
    return runs_on(Authorization.from_on, Authorization.until_on, on)


AUTHORIZATIONS: ListQuery[AuthorizationListed] = ListQuery(
    AuthorizationListed,
    key=Authorization.id,
    columns={
        "member": _member_name,
        "member_no": Member.member_no,
        "hcpcs": Authorization.hcpcs,
        "pa_number": Authorization.pa_number,
        "from_on": Authorization.from_on,
        "last_on": day_before(Authorization.until_on),
        "months": Authorization.months,
        "used": lambda _on: _used(),
        "left": lambda _on: Authorization.months - _used(),
    },
    source=lambda chosen: chosen.join(Member, Member.id == Authorization.member_id),
    chips={
        "in_force": _authorization_holds,
        "ending": _authorization_ends,
        "expired": lambda on: Authorization.until_on <= on,
        "used_up": lambda on: and_(_authorization_holds(on), _used() >= Authorization.months),
    },
    default=(Sort("member"), Sort("from_on", descending=True)),
)
"""Every prior authorization. Those ``used_up`` hold still, and have no months left."""
