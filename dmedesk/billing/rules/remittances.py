"""What a payer answers to a line: paid, reduced or denied, with its codes as it prints them.

A code is a group and a reason, ``CO-45``, with an amount. The program ships no list of what they
mean: it is the payer's own, printed on the remittance.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dmedesk.billing.rules.payments import Outcome
from dmedesk.kit.cells import Unreadable, money
from dmedesk.kit.findings import Finding, Severity
from dmedesk.rates.money import format_dollars

BETWEEN = " | "
OWED_BY_MEMBER = "PR"
"""The group of what the payer says that the member owes."""

_ADJUSTMENT = re.compile(
    r"(?P<group>[A-Z]{2})[-: ]?(?P<reason>[A-Z]?\d{1,3}|[A-Z]\d)(?:[ =]+(?P<cents>\S+))?", re.ASCII
)
_REMARK = re.compile(r"[A-Z]{1,2}\d{1,4}", re.ASCII)
_REMEDY = "Write a group, a reason and an amount, such as CO-45 12.50, and | between two."


@dataclass(frozen=True, slots=True)
class Adjustment:
    """Why a payer pays less (or, below zero, more): group, reason, amount; 0 where none is said."""

    group: str
    reason: str
    cents: int = 0

    def written(self) -> str:
        """As it is stored and shown: ``CO-45 12.50``."""
        code = f"{self.group}-{self.reason}"
        return f"{code} {format_dollars(self.cents)}" if self.cents else code


def adjustments_in(cell: str) -> tuple[Adjustment, ...]:
    """The adjustments of a text; ``Unreadable`` where one has not its form."""
    parts = [part.strip() for part in re.split(r"[|;]", cell)]
    return tuple(_adjustment(part) for part in parts if part)


def written_adjustments(adjustments: Sequence[Adjustment]) -> str:
    """Adjustments as they are stored and shown."""
    return BETWEEN.join(one.written() for one in adjustments)


def adjustments_cell(cell: str) -> str:
    """The reader of a column of adjustments: as they are stored."""
    return written_adjustments(adjustments_in(cell))


def remarks_cell(cell: str) -> str:
    """The reader of a column of remark codes: as they are stored, a space between."""
    codes = cell.upper().replace(",", " ").replace("|", " ").split()
    for code in codes:
        if _REMARK.fullmatch(code) is None:
            raise Unreadable("bad_remark", f"{code!r} is not a remark code.", "Write one as N290.")
    return " ".join(codes)


def _adjustment(part: str) -> Adjustment:
    form = _ADJUSTMENT.fullmatch(part.upper())
    if form is None:
        raise Unreadable("bad_adjustment", f"{part!r} is not an adjustment.", _REMEDY)
    said = form["cents"]
    if said is None:
        return Adjustment(form["group"], form["reason"])
    sign, amount = (-1, said[1:]) if said.startswith("-") else (1, said)
    return Adjustment(form["group"], form["reason"], sign * money(amount))


@dataclass(frozen=True, slots=True)
class AnswerFacts:
    """A payer's answer to one line as it is typed. ``allowed_cents`` is None where not said."""

    line_id: int
    paid_cents: int
    allowed_cents: int | None = None
    adjustments: tuple[Adjustment, ...] = ()
    remarks: str = ""


def outcome_of(facts: AnswerFacts, amount_cents: int) -> Outcome:
    """What the answer is: nothing paid is a denial, unless it says that the member owes it."""
    if facts.paid_cents >= amount_cents:
        return Outcome.PAID
    if facts.paid_cents:
        return Outcome.REDUCED
    owed = bool(facts.adjustments) and all(one.group == OWED_BY_MEMBER for one in facts.adjustments)
    return Outcome.REDUCED if owed else Outcome.DENIED


def answer_findings(facts: AnswerFacts, amount_cents: int, *, name: str) -> Iterator[Finding]:
    """What is wrong with an answer, and what does not add up in it."""
    if facts.paid_cents < 0:
        message = "A line is paid nothing less than 0."
        yield Finding(Severity.STOP, "paid_negative", message, subject=name, field="paid")
        return
    told = sum(one.cents for one in facts.adjustments)
    missing = amount_cents - facts.paid_cents - told
    if told and missing:
        yield Finding(
            Severity.WARNING,
            "codes_do_not_add_up",
            f"{name}: {format_dollars(amount_cents)} billed, {format_dollars(facts.paid_cents)} "
            f"paid, its codes say {format_dollars(told)}: {format_dollars(missing)} is not told.",
            subject=name,
            remedy="Compare the codes with the remittance.",
            field="codes",
        )
    if facts.paid_cents < amount_cents and not facts.adjustments:
        yield Finding(
            Severity.WARNING,
            "no_code",
            f"{name} is paid less than it was billed, without a code.",
            subject=name,
            remedy="Type the codes that the remittance prints.",
            field="codes",
        )
