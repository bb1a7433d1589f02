"""A unit's empty state: ready, or on rent where an open rental has it (``billing.md``, Files)."""

from datetime import date

import pytest

from dmedesk.assets.rules import AssetState
from dmedesk.kit.records import Key, Row
from dmedesk.kit.stored import StoredRow, Values
from dmedesk.moving.states import units_on_rent, with_states

KEY = ("SN1",)


def test_open_rentals_have_their_units() -> None:
    rentals: dict[Key, Values] = {
        ("R1",): {"serial": "SN1", "ended_on": None},
        ("R2",): {"serial": "SN2", "ended_on": date(2026, 5, 1)},
    }
    assert units_on_rent(rentals) == {("SN1",)}


@pytest.mark.parametrize(
    ("written", "known", "rented", "expected"),
    [
        (None, None, False, AssetState.READY),
        (None, None, True, AssetState.ON_RENT),
        (None, AssetState.ON_RENT, False, AssetState.READY),
        (None, AssetState.READY, True, AssetState.ON_RENT),
        (None, AssetState.RECALLED, False, AssetState.RECALLED),
        (None, AssetState.CLEANING, True, AssetState.CLEANING),
        (AssetState.LOST, AssetState.READY, True, AssetState.LOST),
        (AssetState.READY, AssetState.RECALLED, True, AssetState.READY),
    ],
)
def test_the_state_of_a_row(
    written: AssetState | None, known: AssetState | None, rented: bool, expected: AssetState
) -> None:
    row = Row("assets.csv", 2, {"serial": "SN1", "state": written})
    stored = {KEY: StoredRow(1, {"serial": "SN1", "state": known})} if known else {}
    (settled,) = with_states([(KEY, row)], stored, {KEY} if rented else set())
    assert settled.values["state"] is expected


def test_a_file_without_states_gets_them() -> None:
    (settled,) = with_states([(KEY, Row("assets.csv", 2, {"serial": "SN1"}))], {}, set())
    assert settled.values["state"] is AssetState.READY
