"""Test strips refilled for a year: asked for, never too early, counted, on both databases.

CMS, DMEPOS refill requirements: contact within 30 days, delivery within 10 days of the end.
"""

from datetime import date, timedelta

import pytest
from sqlalchemy import Engine

from dmedesk.kit.errors import Refused
from dmedesk.papers.actions.limiting import turn_limit_on
from dmedesk.papers.actions.receiving import say_insulin
from dmedesk.papers.actions.refilling import Contact, order_refill, record_contact
from dmedesk.papers.queries.limits import contacts_by, received_by
from dmedesk.papers.rules.limit_words import Answer, Channel, Stance
from dmedesk.papers.rules.refills import RefillState, Supply, refill_state, supply_of
from dmedesk.papers.tables import Receipt
from dmedesk.store.unit_of_work import reading
from tests.flows.month_shop import MonthShop, day
from tests.flows.supply_shop import STRIPS, SupplyShop, supply_shop

FIRST = day("2026-01-05")
ONE_DAY = timedelta(days=1)


def ask(shop: SupplyShop, *, on: date, answer: Answer = Answer.WANTED) -> None:
    """Somebody is asked by phone."""
    contact = Contact(on, Channel.PHONE, "Her son", answer)
    shop.do(record_contact, on=on, member_id=1, hcpcs=STRIPS, contact=contact)


def supply(shop: SupplyShop) -> Supply:
    with reading(shop.shop.engine) as session:
        found = supply_of(received_by(session).of(1, STRIPS).receipts)
    assert found is not None
    return found


def state(shop: SupplyShop, on: date) -> RefillState:
    with reading(shop.shop.engine) as session:
        contacts = contacts_by(session).get((1, STRIPS), [])
    return refill_state(supply(shop), contacts, on)


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [finding.code for finding in refused.value.findings]


def refilled(shop: SupplyShop) -> date:
    """One refill: too early, asked for, wanted, ordered, delivered; answers its day."""
    through_on = supply(shop).through_on
    assert through_on is not None
    asks_on, delivers_on = through_on - 30 * ONE_DAY, through_on - 10 * ONE_DAY
    assert state(shop, asks_on - ONE_DAY) is RefillState.ENOUGH
    with pytest.raises(Refused) as refused:
        ask(shop, on=asks_on - ONE_DAY)
    assert codes(refused) == ["contact_too_early"]
    assert str(asks_on) in refused.value.findings[0].remedy
    assert state(shop, asks_on) is RefillState.TO_ASK
    ask(shop, on=asks_on, answer=Answer.NO_ANSWER)
    assert state(shop, asks_on) is RefillState.TO_ASK
    ask(shop, on=asks_on + ONE_DAY)
    assert state(shop, asks_on + ONE_DAY) is RefillState.WANTED
    order_id = shop.do(order_refill, on=asks_on + ONE_DAY, member_id=1, hcpcs=STRIPS)
    early = shop.open_checks(order_id, delivers_on - ONE_DAY)
    assert {check.what for check in early} == {"Frequency limit", "Refill"}
    assert state(shop, delivers_on) is RefillState.TO_DELIVER
    assert shop.open_checks(order_id, delivers_on) == []
    slip = shop.slip(STRIPS, 6, on=delivers_on, order_id=order_id)
    assert shop.early(slip) == []
    shop.deliver(slip, on=delivers_on)
    return delivers_on


def test_strips_are_refilled_for_a_year(shop_engine: Engine) -> None:
    shop = supply_shop(MonthShop(shop_engine))
    on = {"payer_id": shop.payer_id, "from_on": day("2026-01-01"), "stance": Stance.STOP}
    for proposal in ("mc_a4253_insulin", "mc_a4253_no_insulin"):
        shop.do(turn_limit_on, on=FIRST, proposal=proposal, **on)
    order_id = shop.order(STRIPS, 6, days=90, on=FIRST)
    # Nobody said that she has insulin: six units are more than one for ninety days.
    (check,) = shop.open_checks(order_id, FIRST)
    assert "6 for 90 days are more than 1" in check.reason
    assert "not said" in check.reason
    shop.do(say_insulin, on=FIRST, member_id=1, from_on=FIRST, is_treated=True, said_by="Dr. Silva")
    assert shop.open_checks(order_id, FIRST) == []
    shop.deliver(shop.slip(STRIPS, 6, on=FIRST, order_id=order_id), on=FIRST)

    came = FIRST
    for _ in range(4):
        came = refilled(shop)
    receipts = shop.shop.rows(Receipt)
    assert [(one.quantity, one.days) for one in receipts] == [(6, 90)] * 5
    # What came early was put after what was left: five times ninety days from the first.
    assert supply(shop).through_on == FIRST + timedelta(days=5 * 90 - 1)
    assert came - FIRST == timedelta(days=4 * 90 - 11)


def test_a_slip_that_is_too_early_or_unasked_does_not_go_out(shop_engine: Engine) -> None:
    shop = supply_shop(MonthShop(shop_engine))
    order_id = shop.order(STRIPS, 2, days=30, on=FIRST)
    shop.deliver(shop.slip(STRIPS, 2, on=FIRST, order_id=order_id), on=FIRST)
    # Thirty days of 1/5 last through 2/3: delivered from 1/24 on.
    for on, found in (
        (day("2026-01-23"), ["refill_too_early", "refill_not_asked"]),
        (day("2026-01-24"), ["refill_not_asked"]),
    ):
        slip = shop.slip(STRIPS, 2, on=on)
        assert shop.early(slip) == found
        with pytest.raises(Refused) as refused:
            shop.send_out(slip, on=on)
        assert codes(refused) == found
    ask(shop, on=day("2026-01-24"))
    shop.send_out(shop.slip(STRIPS, 2, on=day("2026-01-24")), on=day("2026-01-24"))


def test_strips_above_the_line_hold_their_charge(shop_engine: Engine) -> None:
    """Counted over deliveries: at the rate of the limit, from the end of what came before."""
    shop = supply_shop(MonthShop(shop_engine))
    again_on = day("2026-01-24")
    first = shop.order(STRIPS, 2, days=30, on=FIRST)
    shop.deliver(shop.slip(STRIPS, 2, on=FIRST, order_id=first), on=FIRST)
    ask(shop, on=again_on)
    second = shop.order(STRIPS, 2, days=30, on=again_on)
    shop.deliver(shop.slip(STRIPS, 2, on=again_on, order_id=second), on=again_on)
    shop.charge(on=again_on)
    before = shop.held("2026-01")
    terms = {"payer_id": shop.payer_id, "from_on": day("2026-01-01"), "stance": Stance.STOP}
    shop.do(turn_limit_on, on=FIRST, proposal="mc_a4253_no_insulin", **terms)
    held = shop.held("2026-01")
    # Without insulin two units last a hundred days; for thirty days two are too many, both times.
    assert ["frequency_limit" in reasons for reasons in held] == [True, True]
    shop.do(say_insulin, on=FIRST, member_id=1, from_on=FIRST, is_treated=True, said_by="Dr. Silva")
    assert shop.held("2026-01") == before
