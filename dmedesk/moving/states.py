"""The state of units whose file does not say it: on rent where an open rental has it, else ready.

A unit that the shop knows in any other state (cleaning, recalled, lost) keeps it: a spreadsheet
that keeps no states must not make it ready.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from dmedesk.assets.rules import AssetState
from dmedesk.kit.records import Key, Row
from dmedesk.kit.stored import StoredRow, Values
from dmedesk.moving.comparison import Compared

_FOLLOWING = (AssetState.READY, AssetState.ON_RENT)


def units_on_rent(rentals: Mapping[Key, Values]) -> set[Key]:
    """The units that open rentals have."""
    return {(values["serial"],) for values in rentals.values() if values["ended_on"] is None}


def with_states(
    rows: Iterable[tuple[Key, Row]], stored: Mapping[Key, StoredRow], on_rent: set[Key]
) -> list[Row]:
    """The rows of ``assets.csv``, each with a state: its own, or the one that follows."""
    return [
        row
        if row.values.get("state") is not None
        else replace(row, values={**row.values, "state": _state(key, stored.get(key), on_rent)})
        for key, row in rows
    ]


def _state(key: Key, known: StoredRow | None, on_rent: set[Key]) -> AssetState:
    if known is not None and known.values["state"] not in _FOLLOWING:
        state: AssetState = known.values["state"]
        return state
    return AssetState.ON_RENT if key in on_rent else AssetState.READY


def following_states(
    rentals: Compared, assets: Compared, told: set[Key], on_rent: set[Key]
) -> dict[int, Values]:
    """The states, by id, of known units that rentals take or give back.

    ``told`` are the units that stand in the import's own ``assets.csv``, which has the last word.
    """
    found: dict[int, Values] = {}
    for key in set(_units_of(rentals)) - told:
        unit = assets.stored.get(key)
        if unit is not None and unit.values["state"] != (state := _state(key, unit, on_rent)):
            found[unit.id] = {"state": state}
    return found


def _units_of(rentals: Compared) -> Iterator[Key]:
    for touched in rentals.touched.values():
        yield (touched.new["serial"],)
        if touched.old is not None:
            yield (touched.old.values["serial"],)
