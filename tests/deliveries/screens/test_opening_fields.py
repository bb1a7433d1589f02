"""What is wrong between the fields of a new slip, and how its lines are opened."""

from datetime import date
from typing import Any

from dmedesk.deliveries.rules.scanned import ScannedUnit
from dmedesk.deliveries.rules.words import Way
from dmedesk.deliveries.screens.opening_fields import item_line, slip_findings, unit_line
from dmedesk.widgets.forms.fields import Picked

RIGHT = {
    "kind": "delivery",
    "asked_on": date(2026, 10, 1),
    "planned_on": date(2026, 10, 5),
    "reason": None,
    "lines": [{}],
}


def codes(**changed: Any) -> list[tuple[str, str]]:
    return [(one.code, one.field) for one in slip_findings({**RIGHT, **changed})]


def test_what_is_right_is_not_told() -> None:
    assert codes() == []
    assert codes(kind="pickup", reason="discharged") == []


def test_everything_that_is_wrong_is_told_under_its_field() -> None:
    assert codes(reason="discharged") == [("reason_too_many", "reason")]
    assert codes(kind="pickup") == [("reason_missing", "reason")]
    assert codes(planned_on=date(2026, 9, 30), lines=[]) == [
        ("planned_early", "planned_on"),
        ("no_lines", "lines"),
    ]


def test_what_cannot_be_read_yet_is_not_judged() -> None:
    assert codes(asked_on=None, planned_on=None, kind=None, lines=None) == []


def test_only_what_comes_back_brings_its_rental() -> None:
    unit = ScannedUnit(1, "SN1", 7, "Bed", 5, "Rivera, Ana", 30, "R30")
    assert unit_line(unit, Way.BACK)["rental_id"] == Picked(30, "R30")
    assert unit_line(unit, Way.OUT)["rental_id"] is None
    assert item_line(Picked(7, "Tubing"), Way.OUT) == {
        "way": "out",
        "product_id": Picked(7, "Tubing"),
        "quantity": 1,
        "terms": "sale",
    }
