"""Which unit serves whom: a rental begins, another unit takes over, the rental ends.

These are caused by what happened at a door; the unit's own movement is written beside them by
whoever calls.
"""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select

from dmedesk.kit.errors import Refused
from dmedesk.kit.findings import Finding, Severity
from dmedesk.kit.references import RecordRef
from dmedesk.rentals.queries.ledger import rental_with_ledger
from dmedesk.rentals.queries.starting import start_findings
from dmedesk.rentals.rules import Proof
from dmedesk.rentals.tables import Rental, RentalUnit
from dmedesk.store.numbers import next_number
from dmedesk.store.unit_of_work import UnitOfWork

_PREFIX, _WIDTH = "R", 4


def begin_rental(
    work: UnitOfWork,
    *,
    member_id: int,
    payer_id: int,
    asset_id: int,
    started_on: date,
    proof: Proof = Proof.NONE,
    proof_on: date | None = None,
    pa_required: bool = False,
) -> int:
    """Begin a rental on the day of delivery, its anchor; answers its id.

    Refused where the unit serves in an open rental already.
    """
    taken = select(Rental.rental_no).where(Rental.asset_id == asset_id, Rental.ended_on.is_(None))
    rental_no = work.session.scalar(taken)
    if rental_no is not None:
        raise Refused([_stop("unit_is_rented", rental_no, "The unit serves in this rental.")])
    rental = Rental(
        rental_no=next_number(work, Rental.rental_no, prefix=_PREFIX, width=_WIDTH),
        member_id=member_id,
        payer_id=payer_id,
        asset_id=asset_id,
        started_on=started_on,
        proof=proof,
        proof_on=proof_on,
        pa_required=pa_required,
    )
    work.session.add(rental)
    work.session.flush()
    return rental.id


def exchange_unit(work: UnitOfWork, *, rental_id: int, asset_id: int, exchanged_on: date) -> None:
    """Another unit serves from a day on; the rental and the count of its months go on.

    A unit that served before keeps its days. On the very day on which the present unit began the
    day is the one's that stays: it takes the other's place, whose hours are told by its own moves.
    Refused for an ended rental, before that day, and on it where a month from it on is billed.
    """
    rental = _open(work, rental_id)
    served = list(
        work.session.scalars(
            select(RentalUnit).where(RentalUnit.rental_id == rental_id).order_by(RentalUnit.from_on)
        )
    )
    since = served[-1].from_on if served else rental.started_on
    if exchanged_on < since:
        raise Refused([_too_early(rental.rental_no, since)])
    if exchanged_on == since:
        _refuse_if_billed(work, rental, since)
        if served:
            served[-1].asset_id = asset_id
    else:
        _follow(work, rental, served, asset_id=asset_id, exchanged_on=exchanged_on)
    rental.asset_id = asset_id
    work.session.flush()


def _follow(
    work: UnitOfWork,
    rental: Rental,
    served: Sequence[RentalUnit],
    *,
    asset_id: int,
    exchanged_on: date,
) -> None:
    """The present unit's days end, and the other's begin."""
    if served:
        served[-1].until_on = exchanged_on
    else:
        work.session.add(
            RentalUnit(
                rental_id=rental.id,
                asset_id=rental.asset_id,
                from_on=rental.started_on,
                until_on=exchanged_on,
            )
        )
    work.session.add(RentalUnit(rental_id=rental.id, asset_id=asset_id, from_on=exchanged_on))


def _too_early(rental_no: str, since: date) -> Finding:
    return Finding(
        Severity.STOP,
        "exchange_too_early",
        f"Its unit serves since {since}; no other can have come for it before that day.",
        subject=rental_no,
        remedy=f"Correct the day of the visit: {since} or later.",
    )


