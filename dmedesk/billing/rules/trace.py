"""A line's derivation as it is stored: compact JSON, numbers exact, no prose.

A list of steps; a step is ``[code, amount, figures …]``. An exact value between two cents is a
list of numerator and denominator. The wording of a code comes from the rate engine.
"""

import json
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from dmedesk.rates.answer import Figure, Step

_pack = json.JSONEncoder(
    ensure_ascii=False,
    separators=(",", ":"),
    default=lambda fraction: [fraction.numerator, fraction.denominator],
).encode


def pack_trace(steps: Sequence[Step]) -> str:
    """The text that is stored with the line."""
    return _pack(steps)


def unpack_trace(trace: str) -> tuple[Step, ...]:
    """The steps, exactly as they were packed."""
    return tuple(_step(*step) for step in json.loads(trace))


def _step(code: str, amount: Any, *figures: Any) -> Step:
    return (code, None if amount is None else _number(amount), *(_figure(f) for f in figures))


def _figure(stored: Any) -> Figure:
    return stored if isinstance(stored, str) else _number(stored)


def _number(stored: Any) -> int | Fraction:
    return Fraction(*stored) if isinstance(stored, list) else int(stored)
