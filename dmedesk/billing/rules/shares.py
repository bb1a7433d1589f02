"""Payers that pay a share of what they allow: read from ``parameters/shares.toml`` once.

42 USC 1395m(a)(1)(A): Medicare pays 80 percent of the lesser of charge and fee. An invoice shows
the allowed amount and says so; what the payer pays of it is taken from its remittance.
"""

import tomllib
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

_PARAMETERS = Path(__file__).parents[1] / "parameters" / "shares.toml"


def share_words(regime: str, name: str, on: date) -> str:
    """What an invoice to such a payer, by its name, says of its amounts on a day.

    Empty for a payer that pays the amount of the line.
    """
    in_force = [one for one in _entries().get(regime, ()) if one["from"] <= on]
    if not in_force:
        return ""
    latest = max(in_force, key=lambda one: one["from"])
    return (
        f"Each amount is the allowed amount. {name} pays {latest['value']} percent of what it"
        f" allows ({latest['citation']}); what it pays comes from its remittance."
    )


@cache
def _entries() -> dict[str, list[dict[str, Any]]]:
    return tomllib.loads(_PARAMETERS.read_text(encoding="utf-8"))