def _refuse_if_billed(work: UnitOfWork, rental: Rental, since: date) -> None:
    """An invoice that is out names the unit that served: it is credited first, not contradicted."""
    fact = rental_with_ledger(work.session, rental.id)
    billed = sorted(day for day in fact.ledger if day >= since and fact.stands_billed(day))
    if not billed:
        return
    raise Refused(
        [
            Finding(
                Severity.STOP,
                "months_are_posted",
                f"The month of {billed[0]} is posted with the unit that served from {since} on.",
                subject=rental.rental_no,
                remedy="Take that posting back in Month, or credit its invoice; record the visit;"
                " then post the month again, with the unit that stays.",
                opens=RecordRef("rental", rental.id),
            )
        ]
    )


def stop_rental(work: UnitOfWork, *, rental_id: int, ended_on: date) -> None:
    """End a rental on the day of its pickup: no month begins on that day or later.

    Refused for an ended rental, and for a day before its first. Months billed beyond the day stay
    as they are until they are credited.
    """
    rental = _open(work, rental_id)
    if ended_on < rental.started_on:
        message = f"The rental began on {rental.started_on}, after {ended_on}."
        raise Refused([_stop("ends_before_it_began", rental.rental_no, message)])
    last = work.session.scalars(
        select(RentalUnit).where(RentalUnit.rental_id == rental_id, RentalUnit.until_on.is_(None))
    ).first()
    if last is not None and last.from_on < ended_on:
        last.until_on = ended_on
    rental.ended_on = ended_on
    work.session.flush()


def go_on_with(work: UnitOfWork, *, rental_id: int) -> None:
    """An ended rental goes on, for what ended it was mistaken; its unit serves again.

    Refused where the unit serves in another open rental by now.
    """
    rental = work.session.scalars(
        select(Rental).where(Rental.id == rental_id).with_for_update()
    ).one()
    other = select(Rental.rental_no).where(
        Rental.asset_id == rental.asset_id, Rental.ended_on.is_(None), Rental.id != rental_id
    )
    taken = work.session.scalar(other)
    if taken is not None:
        raise Refused([_stop("unit_is_rented", taken, "The unit serves in this rental.")])
    ended_on, rental.ended_on = rental.ended_on, None
    served = select(RentalUnit).where(RentalUnit.rental_id == rental_id)
    last = work.session.scalars(served.order_by(RentalUnit.from_on.desc())).first()
    if last is not None and last.until_on == ended_on:
        last.until_on = None
    work.session.flush()


def prove_rental(work: UnitOfWork, *, rental_id: int, proof: Proof, proof_on: date) -> None:
    """Write down how the delivery is proven, and the date of service that the proof gives.

    The rental's first day, its anchor, moves to that day. Refused where it cannot
    (``queries.starting``): a month is posted, or the rental ended before it.
    """
    rental = work.session.scalars(
        select(Rental).where(Rental.id == rental_id).with_for_update()
    ).one()
    if proof_on != rental.started_on:
        found = start_findings(work.session, rental_id=rental_id, starts_on=proof_on)
        if found:
            raise Refused(found)
        first = (RentalUnit.rental_id == rental_id, RentalUnit.from_on == rental.started_on)
        for served in work.session.scalars(select(RentalUnit).where(*first)):
            served.from_on = proof_on
        rental.started_on = proof_on
    rental.proof, rental.proof_on = proof, proof_on
    work.session.flush()


def unprove_rental(work: UnitOfWork, *, rental_id: int) -> None:
    """Nothing proves the delivery any more: its months are held until something does.

    What is posted stays posted, and the rental's first day with it.
    """
    rental = work.session.get_one(Rental, rental_id)
    rental.proof, rental.proof_on = Proof.NONE, None
    work.session.flush()


def _open(work: UnitOfWork, rental_id: int) -> Rental:
    rental = work.session.scalars(
        select(Rental).where(Rental.id == rental_id).with_for_update()
    ).one()
    if rental.ended_on is not None:
        message = f"The rental ended on {rental.ended_on}."
        raise Refused([_stop("rental_has_ended", rental.rental_no, message)])
    return rental


def _stop(code: str, rental_no: str, message: str) -> Finding:
    return Finding(
        Severity.STOP, code, message, subject=rental_no, remedy="Look at the rental's units."
    )
