"""Units received together: what they have in common, and what their serials look like."""

import pytest

from dmedesk.assets.rules import AssetState, Condition
from dmedesk.assets.rules.receiving import (
    entered_twice,
    odd_rows,
    state_on_receipt,
    together_findings,
)
from dmedesk.kit.findings import Severity

SHARED = {"product_id": 1, "condition": Condition.NEW, "acquired_on": "2026-11-03"}


def _rows(*serials: str) -> list[dict[str, str]]:
    return [{"serial": serial} for serial in serials]


@pytest.mark.parametrize(
    ("condition", "state"),
    [
        (Condition.NEW, AssetState.READY),
        (Condition.USED, AssetState.CLEANING),
        (None, AssetState.READY),
    ],
)
def test_used_equipment_is_checked_before_it_goes_out(
    condition: Condition | None, state: AssetState
) -> None:
    """101 CMR 322.03(7) and (8)."""
    assert state_on_receipt(condition) is state


def test_what_is_not_said_of_all_is_told_at_once() -> None:
    found = together_findings({}, [])
    assert [one.field for one in found] == ["product_id", "condition", "acquired_on", "units"]
    assert together_findings(SHARED, _rows("A1")) == []


def test_a_serial_in_two_rows_is_told_at_the_later_one() -> None:
    (found,) = entered_twice(_rows("SN-1", "SN2", "sn 1", ""))
    assert (found.field, found.severity) == ("units/2/serial", Severity.STOP)
    assert "row 1" in found.message


def test_a_serial_that_looks_otherwise_than_its_product_is_only_told() -> None:
    (found,) = odd_rows(_rows("AB-104", "AB10-5"), ["AB-101", "AB-102", "AB-103"])
    assert (found.field, found.severity) == ("units/1/serial", Severity.WARNING)
    assert "AA-999" in found.message
    assert list(odd_rows(_rows("AB-104", "AB10-5"), ["AB-101", "AB-102"])) == []


def test_without_others_the_serials_are_compared_with_each_other() -> None:
    (found,) = odd_rows(_rows("AB-101", "AB-102", "ABC103", "AB-104"), [])
    assert found.field == "units/2/serial"
    assert list(odd_rows(_rows("AB-101", "AB-102", "A103", "A104", "AB-105"), [])) == []
    assert list(odd_rows([], [])) == []
