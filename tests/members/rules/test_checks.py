"""What is looked at within one record, in files and in forms alike."""

from datetime import date

import pytest

from dmedesk.kit.findings import Severity
from dmedesk.kit.stored import Values
from dmedesk.members.rules.checks import coverage_faults, member_faults
from dmedesk.members.rules.words import LeavingReason

DAY = date(2026, 6, 1)


@pytest.mark.parametrize(
    ("values", "columns"),
    [
        ({"left_on": DAY, "left_reason": LeavingReason.MOVED_AWAY}, []),
        ({"left_on": DAY}, ["left_reason"]),
        ({"left_reason": LeavingReason.ENDED_SERVICE}, ["left_on"]),
        ({"birth_date": DAY, "left_on": DAY, "left_reason": LeavingReason.MOVED_AWAY}, []),
        (
            {
                "birth_date": DAY,
                "left_on": date(2026, 5, 31),
                "left_reason": LeavingReason.MOVED_AWAY,
            },
            ["left_on"],
        ),
    ],
)
def test_who_leaves_has_a_day_and_a_reason(values: Values, columns: list[str]) -> None:
    faults = list(member_faults(values))
    assert [fault.column for fault in faults] == columns
    assert all(fault.severity is Severity.STOP for fault in faults)


@pytest.mark.parametrize(
    ("values", "codes"),
    [
        ({"rank": 1, "from_on": DAY, "until_on": None}, []),
        ({"rank": 9, "from_on": DAY, "until_on": date(2026, 6, 2)}, []),
        ({"rank": 0, "from_on": DAY, "until_on": DAY}, ["until_before_from", "rank_not_possible"]),
        ({"rank": 10}, ["rank_not_possible"]),
    ],
)
def test_a_coverage_has_days_and_a_rank(values: Values, codes: list[str]) -> None:
    assert [fault.code for fault in coverage_faults(values)] == codes
