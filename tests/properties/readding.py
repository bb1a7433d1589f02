"""The steps followed by hand: each amount worked out anew from the figures of its own sentence.

Written apart from the engine, from the words of ``wording.toml`` alone, in plain fractions. Besides
the arithmetic of a step it holds the chain: a sum of money in a sentence is a number of the
question, an amount of an earlier step, or a sum that the law itself names.
"""

import re
import tomllib
from collections.abc import Callable, Iterator
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any, TypeAlias

import dmedesk.rates
from dmedesk.rates.answer import Step

Sum: TypeAlias = Callable[..., Fraction]

_PARAMETERS = Path(dmedesk.rates.__file__).parent / "parameters"
_WORDING = tomllib.loads((_PARAMETERS / "wording.toml").read_text("utf-8"))
SAYS: dict[str, str] = {
    f"{paragraph}.{name}": entry["says"]
    for paragraph, named in _WORDING.items()
    for name, entry in named.items()
}
PROFESSIONAL_SERVICE = 800
"""The $8.00 a day of 322.03(5)(b), in cents: the one sum that the text itself names."""


def half_up(cents: Any) -> Fraction:
    """Whole cents, half a cent going up."""
    return Fraction((2 * Fraction(cents) + 1) // 2)


def _percent(percentage: Any, base: Any) -> Fraction:
    return half_up(Fraction(base) * percentage / 100)


def _percent_of_percent(first: Any, second: Any, base: Any) -> Fraction:
    return half_up(Fraction(base) * first * second / 10_000)


def _plus_percent(percentage: Any, cost: Any) -> Fraction:
    return half_up(Fraction(cost) * (100 + percentage) / 100)


def _lower(schedule: Any, charge: Any) -> Fraction:
    return min(Fraction(schedule), half_up(charge))


def _lowest(*candidates: Any) -> Fraction:
    return min(half_up(candidate) for candidate in candidates if candidate != "none")


def _times(count: Any, each: Any) -> Fraction:
    return Fraction(count) * Fraction(each)


def _left_of_ceiling(ceiling: Any, paid: Any, month: Any) -> Fraction:
    return min(Fraction(month), half_up(max(Fraction(ceiling) - paid, Fraction(0))))


def _less_percent(percentage: Any, base: Any) -> Fraction:
    return Fraction(base) * Fraction(100 - percentage) / 100


def _nothing(*_: Any) -> Fraction:
    return Fraction(0)


def _row(_: str, fee: Any) -> Fraction:
    return half_up(fee)


# By the whole code, else by its last part.
SUMS: dict[str, Sum] = {
    "s01.row": _row,
    "medicare.row": _row,
    "s02.row": half_up,
    "s05.row": half_up,
    "s01.preferred": lambda rate, handling: _plus_percent(handling, rate),
    "s01.rebate": half_up,
    "s01.lowest": _lowest,
    "s05.cost": lambda cost, markup, service: half_up(
        Fraction(cost) * (100 + markup) / 100 + service
    ),
    "s06.used_rent": _percent_of_percent,
    "s19.used_rent": _percent_of_percent,
    "s06.option": lambda ceiling, credit: half_up(max(Fraction(ceiling) - credit, Fraction(0))),
    "s06.option_alone": lambda ceiling, _: half_up(ceiling),
    "s06.option_charge": _lower,
    "s14.month": half_up,
    "s14.rented": _nothing,
    "s14.second": _nothing,
    "s14.no_day": _nothing,
    "s14.by_the_day": lambda days, parts, rent: half_up(Fraction(rent) * days / parts),
    "s17.percentage": _less_percent,
    "s17.amount": lambda amount, net: Fraction(net) - amount,
    "s17.timely": lambda given, kept, net: _less_percent(given - kept, net),
    "s17.timely_paid": _less_percent,
    "s17.timely_resulting": lambda percentage, paid: half_up(Fraction(paid) * 100 / percentage),
    "s17.catalogue": half_up,
    "s19.drug": half_up,
    "s20.wholesale": half_up,
}
LAST_PARTS: dict[str, Sum] = {
    **dict.fromkeys(
        ("first", "later", "power_first", "power_later", "facility", "inexpensive", "used", "rent"),
        _percent,
    ),
    **dict.fromkeys(("full", "ventilator", "reduced"), _percent),
    **dict.fromkeys(("later_at_once", "power_later_at_once"), _percent_of_percent),
    **dict.fromkeys(
        ("lower", "lower_at_home", "lower_in_facility", "purchase_lower", "lesser"), _lower
    ),
    **dict.fromkeys(("units", "hours", "ceiling_units"), _times),
    **dict.fromkeys(("past_last", "past_oxygen"), _nothing),
    **dict.fromkeys(
        ("supply", "enteral", "wheeled_mobility", "patient_lift", "others"), _plus_percent
    ),
    "ceiling": _left_of_ceiling,
}
# Their amount is a number of the question itself.
STATED = {"s17.invoice", "s17.list", "s17.quote", "s06.paid_given", "s06.credit_given"} | {
    "medicare.paid_given"
}
WITHOUT_AMOUNT = ("s02.band", "s17.timely_kept")
RUNNING = ("paid_months", "credit_months", "credit_limited", "thirteen_months")
"""Totals so far: the step before it, and so many months at so much each."""


def faults(steps: list[Step], given: set[Fraction]) -> Iterator[str]:
    """Everything in which the steps of one answer do not add up.

    ``given`` holds the sums of money of the question, in cents.
    """
    known = given | {Fraction(0), Fraction(PROFESSIONAL_SERVICE)}
    for position, step in enumerate(steps):
        code, amount, *figures = step
        for money in _sums_of_money(code, figures):
            if money not in known:
                yield f"{step}: {money} comes from nowhere"
        if code in STATED and amount not in known:
            yield f"{step}: was not stated"
        expected = _by_hand(step, steps[:position])
        if expected != amount:
            yield f"{step}: by hand {expected}"
        if amount is not None:
            known.add(Fraction(amount))


def _sums_of_money(code: str, figures: list[Any]) -> Iterator[Fraction]:
    """The figures of a sentence that it shows as money."""
    for number in re.findall(r"\{(\d+):\$\}", SAYS[code]):
        figure = figures[int(number)]
        if not isinstance(figure, str):
            yield Fraction(figure)


def _by_hand(step: Step, earlier: list[Step]) -> Fraction | None:
    """What the step's amount has to be; ``None`` where it has none to have."""
    code, amount, *rest = step
    figures: list[Any] = list(rest)
    last = code.partition(".")[2]
    if code in STATED:
        return Fraction(amount or 0)
    if code == "s17.rounded":
        return half_up([earlier_amount for _, earlier_amount, *_ in earlier if earlier_amount][-1])
    if last in RUNNING:
        return _running(code, figures, earlier)
    if code == "s14.days":
        return None if _is_count_of_days(*figures) else Fraction(-1)
    if code in WITHOUT_AMOUNT:
        return None
    return (SUMS.get(code) or LAST_PARTS[last])(*figures)


def _running(code: str, figures: list[Any], earlier: list[Step]) -> Fraction:
    """The total with further months, which begin where the ones before ended."""
    first, last, count, each, *ceiling = figures
    paid = Fraction(0)
    if first > 1:
        before = [step for step in earlier if step[0] == code and step[2:][1] == first - 1]
        paid = Fraction(before[-1][1] or 0)
    if count != last - first + 1:
        return Fraction(-1)
    total = paid + _times(count, each)
    return max(paid, min(total, half_up(ceiling[0]))) if ceiling else total


def _is_count_of_days(days: int, first_on: str, last_on: str, *_: Any) -> bool:
    return days == (date.fromisoformat(last_on) - date.fromisoformat(first_on)).days + 1
