"""Totals below, on and above each line of the law, with both numbers in the sentence."""

from dataclasses import replace
from datetime import date

import pytest

from dmedesk.kit.findings import Severity
from dmedesk.members.rules import Regime
from dmedesk.repairs.rules.judging import Money, Reported, judge, report_findings
from dmedesk.repairs.rules.words import Cause, Ownership

DAY = date(2026, 10, 5)
BED = Money(Ownership.BOUGHT_HERE, Regime.MASSHEALTH, False, 0, DAY, replacement_cents=10_000_000)
OXYGEN = replace(BED, is_respiratory=True, replacement_cents=None)
MEDICARE = replace(BED, regime=Regime.MEDICARE, replacement_cents=100_000)


def _stops(money: Money) -> set[str]:
    return {one.code for one in judge(money) if one.severity is Severity.STOP}


@pytest.mark.parametrize(
    ("cents", "expected"),
    [(99_999, set()), (100_000, set()), (100_001, {"authorization_needed"})],
)
def test_authorization_line(cents: int, expected: set[str]) -> None:
    """130 CMR 409.420(D), cases K01 and K02: above 1,000.00, not at it."""
    assert _stops(replace(BED, total_cents=cents)) == expected
    assert _stops(replace(BED, total_cents=cents, authorized="PA-1")) == set()


@pytest.mark.parametrize(
    ("cents", "expected"),
    [(49_999, set()), (50_000, {"replace_instead"}), (50_001, {"replace_instead"})],
)
def test_replacement(cents: int, expected: set[str]) -> None:
    """130 CMR 409.414(D), case K05 and trap T28: equal is enough."""
    assert _stops(replace(BED, total_cents=cents, replacement_cents=50_000)) == expected


@pytest.mark.parametrize(
    ("cents", "expected", "has_report"),
    [(3_499, set(), True), (3_500, set(), True), (3_501, {"authorization_needed"}, False)],
)
def test_respiratory_line(cents: int, expected: set[str], *, has_report: bool) -> None:
    """130 CMR 427.426(A) and (B), cases K03 and K04: above 35.00; at it the report."""
    money = replace(OXYGEN, total_cents=cents)
    assert _stops(money) == expected
    assert ("report_goes_along" in {one.code for one in judge(money)}) is has_report


@pytest.mark.parametrize(
    ("previous", "expected"),
    [
        (date(2025, 10, 6), {"repaired_lately"}),
        (date(2025, 10, 5), set()),
        (date(2025, 10, 4), set()),
        (None, set()),
    ],
)
def test_twelve_months(previous: date | None, expected: set[str]) -> None:
    """130 CMR 427.426: none within the previous twelve months; after them to the day again."""
    assert _stops(replace(OXYGEN, previous_on=previous)) == expected
    assert _stops(replace(BED, previous_on=previous)) == set()


@pytest.mark.parametrize(
    ("cents", "is_reviewed"), [(59_999, False), (60_000, False), (60_001, True)]
)
def test_medicare_review(cents: int, *, is_reviewed: bool) -> None:
    """42 CFR 414.210(e)(4), case M12: more than 60% lets the contractor review; no stop."""
    found = judge(replace(MEDICARE, total_cents=cents))
    assert ("lifetime_review" in {one.code for one in found}) is is_reviewed
    assert _stops(replace(MEDICARE, total_cents=cents)) == set()


def test_abuse_is_not_paid_for_respiratory_equipment_and_to_be_asked_for_other() -> None:
    assert _stops(replace(OXYGEN, cause=Cause.ABUSE)) == {"abuse"}
    found = judge(replace(BED, cause=Cause.ABUSE))
    assert [one.code for one in found if one.severity is Severity.WARNING] == ["abuse_to_confirm"]


@pytest.mark.parametrize("ownership", [Ownership.RENTED, Ownership.STOCK])
def test_no_line_where_nothing_is_charged(ownership: Ownership) -> None:
    (found,) = judge(replace(BED, ownership=ownership, total_cents=10**9))
    assert found.severity is Severity.NOTE


def test_both_numbers_are_said() -> None:
    said = [one.message for one in judge(replace(BED, total_cents=90_010, replacement_cents=10**6))]
    assert said == [
        "$900.10 of $1,000.00, the authorization line: $99.90 left (130 CMR 409.420(D)).",
        "$900.10 of $10,000.00, a replacement: $9,099.90 left (130 CMR 409.414(D)).",
    ]


def test_an_unknown_replacement_is_asked_for() -> None:
    codes = {one.code for one in judge(replace(BED, replacement_cents=None))}
    assert codes == {"replacement_unknown", "below_line"}
    assert {one.code for one in judge(replace(MEDICARE, replacement_cents=None))} == {
        "replacement_unknown"
    }


def test_a_private_payer_keeps_no_line() -> None:
    assert [one.code for one in judge(replace(BED, regime=Regime.PRIVATE))] == ["no_program"]


def test_the_report_of_four_items_says_all_that_it_lacks() -> None:
    whole = Reported("Nora", DAY, "No flow", [("Filter", 500)], 20)
    assert report_findings(whole, repair_no="REP-1") == []
    empty = Reported("", None, " ", [], 0)
    assert [one.code for one in report_findings(empty, repair_no="REP-1")] == [
        "report_lacks_asked_by",
        "report_lacks_fault",
        "report_lacks_lines",
        "report_lacks_minutes",
    ]
    without_cost = replace(whole, lines=[("Filter", None)])
    assert [one.code for one in report_findings(without_cost, repair_no="REP-1")] == [
        "report_lacks_costs"
    ]
