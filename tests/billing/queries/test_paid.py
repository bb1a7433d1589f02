"""Batches and payments as pages show them, and which lines a payment is proposed to pay."""

from dmedesk.billing.queries.finding import find_invoices, invoice_named
from dmedesk.billing.queries.paid import (
    closed_at,
    deposit_slip,
    payments_of,
    proposed_shares,
    read_batch,
)
from dmedesk.billing.queries.stored_payments import line_at
from dmedesk.billing.rules.allocating import Share
from dmedesk.store.unit_of_work import reading
from tests.flows.till import Till


def test_a_batch_is_read_with_what_its_payments_pay(till: Till) -> None:
    line, *_ = till.lines()
    batch = till.batch(expected=1_000)
    till.pay(batch, 600, (line, 500), number="1")
    remittance = till.remittance(batch, 400)
    till.answer(remittance, line, 300, "CO-45 1.00")
    till.close(batch)
    with reading(till.shop.engine) as session:
        read = read_batch(session, batch_id=batch)
        assert read is not None
        assert closed_at(session, batch_id=batch) == (till.on, "ana")
        slip = deposit_slip(session, batch_id=batch)
        assert [one.id for one in payments_of(session, payer_id=till.payer("MH"))] == [1, 2]
    check, answered = read.lines
    assert (check.pays, check.unapplied_cents) == ("INV-000001 line 1", 100)
    assert (answered.answers, answered.answered_cents) == (1, 300)
    assert (slip.total_cents, [one.reference for one in slip.lines]) == (1_000, ["1", "RA1"])


def test_a_payment_pays_the_invoice_named_or_the_oldest_lines_of_its_account(till: Till) -> None:
    first, second, other = till.lines()
    with reading(till.shop.engine) as session:
        payer = till.facts(16_000)
        assert proposed_shares(session, facts=payer) == (
            Share(first, 7_500),
            Share(second, 7_500),
            Share(other, 1_000),
        )
        assert proposed_shares(session, facts=payer, invoice_id=2) == (Share(other, 7_500),)
        assert proposed_shares(session, facts=till.facts(100, is_deposit=True)) == ()


def test_a_member_is_not_proposed_to_pay_what_masshealth_was_billed(till: Till) -> None:
    """130 CMR 450.316: a member is not billed for a covered service."""
    till.shop.rent("R9", member_no="M1", payer="PP", started_on="2026-10-01")
    till.shop.post("2026-10")
    own = till.lines()[-1]
    with reading(till.shop.engine) as session:
        shares = proposed_shares(session, facts=till.facts(99_000, member="M1"))
        assert [share.line_id for share in shares] == [own]


def test_invoices_are_found_by_number_or_member(till: Till) -> None:
    with reading(till.shop.engine) as session:
        assert [one.title for one in find_invoices(session, "rivera m2")] == ["INV-000002"]
        assert [one.title for one in find_invoices(session, "0000")] == ["INV-000002", "INV-000001"]
        found = invoice_named(session, 1)
        assert found is not None
        assert found.title == "INV-000001"
        assert invoice_named(session, 99) is None
        lines = till.lines("INV-000001")
        assert [line_at(session, invoice_id=1, place=n) for n in (1, 2, 3)] == [*lines, None]
