"""Reads rentals as their months see them: terms, the units that served, the ledger."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from dmedesk.members.tables import Member
from dmedesk.rentals.rules import Away, LedgerMonth, Proof, Served, Terms
from dmedesk.rentals.tables import Interruption, MonthEntry, Rental, RentalUnit
from dmedesk.store.bulk import read_many


class RentalRow(NamedTuple):
    """One rental as its months see it, and its member's number and ZIP.

    ``proven_on`` is the date of the proof of delivery, None where there is no proof. ``ledger``
    has the last turn of each month by its first day; ``billed_cents`` is the ledger's sum.
    """

    member_id: int
    member_no: str
    zip: str | None
    payer_id: int
    rental_id: int
    rental_no: str
    asset_id: int
    terms: Terms
    served: tuple[Served, ...]
    pa_required: bool
    proven_on: date | None
    paid_already_cents: int
    billed_cents: int
    ledger: Mapping[date, LedgerMonth]


_COLUMNS = (
    Rental.id,
    Rental.rental_no,
    Rental.member_id,
    Member.member_no,
    Member.zip,
    Rental.payer_id,
    Rental.asset_id,
    Rental.started_on,
    Rental.ended_on,
    Member.deceased_on,
    Rental.months_already_paid,
    Rental.pa_required,
    Rental.proof,
    Rental.proof_on,
    Rental.paid_already_cents,
    Member.left_on,
)


def rentals_with_ledger(
    session: Session, *, begun_by: date, not_ended_by: date, payer_id: int | None = None
) -> list[RentalRow]:
    """Every rental that began on or before one day and had not ended by another, of a payer or all.

    In no particular order, and in four statements however many there are.
    """
    chosen = [
        Rental.started_on <= begun_by,
        or_(Rental.ended_on.is_(None), Rental.ended_on > not_ended_by),
    ]
    if payer_id is not None:
        chosen.append(Rental.payer_id == payer_id)
    served = _served(session)
    away = _away(session)
    ledgers = _ledgers(session, chosen)
    nothing: tuple[int, dict[date, LedgerMonth]] = (0, {})
    statement = select(*_COLUMNS).join(Member, Member.id == Rental.member_id).where(*chosen)
    found = []
    for row in read_many(session, statement):
        rental_id, rental_no, member_id, member_no, zip_, its_payer_id, asset_id = row[:7]
        started_on, ended_on, deceased_on = row[7:10]
        already_paid, pa_required, proof, proof_on, paid, left_on = row[10:]
        interruptions = tuple(away.get(rental_id, ()))
        billed_cents, ledger = ledgers.get(rental_id, nothing)
        found.append(
            RentalRow(
                member_id,
                member_no,
                zip_,
                its_payer_id,
                rental_id,
                rental_no,
                asset_id,
                Terms(started_on, ended_on, deceased_on, already_paid, interruptions, left_on),
                tuple(served.get(rental_id, ())),
                pa_required,
                None if proof is Proof.NONE else proof_on,
                paid or 0,
                billed_cents,
                ledger,
            )
        )
    return found


def _served(session: Session) -> dict[int, list[Served]]:
    found: dict[int, list[Served]] = defaultdict(list)
    columns = (RentalUnit.rental_id, RentalUnit.asset_id, RentalUnit.from_on, RentalUnit.until_on)
    for rental_id, asset_id, from_on, until_on in read_many(
        session, select(*columns).order_by(RentalUnit.from_on)
    ):
        found[rental_id].append(Served(asset_id, from_on, until_on))
    return found


def _away(session: Session) -> dict[int, list[Away]]:
    found: dict[int, list[Away]] = defaultdict(list)
    columns = (Interruption.rental_id, Interruption.from_on, Interruption.until_on)
    for rental_id, from_on, until_on in read_many(
        session, select(*columns).order_by(Interruption.from_on)
    ):
        found[rental_id].append(Away(from_on, until_on))
    return found


def _ledgers(
    session: Session, chosen: Sequence[ColumnElement[bool]]
) -> dict[int, tuple[int, dict[date, LedgerMonth]]]:
    """What was billed on each rental, credits off, and the last turn of each of its months."""
    columns = (
        MonthEntry.rental_id,
        MonthEntry.from_on,
        MonthEntry.turn,
        MonthEntry.number,
        MonthEntry.amount_cents,
    )
    statement = (
        select(*columns)
        .join(Rental, Rental.id == MonthEntry.rental_id)
        .where(*chosen)
        .order_by(MonthEntry.id)
    )
    billed: dict[int, int] = defaultdict(int)
    months: dict[int, dict[date, LedgerMonth]] = defaultdict(dict)
    for rental_id, from_on, turn, number, cents in read_many(session, statement):
        billed[rental_id] += cents
        months[rental_id][from_on] = LedgerMonth(turn, number)
    return {rental_id: (billed[rental_id], ledger) for rental_id, ledger in months.items()}
