"""Limits: below, on and above each line, what excuses, and what a payer means by a modifier."""

from datetime import date, timedelta

import pytest

from dmedesk.kit.calendar import months_after
from dmedesk.papers.rules.limit_words import (
    EarlyReason,
    LimitKind,
    PeriodUnit,
    Stance,
    Treatment,
)
from dmedesk.papers.rules.limits import (
    Asked,
    EarlyFact,
    LimitFact,
    Place,
    ReceiptFact,
    Received,
    Verdict,
    judge_limits,
    passed,
)

CAME = date(2023, 7, 10)
BEGAN = date(2020, 1, 1)
ONE_DAY = timedelta(days=1)
WALKER = LimitFact(
    "LIM-0001", LimitKind.REPLACEMENT, Stance.STOP, "E0143", 1, 5, PeriodUnit.YEARS, BEGAN
)
STRIPS = LimitFact(
    "LIM-0002", LimitKind.SUPPLY, Stance.STOP, "A4253", 2, 1, PeriodUnit.MONTHS, BEGAN
)
INSULIN = STRIPS._replace(treatment=Treatment.INSULIN)
NO_INSULIN = STRIPS._replace(every=100, unit=PeriodUnit.DAYS, treatment=Treatment.NO_INSULIN)


def judged(limit: LimitFact, received: Received, asked: Asked, regime: str = "medicare") -> Verdict:
    (verdict,) = judge_limits([limit], received, asked, regime=regime)
    return verdict


@pytest.mark.parametrize(
    ("day", "place"),
    [
        (date(2028, 7, 9), Place.ABOVE),
        (date(2028, 7, 10), Place.ON),
        (date(2028, 7, 11), Place.ON),
    ],
)
def test_five_years_run_from_the_day_of_receipt(day: date, place: Place) -> None:
    """42 U.S.C. 1395m(a)(7)(C)(iii): delivered 7/10/2023, its lifetime ends on 7/10/2028 (N13)."""
    verdict = judged(WALKER, Received([ReceiptFact(CAME)]), Asked("E0143", day))
    assert verdict.place is place
    assert verdict.first_on == (date(2028, 7, 10) if place is Place.ABOVE else day)
    assert verdict.stops is (place is Place.ABOVE)


@pytest.mark.parametrize(
    ("quantity", "place"), [(1, Place.BELOW), (2, Place.ON), (3, Place.ABOVE), (9, Place.ABOVE)]
)
def test_so_many_in_a_period(quantity: int, place: Place) -> None:
    """Three in five years, one received: two more are on the line, three above it."""
    limit = WALKER._replace(quantity=4)
    received = Received([ReceiptFact(CAME), ReceiptFact(CAME + ONE_DAY)])
    verdict = judged(limit, received, Asked("E0143", CAME + 2 * ONE_DAY, quantity))
    assert verdict.place is place
    # Nine at once pass four in any case.
    assert (verdict.first_on is None) == (quantity == 9)


def test_the_first_day_is_the_one_on_which_enough_counts_no_more() -> None:
    limit = WALKER._replace(quantity=2)
    received = Received([ReceiptFact(date(2024, 5, 2)), ReceiptFact(CAME)])
    asked = Asked("E0143", date(2025, 1, 1), 2)
    assert judged(limit, received, asked).first_on == date(2029, 5, 2)
    assert judged(limit, received, asked._replace(quantity=1)).first_on == date(2028, 7, 10)


@pytest.mark.parametrize(
    ("returned_on", "is_passed"),
    [(None, True), (date(2025, 1, 2), True), (date(2025, 1, 1), False)],
)
def test_what_came_back_counts_no_more(returned_on: date | None, is_passed: bool) -> None:
    received = Received([ReceiptFact(CAME, returned_on=returned_on)])
    verdict = judged(WALKER, received, Asked("E0143", date(2025, 1, 1)))
    assert verdict.is_passed is is_passed


@pytest.mark.parametrize(("has_come", "is_passed"), [(False, False), (True, True)])
def test_what_came_on_the_day_is_what_is_asked_about_unless_it_was_said(
    has_come: bool, is_passed: bool
) -> None:
    asked = Asked("E0143", CAME, has_come=has_come)
    assert judged(WALKER, Received([ReceiptFact(CAME)]), asked).is_passed is is_passed


@pytest.mark.parametrize(
    ("hcpcs", "day", "is_asked"),
    [
        ("E0143", BEGAN - ONE_DAY, False),
        ("E0143", BEGAN, True),
        ("E0143", date(2021, 1, 1), False),
        ("E0143", date(2020, 12, 31), True),
        ("E0130", BEGAN, False),
    ],
)
def test_a_limit_asks_from_its_first_day_to_its_last(hcpcs: str, day: date, is_asked: bool) -> None:
    limit = WALKER._replace(until_on=date(2021, 1, 1))
    found = judge_limits([limit], Received(), Asked(hcpcs, day), regime="medicare")
    assert bool(found) is is_asked


