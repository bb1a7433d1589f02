"""Takes limits, receipts, reasons, contacts and statements, as the files have them."""

from collections.abc import Mapping, Sequence
from typing import Any

from dmedesk.kit.stored import Values
from dmedesk.members.queries.stored import member_ids, payer_ids
from dmedesk.papers.tables import InsulinStatement, Limit, Receipt, RefillContact, Replacement
from dmedesk.store.base import Base
from dmedesk.store.rows import take_rows
from dmedesk.store.unit_of_work import UnitOfWork

_Changed = Mapping[int, Values]


def take_limits(work: UnitOfWork, *, added: Sequence[Values], changed: _Changed) -> None:
    """Enter limits and change known ones, as ``limits.csv`` has them."""
    take_rows(
        work,
        Limit,
        added=added,
        changed=changed,
        names={"payer_code": "payer_id"},
        ids={"payer_code": payer_ids(work.session)},
    )


def take_receipts(work: UnitOfWork, *, added: Sequence[Values], changed: _Changed) -> None:
    """Append what members received. A known fact never changes."""
    payers: dict[Any, Any] = {**payer_ids(work.session), None: None}
    take_rows(
        work,
        Receipt,
        added=added,
        changed=changed,
        names={"member_no": "member_id", "payer_code": "payer_id"},
        ids={"member_no": member_ids(work.session), "payer_code": payers},
    )


def take_replacements(work: UnitOfWork, *, added: Sequence[Values], changed: _Changed) -> None:
    """Append reasons of early replacement. A known fact never changes."""
    _of_members(work, Replacement, _in_order(added, "replacement_no"), changed)


def take_refill_contacts(work: UnitOfWork, *, added: Sequence[Values], changed: _Changed) -> None:
    """Append contacts about refills. A known fact never changes."""
    _of_members(work, RefillContact, _in_order(added, "contact_no"), changed)


def take_insulin_statements(
    work: UnitOfWork, *, added: Sequence[Values], changed: _Changed
) -> None:
    """Append statements about insulin, in the order of their numbers. None ever changes."""
    _of_members(work, InsulinStatement, _in_order(added, "statement_no"), changed)


def _of_members(
    work: UnitOfWork, table: type[Base], added: Sequence[Values], changed: _Changed
) -> None:
    take_rows(
        work,
        table,
        added=added,
        changed=changed,
        names={"member_no": "member_id"},
        ids={"member_no": member_ids(work.session)},
    )


def _in_order(added: Sequence[Values], number: str) -> list[Values]:
    """What is undone before what undoes it: by number, a longer one after a shorter."""
    return sorted(added, key=lambda values: (len(str(values[number])), str(values[number])))
