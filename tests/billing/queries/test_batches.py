"""What a batch comes to, open and closed."""

from sqlalchemy import select

from dmedesk.billing.actions import reverse_payment
from dmedesk.billing.queries.batches import (
    closed_batch,
    counted_cents_of,
    expected_cents_of,
    is_batch_closed,
)
from dmedesk.billing.rules.payments import ReversalReason
from dmedesk.billing.tables import PaymentBatch
from dmedesk.store.unit_of_work import reading
from tests.flows.till import Till


def test_what_a_closed_batch_came_to_stands(till: Till) -> None:
    closed, empty = till.batch(expected=300), till.batch()
    payment = till.pay(closed, 300)
    till.close(closed)
    till.do(reverse_payment, payment_id=payment, reason=ReversalReason.ENTERED_WRONG)
    columns = (counted_cents_of(PaymentBatch.id), expected_cents_of(PaymentBatch.id))
    told = select(PaymentBatch.id, *columns, closed_batch()).order_by(PaymentBatch.id)
    with reading(till.shop.engine) as session:
        rows = [tuple(row)[1:] for row in session.execute(told)]
        assert (is_batch_closed(session, closed), is_batch_closed(session, empty)) == (True, False)
    assert rows == [(300, 300, True), (0, None, False)]
