"""What is left of a payment pays lines, and is taken back once."""

from datetime import timedelta

from dmedesk.billing.actions import allocate, release_lines, take_back_allocation
from dmedesk.billing.rules.allocating import Share
from dmedesk.billing.tables import Allocation
from tests.flows.till import Till


def test_an_allocation_is_taken_back_once(till: Till) -> None:
    line, other, _ = till.lines()
    payment = till.pay(till.batch(), 500, (line, 500))
    (allocation,) = till.shop.rows(Allocation)
    till.do(take_back_allocation, allocation_id=allocation.id)
    assert till.unapplied() == [500]
    again = till.refused(take_back_allocation, allocation_id=allocation.id)
    assert again == ["taken_back"]
    till.allocate(payment, (other, 500))
    assert till.open() == [7_500, 7_000, 7_500]


def test_no_more_is_allocated_than_is_left_and_not_before_it_came(till: Till) -> None:
    line, *_ = till.lines()
    payment = till.pay(till.batch(), 500)
    share = [Share(line, 501)]
    assert till.refused(allocate, payment_id=payment, shares=share) == ["allocated_too_much"]
    assert till.refused(allocate, payment_id=payment, shares=[]) == ["allocated_nothing"]
    before = till.on - timedelta(days=1)
    found = till.refused(allocate, payment_id=payment, shares=[Share(line, 1)], allocated_on=before)
    assert found == ["too_early"]


def test_lines_that_are_credited_give_back_what_was_paid_on_them(till: Till) -> None:
    line, other, _ = till.lines()
    till.pay(till.batch(), 800, (line, 500), (other, 300))
    assert till.do(release_lines, line_ids=[line, other], released_on=till.on) == 800
    assert till.unapplied() == [800]
    assert till.do(release_lines, line_ids=[line, other], released_on=till.on) == 0
