"""What must be seen on a unit before it goes out again: 101 CMR 322.03(7) and (8)."""

from datetime import date

import pytest

from dmedesk.assets.rules import AssetState
from dmedesk.assets.rules.checks import Certificate, Check, can_deliver, checklist, may_pass
from dmedesk.catalog.rules.words import Family

CLEAN, WORKING = Check.CLEAN, Check.WORKING
BREATHING = (CLEAN, WORKING, Check.FREE_OF_CONTAMINANTS, Check.TUBING_NEW)
RETURNED = date(2026, 10, 5)


@pytest.mark.parametrize(
    ("family", "listed"),
    [
        (None, (CLEAN, WORKING)),
        (Family.DME, (CLEAN, WORKING)),
        (Family.WHEELED_MOBILITY, (CLEAN, WORKING)),
        (Family.OXYGEN, BREATHING),
        (Family.RESPIRATORY, BREATHING),
        (Family.VENTILATOR, BREATHING),
    ],
)
def test_respiratory_units_are_looked_at_more_closely(
    family: Family | None, listed: tuple[Check, ...]
) -> None:
    assert checklist(family) == listed


def test_everything_that_was_not_seen_is_named_at_once() -> None:
    found = may_pass({CLEAN}, family=Family.OXYGEN, technician=" ")
    assert [one.field for one in found] == [
        "working",
        "free_of_contaminants",
        "tubing_new",
        "technician",
    ]
    assert may_pass(BREATHING, family=Family.OXYGEN, technician="Tom") == []


def _certificate(on: date) -> Certificate:
    return Certificate(on, "Tom Reyes", (CLEAN, WORKING))


@pytest.mark.parametrize(
    ("checked_on", "returned_on", "code"),
    [
        (None, None, ""),
        (None, RETURNED, "unit_not_checked"),
        (date(2026, 10, 4), RETURNED, "unit_not_checked"),
        (RETURNED, RETURNED, ""),
        (date(2026, 10, 6), RETURNED, ""),
        (date(2026, 10, 6), None, ""),
    ],
)
def test_a_unit_goes_out_only_when_checked_since_it_came_back(
    checked_on: date | None, returned_on: date | None, code: str
) -> None:
    certificate = None if checked_on is None else _certificate(checked_on)
    found = can_deliver(
        AssetState.READY, certificate=certificate, returned_on=returned_on, serial="SN1"
    )
    assert [one.code for one in found] == [code] * bool(code)


@pytest.mark.parametrize("state", sorted(set(AssetState) - {AssetState.READY}))
def test_a_unit_that_is_not_ready_stays(state: AssetState) -> None:
    found = can_deliver(state, certificate=_certificate(RETURNED), returned_on=None, serial="SN1")
    assert [one.code for one in found] == ["unit_not_ready"]


def test_the_certificate_is_one_line() -> None:
    assert _certificate(RETURNED).sentence() == (
        "Checked on 2026-10-05 by Tom Reyes: clean, in working order."
    )
