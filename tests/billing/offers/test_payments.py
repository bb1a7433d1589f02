"""What payments offer to an invoice, a member, a payer, the board, and the search."""

from datetime import date

from dmedesk.billing.actions import reverse_payment
from dmedesk.billing.offers.payments import payment_events, payment_tiles, related_payments
from dmedesk.billing.queries.feeds import PAYMENTS
from dmedesk.billing.rules.payments import ReversalReason
from dmedesk.kit.offers import State
from dmedesk.kit.references import RecordRef
from dmedesk.store.unit_of_work import reading
from tests.flows.till import Till


def named(till: Till, ref: RecordRef) -> list[str]:
    with reading(till.shop.engine) as session:
        return [one.title for one in related_payments(session, ref)]


def test_an_invoice_tells_what_is_open_on_its_lines_and_who_paid(till: Till) -> None:
    line, *_ = till.lines()
    till.pay(till.batch(), 2_500, (line, 2_500), number="17")
    assert named(till, RecordRef("invoice", 1)) == [
        "Line 1: paid 25.00, open 50.00",
        "Line 2: paid 0.00, open 75.00",
        "Check 17, Payer MH",
    ]
    assert named(till, RecordRef("invoice_line", line)) == ["Invoice INV-000001"]
    assert named(till, RecordRef("payer", till.payer("MH"))) == ["payments"]
    assert named(till, RecordRef("rental", 1)) == []


def test_payments_stand_in_the_history_of_whose_they_are(till: Till) -> None:
    payment = till.pay(till.batch(), 900, member="M1", number="8")
    till.do(reverse_payment, payment_id=payment, reason=ReversalReason.BOUNCED)
    with reading(till.shop.engine) as session:
        (event,) = payment_events(session, RecordRef("member", till.member("M1")))
        assert payment_events(session, RecordRef("payer", till.payer("MH"))) == []
        (row,) = session.execute(PAYMENTS.rows).all()
    assert (event.sentence, event.state) == ("Check 8 over 9.00 (reversed)", State.CLOSED)
    assert PAYMENTS.entry(row).title == "Check 8"


def test_the_board_tells_of_denials_and_open_batches(till: Till) -> None:
    def tiles(on: date) -> list[tuple[str, int, State]]:
        with reading(till.shop.engine) as session:
            return [(one.key, one.count, one.state) for one in payment_tiles(session, on)]

    assert tiles(till.on) == []
    line, *_ = till.lines()
    till.answer(till.remittance(till.batch(expected=5), 0), line, 0, "CO-16 75.00")
    assert tiles(till.on) == [
        ("denied", 1, State.WAITING),
        ("open_batches", 1, State.WAITING),
    ]
    assert tiles(date(2026, 12, 4))[0] == ("denied", 1, State.STOPPED)
