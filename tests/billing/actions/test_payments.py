"""Payments come, pay lines exactly, partly or over several, are reversed and given back."""

from datetime import timedelta

import pytest

from dmedesk.billing.actions import (
    return_deposit,
    reverse_payment,
    take_payment,
    take_payments,
    undo_month,
)
from dmedesk.billing.rules.allocating import PaymentEntry, Share
from dmedesk.billing.rules.payments import PaymentKind, ReversalReason
from dmedesk.billing.tables import Allocation, Payment
from dmedesk.kit.calendar import month_named
from tests.flows.till import Till

BED = 7_500


def test_one_check_pays_lines_of_two_invoices_one_of_them_in_part(till: Till) -> None:
    first, second, other = till.lines()
    assert till.open() == [BED, BED, BED]
    till.pay(till.batch(), 10_000, (first, BED), (other, 2_500))
    assert till.open() == [0, BED, BED - 2_500]
    assert till.unapplied() == [0]
    assert till.open(till.on - timedelta(days=1)) == []
    assert second in [one.line_id for one in till.balances(only_open=True)]


def test_what_is_too_much_stays_on_the_account_and_pays_another_line_later(till: Till) -> None:
    first, second, _ = till.lines()
    payment = till.pay(till.batch(), 10_000, (first, BED))
    assert till.unapplied() == [2_500]
    till.on += timedelta(days=3)
    till.allocate(payment, (second, 2_500))
    assert till.unapplied() == [0]
    assert till.unapplied(till.on - timedelta(days=1)) == [2_500]
    assert till.open() == [0, BED - 2_500, BED]
    assert till.open(till.on - timedelta(days=1)) == [0, BED, BED]


def test_a_bounced_check_leaves_its_lines_open_from_that_day_on(till: Till) -> None:
    first, *_ = till.lines()
    payment = till.pay(till.batch(), BED, (first, BED))
    till.on += timedelta(days=5)
    till.do(reverse_payment, payment_id=payment, reason=ReversalReason.BOUNCED)
    assert (till.open(), till.unapplied()) == ([BED, BED, BED], [0])
    assert till.open(till.on - timedelta(days=1)) == [0, BED, BED]
    again = till.refused(reverse_payment, payment_id=payment, reason=ReversalReason.BOUNCED)
    assert again == ["reversed"]


def test_a_number_comes_once_unless_it_was_reversed(till: Till) -> None:
    batch = till.batch()
    payment = till.pay(batch, 100, number="00-17")
    same = till.facts(200, "17")
    assert till.refused(take_payment, batch_id=batch, facts=same) == ["number_taken"]
    till.pay(batch, 200, number="17", payer="MC")
    till.pay(batch, 200, number="17", member="M1")
    till.do(reverse_payment, payment_id=payment, reason=ReversalReason.BOUNCED)
    till.do(take_payment, batch_id=batch, facts=same)
    assert [one.presented for one in till.shop.rows(Payment)] == [1, 1, 1, 2]
    assert till.refused(take_payment, batch_id=batch, facts=same) == ["number_taken"]


def test_a_deposit_waits_and_what_is_left_is_given_back(till: Till) -> None:
    deposit = till.pay(till.batch(), 5_000, member="M1", is_deposit=True, number="9")
    till.do(return_deposit, payment_id=deposit, cents=2_000, reference="101")
    assert till.unapplied() == [3_000]
    assert till.refused(return_deposit, payment_id=deposit, cents=3_001) == ["returned_too_much"]
    till.do(reverse_payment, payment_id=deposit, reason=ReversalReason.STOPPED)
    assert till.unapplied() == [0]


@pytest.mark.parametrize(
    ("cents", "share", "more", "code"),
    [
        (BED - 1, BED, {}, "allocated_too_much"),
        (BED + 1, BED + 1, {}, "paid_too_much"),
        (BED, 0, {}, "allocated_nothing"),
        (BED, BED, {"payer": "MC"}, "other_payer"),
        (BED, BED, {"member": "M2"}, "other_member"),
        (0, 0, {}, "amount"),
        (BED, BED, {"number": ""}, "reference"),
    ],
)
def test_what_cannot_be_is_refused(
    till: Till, cents: int, share: int, more: dict[str, str], code: str
) -> None:
    line, *_ = till.lines()
    facts = till.facts(cents, **{"number": "1", **more})
    shares = [Share(line, share)]
    assert code in till.refused(take_payment, batch_id=till.batch(), facts=facts, shares=shares)
    assert till.shop.rows(Payment) == []


def test_a_card_slip_needs_no_number(till: Till) -> None:
    batch = till.batch()
    for _ in range(2):
        till.pay(batch, 100, number="", kind=PaymentKind.CARD_SLIP, member="M1")
    assert till.unapplied() == [100, 100]


def test_of_many_payments_all_come_or_none(till: Till) -> None:
    line, *_ = till.lines()
    entries = [
        PaymentEntry(till.facts(5_000, "1"), (Share(line, 5_000),)),
        PaymentEntry(till.facts(5_000, "1"), (Share(line, 5_000),)),
    ]
    found = till.refused(take_payments, batch_id=till.batch(), entries=entries)
    assert found == ["number_taken", "paid_too_much"]
    assert till.shop.rows(Allocation) == []


def test_a_month_on_which_something_was_paid_is_not_taken_back(till: Till) -> None:
    line, *_ = till.lines()
    payment = till.pay(till.batch(), 100, (line, 100))
    october = month_named("2026-10")
    assert till.refused(undo_month, month_on=october) == ["paid_since"]
    till.do(reverse_payment, payment_id=payment, reason=ReversalReason.BOUNCED)
    assert len(till.do(undo_month, month_on=october).credits) == 2
    assert till.open() == [0, 0, 0]
