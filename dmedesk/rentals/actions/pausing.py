"""Pauses a rental while its member is away from home, and lets it go on by choice."""

from datetime import date
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from dmedesk.assets.tables import Asset
from dmedesk.catalog.tables import Product
from dmedesk.kit.errors import Refused
from dmedesk.kit.findings import Finding, stopping
from dmedesk.members.rules.words import Regime
from dmedesk.members.tables import Payer
from dmedesk.papers.tables import Prescription
from dmedesk.rentals.queries.ledger import rental_with_ledger
from dmedesk.rentals.rules import (
    BREAK_DAYS,
    Away,
    RentalFact,
    Resume,
    Terms,
    covered_anchor,
    is_billed,
    is_break,
)
from dmedesk.rentals.tables import Interruption, Rental, Resumption
from dmedesk.store.unit_of_work import UnitOfWork


class _Subject(NamedTuple):
    """What the choice of going on rests on besides the rental's months."""

    rental: Rental
    regime: Regime
    hcpcs: str


def pause_rental(work: UnitOfWork, *, rental_id: int, from_on: date, reason: str) -> None:
    """Pause a rental from the first day away from home on, until somebody says it goes on.

    Refused where it is paused already, has not begun or has ended by then, and where a month that
    begins on that day or later is posted: posted months never move.
    """
    fact, rental = rental_with_ledger(work.session, rental_id), _rental(work.session, rental_id)
    found = []
    if any(away.until_on is None or away.until_on > from_on for away in fact.terms.interruptions):
        found.append(
            stopping(
                "paused_already",
                f"Rental {rental.rental_no} is away from home then already.",
                "Let it go on first, or choose a later day.",
            )
        )
    if from_on <= rental.started_on:
        found.append(
            stopping(
                "not_begun", f"The rental began on {rental.started_on}.", "Choose a later day."
            )
        )
    if rental.ended_on is not None and rental.ended_on <= from_on:
        found.append(
            stopping("ended", f"The rental ended on {rental.ended_on}.", "Nothing is due.")
        )
    found += _posted_since(fact, from_on)
    if found:
        raise Refused(found)
    work.session.add(
        Interruption(rental_id=rental_id, from_on=from_on, until_on=None, reason=reason or None)
    )
    work.session.flush()


def resume_rental(
    work: UnitOfWork,
    *,
    rental_id: int,
    returned_on: date,
    resumes: Resume = Resume.CONTINUE,
    statement: str = "",
) -> None:
    """Let a paused rental go on from the day of the return.

    Refused where it is not paused, and for a choice that the law or the months do not allow:
    see ``choice_findings``. Posted months never move.
    """
    session = work.session
    stay = _open_stay(session, rental_id, returned_on)
    found = choice_findings(
        session,
        rental_id=rental_id,
        away=Away(stay.from_on, returned_on),
        resumes=resumes,
        statement=statement,
    )
    if found:
        raise Refused(found)
    stay.until_on = returned_on
    if resumes is not Resume.CONTINUE:
        session.add(
            Resumption(
                rental_id=rental_id,
                resumed_on=returned_on,
                resumes=resumes,
                statement=" ".join(statement.split()),
                recorded_at=work.now,
                recorded_by=work.actor,
            )
        )
    session.flush()


def _open_stay(session: Session, rental_id: int, returned_on: date) -> Interruption:
    """The stay that has not ended; ``Refused`` without one, or for a return before it."""
    open_stay = select(Interruption).where(
        Interruption.rental_id == rental_id, Interruption.until_on.is_(None)
    )
    stay = session.scalars(open_stay).one_or_none()
    if stay is None:
        remedy = "Press F5 to see how it stands."
        raise Refused([stopping("not_paused", "The rental is not paused.", remedy)])
    if returned_on <= stay.from_on:
        said = f"The member was away from {stay.from_on} on."
        raise Refused([stopping("returned_before", said, "Choose a later day of return.")])
    return stay


def choice_findings(
    session: Session, *, rental_id: int, away: Away, resumes: Resume, statement: str
) -> list[Finding]:
    """Why a rental cannot go on in this way after a stay; nothing where it can.

    A new anchor is Medicare's, for a stay that covers the day on which a month would have begun
    (regulation.md 5.2). A new period needs its statement and a prescription signed since the use
    stopped, and of Medicare's a break longer than 42 CFR 414.230(d) calls temporary.
    """
    fact = rental_with_ledger(session, rental_id)
    found = _posted_since(fact, away.from_on)
    if resumes is Resume.CONTINUE:
        return found
    subject = _subject(session, rental_id)
    if covered_anchor(fact.terms, away) is None:
        found.append(
            stopping(
                "no_anchor_covered",
                "No month would have begun during the stay.",
                "Continue the count: the month that runs is paid whole.",
            )
        )
    if not statement.strip():
        found.append(stopping("statement_missing", "The reason is missing.", "Write the reason."))
    if resumes is Resume.NEW_ANCHOR:
        return found + _not_medicare(subject)
    return found + _no_new_period(session, subject, fact.terms, away)


def _not_medicare(subject: _Subject) -> list[Finding]:
    if subject.regime is Regime.MEDICARE:
        return []
    said = "A new anchor at discharge is a rule of Medicare's, and this payer is another."
    return [stopping("not_medicare", said, "Continue the count.")]


def _no_new_period(session: Session, subject: _Subject, terms: Terms, away: Away) -> list[Finding]:
    found = []
    if subject.regime is Regime.MEDICARE and not is_break(terms, away):
        said = (
            f"The stay is not longer than {BREAK_DAYS} days and the rest of its rental month: to "
            "Medicare that is no break (42 CFR 414.230)."
        )
        found.append(stopping("break_too_short", said, "Continue the count, or take a new anchor."))
    signed = select(Prescription.id).where(
        Prescription.member_id == subject.rental.member_id,
        Prescription.hcpcs == subject.hcpcs,
        Prescription.signed_on >= away.from_on,
    )
    if session.scalar(signed.limit(1)) is None:
        said = f"No prescription of {subject.hcpcs} has been signed since {away.from_on}."
        found.append(
            stopping("new_prescription_missing", said, "Enter the new prescription first.")
        )
    return found


def _posted_since(fact: RentalFact, day: date) -> list[Finding]:
    posted = [on for on, month in fact.ledger.items() if on >= day and is_billed(month.turn)]
    if not posted:
        return []
    said = f"The month that begins on {min(posted)} is posted, and posted months never move."
    return [
        stopping("month_is_posted", said, "Take its posting back first, or choose a later day.")
    ]


def _rental(session: Session, rental_id: int) -> Rental:
    return session.scalars(select(Rental).where(Rental.id == rental_id)).one()


def _subject(session: Session, rental_id: int) -> _Subject:
    statement = (
        select(Rental, Payer.regime, Product.hcpcs)
        .join(Payer, Payer.id == Rental.payer_id)
        .join(Asset, Asset.id == Rental.asset_id)
        .join(Product, Product.id == Asset.product_id)
        .where(Rental.id == rental_id)
    )
    return _Subject(*session.execute(statement).one())
