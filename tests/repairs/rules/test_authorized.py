"""A number is an authorization only where all of it fits: on, below and above each line."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from dmedesk.kit.findings import Severity
from dmedesk.members.rules import Regime
from dmedesk.repairs.rules.authorized import Grant, Misfit, Resting, authorized_by
from dmedesk.repairs.rules.judging import Money, judge
from dmedesk.repairs.rules.words import Ownership

DAY = date(2026, 10, 12)
GRANT = Grant(7, 1, "M1", "E0260", date(2026, 1, 1), date(2026, 12, 31))
REPAIR = Resting(
    "PA-1",
    1,
    2,
    "E0260",
    DAY,
    total_cents=120_000,
    quantities={"K0739": 4, "E2368": 1},
    cents={"K0739": 40_000, "E2368": 80_000},
)


def _codes(*grants: Grant, **more: Any) -> list[str]:
    found = authorized_by(replace(REPAIR, **more), grants)
    assert found is not None
    return [one.code for one in found.misfits]


def test_what_fits() -> None:
    assert _codes(GRANT) == []
    assert _codes(replace(GRANT, hcpcs="K0739")) == []
    assert _codes(replace(GRANT, payer_id=2)) == []
    assert authorized_by(replace(REPAIR, pa_number=""), [GRANT]) is None


def test_what_does_not() -> None:
    assert _codes() == ["authorization_unknown"]
    assert _codes(replace(GRANT, member_id=3)) == ["authorization_of_another"]
    assert _codes(replace(GRANT, payer_id=9)) == ["authorization_of_other_payer"]
    assert _codes(replace(GRANT, hcpcs="E1390")) == ["authorization_of_other_code"]
    assert _codes(replace(GRANT, member_id=3, hcpcs="E1390", payer_id=9)) == [
        "authorization_of_another",
        "authorization_of_other_payer",
        "authorization_of_other_code",
    ]


@pytest.mark.parametrize(
    ("day", "is_covered"),
    [
        (date(2025, 12, 31), False),
        (date(2026, 1, 1), True),
        (date(2026, 12, 30), True),
        (date(2026, 12, 31), False),
    ],
)
def test_its_period(day: date, *, is_covered: bool) -> None:
    expected = [] if is_covered else ["authorization_not_in_force"]
    assert _codes(GRANT, on=day) == expected
    assert _codes(replace(GRANT, until_on=None), on=date(2031, 1, 1)) == []


@pytest.mark.parametrize(
    ("code", "left", "is_enough"),
    [("K0739", 3, False), ("K0739", 4, True), ("E0260", 0, False), ("E0260", 1, True)],
)
def test_units_left(code: str, left: int, *, is_enough: bool) -> None:
    """Those of the code that is charged; one for the repair itself."""
    expected = [] if is_enough else ["authorization_units_used"]
    assert _codes(replace(GRANT, hcpcs=code, units_left=left)) == expected


@pytest.mark.parametrize(
    ("code", "left", "is_enough"),
    [
        ("K0739", 39_999, False),
        ("K0739", 40_000, True),
        ("E0260", 119_999, False),
        ("E0260", 120_000, True),
    ],
)
def test_money_left(code: str, left: int, *, is_enough: bool) -> None:
    """All of the repair under the code under repair, else what is charged under its own."""
    expected = [] if is_enough else ["authorization_money_used"]
    assert _codes(replace(GRANT, hcpcs=code, cents_left=left)) == expected


def test_the_one_that_fits_best_is_meant() -> None:
    found = authorized_by(REPAIR, [replace(GRANT, hcpcs="E1390"), replace(GRANT, units_left=1)])
    assert found is not None
    assert (found.grant, found.misfits) == (replace(GRANT, units_left=1), ())


_MISFIT = Misfit("authorization_unknown", "PA-1 is not among the authorizations.", "Enter it.")
_BED = Money(
    Ownership.BOUGHT_HERE,
    Regime.MASSHEALTH,
    False,
    0,
    DAY,
    replacement_cents=10_000_000,
    authorized="PA-1",
    misfits=(_MISFIT,),
)


@pytest.mark.parametrize(
    ("is_respiratory", "cents", "severity"),
    [
        (False, 100_000, Severity.WARNING),
        (False, 100_001, Severity.STOP),
        (True, 3_500, Severity.WARNING),
        (True, 3_501, Severity.STOP),
    ],
)
def test_above_the_line_it_is_none_below_it_a_warning(
    cents: int, severity: Severity, *, is_respiratory: bool
) -> None:
    """130 CMR 409.420(D) and 427.426(A) want it above the line only."""
    money = replace(_BED, total_cents=cents, is_respiratory=is_respiratory)
    (said,) = [one for one in judge(money) if one.code == "authorization_unknown"]
    assert (said.severity, said.remedy) == (severity, "Enter it.")
    assert ("130 CMR" in said.message) is (severity is Severity.STOP)
    assert "authorized" not in {one.code for one in judge(money)}


@pytest.mark.parametrize("regime", [Regime.MEDICARE, Regime.PRIVATE])
def test_where_no_program_wants_one_it_is_a_warning(regime: Regime) -> None:
    money = replace(_BED, total_cents=10**6, regime=regime)
    (said,) = [one for one in judge(money) if one.code == "authorization_unknown"]
    assert said.severity is Severity.WARNING


def test_of_rented_equipment_nothing_is_said() -> None:
    assert len(judge(replace(_BED, ownership=Ownership.RENTED))) == 1
