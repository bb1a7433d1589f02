"""The papers of one member, or of one practitioner."""

from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from dmedesk.members.queries.finding import full_name
from dmedesk.members.queries.listed import latest_check, npi_is_wrong
from dmedesk.members.rules.words import Standing
from dmedesk.members.tables import Member, Practitioner, PractitionerCheck
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


class DoubtfulPrescription(NamedTuple):
    """A prescription in force, and what is wrong with who signed it."""

    id: int
    practitioner_id: int
    practitioner: str
    hcpcs: str
    npi: str
    npi_is_wrong: bool
    standing: Standing | None
    license_expires_on: date | None


def doubtful_prescriptions_of(
    session: Session, *, member_id: int, on: date
) -> list[DoubtfulPrescription]:
    """The member's prescriptions in force whose practitioner may not sign, or not be paid for.

    That is one with a wrong NPI, who was excluded when somebody last looked, or whose license had
    ended by the day.
    """
    standing = latest_check(PractitionerCheck.standing)
    is_good = or_(Prescription.expires_on.is_(None), Prescription.expires_on >= on)
    is_doubtful = or_(
        npi_is_wrong(),
        standing == Standing.EXCLUDED,
        Practitioner.license_expires_on < on,
    )
    statement = (
        select(Prescription, Practitioner, npi_is_wrong(), standing)
        .join(Practitioner, Practitioner.id == Prescription.practitioner_id)
        .where(
            Prescription.member_id == member_id, Prescription.signed_on <= on, is_good, is_doubtful
        )
        .order_by(Prescription.signed_on, Prescription.id)
    )
    return [
        DoubtfulPrescription(
            one.id,
            by.id,
            full_name(by.last_name, by.first_name),
            one.hcpcs,
            by.npi,
            is_wrong,
            stands,
            by.license_expires_on,
        )
        for one, by, is_wrong, stands in session.execute(statement)
    ]


def used_months_of(session: Session, *, authorization_id: int) -> list[date]:
    """The first days of the months that invoices use of an authorization, credits off."""
    months = func.sum(AuthorizationUse.months)
    statement = (
        select(AuthorizationUse.month_from_on)
        .where(AuthorizationUse.authorization_id == authorization_id)
        .group_by(AuthorizationUse.rental_id, AuthorizationUse.month_from_on)
        .having(months > 0)
        .order_by(AuthorizationUse.month_from_on)
    )
    return list(session.scalars(statement))


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