def test_one_that_warns_does_not_stop() -> None:
    limit = WALKER._replace(stance=Stance.WARN)
    verdict = judged(limit, Received([ReceiptFact(CAME)]), Asked("E0143", CAME + ONE_DAY))
    assert verdict.is_passed
    assert not verdict.stops
    assert list(passed([verdict])) == [verdict]


# --- early ----------------------------------------------------------------------------------------


def early(reason: EarlyReason, *, on: date = date(2025, 1, 1), attached: bool = True) -> Received:
    fact = EarlyFact(on, reason, "police report 12", attached, "RPL-0001")
    return Received([ReceiptFact(CAME)], [fact])


@pytest.mark.parametrize(
    ("reason", "regime", "is_passed", "modifier"),
    [
        # 42 U.S.C. 1395m(a)(7)(C): lost or irreparably damaged; RA of the contractors.
        (EarlyReason.LOST, "medicare", False, "RA"),
        (EarlyReason.STOLEN, "medicare", False, "RA"),
        (EarlyReason.DAMAGED, "medicare", False, "RA"),
        # Wear does not justify a replacement inside the lifetime (regulation 5.3).
        (EarlyReason.WORN, "medicare", True, ""),
        (EarlyReason.CHANGED_NEED, "medicare", False, ""),
        # 101 CMR 322.03(13)(b)40: RA only with K0108 (T22).
        (EarlyReason.LOST, "masshealth", False, ""),
        (EarlyReason.WORN, "masshealth", False, ""),
        (EarlyReason.LOST, "private", False, ""),
    ],
)
def test_what_a_reason_does_depends_on_the_payer(
    reason: EarlyReason, regime: str, is_passed: bool, modifier: str
) -> None:
    verdict = judged(WALKER, early(reason), Asked("E0143", date(2025, 2, 1)), regime)
    assert verdict.place is Place.ABOVE
    assert verdict.is_passed is is_passed
    assert verdict.modifier == modifier


def test_ra_stands_with_k0108_for_masshealth() -> None:
    """101 CMR 322.03(13)(b)40 (P02)."""
    limit = WALKER._replace(hcpcs="K0108")
    asked = Asked("K0108", date(2025, 2, 1))
    assert judged(limit, early(EarlyReason.LOST), asked, "masshealth").modifier == "RA"


def test_kx_is_said_to_lift_nothing() -> None:
    """Medicare's KX says that policy criteria are met (regulation 1.4 and 7.1)."""
    verdict = judged(WALKER, early(EarlyReason.WORN), Asked("E0143", date(2025, 2, 1)))
    assert "KX says that policy criteria are met" in verdict.remedy


def test_without_its_evidence_a_reason_lifts_nothing() -> None:
    received = early(EarlyReason.STOLEN, attached=False)
    verdict = judged(WALKER, received, Asked("E0143", date(2025, 2, 1)))
    assert verdict.stops
    assert verdict.remedy == "Attach what proves it to RPL-0001."


@pytest.mark.parametrize(
    ("happened_on", "counts"),
    [
        (CAME - ONE_DAY, False),
        (CAME, True),
        (date(2025, 2, 1), True),
        (date(2025, 2, 2), False),
    ],
)
def test_a_reason_counts_after_the_last_receipt_up_to_the_day(
    happened_on: date, counts: bool
) -> None:
    """A loss lets one replacement pass: what came after it wants a reason of its own."""
    received = early(EarlyReason.LOST, on=happened_on)
    verdict = judged(WALKER, received, Asked("E0143", date(2025, 2, 1)))
    assert (verdict.excused_by is not None) is counts


# --- supplies -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("limit", "days", "quantity", "place"),
    [
        # 100 strips a month, 50 a unit, of a member who is treated with insulin.
        (INSULIN, 30, 1, Place.BELOW),
        (INSULIN, 30, 2, Place.ON),
        (INSULIN, 30, 3, Place.ABOVE),
        (INSULIN, 90, 6, Place.ON),
        (INSULIN, 90, 7, Place.ABOVE),
        (INSULIN, 29, 2, Place.ABOVE),
        (INSULIN, None, 99, Place.BELOW),
        # 100 strips in 100 days without insulin.
        (NO_INSULIN, 100, 1, Place.BELOW),
        (NO_INSULIN, 100, 2, Place.ON),
        (NO_INSULIN, 100, 3, Place.ABOVE),
        (NO_INSULIN, 99, 2, Place.ABOVE),
    ],
)
def test_a_supply_has_so_many_for_its_days(
    limit: LimitFact, days: int | None, quantity: int, place: Place
) -> None:
    """The rule of the trade guide, for the code whose meaning agrees with the text of CMS."""
    said = [(BEGAN, limit.treatment is Treatment.INSULIN)]
    asked = Asked("A4253", date(2026, 3, 1), quantity, days)
    assert judged(limit, Received(insulin=said), asked).place is place


