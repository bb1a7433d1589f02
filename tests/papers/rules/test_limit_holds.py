"""A limit that stops holds what is billed; one that warns, and none at all, hold nothing."""

from datetime import date
from typing import Any

import pytest

from dmedesk.papers.rules.holds import Hold, HoldCode
from dmedesk.papers.rules.limit_holds import NO_LIMITS, LimitsFact
from dmedesk.papers.rules.limit_words import LimitKind, PeriodUnit, Stance
from dmedesk.papers.rules.limits import AllReceived, Asked, LimitFact, ReceiptFact, Received

CAME = date(2026, 3, 1)
WALKER = LimitFact(
    "LIM-0001", LimitKind.REPLACEMENT, Stance.STOP, "E0143", 1, 5, PeriodUnit.YEARS, CAME
)
STRIPS = WALKER._replace(
    kind=LimitKind.SUPPLY, hcpcs="A4253", quantity=2, every=100, unit=PeriodUnit.DAYS
)
LATER = date(2026, 9, 1)


def holds(*limits: LimitFact, asked: Asked, receipts: list[ReceiptFact]) -> list[Hold]:
    received = AllReceived({(1, asked.hcpcs): Received(receipts)})
    fact = LimitsFact({7: limits}, received)
    return fact.holds(payer_id=7, regime="medicare", member_id=1, asked=asked)


@pytest.mark.parametrize(("stance", "count"), [(Stance.STOP, 1), (Stance.WARN, 0)])
def test_only_one_that_stops_holds(stance: Stance, count: int) -> None:
    limit = WALKER._replace(stance=stance)
    found = holds(limit, asked=Asked("E0143", LATER), receipts=[ReceiptFact(CAME)])
    assert [hold.code for hold in found] == [HoldCode.FREQUENCY_LIMIT] * count
    for hold in found:
        assert "again on 2031-03-01" in hold.detail


def test_two_limits_hold_once() -> None:
    asked = Asked("E0143", LATER)
    assert len(holds(WALKER, WALKER, asked=asked, receipts=[ReceiptFact(CAME)])) == 1


def test_the_receipt_of_a_line_is_not_counted_against_it() -> None:
    assert holds(WALKER, asked=Asked("E0143", CAME), receipts=[ReceiptFact(CAME)]) == []


@pytest.mark.parametrize(("days", "is_held"), [(99, True), (100, False), (None, False)])
def test_how_long_a_supply_lasts_is_told_by_its_receipt(days: int | None, is_held: bool) -> None:
    receipts = [ReceiptFact(LATER, 2, days)]
    assert bool(holds(STRIPS, asked=Asked("A4253", LATER, 2), receipts=receipts)) is is_held


def test_a_shop_that_turned_none_on_holds_nothing() -> None:
    asked = Asked("E0143", LATER)
    assert NO_LIMITS.holds(payer_id=7, regime="medicare", member_id=1, asked=asked) == []


def test_one_that_warns_is_judged_all_the_same() -> None:
    limit = WALKER._replace(stance=Stance.WARN)
    received = AllReceived({(1, "E0143"): Received([ReceiptFact(CAME)])})
    asked: dict[str, Any] = {
        "payer_id": 7,
        "regime": "medicare",
        "member_id": 1,
        "asked": Asked("E0143", LATER),
    }
    (verdict,) = LimitsFact({7: [limit]}, received).verdicts(**asked)
    assert (verdict.is_passed, verdict.stops) == (True, False)
