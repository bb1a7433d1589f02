"""The shipped limits, reasons and windows are whole, dated, and cite where they stand."""

from datetime import date

import pytest

from dmedesk.kit.cells import hcpcs
from dmedesk.members.rules import Regime
from dmedesk.papers.rules.limit_law import (
    ahead_citation,
    ahead_on,
    days_a_month,
    early_rule,
    limit_proposals,
    refill_stops,
)
from dmedesk.papers.rules.limit_words import EarlyReason, LimitKind, Treatment


def test_every_proposal_is_whole() -> None:
    for key, one in limit_proposals().items():
        assert Regime(one.regime), key
        assert hcpcs(one.hcpcs) == one.hcpcs, key
        assert one.what, key
        assert one.quantity > 0, key
        assert one.every > 0, key
        assert one.citation, key
        # What only the guide says is to be confirmed.
        assert one.confirm or "42 U.S.C." in one.citation, key


def test_codes_whose_meaning_differs_are_left_out() -> None:
    """Regulation 7.1: E0439 is liquid oxygen, K0011 no scooter, A7035 headgear, E0117 a crutch."""
    codes = {one.hcpcs for one in limit_proposals().values()}
    assert codes.isdisjoint({"E0439", "K0011", "A7035", "E0117", "E0251", "K0001", "E2101"})
    assert {"E0143", "E0260", "A4253", "E0784"} <= codes


def test_test_strips_have_a_limit_with_insulin_and_one_without() -> None:
    strips = [one for one in limit_proposals().values() if one.hcpcs == "A4253"]
    assert {one.treatment for one in strips} == {Treatment.INSULIN, Treatment.NO_INSULIN}
    assert {one.kind for one in strips} == {LimitKind.SUPPLY}


@pytest.mark.parametrize("regime", list(Regime))
@pytest.mark.parametrize("reason", list(EarlyReason))
def test_every_reason_says_what_it_does_with_every_payer(
    reason: EarlyReason, regime: Regime
) -> None:
    rule = early_rule(reason, regime.value)
    assert rule.said
    assert rule.citation
    assert rule.modifier in ("", "RA")
    assert "KX" not in rule.modifier


@pytest.mark.parametrize(("day", "ahead"), [(date(2023, 12, 31), 14), (date(2024, 1, 1), 30)])
def test_the_window_of_the_contact_changed_on_its_day(day: date, ahead: int) -> None:
    """CMS refill requirements, effective 1/1/2024 (S31, S33)."""
    assert ahead_on("contact_ahead", day) == ahead
    assert ahead_on("deliver_ahead", day) == 10
    assert ahead_citation("contact_ahead", day)
    assert days_a_month(day) == 30


def test_before_the_first_day_nothing_is_assumed() -> None:
    with pytest.raises(LookupError):
        ahead_on("deliver_ahead", date(1999, 12, 31))


@pytest.mark.parametrize(
    ("regime", "stops"),
    [(Regime.MEDICARE, True), (Regime.MASSHEALTH, False), (Regime.PRIVATE, False)],
)
def test_a_refill_is_stopped_where_a_text_says_so(regime: Regime, stops: bool) -> None:
    assert refill_stops(regime.value) is stops
