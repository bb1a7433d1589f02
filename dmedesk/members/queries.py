"""The read side of members, payers and practitioners."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from dmedesk.kit.records import StoredRow
from dmedesk.members.tables import Member, Payer, Practitioner, Residence
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
        ),
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


def member_ids(session: Session) -> dict[str, int]:
    """The id of every member by number."""
    return dict(session.execute(select(Member.member_no, Member.id)).all())


def payer_ids(session: Session) -> dict[str, int]:
    """The id of every payer by code."""
    return dict(session.execute(select(Payer.code, Payer.id)).all())


def practitioner_ids(session: Session) -> dict[str, int]:
    """The id of every practitioner by NPI."""
    return dict(session.execute(select(Practitioner.npi, Practitioner.id)).all())
