"""The numbers of delivery are dated data with a unit and a citation; none is assumed."""

import tomllib
from datetime import date
from pathlib import Path

import pytest

import dmedesk.deliveries
from dmedesk.deliveries.rules.law import citation_on, number_on

FILE = Path(dmedesk.deliveries.__file__).parent / "parameters" / "delivery.toml"


def test_every_number_has_a_value_a_unit_a_start_and_a_citation() -> None:
    entries = tomllib.loads(FILE.read_text(encoding="utf-8"))
    assert all(
        {"value", "unit", "from", "citation"} <= set(entry)
        for versions in entries.values()
        for entry in versions
    )


def test_a_day_before_every_edition_is_refused() -> None:
    assert number_on("days_before_discharge", date(2000, 1, 1)) == 2
    assert "424.57" in citation_on("medicare_retention_years", date(2026, 1, 1))
    with pytest.raises(LookupError, match="1999-12-31"):
        number_on("days_before_discharge", date(1999, 12, 31))
