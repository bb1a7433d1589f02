"""The write side of members, payers and practitioners."""

from collections.abc import Mapping, Sequence

from dmedesk.kit.records import Values
from dmedesk.members.queries import member_ids
from dmedesk.members.tables import Member, Payer, Practitioner, Residence
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
