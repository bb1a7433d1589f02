"""Posted lines stand: rows that would change what one of them rests on are refused.

That is its month, with number and days; what was paid before the move; member, payer and its
rules; the unit that served, its product's code and its condition; and where the member lived if
the price depends on it. Usual charges, fees, names and addresses are frozen with the line and may
change, and so may a proof or a paper.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple, TypeAlias

from dmedesk.assets.rules import Condition
from dmedesk.billing.queries.placed import PAID_BY_SETTING
from dmedesk.kit.records import Fault, Key, PlacedFinding, Row
from dmedesk.kit.stored import Values
from dmedesk.members.rules import Regime, Setting, Stay, setting_on
from dmedesk.moving.comparison import Comparison
from dmedesk.rentals.rules import (
    Away,
    RentalMonth,
    Resume,
    Resumed,
    Served,
    Terms,
    month_begun_on,
    unit_serving,
)

_RESTED_ON = {
    "payers": {"regime"},
    "members": {"deceased_on", "left_on"},
    "residences": {"setting", "from_on", "until_on"},
    "products": {"hcpcs"},
    "assets": {"product_no", "condition"},
    "rentals": {
        "member_no",
        "payer_code",
        "serial",
        "started_on",
        "ended_on",
        "months_already_paid",
        "paid_already",
    },
    "rental_units": {"serial", "from_on", "until_on"},
    "interruptions": {"from_on", "until_on"},
    "resumptions": {"resumed_on", "resumes"},
}
"""The columns, by file, that posted lines may rest on."""

_WHOLE = {
    "residences": "members",
    "rental_units": "rentals",
    "interruptions": "rentals",
    "resumptions": "rentals",
}
"""Files whose rows are parts of another kind's record; a new part may concern posted lines."""

_Tables: TypeAlias = Mapping[str, Mapping[Key, Values]]


@dataclass(frozen=True, slots=True)
class Telling:
    """A row of the import that posted lines may rest on, and the first such column in it."""

    row: Row
    column: str


def telling_rows(comparison: Comparison) -> dict[str, list[Telling]]:
    """The rows of the import that posted lines may rest on, by the rentals that they concern."""
    found: dict[str, list[Telling]] = defaultdict(list)
    telling = list(_telling(comparison))
    if not telling:
        return found
    concerned = _rentals_concerned(comparison)
    for subject, row in telling:
        for rental_no in concerned[subject]:
            found[rental_no].append(row)
    return found


def _telling(comparison: Comparison) -> Iterator[tuple[tuple[str, object], Telling]]:
    for kind, columns in _RESTED_ON.items():
        if kind not in comparison.read:
            continue
        for key, touched in comparison[kind].touched.items():
            column = next((name for name in touched.differing if name in columns), None)
            if column is not None and (touched.old is not None or kind in _WHOLE):
                yield (_WHOLE.get(kind, kind), key[0]), Telling(touched.row, column)


def _rentals_concerned(comparison: Comparison) -> dict[tuple[str, object], set[str]]:
    """The shop's rentals by every record that they rest on: its kind and what it is known by."""
    found: dict[tuple[str, object], set[str]] = defaultdict(set)
    for (rental_no,), rental in comparison["rentals"].before.items():
        found["rentals", rental_no].add(rental_no)
        found["members", rental["member_no"]].add(rental_no)
        found["payers", rental["payer_code"]].add(rental_no)
        found["assets", rental["serial"]].add(rental_no)
    for unit in comparison["rental_units"].before.values():
        found["assets", unit["serial"]].add(unit["rental_no"])
    for (serial,), asset in comparison["assets"].before.items():
        found["products", asset["product_no"]] |= found.get(("assets", serial), set())
    return found


def posted_findings(
    comparison: Comparison,
    telling: Mapping[str, Sequence[Telling]],
    billed: Mapping[str, Sequence[date]],
) -> Iterator[PlacedFinding]:
    """A finding at every telling row of a rental with a posted line that would change.

    ``billed`` has the first days of the posted months that stand, by rental.
    """
    if not billed:
        return
    before = Ground({kind: comparison[kind].before for kind in _RESTED_ON})
    after = ground_after(comparison)
    for rental_no, days in billed.items():
        changed = [day for day in days if before.line(rental_no, day) != after.line(rental_no, day)]
        if changed:
            yield from (_finding(row, rental_no, min(changed)) for row in telling[rental_no])


