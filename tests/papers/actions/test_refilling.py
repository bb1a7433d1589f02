"""Contacts about refills are facts within their window; an order follows what was wanted."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, select

from dmedesk.kit.errors import Refused
from dmedesk.papers.actions.ordering import close_order
from dmedesk.papers.actions.refilling import order_refill, take_back_contact
from dmedesk.papers.queries.limits import contacts_by
from dmedesk.papers.rules.limit_words import Answer
from dmedesk.papers.rules.words import OrderStage
from dmedesk.papers.tables import Order, OrderLine
from tests.members.desk import TODAY, a_payer, looking, working
from tests.papers.desk import an_order, people
from tests.papers.limits_desk import a_contact, strips

NOVEMBER = date(2026, 11, 1)
"""Thirty days from here last through 11/30/2026: may be asked for from 10/31."""


@pytest.fixture
def engine(shop_engine: Engine) -> Engine:
    a_payer(people(shop_engine))
    return shop_engine


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [finding.code for finding in refused.value.findings]


@pytest.mark.parametrize(
    ("on", "found"),
    [
        (date(2026, 4, 28), ["contact_too_early"]),
        (date(2026, 4, 29), []),
        (date(2026, 4, 30), []),
        (TODAY, []),
        (TODAY + timedelta(days=1), ["contact_to_come"]),
    ],
)
def test_nobody_is_asked_before_the_window(engine: Engine, on: date, found: list[str]) -> None:
    """CMS refill requirements: ninety days of 3/1/2026, asked for from 4/29/2026 (N15)."""
    strips(engine, days=90)
    if not found:
        a_contact(engine, on)
        return
    with pytest.raises(Refused) as refused:
        a_contact(engine, on)
    assert codes(refused) == found
    if found == ["contact_too_early"]:
        (finding,) = refused.value.findings
        assert finding.remedy == "Ask again from 2026-04-29 on."


@pytest.mark.parametrize(
    ("more", "found"),
    [
        ({"who": " "}, "missing_value"),
        ({"answer": None}, "missing_value"),
        ({"quantity_left": -1}, "number_too_small"),
    ],
)
def test_what_is_missing_is_told(engine: Engine, more: dict[str, Any], found: str) -> None:
    strips(engine, received_on=NOVEMBER)
    with pytest.raises(Refused) as refused:
        a_contact(engine, TODAY, **more)
    assert codes(refused) == [found]


def test_a_member_who_received_nothing_is_asked_for_no_refill(engine: Engine) -> None:
    with pytest.raises(Refused) as refused:
        a_contact(engine, TODAY)
    assert codes(refused) == ["nothing_received"]


def test_a_contact_is_taken_back_once(engine: Engine) -> None:
    strips(engine, received_on=NOVEMBER)
    a_contact(engine, TODAY)
    with pytest.raises(Refused), working(engine) as work:
        take_back_contact(work, contact_no="RFL-000001", why="")
    with working(engine) as work:
        take_back_contact(work, contact_no="RFL-000001", why="Another member")
    with looking(engine) as session:
        assert contacts_by(session) == {}
    for number in ("RFL-000001", "RFL-000002"):
        with pytest.raises(Refused) as refused, working(engine) as work:
            take_back_contact(work, contact_no=number, why="Again")
        assert codes(refused) == ["taken_back"]


@pytest.mark.parametrize("answer", [None, Answer.NOT_NOW, Answer.STOPPED, Answer.NO_ANSWER])
def test_what_nobody_wants_is_not_ordered(engine: Engine, answer: Answer | None) -> None:
    strips(engine, received_on=NOVEMBER)
    if answer is not None:
        a_contact(engine, TODAY, answer=answer)
    with pytest.raises(Refused) as refused, working(engine) as work:
        order_refill(work, member_id=1, hcpcs="A4253")
    assert codes(refused) == ["refill_not_asked"]


def test_the_order_is_like_the_last_one_and_made_once(engine: Engine) -> None:
    line = {"hcpcs": "A4253", "quantity": 6, "terms": "buy", "days": 90, "needs_pa": True}
    first = an_order(engine, lines=[line])
    with working(engine) as work:
        close_order(work, order_id=first, stage=OrderStage.FILLED, closed_on=NOVEMBER)
    strips(engine, received_on=NOVEMBER)
    a_contact(engine, TODAY)
    with working(engine) as work:
        second = order_refill(work, member_id=1, hcpcs="A4253")
    with looking(engine) as session:
        order = session.get_one(Order, second)
        line_made = session.scalars(select(OrderLine).where(OrderLine.order_id == second)).one()
        assert (order.payer_id, order.practitioner_id, order.asked_on) == (1, 1, TODAY)
        assert order.note == "Refill, RFL-000001"
        assert (line_made.quantity, line_made.days, line_made.needs_pa) == (6, 90, True)
    with pytest.raises(Refused) as refused, working(engine) as work:
        order_refill(work, member_id=1, hcpcs="A4253")
    assert codes(refused) == ["on_order"]


def test_without_an_order_before_it_is_like_the_last_receipt(engine: Engine) -> None:
    strips(engine, received_on=NOVEMBER)
    a_contact(engine, TODAY)
    with working(engine) as work:
        order_refill(work, member_id=1, hcpcs="A4253")
    with looking(engine) as session:
        one = session.scalars(select(OrderLine)).one()
        assert (one.quantity, one.days, one.hcpcs) == (2, 30, "A4253")
