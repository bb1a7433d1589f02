"""What the database itself forbids of payments, whatever the program does."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from dmedesk.billing.actions import take_back_allocation, write_off
from dmedesk.billing.rules.payments import (
    BatchStep,
    PaymentKind,
    PaymentStep,
    ReversalReason,
    WriteOffReason,
)
from dmedesk.billing.tables import Allocation, BatchFact, Payment, PaymentFact, WriteOff
from dmedesk.store.base import Base
from tests.flows.till import Till

STAMP: dict[str, Any] = {"recorded_at": datetime(2026, 11, 3, tzinfo=UTC), "recorded_by": "ana"}
ON = date(2026, 11, 3)


@pytest.fixture
def paid(till: Till) -> Till:
    """A closed batch with a payment whose allocation was taken back, and a write-off."""
    line, other, _ = till.lines()
    batch = till.batch(expected=500)
    till.pay(batch, 500, (line, 300), (other, 200))
    till.close(batch)
    till.do(take_back_allocation, allocation_id=1)
    till.do(write_off, line_id=line, cents=5, reason=WriteOffReason.COURTESY)
    return till


def payment(**said: Any) -> Payment:
    values = {
        "payment_no": 9,
        "batch_id": 2,
        "place": 9,
        "kind": PaymentKind.CHECK,
        "payer_id": 1,
        "reference": "X",
        "reference_key": "X",
        "presented": 1,
        "received_on": ON,
        "amount_cents": 1,
        "is_deposit": False,
        "note": "",
    }
    return Payment(**(values | said), **STAMP)


def allocation(**said: Any) -> Allocation:
    values = {"payment_id": 1, "line_id": 1, "amount_cents": 1, "allocated_on": ON}
    return Allocation(**(values | said), **STAMP)


def reversal() -> PaymentFact:
    return PaymentFact(
        payment_id=1,
        turn=1,
        step=PaymentStep.REVERSED,
        amount_cents=500,
        reason=ReversalReason.BOUNCED,
        done_on=ON,
        reference="",
        note="",
        **STAMP,
    )


def closing(**said: Any) -> BatchFact:
    values = {"batch_id": 1, "turn": 9, "expected_cents": 500, "counted_cents": 500}
    return BatchFact(**(values | said), step=BatchStep.CLOSED, done_on=ON, **STAMP)


REFUSED: tuple[tuple[Base, str], ...] = (
    (payment(batch_id=1), "the batch is closed"),
    (payment(amount_cents=0), "amount_is_positive"),
    (payment(amount_cents=-1), "amount_is_positive"),
    (payment(payer_id=None), "of_one_account"),
    (payment(member_id=1), "of_one_account"),
    (payment(payment_no=1), "payment_no"),
    (payment(reference_key="1"), "reference_key"),
    (allocation(amount_cents=0), "positive_or_taken_back"),
    (allocation(amount_cents=-1), "positive_or_taken_back"),
    (allocation(amount_cents=-300, reverses_id=1, reversed_cents=300), "reverses_id"),
    (allocation(amount_cents=-100, reverses_id=2, reversed_cents=100), "reverses_id"),
    (allocation(amount_cents=-200, reverses_id=2, reversed_cents=200), "reverses_id"),
    (closing(), "batch_id"),
    (closing(batch_id=2, counted_cents=499), "closed_in_balance"),
)


@pytest.mark.parametrize(
    ("row", "named"),
    REFUSED,
    ids=[f"{at}-{type(row).__name__}-{named}" for at, (row, named) in enumerate(REFUSED)],
)
def test_the_database_refuses(paid: Till, row: Base, named: str) -> None:
    paid.batch()
    fresh = type(row)(**{key: value for key, value in vars(row).items() if key[0] != "_"})
    with pytest.raises(DBAPIError) as refused:
        paid.shop.add(fresh)
    told = str(refused.value.orig)
    assert named in told or "FOREIGN KEY" in told


def test_a_payment_is_reversed_once(paid: Till) -> None:
    paid.shop.add(reversal())
    again = reversal()
    again.turn = 2
    with pytest.raises(DBAPIError):
        paid.shop.add(again)


def test_a_write_off_is_taken_back_once_and_whole(paid: Till) -> None:
    values = {"line_id": 1, "reason": WriteOffReason.COURTESY, "note": "", "written_on": ON}
    back = {"reverses_id": 1, "reversed_cents": 5, "amount_cents": -5}
    with pytest.raises(DBAPIError):
        paid.shop.add(WriteOff(**values, **(back | {"amount_cents": -4}), **STAMP))
    paid.shop.add(WriteOff(**values, **back, **STAMP))
    with pytest.raises(DBAPIError):
        paid.shop.add(WriteOff(**values, **back, **STAMP))


@pytest.mark.parametrize("table", ["payments", "allocations"])
def test_what_was_paid_does_not_change(paid: Till, table: str) -> None:
    with pytest.raises(DBAPIError, match="what was paid stands"), paid.shop.engine.begin() as door:
        door.execute(text(f"UPDATE {table} SET amount_cents = 1"))
