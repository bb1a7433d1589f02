"""The maintenance of the demo shop: what makers ask for, and what was done of it before today."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from dmedesk.demo.facts import facts, serial_of
from dmedesk.kit.calendar import months_after

_TECHNICIAN = "Tom Reyes"
_SPREAD_DAYS = 25
_IN_USE_MONTHS = 36


def plans() -> Iterator[Mapping[str, Any]]:
    """What the makers ask for, as ``maintenance_plans.csv`` has it."""
    for number, plan in enumerate(facts()["maintenance"], start=1):
        yield {
            "plan_no": number,
            "product_no": plan["product_no"],
            "work": plan["work"],
            "every": plan["every"],
            "interval": plan.get("interval", ""),
            "source": plan["source"],
        }


def log(today: date) -> Iterator[Mapping[str, Any]]:
    """Work on the first units of each product, spread over the last months, as ``maintenance.csv``
    has it.
    """
    turns: dict[str, int] = {}
    for number, plan in enumerate(facts()["maintenance"], start=1):
        for unit in range(1, plan.get("done", 0) + 1):
            serial = serial_of(plan["product_no"], unit)
            turns[serial] = turns.get(serial, 0) + 1
            months = 1 + unit % plan["within"]
            done_on = months_after(today, -months) + timedelta(days=unit % _SPREAD_DAYS)
            yield {
                "serial": serial,
                "turn": turns[serial],
                "step": "work",
                "done_on": str(done_on),
                "plan_no": number,
                "work": plan["work"],
                "hours": (_IN_USE_MONTHS - months) * plan["hours_each"]
                if "hours_each" in plan
                else "",
                "parts": plan.get("parts", ""),
                "cost": plan.get("cost", ""),
                "technician": _TECHNICIAN,
                "recorded_at": f"{done_on}T15:00:00Z",
                "recorded_by": _TECHNICIAN,
            }


def _hours(plan: Mapping[str, Any], months: int) -> int | str:
    """What the meter showed so many months ago; empty where the plan counts no hours."""
    return (_IN_USE_MONTHS - months) * plan["hours_each"] if "hours_each" in plan else ""