def _finding(telling: Telling, rental_no: str, day: date) -> PlacedFinding:
    return Fault(
        telling.column,
        "posted_line_would_change",
        f"The month of {day} of rental {rental_no} is posted, and its line would change.",
        "Take back the posting first (month undo), import, and post again.",
    ).placed(telling.row.file, telling.row.line)


class RestingOn(NamedTuple):
    """What a posted line rests on; ``setting`` only where the price depends on it."""

    month: RentalMonth | None
    months_already_paid: int
    paid_already_cents: int | None
    member_no: str
    payer_code: str
    regime: Regime
    serial: str
    hcpcs: str
    condition: Condition
    setting: Setting | None


class Ground:
    """What posted lines rest on, in the records of one side of the comparison.

    ``stops`` says whether a member's death or leaving takes away the months after it. A month that
    was posted before anybody knew of it stands until it is credited.
    """

    def __init__(self, tables: _Tables, *, stops: bool = True) -> None:
        self._tables = tables
        self._stops = stops
        self._residences = _parts(tables["residences"], "member_no")
        self._units = _parts(tables["rental_units"], "rental_no")
        self._interruptions = _parts(tables["interruptions"], "rental_no")
        self._resumptions = _parts(tables["resumptions"], "rental_no", by="resumed_on")

    def line(self, rental_no: str, day: date) -> RestingOn:
        """What the line of the month that begins on this day rests on."""
        rental = self._tables["rentals"][(rental_no,)]
        month = month_begun_on(self._terms(rental), day)
        serial = self._serial(rental, day)
        asset = self._tables["assets"][(serial,)]
        product = self._tables["products"][(asset["product_no"],)]
        regime = self._tables["payers"][(rental["payer_code"],)]["regime"]
        return RestingOn(
            month,
            rental["months_already_paid"],
            rental["paid_already"],
            rental["member_no"],
            rental["payer_code"],
            regime,
            serial,
            product["hcpcs"],
            asset["condition"] or Condition.NEW,
            self._setting(rental, day) if _depends_on_setting(regime, product) else None,
        )

    def _terms(self, rental: Values) -> Terms:
        away = self._interruptions.get(rental["rental_no"], ())
        member = self._tables["members"][(rental["member_no"],)]
        return Terms(
            started_on=rental["started_on"],
            ended_on=rental["ended_on"],
            deceased_on=member["deceased_on"] if self._stops else None,
            months_already_paid=rental["months_already_paid"],
            interruptions=tuple(Away(one["from_on"], one["until_on"]) for one in away),
            left_on=member["left_on"] if self._stops else None,
            resumed=tuple(
                Resumed(one["resumed_on"], one["resumes"] is Resume.NEW_PERIOD)
                for one in self._resumptions.get(rental["rental_no"], ())
            ),
        )

    def _serial(self, rental: Values, day: date) -> str:
        units = self._units.get(rental["rental_no"], ())
        serials = [*(unit["serial"] for unit in units), rental["serial"]]
        served = [Served(n, unit["from_on"], unit["until_on"]) for n, unit in enumerate(units)]
        serial: str = serials[unit_serving(served, day, otherwise=-1)]
        return serial

    def _setting(self, rental: Values, day: date) -> Setting:
        stays = self._residences.get(rental["member_no"], ())
        return setting_on(
            [Stay(stay["setting"], stay["from_on"], stay["until_on"]) for stay in stays], day
        )


def ground_after(comparison: Comparison, *, stops: bool = True) -> Ground:
    """The records as they would be after the import."""
    return Ground({kind: comparison[kind].after for kind in _RESTED_ON}, stops=stops)


def _parts(
    table: Mapping[Key, Values], whole: str, *, by: str = "from_on"
) -> dict[str, list[Values]]:
    """The rows by the record that they are parts of, in order of their first days."""
    found: dict[str, list[Values]] = defaultdict(list)
    for values in sorted(table.values(), key=lambda values: values[by]):
        found[values[whole]].append(values)
    return found


def _depends_on_setting(regime: Regime, product: Values) -> bool:
    """Whether the place matters to the price; a family that only fee rows know may be any."""
    family = product["family"]
    return regime is Regime.MASSHEALTH and (family is None or family in PAID_BY_SETTING)
