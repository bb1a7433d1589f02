"""The files of rentals: what is looked at within a row."""

from datetime import date

import pytest

from dmedesk.kit.records import RecordFile
from dmedesk.kit.stored import Values
from dmedesk.rentals.files import INTERRUPTIONS, RENTAL_UNITS, RENTALS
from dmedesk.rentals.rules import Proof

START = date(2026, 1, 31)


@pytest.mark.parametrize(
    ("values", "codes"),
    [
        ({"started_on": START, "ended_on": None}, []),
        ({"started_on": START, "ended_on": date(2026, 1, 30)}, ["ended_before_started"]),
        ({"started_on": START, "ended_on": START}, []),
        ({"months_already_paid": None, "paid_already": None}, []),
        ({"months_already_paid": 0, "paid_already": None}, []),
        ({"months_already_paid": 1, "paid_already": None}, ["paid_already_missing"]),
        ({"months_already_paid": 1}, ["paid_already_missing"]),
        ({"months_already_paid": 1, "paid_already": 0}, []),
    ],
)
def test_a_rental_is_looked_at(values: Values, codes: list[str]) -> None:
    assert [fault.code for fault in RENTALS.check(values)] == codes


def test_what_empty_cells_of_a_rental_mean() -> None:
    empties = {column.name: column.empty for column in RENTALS.columns if not column.required}
    assert empties == {
        "ended_on": None,
        "months_already_paid": 0,
        "paid_already": None,
        "pa_required": False,
        "proof": Proof.NONE,
        "proof_on": None,
    }


@pytest.mark.parametrize("kind", [RENTAL_UNITS, INTERRUPTIONS])
def test_ranges_end_on_their_first_day_or_later(kind: RecordFile) -> None:
    assert list(kind.check({"from_on": START, "until_on": START}))
    assert list(kind.check({"from_on": START, "until_on": date(2026, 2, 1)})) == []
