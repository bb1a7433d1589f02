"""The papers of one member, or of one practitioner."""

from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dmedesk.members.queries.finding import full_name
from dmedesk.members.tables import Member, Practitioner
from dmedesk.papers.tables import Authorization, AuthorizationUse, Prescription


class PrescriptionOf(NamedTuple):
    """One prescription with the names on it."""

    id: int
    member: str
    practitioner: str
    hcpcs: str
    signed_on: date
    expires_on: date | None


class AuthorizationOf(NamedTuple):
    """One prior authorization, and how many months of it invoices have used."""

    id: int
    hcpcs: str
    pa_number: str
    from_on: date
    until_on: date | None
    months: int | None
    used: int


def prescriptions_of(session: Session, *, member_id: int) -> list[PrescriptionOf]:
    """What was prescribed for a member, oldest first."""
    return _prescriptions(session, Prescription.member_id == member_id)


def prescriptions_by(session: Session, *, practitioner_id: int) -> list[PrescriptionOf]:
    """What a practitioner prescribed, oldest first."""
    return _prescriptions(session, Prescription.practitioner_id == practitioner_id)


def _prescriptions(session: Session, which: Any) -> list[PrescriptionOf]:
    statement = (
        select(Prescription, Member, Practitioner)
        .join(Member, Member.id == Prescription.member_id)
        .join(Practitioner, Practitioner.id == Prescription.practitioner_id)
        .where(which)
        .order_by(Prescription.signed_on, Prescription.id)
    )
    return [
        PrescriptionOf(
            one.id,
            full_name(member.last_name, member.first_name),
            full_name(practitioner.last_name, practitioner.first_name),
            one.hcpcs,
            one.signed_on,
            one.expires_on,
        )
        for one, member, practitioner in session.execute(statement)
    ]


def authorizations_of(session: Session, *, member_id: int) -> list[AuthorizationOf]:
    """What was granted for a member, oldest first."""
    used = (
        select(func.coalesce(func.sum(AuthorizationUse.months), 0))
        .where(AuthorizationUse.authorization_id == Authorization.id)
        .scalar_subquery()
    )
    statement = (
        select(
            Authorization.id,
            Authorization.hcpcs,
            Authorization.pa_number,
            Authorization.from_on,
            Authorization.until_on,
            Authorization.months,
            used,
        )
        .where(Authorization.member_id == member_id)
        .order_by(Authorization.from_on, Authorization.id)
    )
    return [AuthorizationOf(*row) for row in session.execute(statement)]


def count_members_of(session: Session, *, practitioner_id: int) -> int:
    """For how many members a practitioner signed."""
    chosen = select(func.count(Prescription.member_id.distinct())).where(
        Prescription.practitioner_id == practitioner_id
    )
    return int(session.scalar(chosen) or 0)
