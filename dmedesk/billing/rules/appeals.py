"""How long a denial may be appealed: read from ``parameters/appeals.toml`` once.

130 CMR 450.323: an appeal is filed within 30 days of the remittance that denies. What the program
does not know of a payer, the payer's own letter says.
"""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from dmedesk.billing.rules.payments import AppealStep, Outcome
from dmedesk.kit.findings import Finding, stopping

_PARAMETERS = Path(__file__).parents[1] / "parameters" / "appeals.toml"


@dataclass(frozen=True, slots=True)
class Deadline:
    """The last day on which an appeal may be sent, and where that stands."""

    on: date
    citation: str


def deadline_of(regime: str, answered_on: date) -> Deadline | None:
    """Until when an answer of that day may be appealed; None where the program does not know."""
    in_force = [one for one in _entries().get(regime, ()) if one["from"] <= answered_on]
    if not in_force:
        return None
    latest = max(in_force, key=lambda one: one["from"])
    return Deadline(answered_on + timedelta(days=latest["value"]), str(latest["citation"]))


def appeal_findings(
    step: AppealStep,
    *,
    outcome: Outcome,
    answered_on: date,
    done_on: date,
    deadline_on: date | None,
    is_sent: bool,
) -> Iterator[Finding]:
    """Why a step of an appeal cannot be. ``is_sent``: one was sent and is not answered yet."""
    if step is AppealStep.SENT:
        if outcome is Outcome.PAID:
            yield stopping(
                "paid_in_full", "The payer paid this line.", "There is nothing to appeal."
            )
        if is_sent:
            yield stopping(
                "appeal_sent", "An appeal is sent already.", "Write down its answer first."
            )
        if deadline_on is not None and done_on > deadline_on:
            yield stopping(
                "appeal_late",
                f"It could be appealed until {deadline_on}.",
                "Where the payer gave more time, type the day from its letter.",
                "deadline_on",
            )
    elif not is_sent:
        yield stopping(
            "no_appeal", "No appeal is waiting for an answer.", "Write down its sending."
        )
    if done_on < answered_on:
        yield stopping("before_answer", f"The payer answered on {answered_on}.", "", "done_on")


@cache
def _entries() -> dict[str, list[dict[str, Any]]]:
    return tomllib.loads(_PARAMETERS.read_text(encoding="utf-8"))
