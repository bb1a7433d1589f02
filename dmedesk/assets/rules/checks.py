"""What must be seen on a unit before it goes out again, by what the unit is.

101 CMR 322.03(7) and (8): rented equipment is clean and in working order; respiratory equipment is
free of contaminating agents; masks and tubing are new or unused.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dmedesk.assets.rules import AssetState
from dmedesk.assets.rules.moves import WORDS
from dmedesk.catalog.rules.words import Family
from dmedesk.kit.findings import Finding, Severity

CLAUSE = "101 CMR 322.03(7), (8)"


class Check(StrEnum):
    """One thing to be seen."""

    CLEAN = "clean"
    WORKING = "working"
    FREE_OF_CONTAMINANTS = "free_of_contaminants"
    TUBING_NEW = "tubing_new"


QUESTIONS = {
    Check.CLEAN: "Clean",
    Check.WORKING: "In working order",
    Check.FREE_OF_CONTAMINANTS: "Free of contaminating agents",
    Check.TUBING_NEW: "Masks and tubing new or unused",
}
"""How the bench asks for each."""

_BREATHING = frozenset({Family.OXYGEN, Family.RESPIRATORY, Family.VENTILATOR})


def checklist(family: Family | None) -> tuple[Check, ...]:
    """What is to be seen on a unit of this family, in order."""
    plain = (Check.CLEAN, Check.WORKING)
    if family in _BREATHING:
        return (*plain, Check.FREE_OF_CONTAMINANTS, Check.TUBING_NEW)
    return plain


@dataclass(frozen=True, slots=True)
class Certificate:
    """That a unit was checked: what was seen, by whom, on which day."""

    on: date
    technician: str
    seen: tuple[Check, ...]

    def sentence(self) -> str:
        """The line that the slip prints."""
        seen = ", ".join(QUESTIONS[check].lower() for check in self.seen)
        return f"Checked on {self.on} by {self.technician}: {seen}."


def may_pass(seen: Collection[Check], *, family: Family | None, technician: str) -> list[Finding]:
    """Everything that keeps a check from passing: what was not seen, nobody who signs."""
    found = [
        Finding(
            Severity.STOP,
            "not_seen",
            f"{QUESTIONS[check]}: not ticked.",
            remedy=f"See to it, or send the unit to repair ({CLAUSE}).",
            field=check.value,
        )
        for check in checklist(family)
        if check not in seen
    ]
    return [*found, *_nobody_signs(technician)]


def may_fail(*, technician: str, note: str) -> list[Finding]:
    """Everything that a check that was not passed leaves unsaid: who looked, what is wrong."""
    found = _nobody_signs(technician)
    if not note.strip():
        found.append(
            Finding(
                Severity.STOP,
                "nothing_wrong",
                "Nothing is said of what is wrong.",
                remedy="Say what is wrong: the repair begins with it.",
                field="note",
            )
        )
    return found


def _nobody_signs(technician: str) -> list[Finding]:
    if technician.strip():
        return []
    return [
        Finding(
            Severity.STOP,
            "nobody_signs",
            "Nobody is named who checked the unit.",
            remedy="Enter the technician's name.",
            field="technician",
        )
    ]


def can_deliver(
    state: AssetState, *, certificate: Certificate | None, returned_on: date | None, serial: str
) -> list[Finding]:
    """Everything that keeps a unit in the house: not ready, never checked, not since it came back.

    ``returned_on`` is the day on which it came in last: came back, or was bought used; None for one
    that was bought new and never out.
    """
    if state is not AssetState.READY:
        return [
            _stays(serial, "unit_not_ready", f"The unit is {WORDS[state]}.", "Take another unit.")
        ]
    if certificate is None:
        if returned_on is None:
            return []
        why = f"It came in on {returned_on}, used, and was not checked since."
    elif returned_on is not None and certificate.on < returned_on:
        why = f"It came in on {returned_on}, after its last check on {certificate.on}."
    else:
        return []
    # A ready unit, as a file may bring one, does not wait at the bench by itself.
    remedy = f"Set it apart on its page, and release it: so it comes to the bench ({CLAUSE})."
    return [_stays(serial, "unit_not_checked", why, remedy)]


def _stays(serial: str, code: str, message: str, remedy: str) -> Finding:
    return Finding(Severity.STOP, code, message, subject=serial, remedy=remedy)
