"""What is wrong with a place as it is typed."""

from datetime import date

import pytest

from dmedesk.assets.rules import PlaceKind
from dmedesk.assets.rules.places import PLACE_WORDS, closing_findings, place_findings


def test_a_place_has_a_name_and_a_kind() -> None:
    assert [one.field for one in place_findings({})] == ["name", "kind"]
    assert place_findings({"name": "Van 1", "kind": "van"}) == []
    assert [one.field for one in place_findings({"name": "a\tb", "kind": "van"})] == ["name"]
    assert PLACE_WORDS.keys() == set(PlaceKind)


@pytest.mark.parametrize(("units", "refused"), [(0, False), (1, True), (2, True)])
def test_a_place_with_units_is_not_closed(units: int, refused: bool) -> None:
    found = closing_findings(date(2026, 11, 3), units=units)
    assert bool(found) is refused
    assert closing_findings(None, units=units) == []
    if refused:
        assert found[0].message.startswith("1 unit is" if units == 1 else "2 units are")
