"""Goes on over a finding of the scrub, with a reason, and takes that back: facts, only appended."""

from datetime import date

from sqlalchemy import func, select

from dmedesk.billing.actions.crediting import LOCK
from dmedesk.billing.rules.scrub_lines import CHARGE
from dmedesk.billing.tables import Charge, ScrubOverride
from dmedesk.kit.errors import Refused
from dmedesk.kit.findings import stopping
from dmedesk.papers.rules.scrub import RENTAL
from dmedesk.papers.rules.scrub_law import scrub_rules
from dmedesk.rentals.tables import Rental
from dmedesk.store.unit_of_work import UnitOfWork


def override_finding(
    work: UnitOfWork, *, rule: str, kind: str, line_id: int, from_on: date, why: str
) -> int:
    """Go on over what a rule finds on a line; answers the id of the fact.

    ``kind`` is ``rental`` (its id, the month's first day) or ``charge`` (its id, the day of
    service). Refused without a reason, of a rule that is none (what holds every line anyway), and
    where somebody went on over it already.
    """
    return _step(work, rule=rule, kind=kind, line_id=line_id, from_on=from_on, why=why, odd=True)


def take_back_override(
    work: UnitOfWork, *, rule: str, kind: str, line_id: int, from_on: date, why: str
) -> int:
    """Take back that somebody went on over it: it is found again; answers the id of the fact.

    Refused as ``override_finding``, and where nobody went on over it.
    """
    return _step(work, rule=rule, kind=kind, line_id=line_id, from_on=from_on, why=why, odd=False)


def _step(
    work: UnitOfWork, *, rule: str, kind: str, line_id: int, from_on: date, why: str, odd: bool
) -> int:
    work.lock(LOCK)
    is_rental = kind == RENTAL
    column = ScrubOverride.rental_id if is_rental else ScrubOverride.charge_id
    found = []
    if rule not in scrub_rules():
        message = "What a line waits for anyway cannot be gone over."
        found.append(stopping("no_such_rule", message, "Enter what is missing."))
    if kind not in (RENTAL, CHARGE) or not _is_there(work, is_rental=is_rental, line_id=line_id):
        found.append(stopping("line_gone", "The line is not there.", "Read the list anew."))
    if not why.strip():
        message, remedy = "It is not said why.", "Write why it is right."
        found.append(stopping("reason_missing", message, remedy, field="why"))
    last = select(func.max(ScrubOverride.turn)).where(
        ScrubOverride.rule == rule, column == line_id, ScrubOverride.from_on == from_on
    )
    turn = work.session.scalar(last) or 0
    if (turn % 2 == 1) is odd:
        message = "It was gone over already." if odd else "Nobody went on over it."
        found.append(stopping("stands_already", message, "Read the list anew."))
    if found:
        raise Refused(found)
    fact_id, _ = work.append(
        ScrubOverride,
        [
            {
                "rule": rule,
                "rental_id": line_id if is_rental else None,
                "charge_id": None if is_rental else line_id,
                "from_on": from_on,
                "turn": turn + 1,
                "why": " ".join(why.split()),
                "recorded_at": work.now,
                "recorded_by": work.actor,
            }
        ],
    )
    return fact_id


def _is_there(work: UnitOfWork, *, is_rental: bool, line_id: int) -> bool:
    return work.session.get(Rental if is_rental else Charge, line_id) is not None
