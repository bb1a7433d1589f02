"""Takes papers as the files have them, and writes down which authorized months are used."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from dmedesk.kit.stored import Values
from dmedesk.members.queries.stored import member_ids, practitioner_ids
from dmedesk.papers.tables import (
    Authorization,
    AuthorizationChargeUse,
    AuthorizationUse,
    Prescription,
)
from dmedesk.store.bulk import append_many
from dmedesk.store.rows import take_rows
from dmedesk.store.unit_of_work import UnitOfWork


class Use(NamedTuple):
    """A month of an authorization: used by the line of a rental's month (1), or given back (-1)."""

    authorization_id: int
    rental_id: int
    month_from_on: date
    round: int
    months: int


class ChargeUse(NamedTuple):
    """Units and money that an invoiced charge takes (odd turns), or a credit gives back (even)."""

    authorization_id: int
    charge_id: int
    turn: int
    used_on: date
    units: int
    amount_cents: int
    what: str


def take_prescriptions(
    work: UnitOfWork, *, added: Sequence[Values], changed: Mapping[int, Values]
) -> None:
    """Enter new prescriptions and change known ones, as ``prescriptions.csv`` has them.

    Their members and practitioners must have been entered.
    """
    take_rows(
        work,
        Prescription,
        added=added,
        changed=changed,
        names={"member_no": "member_id", "npi": "practitioner_id"},
        ids={"member_no": member_ids(work.session), "npi": practitioner_ids(work.session)},
    )


def take_authorizations(
    work: UnitOfWork, *, added: Sequence[Values], changed: Mapping[int, Values]
) -> None:
    """Enter new authorizations and change known ones, as ``authorizations.csv`` has them.

    Their members must have been entered.
    """
    take_rows(
        work,
        Authorization,
        added=added,
        changed=changed,
        names={"member_no": "member_id", "amount": "amount_cents"},
        ids={"member_no": member_ids(work.session)},
    )


def record_uses(work: UnitOfWork, *, uses: Sequence[Use]) -> None:
    """Write down which authorized months invoices use, or credits give back.

    Whoever calls holds the lock of billing.
    """
    columns = (
        AuthorizationUse.authorization_id,
        AuthorizationUse.rental_id,
        AuthorizationUse.month_from_on,
        AuthorizationUse.round,
        AuthorizationUse.months,
    )
    append_many(work, AuthorizationUse, columns, uses)


def record_charge_uses(work: UnitOfWork, *, uses: Sequence[ChargeUse]) -> None:
    """Write down which units and money charges take of authorizations, or credits give back.

    Whoever calls holds the lock of billing.
    """
    columns = (
        AuthorizationChargeUse.authorization_id,
        AuthorizationChargeUse.charge_id,
        AuthorizationChargeUse.turn,
        AuthorizationChargeUse.used_on,
        AuthorizationChargeUse.units,
        AuthorizationChargeUse.amount_cents,
        AuthorizationChargeUse.what,
    )
    append_many(work, AuthorizationChargeUse, columns, uses)
