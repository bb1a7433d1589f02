"""Many lines and numbers are read in a few statements, none forgotten."""

from sqlalchemy import true

from dmedesk.billing.queries import allocating
from dmedesk.billing.queries.allocating import (
    Presented,
    numbers_taken,
    open_lines,
    paid_invoices,
    standing_allocations,
)
from dmedesk.billing.rules.payments import PaymentKind
from dmedesk.store.unit_of_work import reading
from tests.flows.till import Till


def test_lines_are_read_some_at_a_time(till: Till) -> None:
    vars(allocating)["_AT_ONCE"], kept = 2, vars(allocating)["_AT_ONCE"]
    try:
        with reading(till.shop.engine) as session:
            found = open_lines(session, line_ids=till.lines())
    finally:
        vars(allocating)["_AT_ONCE"] = kept
    assert [line.name for line in found.values()] == [
        "INV-000001 line 1",
        "INV-000001 line 2",
        "INV-000002 line 1",
    ]


def test_numbers_and_allocations_that_stand_are_told(till: Till) -> None:
    line, *_ = till.lines()
    payment = till.pay(till.batch(), 100, (line, 100), number="A-7")
    with reading(till.shop.engine) as session:
        taken = numbers_taken(session, ["A7", "B"])
        standing = standing_allocations(session, true())
        assert paid_invoices(session, run_id=1) == ["INV-000001"]
    assert taken == {(till.payer("MH"), None, PaymentKind.CHECK, "A7"): Presented(1, 1)}
    assert [(one.payment_id, one.line_id, one.amount_cents) for one in standing] == [
        (payment, line, 100)
    ]
