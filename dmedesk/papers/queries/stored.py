"""Reads papers as the files have them, and how many authorized months are used."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dmedesk.kit.stored import StoredRow
from dmedesk.members.tables import Member, Practitioner
from dmedesk.papers.tables import Authorization, AuthorizationUse, Prescription
from dmedesk.store.rows import stored_rows


def stored_prescriptions(session: Session) -> list[StoredRow]:
    """Every prescription, as ``prescriptions.csv`` has it."""
    return stored_rows(
        session,
        select(
            Prescription.id,
            Member.member_no,
            Prescription.hcpcs,
            Prescription.signed_on,
            Practitioner.npi,
            Prescription.expires_on,
            Prescription.elements,
        )
        .join(Member, Member.id == Prescription.member_id)
        .join(Practitioner, Practitioner.id == Prescription.practitioner_id),
    )


def stored_authorizations(session: Session) -> list[StoredRow]:
    """Every authorization, as ``authorizations.csv`` has it; ``until_on`` is half-open."""
    return stored_rows(
        session,
        select(
            Authorization.id,
            Member.member_no,
            Authorization.hcpcs,
            Authorization.pa_number,
            Authorization.from_on,
            Authorization.until_on,
            Authorization.months,
            Authorization.asked_on,
            Authorization.units,
            Authorization.amount_cents.label("amount"),
            Authorization.note,
        ).join(Member, Member.id == Authorization.member_id),
    )


def authorization_ids(session: Session) -> dict[tuple[str, str, str], int]:
    """The id of every authorization by member number, code and PA number."""
    chosen = select(
        Member.member_no, Authorization.hcpcs, Authorization.pa_number, Authorization.id
    ).join(Member, Member.id == Authorization.member_id)
    return {
        (member_no, hcpcs, number): id_ for member_no, hcpcs, number, id_ in session.execute(chosen)
    }


def used_months(session: Session) -> dict[int, int]:
    """How many months of each authorization (by id) invoices have used, credits off."""
    used = func.sum(AuthorizationUse.months)
    chosen = select(AuthorizationUse.authorization_id, used).group_by(
        AuthorizationUse.authorization_id
    )
    return {authorization_id: int(months) for authorization_id, months in session.execute(chosen)}