@pytest.mark.parametrize(
    ("day", "place"),
    [
        (date(2026, 3, 19), Place.ABOVE),
        (date(2026, 3, 20), Place.ON),
        (date(2026, 3, 21), Place.BELOW),
    ],
)
def test_a_supply_is_used_up_at_its_rate(day: date, place: Place) -> None:
    """Two units of 3/1/2026 last through 3/30: again from ten days before (N16)."""
    received = Received([ReceiptFact(date(2026, 3, 1), 2)])
    verdict = judged(STRIPS, received, Asked("A4253", day, 1, 30))
    assert verdict.place is place
    assert verdict.first_on == date(2026, 3, 20)


def test_what_came_early_begins_where_the_supply_before_it_ended() -> None:
    came = [ReceiptFact(date(2026, 3, 20), 2), ReceiptFact(date(2026, 3, 1), 2)]
    verdict = judged(STRIPS, Received(came), Asked("A4253", date(2026, 4, 1), 2, 30))
    # The second month runs from 3/31 through 4/29.
    assert verdict.first_on == date(2026, 4, 19)
    # What comes late begins on the day on which it came.
    came = [ReceiptFact(date(2026, 3, 1), 2), ReceiptFact(date(2026, 5, 1), 2)]
    verdict = judged(STRIPS, Received(came), Asked("A4253", date(2026, 5, 2), 2, 30))
    assert verdict.first_on == date(2026, 5, 20)


def test_a_changed_need_goes_on_for_a_supply_but_not_for_a_thing() -> None:
    need = EarlyFact(date(2026, 2, 1), EarlyReason.CHANGED_NEED, "tests six times", True, "R")
    received = Received([ReceiptFact(date(2026, 3, 1), 4)], [need])
    assert not judged(STRIPS, received, Asked("A4253", date(2026, 3, 10), 4, 30)).is_passed
    assert judged(WALKER, received, Asked("E0143", date(2026, 3, 10))).is_passed


def test_nobody_said_whether_there_is_insulin_so_the_stricter_counts_and_says_so() -> None:
    asked = Asked("A4253", date(2026, 3, 1), 2, 30)
    (verdict,) = judge_limits([INSULIN, NO_INSULIN], Received(), asked, regime="medicare")
    assert verdict.limit is NO_INSULIN
    assert verdict.is_passed
    assert "not said" in verdict.said


@pytest.mark.parametrize(
    ("day", "claim", "limit"),
    [
        (date(2026, 2, 28), None, NO_INSULIN),
        (date(2026, 3, 1), None, INSULIN),
        (date(2026, 2, 28), True, INSULIN),
        (date(2026, 3, 1), False, NO_INSULIN),
    ],
)
def test_treatment_is_that_of_the_day_unless_the_claim_says_it(
    day: date, claim: bool | None, limit: LimitFact
) -> None:
    """KX is tied to insulin treatment, KS is without it, 101 CMR 322.03(13)."""
    received = Received(insulin=[(date(2026, 3, 1), True), (date(2025, 1, 1), False)])
    asked = Asked("A4253", day, 1, 100, on_insulin=claim)
    (verdict,) = judge_limits([INSULIN, NO_INSULIN], received, asked, regime="medicare")
    assert verdict.limit is limit


@pytest.mark.parametrize(
    ("every", "unit", "again_on"),
    [
        (100, PeriodUnit.DAYS, date(2023, 10, 18)),
        (6, PeriodUnit.MONTHS, date(2024, 1, 10)),
        (3, PeriodUnit.YEARS, date(2026, 7, 10)),
    ],
)
def test_a_period_is_counted_in_its_unit(every: int, unit: PeriodUnit, again_on: date) -> None:
    limit = WALKER._replace(every=every, unit=unit)
    verdict = judged(limit, Received([ReceiptFact(CAME)]), Asked("E0143", CAME + ONE_DAY))
    assert verdict.first_on == again_on
    assert months_after(CAME, 6) == date(2024, 1, 10)


def test_a_verdict_names_what_the_limit_is_and_where_it_stands() -> None:
    limit = WALKER._replace(citation="42 U.S.C. 1395m(a)(7)(C)")
    verdict = judged(limit, Received([ReceiptFact(CAME)]), Asked("E0143", date(2025, 1, 1)))
    assert verdict.said == (
        "received on 2023-07-10, again on 2028-07-10 (1 in 5 years, 42 U.S.C. 1395m(a)(7)(C))"
    )
    assert verdict.remedy == "Say why it is wanted early, or wait until 2028-07-10."
