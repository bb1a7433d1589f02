"""The limit for the rate engine: capped rent hard-coded in plain Python, with the same explanation.

Months 1 to 3 pay 10% of the purchase fee, months 4 to 13 75% of that, then nothing; power
wheelchairs 15% and 40%; never above the charge. No law, no dates, no rows, no other item.
"""

from dataclasses import dataclass


@dataclass(slots=True)
class BareRental:
    """One rental month; money in cents."""

    purchase_cents: int
    month: int
    is_power: bool
    charge_cents: int


@dataclass(slots=True)
class BareStep:
    """One step of the explanation."""

    rule: str
    base_cents: int
    percentage: int
    cents: int


@dataclass(slots=True)
class BareRent:
    """The amount with its explanation: what the engine's answer holds, too."""

    cents: int
    modifiers: tuple[str, ...]
    basis: str
    citations: tuple[str, ...]
    readings: dict[str, str]
    steps: list[BareStep]


def bare_rent(rental: BareRental) -> BareRent:
    """The rent of one month."""
    month = rental.month
    if month > 13:
        past = [BareStep("past the last month", 0, 0, 0)]
        return BareRent(0, (), "not_payable", ("(18)(a)3",), {}, past)
    percentage = 15 if rental.is_power else 10
    cents = (rental.purchase_cents * percentage + 50) // 100
    steps = [BareStep("first months", rental.purchase_cents, percentage, cents)]
    readings, basis, citations = {}, "formula", ("(18)(a)1",)
    if month <= 3:
        modifiers = ("RR", "KH") if month == 1 else ("RR", "KI")
    else:
        percentage, first = 40 if rental.is_power else 75, cents
        cents = (first * percentage + 50) // 100
        steps.append(BareStep("later months", first, percentage, cents))
        readings["months_4_to_13_rounding"] = "each_step"
        citations, modifiers = ("(18)(a)2",), ("RR", "KJ")
    if rental.charge_cents < cents:
        steps.append(BareStep("lower of", cents, 0, rental.charge_cents))
        cents, basis, citations = rental.charge_cents, "usual_charge", ("(1)(a)",)
    else:
        steps.append(BareStep("lower of", rental.charge_cents, 0, cents))
    return BareRent(cents, modifiers, basis, citations, readings, steps)
