"""Totals that a ceiling limits: what was paid before, what is left, which month is trimmed."""

from collections.abc import Iterable
from dataclasses import dataclass

from dmedesk.rates.answer import Candidate
from dmedesk.rates.derivation import Derivation
from dmedesk.rates.law import Law
from dmedesk.rates.money import ExactCents, round_half_up
from dmedesk.rates.wording import citation_of


@dataclass(frozen=True, slots=True)
class Span:
    """Rental months ``first`` to ``last`` that all pay the same, under one ceiling (or none)."""

    first: int
    last: int
    each_cents: int
    ceiling: ExactCents | None = None


def paid_over(derivation: Derivation[Law], spans: Iterable[Span], code: str) -> int:
    """What the spans' months come to, one after the other, each kept below its ceiling."""
    paid = 0
    for span in spans:
        count = span.last - span.first + 1
        figures: tuple[ExactCents, ...] = (span.first, span.last, count, span.each_cents)
        total = paid + count * span.each_cents
        if span.ceiling is not None:
            total = max(paid, min(total, round_half_up(span.ceiling)))
            figures = (*figures, span.ceiling)
        paid = total
        derivation.step(code, paid, *figures)
    return paid


def for_all_units(derivation: Derivation[Law], fee: ExactCents, code: str) -> ExactCents:
    """The fee that limits the total of all units together."""
    units = derivation.request.units
    if units == 1:
        return fee
    derivation.step_once(code, fee * units, units, fee)
    return fee * units


def keep_below(
    derivation: Derivation[Law],
    total: Candidate,
    ceiling: ExactCents,
    paid: ExactCents,
    code: str,
) -> Candidate:
    """The month, trimmed to what the ceiling leaves; less than half a cent is not payable."""
    left = round_half_up(max(ceiling - paid, 0))
    cents = min(total.cents, left)
    derivation.step(code, cents, ceiling, paid, total.cents)
    if left == 0:
        return Candidate(0, "not_payable", (citation_of(code),))
    if cents == total.cents:
        return total
    clauses = dict.fromkeys((*total.citations, citation_of(code)))
    return Candidate(cents, total.basis, tuple(clauses))
