"""Reads rentals as their months see them: who has and pays them, units that served, the ledger."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date

from sqlalchemy import ColumnElement, Select, case, func, or_, select
from sqlalchemy.orm import Session

from dmedesk.members.rules import Stay
from dmedesk.members.tables import Member, Payer, Residence
from dmedesk.rentals.rules import (
    NO_MONTHS,
    Away,
    LedgerMonth,
    MemberFact,
    PayerFact,
    Proof,
    RentalFact,
    Resume,
    Resumed,
    Served,
    Terms,
    period_begun,
)
from dmedesk.rentals.tables import Interruption, MonthEntry, Rental, RentalUnit, Resumption
from dmedesk.store.bulk import read_many

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
    case((Rental.proof != Proof.NONE, Rental.proof_on)),
    func.coalesce(Rental.paid_already_cents, 0),
    Member.left_on,
)


def rentals_with_ledger(
    session: Session, *, begun_by: date, not_ended_by: date, payer_id: int | None = None
) -> list[RentalFact]:
    """Every rental that began on or before one day and had not ended by another, of a payer or all.

    In no particular order, and in seven statements however many there are.
    """
    chosen = [
        Rental.started_on <= begun_by,
        or_(Rental.ended_on.is_(None), Rental.ended_on > not_ended_by),
    ]
    if payer_id is not None:
        chosen.append(Rental.payer_id == payer_id)
    return _read(session, chosen)


def rental_with_ledger(session: Session, rental_id: int) -> RentalFact:
    """One rental; nothing of any other is read."""
    (found,) = _read(session, [Rental.id == rental_id], only=[rental_id])
    return found


def these_with_ledger(session: Session, rental_ids: Collection[int]) -> list[RentalFact]:
    """These rentals, in no particular order; nothing of any other is read."""
    ids = list(dict.fromkeys(rental_ids))
    return _read(session, [Rental.id.in_(ids)], only=ids) if ids else []


def _read(
    session: Session, chosen: Sequence[ColumnElement[bool]], *, only: Collection[int] | None = None
) -> list[RentalFact]:
    served, away = _served(session, only), _away(session, only)
    stays, payers = _stays(session, only), _payers(session)
    resumed = _resumed(session, only)
    billed, months = _ledgers(session, chosen, resumed)
    statement = select(*_COLUMNS).join(Member, Member.id == Rental.member_id).where(*chosen)
    found = []
    for row in read_many(session, statement):
        rental_id, rental_no, member_id, member_no, zip_code, payer_id, asset_id = row[:7]
        started_on, ended_on, deceased_on, already_paid, pa_required = row[7:12]
        proven_on, paid, left_on = row[12:]
        terms = Terms(
            started_on,
            ended_on,
            deceased_on,
            already_paid,
            away.get(rental_id, ()),
            left_on,
            resumed.get(rental_id, ()),
        )
        found.append(
            RentalFact(
                MemberFact(member_id, member_no, zip_code, stays.get(member_id, ())),
                payers[payer_id],
                rental_id,
                rental_no,
                asset_id,
                terms,
                served.get(rental_id, ()),
                pa_required,
                proven_on,
                paid if period_begun(terms) is None else 0,
                billed.get(rental_id, 0),
                months.get(rental_id, NO_MONTHS),
            )
        )
    return found


def _served(session: Session, only: Collection[int] | None) -> dict[int, tuple[Served, ...]]:
    found: dict[int, list[Served]] = defaultdict(list)
    columns = (RentalUnit.rental_id, RentalUnit.asset_id, RentalUnit.from_on, RentalUnit.until_on)
    statement = select(*columns).order_by(RentalUnit.from_on)
    if only is not None:
        statement = statement.where(RentalUnit.rental_id.in_(only))
    for rental_id, asset_id, from_on, until_on in read_many(session, statement):
        found[rental_id].append(Served(asset_id, from_on, until_on))
    return {rental_id: tuple(units) for rental_id, units in found.items()}


def _away(session: Session, only: Collection[int] | None) -> dict[int, tuple[Away, ...]]:
    found: dict[int, list[Away]] = defaultdict(list)
    columns = (Interruption.rental_id, Interruption.from_on, Interruption.until_on)
    statement = select(*columns).order_by(Interruption.from_on)
    if only is not None:
        statement = statement.where(Interruption.rental_id.in_(only))
    for rental_id, from_on, until_on in read_many(session, statement):
        found[rental_id].append(Away(from_on, until_on))
    return {rental_id: tuple(stays) for rental_id, stays in found.items()}


def _resumed(session: Session, only: Collection[int] | None) -> dict[int, tuple[Resumed, ...]]:
    found: dict[int, list[Resumed]] = defaultdict(list)
    columns = (Resumption.rental_id, Resumption.resumed_on, Resumption.resumes)
    statement = select(*columns).order_by(Resumption.resumed_on)
    if only is not None:
        statement = statement.where(Resumption.rental_id.in_(only))
    for rental_id, resumed_on, resumes in read_many(session, statement):
        found[rental_id].append(Resumed(resumed_on, resumes is Resume.NEW_PERIOD))
    return {rental_id: tuple(ones) for rental_id, ones in found.items()}


def _stays(session: Session, only: Collection[int] | None) -> dict[int, tuple[Stay, ...]]:
    """The residences of every member, or of those who have the rentals."""
    found: dict[int, list[Stay]] = defaultdict(list)
    columns = (Residence.member_id, Residence.setting, Residence.from_on, Residence.until_on)
    statement = select(*columns)
    if only is not None:
        statement = statement.where(Residence.member_id.in_(_members_of(only)))
    for member_id, setting, from_on, until_on in read_many(session, statement):
        found[member_id].append(Stay(setting, from_on, until_on))
    return {member_id: tuple(stays) for member_id, stays in found.items()}


def _members_of(rental_ids: Collection[int]) -> Select[int]:
    return select(Rental.member_id).where(Rental.id.in_(rental_ids))


def _payers(session: Session) -> dict[int, PayerFact]:
    columns = select(Payer.id, Payer.code, Payer.regime)
    return {
        payer_id: PayerFact(payer_id, code, regime)
        for payer_id, code, regime in read_many(session, columns)
    }


def _ledgers(
    session: Session,
    chosen: Sequence[ColumnElement[bool]],
    resumed: Mapping[int, Sequence[Resumed]],
) -> tuple[Mapping[int, int], Mapping[int, Mapping[date, LedgerMonth]]]:
    """What was billed on each rental, credits off, and the last turn of each of its months.

    Of a rental that began a new period, what was billed in it.
    """
    begun = {
        rental_id: max(one.on for one in ones if one.is_new_period)
        for rental_id, ones in resumed.items()
        if any(one.is_new_period for one in ones)
    }
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
        if not begun or from_on >= begun.get(rental_id, date.min):
            billed[rental_id] += cents
        months[rental_id][from_on] = LedgerMonth(turn, number)
    return billed, months
