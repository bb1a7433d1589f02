"""Reads members, payers, practitioners and what belongs to them as the files have them."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from dmedesk.kit.stored import StoredRow
from dmedesk.members.tables import (
    Coverage,
    Member,
    MemberNote,
    Payer,
    Practitioner,
    PractitionerCheck,
    Residence,
)
from dmedesk.store.rows import stored_rows


def stored_payers(session: Session) -> list[StoredRow]:
    """Every payer, as ``payers.csv`` has it."""
    return stored_rows(
        session,
        select(
            Payer.id,
            Payer.code.label("payer_code"),
            Payer.name,
            Payer.regime,
            Payer.address1,
            Payer.address2,
            Payer.city,
            Payer.state,
            Payer.zip,
            Payer.phone,
            Payer.electronic_payer_id,
            Payer.filing_days,
        ),
    )


def stored_practitioners(session: Session) -> list[StoredRow]:
    """Every practitioner, as ``practitioners.csv`` has them."""
    return stored_rows(
        session,
        select(
            Practitioner.id,
            Practitioner.npi,
            Practitioner.last_name,
            Practitioner.first_name,
            Practitioner.phone,
            Practitioner.fax,
            Practitioner.address1,
            Practitioner.address2,
            Practitioner.city,
            Practitioner.state,
            Practitioner.zip,
            Practitioner.license_no,
            Practitioner.license_expires_on,
        ),
    )


def stored_practitioner_checks(session: Session) -> list[StoredRow]:
    """Every look into the public lists, as ``practitioner_checks.csv`` has it."""
    return stored_rows(
        session,
        select(
            PractitionerCheck.id,
            Practitioner.npi,
            PractitionerCheck.checked_on,
            PractitionerCheck.standing,
            PractitionerCheck.source,
            PractitionerCheck.checked_by,
            PractitionerCheck.recorded_at,
        ).join(Practitioner, Practitioner.id == PractitionerCheck.practitioner_id),
    )


def stored_members(session: Session) -> list[StoredRow]:
    """Every member, as ``members.csv`` has them."""
    return stored_rows(
        session,
        select(
            Member.id,
            Member.member_no,
            Member.last_name,
            Member.first_name,
            Member.birth_on.label("birth_date"),
            Member.masshealth_id,
            Member.medicare_mbi,
            Member.address1,
            Member.address2,
            Member.city,
            Member.state,
            Member.zip,
            Member.phone,
            Member.deceased_on,
            Member.left_on,
            Member.left_reason,
            Member.phone2,
            Member.language,
            Member.delivery_address1,
            Member.delivery_address2,
            Member.delivery_city,
            Member.delivery_state,
            Member.delivery_zip,
            Member.directions,
            Member.emergency_name,
            Member.emergency_relation,
            Member.emergency_phone,
        ),
    )


def stored_residences(session: Session) -> list[StoredRow]:
    """Every residence, as ``residences.csv`` has it; ``until_on`` is the day after the last."""
    return stored_rows(
        session,
        select(
            Residence.id,
            Member.member_no,
            Residence.setting,
            Residence.from_on,
            Residence.until_on,
            Residence.facility_name,
        ).join(Member, Member.id == Residence.member_id),
    )


def stored_coverages(session: Session) -> list[StoredRow]:
    """Every coverage, as ``coverages.csv`` has it; ``until_on`` is the day after the last."""
    return stored_rows(
        session,
        select(
            Coverage.id,
            Member.member_no,
            Payer.code.label("payer_code"),
            Coverage.rank,
            Coverage.from_on,
            Coverage.until_on,
            Coverage.number,
        )
        .join(Member, Member.id == Coverage.member_id)
        .join(Payer, Payer.id == Coverage.payer_id),
    )


def stored_member_notes(session: Session) -> list[StoredRow]:
    """Every note, as ``member_notes.csv`` has it."""
    return stored_rows(
        session,
        select(
            MemberNote.id,
            Member.member_no,
            MemberNote.written_at,
            MemberNote.written_by,
            MemberNote.note,
        ).join(Member, Member.id == MemberNote.member_id),
    )


def member_ids(session: Session) -> dict[str, int]:
    """The id of every member by number."""
    return dict(session.execute(select(Member.member_no, Member.id)).all())


def payer_ids(session: Session) -> dict[str, int]:
    """The id of every payer by code."""
    return dict(session.execute(select(Payer.code, Payer.id)).all())


def practitioner_ids(session: Session) -> dict[str, int]:
    """The id of every practitioner by NPI."""
    return dict(session.execute(select(Practitioner.npi, Practitioner.id)).all())


def member_no_of(session: Session, member_id: int) -> str:
    """A member's number; empty where there is none of this id."""
    return session.scalar(select(Member.member_no).where(Member.id == member_id)) or ""


def npi_of(session: Session, practitioner_id: int) -> str:
    """A practitioner's NPI; empty where there is none of this id."""
    chosen = select(Practitioner.npi).where(Practitioner.id == practitioner_id)
    return session.scalar(chosen) or ""
