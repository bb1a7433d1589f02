"""A batch is opened, gets its total, and is closed when it balances."""

from datetime import timedelta

import pytest

from dmedesk.billing.actions import (
    close_batch,
    expect_total,
    open_batch,
    reverse_payment,
    take_payment,
)
from dmedesk.billing.queries.batches import counted_of_batch
from dmedesk.billing.rules.payments import Counted, ReversalReason
from dmedesk.store.unit_of_work import reading
from tests.flows.till import Till


def counted(till: Till, batch_id: int) -> Counted:
    with reading(till.shop.engine) as session:
        return counted_of_batch(session, batch_id)


def test_a_batch_that_balances_is_closed_and_takes_nothing_more(till: Till) -> None:
    batch = till.batch(expected=300)
    till.pay(batch, 100, number="1")
    till.pay(batch, 200, number="2")
    assert counted(till, batch) == Counted(300, 300, 2)
    till.close(batch)
    assert till.refused(take_payment, batch_id=batch, facts=till.facts(1, "3")) == ["batch_closed"]
    assert till.refused(close_batch, batch_id=batch) == ["batch_closed"]
    assert till.refused(expect_total, batch_id=batch, expected_cents=1) == ["batch_closed"]


@pytest.mark.parametrize(
    ("expected", "typed", "codes"),
    [
        (None, 100, ["no_total"]),
        (99, 100, ["out_of_balance"]),
        (101, 100, ["out_of_balance"]),
        (100, None, ["empty_batch", "out_of_balance"]),
        (None, None, ["empty_batch", "no_total"]),
    ],
)
def test_a_batch_that_does_not_balance_stays_open(
    till: Till, expected: int | None, typed: int | None, codes: list[str]
) -> None:
    batch = till.batch(expected=expected)
    if typed is not None:
        till.pay(batch, typed)
    assert till.refused(close_batch, batch_id=batch) == codes


def test_the_total_that_was_said_last_counts(till: Till) -> None:
    batch = till.batch(expected=1)
    till.pay(batch, 500)
    till.do(expect_total, batch_id=batch, expected_cents=500)
    till.close(batch)
    assert counted(till, batch) == Counted(500, 500, 1)


def test_what_was_typed_wrong_does_not_count_what_bounced_does(till: Till) -> None:
    batch = till.batch(expected=500)
    wrong = till.pay(batch, 400, number="1")
    till.pay(batch, 500, number="2")
    till.do(reverse_payment, payment_id=wrong, reason=ReversalReason.ENTERED_WRONG)
    assert counted(till, batch) == Counted(500, 500, 1)
    till.close(batch)
    other = till.batch(expected=70)
    bounced = till.pay(other, 70, number="3")
    till.do(reverse_payment, payment_id=bounced, reason=ReversalReason.BOUNCED)
    till.close(other)
    assert counted(till, other) == Counted(70, 70, 1)


def test_a_batch_is_of_today_or_before_and_its_total_not_below_nothing(till: Till) -> None:
    tomorrow = till.on + timedelta(days=1)
    assert till.refused(open_batch, opened_on=tomorrow) == ["to_come"]
    assert till.refused(open_batch, opened_on=till.on, expected_cents=-1) == ["negative_total"]
