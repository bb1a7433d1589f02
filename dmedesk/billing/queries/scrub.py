"""Reads what the scrub wants to know besides the month: a few statements, however many rentals."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from dmedesk.billing.queries.charges import standing_charges
from dmedesk.billing.queries.things import Thing, answered_things
from dmedesk.billing.rules.facts import MonthFacts
from dmedesk.billing.rules.pricing import FeesOf
from dmedesk.billing.rules.scrub_lines import CHARGE, Overridden, OverrideKey, ScrubFacts
from dmedesk.billing.tables import Charge, ScrubOverride
from dmedesk.kit.stored import StoredRow
from dmedesk.members.tables import Payer
from dmedesk.papers.queries.scrub_trials import trials_fact
from dmedesk.papers.rules.scrub import RENTAL
from dmedesk.papers.rules.scrub_trials import NO_TRIALS
from dmedesk.rentals.queries.ledger import these_with_ledger
from dmedesk.rentals.rules import RentalFact
from dmedesk.rentals.tables import Rental
from dmedesk.shop.queries.company import letterhead_on
from dmedesk.store.bulk import read_many
from dmedesk.store.rows import stored_rows


def scrub_facts(
    session: Session, facts: MonthFacts, *, fees: FeesOf, on: date | None
) -> ScrubFacts:
    """What the scrub of a month rests on; ``on`` is the day of the letterhead, None without it."""
    standing = standing_charges(session)
    members = {charge.member.member_id for charge in facts.charges.charges}
    company = None
    if on is not None:
        company = str(letterhead_on(session, on=on).get("npi") or "")
    return ScrubFacts(
        rentals=[*facts.rentals, *_further(session, facts.rentals, members)],
        units=facts.units,
        prescriptions={**facts.charges.prescriptions, **facts.prescriptions},
        authorizations={**facts.charges.authorizations, **facts.authorizations},
        used=facts.used,
        standing=standing,
        filing_days=_filing_days(session),
        other_answers=_other_answers(session, facts) if on is not None else {},
        overrides=overrides(session),
        company_npi=company,
        fees=fees,
        limits=facts.limits,
        trials=NO_TRIALS if on is None else trials_fact(session, on=on),
    )


def _other_answers(session: Session, facts: MonthFacts) -> dict[Thing, list[tuple[int, date]]]:
    """Who answered when to a rental's month, and, by ``charge`` and its id, to what it is of."""
    answered = answered_things(session)
    ids = [charge.charge_id for charge in facts.charges.charges]
    chosen = select(Charge.id, Charge.source, Charge.source_no).where(Charge.id.in_(ids))
    charges: dict[Thing, list[tuple[int, date]]] = {
        (CHARGE, charge_id): answered.answers.get(answered.of_charge(charge_id, source, number), [])
        for charge_id, source, number in session.execute(chosen)
    }
    return {**answered.answers, **charges}


def _further(
    session: Session, known: Sequence[RentalFact], members: Collection[int]
) -> list[RentalFact]:
    """The other rentals of members with charges: a charge may be of a day before they ended."""
    if not members:
        return []
    chosen = select(Rental.id).where(Rental.member_id.in_(members)).order_by(Rental.id)
    have = {rental.rental_id for rental in known}
    missing = [one for (one,) in read_many(session, chosen) if one not in have]
    return these_with_ledger(session, missing)


def _filing_days(session: Session) -> dict[int, int]:
    chosen = select(Payer.id, Payer.filing_days).where(Payer.filing_days.is_not(None))
    return {payer_id: days or 0 for payer_id, days in session.execute(chosen)}


def overrides(session: Session) -> Mapping[OverrideKey, Overridden]:
    """Where somebody went on over a finding, and it was not taken back."""
    found: dict[OverrideKey, Overridden] = {}
    for row in session.execute(_steps().order_by(ScrubOverride.turn, ScrubOverride.id)):
        kind, number = (RENTAL, row.rental_no) if row.rental_no else (CHARGE, row.charge_no)
        key = (row.rule, kind, number, row.from_on)
        if row.turn % 2:
            day = row.recorded_at.astimezone().date()
            found[key] = Overridden(row.why, row.recorded_by, day)
        else:
            found.pop(key, None)
    return found


@dataclass(frozen=True, slots=True)
class StepTaken:
    """One step over a finding: gone on (odd turns) or taken back (even turns).

    ``of`` names its line, which begins on ``from_on``; it was taken on the day ``on``.
    """

    rule: str
    of: str
    from_on: date
    turn: int
    why: str
    on: date
    recorded_by: str


def steps_of_member(session: Session, *, member_id: int) -> list[StepTaken]:
    """Every step over a finding on a member's lines, in the order it was taken."""
    chosen = _steps().where(or_(Rental.member_id == member_id, Charge.member_id == member_id))
    return [
        StepTaken(
            row.rule,
            f"Rental {row.rental_no}" if row.rental_no else f"Charge {row.charge_no}",
            row.from_on,
            row.turn,
            row.why,
            row.recorded_at.astimezone().date(),
            row.recorded_by,
        )
        for row in session.execute(chosen.order_by(ScrubOverride.id))
    ]


def _steps() -> Any:
    return (
        select(
            ScrubOverride.id,
            ScrubOverride.rule,
            Rental.rental_no,
            Charge.charge_no,
            ScrubOverride.from_on,
            ScrubOverride.turn,
            ScrubOverride.why,
            ScrubOverride.recorded_at,
            ScrubOverride.recorded_by,
        )
        .outerjoin(Rental, Rental.id == ScrubOverride.rental_id)
        .outerjoin(Charge, Charge.id == ScrubOverride.charge_id)
    )


def stored_overrides(session: Session) -> list[StoredRow]:
    """Every step over a finding, as ``scrub_overrides.csv`` has it."""
    return stored_rows(session, _steps().order_by(ScrubOverride.id))
