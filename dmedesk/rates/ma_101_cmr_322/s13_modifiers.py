"""322.03(13): modifiers, and what each payer allows of them on one claim line.

The list, its confinements and the number of slots are data (``parameters/modifiers.toml``).
MassHealth confines RA to K0108; Medicare never takes KX with GA, GZ or GY; a line has four slots,
and more than four modifiers put 99 in the fourth with the rest in the narrative.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from dmedesk.rates.answer import Note
from dmedesk.rates.law import read_parameters
from dmedesk.rates.question import Regime

_LIST = "101 CMR 322.03(13)"


def check_modifiers(regime: Regime, hcpcs: str, modifiers: Sequence[str]) -> tuple[Note, ...]:
    """Everything that the payer would reject in the modifiers of a line; empty where all is well.

    Codes of the notes: ``modifiers_not_together``, ``modifier_not_with_code``,
    ``too_many_modifiers``, ``unknown_modifier``, ``modifier_twice``.
    """
    return (
        *_together(regime, modifiers),
        *_confined(regime, hcpcs, modifiers),
        *_slots(modifiers),
        *_known(regime, modifiers),
        *_twice(modifiers),
    )


@cache
def _parameters() -> dict[str, Any]:
    return read_parameters("modifiers.toml")


def _together(regime: Regime, modifiers: Sequence[str]) -> Iterator[Note]:
    for rule in _parameters()["never_together"]:
        clash = [modifier for modifier in rule["with"] if modifier in modifiers]
        if rule["payer"] == regime and rule["modifier"] in modifiers and clash:
            yield Note(
                "modifiers_not_together",
                f"{rule['modifier']} may not stand on a line with {' or '.join(clash)}",
                rule["citation"],
            )


def _confined(regime: Regime, hcpcs: str, modifiers: Sequence[str]) -> Iterator[Note]:
    for rule in _parameters()["only_with"]:
        if rule["payer"] == regime and rule["modifier"] in modifiers and hcpcs not in rule["codes"]:
            yield Note(
                "modifier_not_with_code",
                f"{rule['modifier']} is allowed only with {', '.join(rule['codes'])}, "
                f"not with {hcpcs}",
                rule["citation"],
            )


def _slots(modifiers: Sequence[str]) -> Iterator[Note]:
    slots = _parameters()["slots"]
    if len(modifiers) > slots["value"]:
        yield Note(
            "too_many_modifiers",
            f"a line has {slots['value']} modifier slots: put {slots['overflow']} in the last and "
            "all further modifiers in the narrative",
            slots["citation"],
        )


def _known(regime: Regime, modifiers: Sequence[str]) -> Iterator[Note]:
    known = {entry["code"] for entry in _parameters()["modifier"] if regime in entry["payers"]}
    for modifier in modifiers:
        if modifier not in known:
            yield Note(
                "unknown_modifier",
                f"{modifier} is not in the modifier list of {regime}",
                _LIST,
            )


def _twice(modifiers: Sequence[str]) -> Iterator[Note]:
    for modifier, count in Counter(modifiers).items():
        if count > 1:
            yield Note("modifier_twice", f"{modifier} stands on the line {count} times", _LIST)
