"""Reads rentals, their units and interruptions as the files have them."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dmedesk.assets.tables import Asset
from dmedesk.kit.stored import StoredRow
from dmedesk.members.tables import Member, Payer
from dmedesk.rentals.tables import Interruption, OptionFact, Rental, RentalUnit, Resumption
from dmedesk.store.rows import stored_rows


def stored_rentals(session: Session) -> list[StoredRow]:
    """Every rental, as ``rentals.csv`` has it; the serial in its compared form."""
    return stored_rows(
        session,
        select(
            Rental.id,
            Rental.rental_no,
            Member.member_no,
            Payer.code.label("payer_code"),
            Asset.serial_key.label("serial"),
            Rental.started_on,
            Rental.ended_on,
            Rental.months_already_paid,
            Rental.paid_already_cents.label("paid_already"),
            Rental.pa_required,
            Rental.proof,
            Rental.proof_on,
        )
        .join(Member, Member.id == Rental.member_id)
        .join(Payer, Payer.id == Rental.payer_id)
        .join(Asset, Asset.id == Rental.asset_id),
    )


def stored_rental_units(session: Session) -> list[StoredRow]:
    """Every unit's time in a rental, as ``rental_units.csv`` has it; ``until_on`` half-open."""
    return stored_rows(
        session,
        select(
            RentalUnit.id,
            Rental.rental_no,
            Asset.serial_key.label("serial"),
            RentalUnit.from_on,
            RentalUnit.until_on,
        )
        .join(Rental, Rental.id == RentalUnit.rental_id)
        .join(Asset, Asset.id == RentalUnit.asset_id),
    )


def stored_interruptions(session: Session) -> list[StoredRow]:
    """Every interruption, as ``interruptions.csv`` has it; ``until_on`` is the day of return."""
    return stored_rows(
        session,
        select(
            Interruption.id,
            Rental.rental_no,
            Interruption.from_on,
            Interruption.until_on,
            Interruption.reason,
        ).join(Rental, Rental.id == Interruption.rental_id),
    )


def stored_resumptions(session: Session) -> list[StoredRow]:
    """How rentals went on after a stay, as ``resumptions.csv`` has it."""
    return stored_rows(
        session,
        select(
            Resumption.id,
            Rental.rental_no,
            Resumption.resumed_on,
            Resumption.resumes,
            Resumption.statement,
            Resumption.recorded_at,
            Resumption.recorded_by,
        ).join(Rental, Rental.id == Resumption.rental_id),
    )


def stored_option_facts(session: Session) -> list[StoredRow]:
    """What was answered to offers to buy, as ``option_facts.csv`` has it."""
    return stored_rows(
        session,
        select(
            OptionFact.id,
            Rental.rental_no,
            OptionFact.turn,
            OptionFact.answer,
            OptionFact.answered_on,
            OptionFact.cents.label("price"),
            OptionFact.why,
            OptionFact.ends_on,
            OptionFact.goes_on_why,
            OptionFact.recorded_at,
            OptionFact.recorded_by,
        ).join(Rental, Rental.id == OptionFact.rental_id),
    )


def rental_ids(session: Session) -> dict[str, int]:
    """The id of every rental by number."""
    return dict(session.execute(select(Rental.rental_no, Rental.id)).all())


def count_rentals_of(session: Session, *, member_id: int) -> int:
    """How many rentals a member has or had."""
    chosen = select(func.count(Rental.id)).where(Rental.member_id == member_id)
    return int(session.scalar(chosen) or 0)
