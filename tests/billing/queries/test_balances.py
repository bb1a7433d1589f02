"""What is open on each line as of a day, and what is left of each payment."""

from datetime import timedelta

from dmedesk.billing.actions import undo_month, write_off
from dmedesk.billing.queries.balances import LineBalance
from dmedesk.billing.rules.payments import WriteOffReason
from dmedesk.kit.calendar import month_named
from tests.flows.till import Till


def test_a_line_tells_all_that_its_balance_rests_on(till: Till) -> None:
    line, other, _ = till.lines()
    till.pay(till.batch(), 1_000, (line, 700))
    till.do(write_off, line_id=line, cents=300, reason=WriteOffReason.CONTRACT)
    first, second, _ = till.balances()
    member, payer = till.member("M1"), till.payer("MH")
    assert first == LineBalance(
        line, 1, "INV-000001", 1, member, payer, till.on, 7_500, 0, 700, 300
    )
    assert (first.open_cents, second.place, second.line_id) == (6_500, 2, other)


def test_a_credit_takes_all_of_a_line_on_its_day(till: Till) -> None:
    till.on += timedelta(days=2)
    till.do(undo_month, month_on=month_named("2026-10"))
    assert till.open() == [0, 0, 0]
    assert till.open(till.on - timedelta(days=1)) == [7_500, 7_500, 7_500]


def test_lines_are_asked_for_by_whose_they_are(till: Till) -> None:
    lines = till.lines()
    assert [one.line_id for one in till.balances(member_id=till.member("M2"))] == lines[2:]
    assert till.balances(payer_id=till.payer("MC")) == []
    assert [one.line_id for one in till.balances(invoice_ids=[1])] == lines[:2]
    assert [one.line_id for one in till.balances(line_ids=lines[1:])] == lines[1:]
    till.pay(till.batch(), 7_500, (lines[0], 7_500))
    assert [one.line_id for one in till.balances(only_open=True)] == lines[1:]
