"""The answer of the rate engine: an amount that explains itself, or a refusal with its reason."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from dmedesk.rates.money import ExactCents

Basis = Literal[
    "usual_charge",
    "preferred_rate",
    "rebate_rate",
    "schedule_row",
    "formula",
    "individual_consideration",
    "wholesale_acquisition_cost",
    "not_payable",
    "remainder",  # never of the engine: what another payer left of a line that it answered
]
Reason = Literal[
    "bad_request",
    "missing_usual_charge",
    "missing_fee",
    "zero_fee",
    "missing_rental_month",
    "missing_acquisition_cost",
    "missing_markup",
    "bad_markup",
    "hours_out_of_range",
    "outside_effective_dates",
    "no_rule_applies",
]

Figure: TypeAlias = ExactCents | str
"""A number or word that a step rests on: money and percentages as they are, dates as text."""

Step: TypeAlias = tuple[str, ExactCents | None, *tuple[Figure, ...]]
"""One step of a derivation: the code of its wording, its amount (if it has one), its figures.

A step is a bare tuple because a month bills many thousands of them; ``wording.says`` and
``wording.citation_of`` put it into words.
"""


@dataclass(slots=True)
class Candidate:
    """An amount that a paragraph offers, in whole cents, with the clause that it rests on.

    ``unrounded`` is the published fee itself where it is finer than a cent: a share of it is taken
    before it is rounded.
    """

    cents: int
    basis: Basis
    citations: tuple[str, ...]
    unrounded: ExactCents | None = None


Priced: TypeAlias = tuple[Candidate, tuple[str, ...]]
"""What a rule answers: the amount, and the modifiers of the line."""


@dataclass(frozen=True, slots=True)
class Note:
    """Something that a person has to confirm before the amount is billed."""

    code: str
    message: str
    citation: str


@dataclass(slots=True)
class Quote:
    """A priced answer. ``amount_cents`` is for all units together."""

    amount_cents: int
    modifiers: tuple[str, ...]
    basis: Basis
    citations: tuple[str, ...]
    readings: dict[str, str]
    steps: list[Step]
    findings: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Refusal:
    """No price, and why: what is missing, where to enter it, and the clause that asks for it."""

    reason: Reason
    message: str
    citation: str


class Unpriced(Exception):
    """Carries a refusal out of a derivation; ``price`` turns it into the answer."""

    def __init__(self, reason: Reason, message: str, citation: str = "") -> None:
        super().__init__(message)
        self.refusal = Refusal(reason, message, citation)
