"""Exact money: cents as whole numbers, or as fractions where a price is finer than a cent.

An amount is *exact cents*: an ``int`` wherever it is whole cents (nearly always), else a
``Fraction``. Both take the same operators, so nothing is ever a float and nothing is lost
before the one place that rounds. Rounding is half-up to the cent (contract ``price.md``).
"""

from fractions import Fraction
from typing import TypeAlias

ExactCents: TypeAlias = int | Fraction
"""Money in cents, never rounded behind one's back. Unit: one hundredth of a dollar."""

CENTS_PER_DOLLAR = 100


def exact(value: Fraction) -> ExactCents:
    """The same number, as an ``int`` where it is whole."""
    return value.numerator if value.denominator == 1 else value


def parse_dollars(text: str) -> ExactCents:
    """Exact cents of ASCII digits, or digits, a point and digits: ``"75"``, ``"75.005"``.

    Raises ``ValueError`` for anything else: a sign, an exponent, a separator, a space.
    """
    whole, point, rest = text.partition(".")
    digits = whole + rest
    if not (digits.isascii() and digits.isdigit() and whole and (rest or not point)):
        raise ValueError(f"not money: {text!r}")
    if len(rest) <= 2:
        return int(digits + "0" * (2 - len(rest)))
    return exact(Fraction(int(digits), int("1" + "0" * (len(rest) - 2))))


def parse_percentage(text: str) -> ExactCents:
    """A percentage written the same way as money: ``"20"`` is 20, ``"7.5"`` is 15/2."""
    return exact(Fraction(parse_dollars(text), CENTS_PER_DOLLAR))


def round_half_up(cents: ExactCents) -> int:
    """Whole cents, a half cent going up. Only for amounts of zero or more."""
    if type(cents) is int:
        return cents
    return (2 * cents + 1) // 2


def share(cents: ExactCents, numerator: int, denominator: int) -> int:
    """``cents * numerator / denominator`` rounded once, half-up, to whole cents."""
    return (2 * cents * numerator + denominator) // (2 * denominator)


def format_dollars(cents: ExactCents) -> str:
    """``7500`` as ``"75.00"``; more digits where an exact value is carried on unrounded.

    Raises ``ValueError`` for a fraction that no finite decimal can write.
    """
    if type(cents) is int:
        sign = "-" if cents < 0 else ""
        dollars, rest = divmod(abs(cents), CENTS_PER_DOLLAR)
        return f"{sign}{dollars}.{rest:02d}"
    places = _decimal_places(Fraction(cents))
    scaled = Fraction(cents) * 10**places
    sign = "-" if scaled < 0 else ""
    digits = str(abs(scaled.numerator)).rjust(places + 3, "0")
    return f"{sign}{digits[: -places - 2]}.{digits[-places - 2 :]}"


def _decimal_places(value: Fraction) -> int:
    """How many decimals beyond the cent write this value exactly."""
    denominator, twos, fives = value.denominator, 0, 0
    while denominator % 2 == 0:
        denominator, twos = denominator // 2, twos + 1
    while denominator % 5 == 0:
        denominator, fives = denominator // 5, fives + 1
    if denominator != 1:
        raise ValueError(f"no finite decimal: {value}")
    return max(twos, fives)
