"""What the texts say of limits, early replacement and refills, read once from ``parameters``.

The proposals of limits are no law of the shop: nothing warns or stops until an owner turns one on.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from dmedesk.papers.rules.dated import in_force, parameters
from dmedesk.papers.rules.limit_words import EarlyReason, LimitKind, PeriodUnit, Treatment


@dataclass(frozen=True, slots=True)
class LimitProposal:
    """A limit of a text or guide, to be turned on for the payers of a regime.

    ``confirm`` says what of it no text of a payer was found for. ``from_on`` is the first day of
    the text.
    """

    key: str
    regime: str
    kind: LimitKind
    hcpcs: str
    what: str
    quantity: int
    every: int
    unit: PeriodUnit
    from_on: date
    citation: str
    treatment: Treatment = Treatment.ANY
    confirm: str = ""


@dataclass(frozen=True, slots=True)
class EarlyRule:
    """What a reason for an early replacement does with the payers of one regime.

    ``lifts``: the limit is passed by it. ``needs_file``: what proves it must be attached.
    ``only`` are the codes to which the modifier is confined (empty: every one).
    """

    lifts: bool
    needs_file: bool
    modifier: str
    only: tuple[str, ...]
    said: str
    citation: str

    def modifier_of(self, hcpcs: str) -> str:
        """The modifier on a claim of this code; empty where there is none."""
        return self.modifier if not self.only or hcpcs in self.only else ""


@cache
def limit_proposals() -> Mapping[str, LimitProposal]:
    """The limits that texts and guides have, by their keys."""
    found = {}
    for key, entry in parameters("limits.toml").items():
        found[key] = LimitProposal(
            key=key,
            regime=entry["regime"],
            kind=LimitKind(entry["kind"]),
            hcpcs=entry["hcpcs"],
            what=entry["what"],
            quantity=entry["quantity"],
            every=entry["every"],
            unit=PeriodUnit(entry["unit"]),
            from_on=entry["from"],
            citation=entry["citation"],
            treatment=Treatment(entry.get("treatment", "any")),
            confirm=entry.get("confirm", ""),
        )
    return found


@cache
def early_rule(reason: EarlyReason, regime: str) -> EarlyRule:
    """What a reason does with the payers of a regime."""
    entry = parameters("early.toml")[reason.value][regime]
    return EarlyRule(
        entry["lifts"],
        entry["needs_file"],
        entry.get("modifier", ""),
        tuple(entry.get("only", ())),
        entry["said"],
        entry["citation"],
    )


def ahead_on(name: str, day: date) -> int:
    """How many days before the end of supply something may be done at the earliest, on a day."""
    return int(in_force("supplies.toml", name, day)["value"])


def ahead_citation(name: str, day: date) -> str:
    """Where that stands."""
    return str(in_force("supplies.toml", name, day)["citation"])


def days_a_month(on: date) -> int:
    """How many days a month's supply is."""
    return int(in_force("supplies.toml", "days_a_month", on)["value"])


def refill_stops(regime: str) -> bool:
    """Whether a refill before its day is stopped for the payers of a regime, or only told."""
    return regime in parameters("supplies.toml")["binding"]["regimes"]
