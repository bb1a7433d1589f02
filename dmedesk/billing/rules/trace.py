"""A line's derivation as it is stored: compact JSON, numbers exact, no prose.

``[[steps], {readings}]``; a step is ``[code, amount, figures …]``. An exact value between two
cents is a list of numerator and denominator. The wording of a code comes from the rate engine.
"""

import json
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from dmedesk.rates.answer import Figure, Step

_pack = json.JSONEncoder(
    ensure_ascii=False,
    separators=(",", ":"),
    default=lambda fraction: [fraction.numerator, fraction.denominator],
).encode


def pack_trace(steps: Sequence[Step], readings: Mapping[str, str]) -> str:
    """The text that is stored with the line."""
    return _pack([steps, readings])


def unpack_trace(trace: str) -> tuple[tuple[Step, ...], dict[str, str]]:
    """The steps and readings, exactly as they were packed."""
    steps, readings = json.loads(trace)
    return tuple(_step(*step) for step in steps), readings


def _step(code: str, amount: Any, *figures: Any) -> Step:
    return (code, None if amount is None else _number(amount), *(_figure(f) for f in figures))


def _figure(stored: Any) -> Figure:
    return stored if isinstance(stored, str) else _number(stored)


def _number(stored: Any) -> int | Fraction:
    return Fraction(*stored) if isinstance(stored, list) else int(stored)
