"""A derivation is stored exactly, so that a posted line always reads the same."""

from fractions import Fraction

from dmedesk.billing.rules.trace import pack_trace, unpack_trace
from dmedesk.rates import Step
from tests.billing.facts import (
    facts,
    rental,
    run,
)


def test_a_trace_is_stored_and_read_exactly() -> None:
    quote = run("2026-10", facts(rental())).lines[0].quote
    assert unpack_trace(pack_trace(quote.steps)) == tuple(quote.steps)
    odd: list[Step] = [
        ("s18.first", None, "2026-10-05"),
        ("s17.net", Fraction(1, 3), 20, Fraction(-7, 2), "x"),
    ]
    assert unpack_trace(pack_trace(odd)) == tuple(odd)
