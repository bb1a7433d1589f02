"""What the shop chose holds from its day on: for one payer, for a regime, else the default."""

from datetime import date

import pytest

from dmedesk.shop.rules.policies import (
    HOLIDAYS,
    SUFFOLK_DAYS,
    WORKING_DAYS,
    Policies,
    Said,
    counts_as_business_day,
    in_force,
    no_readings,
    policy_findings,
    policy_kinds,
)

ROUNDING = "reading.months_4_to_13_rounding"
JULY, AUGUST = date(2026, 7, 1), date(2026, 8, 1)


def said(number: int, from_on: date, value: str, payer: str = "") -> Said:
    return Said(number, ROUNDING, "masshealth", payer, from_on, value)


@pytest.mark.parametrize(
    ("on", "payer", "value"),
    [
        (date(2026, 6, 30), "MH", "each_step"),
        (JULY, "MH", "end_only"),
        (AUGUST, "MH", "end_only"),
        (JULY, "SCO", "end_only"),
        (AUGUST, "SCO", "each_step"),
        (date(2026, 9, 1), "SCO", "end_only"),
    ],
)
def test_a_payers_own_wins_over_the_regimes(on: date, payer: str, value: str) -> None:
    policies = Policies(
        [
            said(1, JULY, "end_only"),
            said(2, AUGUST, "each_step", "SCO"),
            said(3, date(2026, 9, 1), "", "SCO"),
        ]
    )
    assert policies.value(ROUNDING, on=on, regime="masshealth", payer_code=payer) == value


def test_the_later_word_of_a_day_counts() -> None:
    found = in_force([said(2, JULY, "end_only"), said(1, JULY, "each_step")], on=JULY)
    assert found is not None
    assert found.value == "end_only"


def test_the_engine_is_told_only_what_was_chosen() -> None:
    policies = Policies([said(1, JULY, "end_only")])
    chosen = {"months_4_to_13_rounding": "end_only"}
    assert policies.readings("masshealth", "MH", JULY) == chosen
    assert policies.readings("medicare", "MC", JULY) == {}
    assert Policies(()).readings("masshealth", "MH", JULY) == no_readings("", "", JULY) == {}


@pytest.mark.parametrize(
    ("key", "value", "regime", "why", "codes"),
    [
        (ROUNDING, "end_only", "masshealth", "Bulletin", []),
        (ROUNDING, "", "masshealth", "Taken back", []),
        (ROUNDING, "never", "masshealth", "x", ["bad_choice"]),
        (ROUNDING, "end_only", "", "x", ["regime_missing"]),
        (ROUNDING, "end_only", "masshealth", " ", ["why_missing"]),
        ("reading.weather", "x", "", "x", ["unknown_policy"]),
        ("idle_minutes", "15", "", "x", []),
        ("idle_minutes", "0", "", "x", ["bad_choice"]),
        ("idle_minutes", "241", "", "x", ["bad_choice"]),
        ("idle_minutes", "15", "medicare", "x", ["regime_too_many"]),
    ],
)
def test_what_may_be_said(key: str, value: str, regime: str, why: str, codes: list[str]) -> None:
    found = policy_findings(key, value, regime=regime, payer_code="", why=why)
    assert [finding.code for finding in found] == codes


def test_every_reading_can_be_shown() -> None:
    for kind in policy_kinds().values():
        assert kind.title
        assert all(kind.words_of(default) for default in kind.defaults.values())
        assert all(kind.accepts(default) for default in kind.defaults.values())


@pytest.mark.parametrize(
    ("day", "counts"),
    [
        (date(2026, 3, 17), True),
        (date(2026, 6, 17), False),
        (date(2027, 3, 17), False),
        (date(2027, 6, 17), True),
        (date(2026, 7, 4), False),
        (date(2026, 6, 16), True),
    ],
)
def test_suffolk_countys_days_are_holidays_while_the_shop_says_so(day: date, counts: bool) -> None:
    def chosen(number: int, from_on: date, value: str) -> Said:
        return Said(number, SUFFOLK_DAYS, "", "", from_on, value)

    policies = Policies(
        [chosen(1, date(2026, 4, 1), HOLIDAYS), chosen(2, date(2027, 4, 1), WORKING_DAYS)]
    )
    assert counts_as_business_day(policies, day) is counts
    assert counts_as_business_day(Policies(()), date(2026, 6, 17))
