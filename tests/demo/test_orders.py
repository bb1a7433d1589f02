"""The demo shop's orders stand in every state that an office has to deal with."""

from datetime import date

import pytest

from dmedesk.demo.folder import MEMBERS
from dmedesk.demo.orders import (
    order_lines,
    orders,
    requests,
    requirements,
    steps,
    worksheets,
)
from dmedesk.demo.rentals import stories
from dmedesk.papers.rules.worksheet import WorksheetFact, WorksheetOf, reckoned
from dmedesk.rates.answer import Quote
from dmedesk.rates.money import format_dollars
from tests.demo.test_rentals import TODAYS


@pytest.mark.parametrize("today", TODAYS, ids=str)
def test_orders_in_several_states(today: date) -> None:
    told = list(stories(today, members=MEMBERS))
    found = list(orders(told, today))
    assert {row["stage"] for row in found} == {"open", "held", "filled", "cancelled"}
    assert len(list(order_lines(told))) == len(found)
    assert all(row["asked_on"] < str(today) for row in found)
    numbers = {row["request_no"] for row in requests(told, today)}
    assert {row["request_no"] for row in steps(today)} <= numbers
    (sheet,) = worksheets(told, today)
    assert sheet["request_no"] in numbers
    said = WorksheetFact(
        priced_on=date(2026, 10, 5),
        what=WorksheetOf.NEW,
        hcpcs=sheet["hcpcs"],
        family=sheet["family"],
        catalogue_cents=24_000,
        list_cents=24_000,
        discounts=sheet["discounts"],
        timely_percentage=sheet["timely_percentage"],
        markup_percentage=sheet["markup_percentage"],
        usual_charge_cents=32_000,
    )
    answer = reckoned(said)
    assert isinstance(answer, Quote)
    assert format_dollars(answer.amount_cents) == sheet["result"]


@pytest.mark.parametrize("today", TODAYS, ids=str)
def test_nothing_that_is_turned_on_holds_a_month_of_the_demo(today: date) -> None:
    (row,) = requirements(today)
    assert row["from_on"] > f"{today:%Y-%m}-31"
