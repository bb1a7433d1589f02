"""The columns of the queue at the bench, and what is known of a unit in it."""

from dmedesk.assets.queries.bench import Waiting
from dmedesk.assets.rules.telling import PAST
from dmedesk.widgets.page import Workplace
from dmedesk.widgets.table import Column
from dmedesk.widgets.theme import Tone

LONG_DAYS = 7
"""A unit that waits longer than so many days is marked."""


def told_of(unit: Waiting) -> list[str]:
    """What is known of a unit at the bench, in its order."""
    came = "" if unit.came_by is None else PAST[unit.came_by]
    came = f"{came} from {unit.came_from}" if unit.came_from else came
    since = f"since {unit.since}" if unit.since else ""
    pieces = (unit.product, unit.hcpcs, f"{came} {since}".strip(), unit.note, unit.place)
    return [piece for piece in pieces if piece]


def _came(unit: Waiting) -> str:
    if unit.came_from:
        return unit.came_from
    return "received" if unit.came_by is None else PAST[unit.came_by].lower()


def columns_of(workplace: Workplace) -> tuple[Column[Waiting], ...]:
    """The columns; days count until today."""

    def days(unit: Waiting) -> int:
        return unit.days(workplace.today)

    return (
        Column("Serial", lambda unit: unit.serial, width=132),
        Column("Item", lambda unit: unit.product, width=160, wide=True),
        Column("Came from", _came, width=140, spare=2),
        Column(
            "Since",
            lambda unit: "" if unit.since is None else unit.since.isoformat(),
            width=96,
            spare=3,
        ),
        Column(
            "Days",
            lambda unit: "" if unit.since is None else f"{days(unit):,}",
            order=days,
            width=64,
            figures=True,
            tone=lambda unit: Tone.WAITING if days(unit) > LONG_DAYS else Tone.INK,
        ),
        Column("Place", lambda unit: unit.place, width=96, spare=1),
    )
