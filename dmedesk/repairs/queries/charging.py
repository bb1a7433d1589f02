"""What may be charged for the substitute of a repair now, with all that a person is shown."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from dmedesk.kit.findings import Finding, Severity
from dmedesk.rates import Quote, Refusal
from dmedesk.rates.wording import says
from dmedesk.repairs.queries.asked import code_of, substitute_quote
from dmedesk.repairs.queries.loans import Loan, loans_of
from dmedesk.repairs.rules.words import LoanStage, Ownership
from dmedesk.repairs.tables import Repair

_LENT = (LoanStage.OUT, LoanStage.BACK)


@dataclass(frozen=True, slots=True)
class Asked:
    """The engine's answer for a repair's substitute. ``refused`` is why it may not be asked yet.

    ``on`` is the day on which it was supplied. Where ``is_ceiling``, ``why_ceiling`` says why a
    person has to confirm the amount.
    """

    answer: Quote | Refusal
    refused: Sequence[Finding]
    loan_id: int | None
    on: date | None
    hcpcs: str
    is_ceiling: bool
    why_ceiling: str

    @property
    def unpriced(self) -> Sequence[Finding]:
        """The engine's refusal as a finding."""
        if isinstance(self.answer, Quote):
            return ()
        clause = f" ({self.answer.citation})" if self.answer.citation else ""
        message = self.answer.message[:1].upper() + self.answer.message[1:]
        return (Finding(Severity.STOP, self.answer.reason, f"{message.rstrip('.')}{clause}."),)

    @property
    def steps(self) -> Sequence[str]:
        """How the amount comes about, a sentence a step."""
        return tuple(map(says, self.answer.steps)) if isinstance(self.answer, Quote) else ()


def ask_charge(session: Session, *, repair: Repair) -> Asked:
    """Ask the rate engine what the repair's substitute may be charged with.

    Rented equipment is asked about without one: nothing, and the clause. By the day (130 CMR
    427.426(C)) it is counted once the equipment, or the substitute, is back.
    """
    lent = [one for one in loans_of(session, repair_id=repair.id) if one.stage in _LENT]
    on = lent[0].lent_on if lent else repair.asked_on
    assert on is not None
    code = code_of(session, repair, on=on)
    back_on = returned_on(repair, lent)
    answer = substitute_quote(session, repair, on=on, returned_on=back_on)
    refused = []
    if not lent and repair.ownership is not Ownership.RENTED:
        message = "No substitute was supplied in this repair."
        refused.append(_stop("no_substitute", repair, message, "Lend one first."))
    is_by_day = _is_by_day(answer)
    if is_by_day and lent and back_on is None:
        message = "The substitute is counted by the day, and nothing is back yet."
        refused.append(_stop("not_back", repair, message, "Record the return first."))
    why = _why_ceiling(answer, repair, on, is_by_day=is_by_day)
    return Asked(
        answer,
        refused,
        lent[0].id if lent else None,
        on if lent else None,
        code.hcpcs,
        bool(why),
        why,
    )


def ask_charge_of(session: Session, *, repair_id: int) -> Asked:
    """As ``ask_charge``, of the repair with this id."""
    return ask_charge(session, repair=session.get_one(Repair, repair_id))


def _is_by_day(answer: Quote | Refusal) -> bool:
    return isinstance(answer, Quote) and answer.readings.get("oxygen_substitute") == (
        "daily_thirtieth"
    )


def returned_on(repair: Repair, lent: Sequence[Loan]) -> date | None:
    """The day on which the equipment, or the last substitute, was back, the earlier of the two."""
    backs = [one.back_on for one in lent if one.lent_on is not None]
    back_on = max((day for day in backs if day), default=None) if all(backs) else None
    known = [day for day in (repair.returned_on, back_on) if day is not None]
    return min(known, default=None)


def _why_ceiling(answer: Quote | Refusal, repair: Repair, on: date, *, is_by_day: bool) -> str:
    if isinstance(answer, Refusal):
        return ""
    why = [f"{note.message[:1].upper()}{note.message[1:]}." for note in answer.findings]
    if is_by_day and repair.removed_on is not None and on > repair.removed_on:
        why.append(f"It was supplied on {on}, after the removal on {repair.removed_on}.")
    return " ".join(why)


def _stop(code: str, repair: Repair, message: str, remedy: str) -> Finding:
    return Finding(Severity.STOP, code, message, subject=repair.repair_no, remedy=remedy)
