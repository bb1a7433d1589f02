"""Corrects a stay away from home that was entered wrongly, or takes it back.

The trail keeps what it was, who corrected it, and when. What is posted never moves: where a month
rests on the stay, its posting is taken back first.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from sqlalchemy import select

from dmedesk.kit.calendar import month_in_words
from dmedesk.kit.errors import Refused
from dmedesk.kit.findings import Finding, Severity
from dmedesk.rentals.queries.ledger import rental_with_ledger
from dmedesk.rentals.rules import Away, RentalFact, Resume, Terms, covered_anchor
from dmedesk.rentals.tables import Interruption, Resumption
from dmedesk.store.editing import edit_row
from dmedesk.store.unit_of_work import UnitOfWork


class _Stay(NamedTuple):
    """The stay that is to be corrected, its rental, and how that went on after it."""

    row: Interruption
    fact: RentalFact
    resumes: Resume | None


def correct_stay(
    work: UnitOfWork,
    *,
    stay_id: int,
    version: int,
    from_on: date,
    until_on: date | None,
    reason: str,
) -> None:
    """Give a stay, read at this row version, other days or another reason.

    ``until_on`` is the day of the return, None while the member is away. Raises ``Refused`` with
    everything that is wrong: where a posted month would move, where it would lie before the rental
    or upon another stay, and where the way in which the rental went on after it rests on it.
    """
    stay = _stay(work, stay_id)
    corrected = Away(from_on, until_on)
    found = [
        *_days_wrong(stay.fact, corrected, _others(stay)),
        *_rests_on(stay, corrected),
    ]
    if not found:
        found = list(_posted(stay, (*_others(stay), corrected)))
    if found:
        raise Refused(found)
    values = {"from_on": from_on, "until_on": until_on, "reason": " ".join(reason.split()) or None}
    edit_row(work, Interruption, row_id=stay_id, version=version, values=values)


def remove_stay(work: UnitOfWork, *, stay_id: int, version: int) -> None:
    """Take a stay back that never was. Raises ``Refused`` as ``correct_stay``."""
    stay = _stay(work, stay_id)
    found = [*_rests_on(stay, None), *_posted(stay, _others(stay))]
    if found:
        raise Refused(found)
    # Whoever read another version is told who changed it.
    edit_row(work, Interruption, row_id=stay_id, version=version, values={})
    work.session.delete(stay.row)
    work.session.flush()


def _stay(work: UnitOfWork, stay_id: int) -> _Stay:
    row = work.session.get(Interruption, stay_id)
    if row is None:
        remedy = "Press F5 to see how it stands."
        raise Refused([_stop("removed", "This stay is not there any more.", "", remedy)])
    resumes = None
    if row.until_on is not None:
        chosen = select(Resumption.resumes).where(
            Resumption.rental_id == row.rental_id, Resumption.resumed_on == row.until_on
        )
        resumes = work.session.scalar(chosen)
    return _Stay(row, rental_with_ledger(work.session, row.rental_id), resumes)


def _others(stay: _Stay) -> tuple[Away, ...]:
    return tuple(one for one in stay.fact.terms.interruptions if one.from_on != stay.row.from_on)


def _days_wrong(fact: RentalFact, stay: Away, others: Iterable[Away]) -> Iterator[Finding]:
    terms = fact.terms
    if stay.from_on <= terms.started_on:
        said = f"The rental began on {terms.started_on}."
        yield _stop("not_begun", said, "from_on", "Choose a later day.")
    if terms.ended_on is not None and terms.ended_on <= stay.from_on:
        yield _stop("ended", f"The rental ended on {terms.ended_on}.", "from_on", "Nothing is due.")
    if stay.until_on is not None and stay.until_on <= stay.from_on:
        said = f"The member was away from {stay.from_on} on."
        yield _stop("returned_before", said, "until_on", "Choose a later day of return.")
    for other in others:
        ends_before = other.until_on is not None and other.until_on <= stay.from_on
        begins_after = stay.until_on is not None and stay.until_on <= other.from_on
        if not (ends_before or begins_after):
            said = f"Another stay begins on {other.from_on}: the member is away then already."
            yield _stop("stays_overlap", said, "from_on", "Choose other days, or correct that one.")


def _rests_on(stay: _Stay, corrected: Away | None) -> Iterator[Finding]:
    """How the rental went on is a fact of the day of the return, and stays."""
    if stay.resumes is None:
        return
    began = "a new period" if stay.resumes is Resume.NEW_PERIOD else "a new anchor"
    returned_on = stay.row.until_on
    if corrected is None or corrected.until_on != returned_on:
        yield _stop(
            "resumption_rests_on_it",
            f"The rental went on with {began} on {returned_on}: that is the day of the return.",
            "until_on",
            f"Keep {returned_on}; where that day is wrong, end this rental and enter a new one.",
        )
    elif covered_anchor(_terms_before(stay, returned_on), corrected) is None:
        yield _stop(
            "no_anchor_covered",
            f"No month would have begun during the stay, and {began} rests on one.",
            "from_on",
            "Choose an earlier first day.",
        )


def _terms_before(stay: _Stay, returned_on: date | None) -> Terms:
    """The rental's terms as they were while the member was away."""
    terms = stay.fact.terms
    earlier = (one for one in terms.resumed if returned_on is None or one.on < returned_on)
    return terms._replace(resumed=tuple(earlier))


def _posted(stay: _Stay, stays: Iterable[Away]) -> Iterator[Finding]:
    fact = stay.fact
    terms = fact.terms._replace(interruptions=tuple(sorted(stays)))
    moved = fact.months_moved_by(terms)
    if moved:
        first = moved[0]
        yield _stop(
            "month_is_posted",
            f"The month of {fact.rental_no} that begins on {first} is posted, and it rests on this"
            " stay.",
            "from_on",
            f"Take the posting of {month_in_words(first)} back first (Month, Undo), then correct"
            " the stay.",
        )


def _stop(code: str, message: str, field: str, remedy: str) -> Finding:
    return Finding(Severity.STOP, code, message, remedy=remedy, field=field)
