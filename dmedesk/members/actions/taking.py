"""Takes members, payers, practitioners and what belongs to them as the files have them."""

from collections.abc import Mapping, Sequence

from dmedesk.kit.stored import Values
from dmedesk.members.queries.stored import member_ids, payer_ids, practitioner_ids
from dmedesk.members.tables import (
    Coverage,
    Member,
    MemberNote,
    Payer,
    Practitioner,
    PractitionerCheck,
    Residence,
)
from dmedesk.store.rows import take_rows
from dmedesk.store.unit_of_work import UnitOfWork


def take_payers(
    work: UnitOfWork, *, added: Sequence[Values], changed: Mapping[int, Values]
) -> None:
    """Enter new payers and change known ones (by id), as ``payers.csv`` has them."""
    take_rows(work, Payer, added=added, changed=changed, names={"payer_code": "code"})


def take_practitioners(
    work: UnitOfWork, *, added: Sequence[Values], changed: Mapping[int, Values]
) -> None:
    """Enter new practitioners and change known ones, as ``practitioners.csv`` has them."""
    take_rows(work, Practitioner, added=added, changed=changed)


def take_members(
    work: UnitOfWork, *, added: Sequence[Values], changed: Mapping[int, Values]
) -> None:
    """Enter new members and change known ones, as ``members.csv`` has them."""
    take_rows(work, Member, added=added, changed=changed, names={"birth_date": "birth_on"})


def take_residences(
    work: UnitOfWork, *, added: Sequence[Values], changed: Mapping[int, Values]
) -> None:
    """Enter new residences and change known ones, as ``residences.csv`` has them.

    Their members must have been entered.
    """
    take_rows(
        work,
        Residence,
        added=added,
        changed=changed,
        names={"member_no": "member_id"},
        ids={"member_no": member_ids(work.session)},
    )


def take_coverages(
    work: UnitOfWork, *, added: Sequence[Values], changed: Mapping[int, Values]
) -> None:
    """Enter new coverages and change known ones, as ``coverages.csv`` has them.

    Their members and payers must have been entered, and no two of one rank hold on one day.
    """
    take_rows(
        work,
        Coverage,
        added=added,
        changed=changed,
        names={"member_no": "member_id", "payer_code": "payer_id"},
        ids={"member_no": member_ids(work.session), "payer_code": payer_ids(work.session)},
    )


def take_member_notes(
    work: UnitOfWork, *, added: Sequence[Values], changed: Mapping[int, Values]
) -> None:
    """Append notes, as ``member_notes.csv`` has them. A known one is known whole: none changes."""
    take_rows(
        work,
        MemberNote,
        added=added,
        changed=changed,
        names={"member_no": "member_id"},
        ids={"member_no": member_ids(work.session)},
    )


def take_practitioner_checks(
    work: UnitOfWork, *, added: Sequence[Values], changed: Mapping[int, Values]
) -> None:
    """Append looks into the public lists, as ``practitioner_checks.csv`` has them.

    A known one is known whole: none changes. Their practitioners must have been entered.
    """
    take_rows(
        work,
        PractitionerCheck,
        added=added,
        changed=changed,
        names={"npi": "practitioner_id"},
        ids={"npi": practitioner_ids(work.session)},
    )
