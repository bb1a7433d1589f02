"""The lines of an invoice tell what became of them, and which invoice bills them again."""

from dmedesk.billing.queries.invoice_lines import replaced_by, replaces
from dmedesk.billing.queries.invoices import read_invoice
from dmedesk.billing.rules.crediting import CreditReason
from dmedesk.members.tables import Member
from dmedesk.store.unit_of_work import reading
from tests.flows.month_shop import MonthShop, day
from tests.flows.till import Till

TODAY = day("2026-11-03")


def test_what_is_billed_again_is_linked_both_ways(shop: MonthShop) -> None:
    shop.rent("R1")
    shop.rent("R2")
    shop.post("2026-10")
    shop.credit("INV-000001", 2)
    shop.post("2026-10")
    with reading(shop.engine) as session:
        assert replaced_by(session, invoice_id=1) == [(2, "INV-000003")]
        assert replaces(session, invoice_id=2) == [(1, "INV-000001")]
        assert replaces(session, invoice_id=1) == replaced_by(session, invoice_id=2) == []
        read = read_invoice(session, invoice_id=1, on=TODAY)
    assert read is not None
    assert [line.about(TODAY) for line in read.lines.lines] == [
        "Bill again: 366 days left",
        "↶ INV-000002",
    ]
    assert read.lines.standing_ids == (1,)
    assert read.lines.past is None


def test_lines_past_a_day_of_leaving_are_told(shop: MonthShop) -> None:
    shop.rent("R1")
    shop.post("2026-10")
    shop.change(
        Member, Member.member_no == "M1", left_on=day("2026-10-04"), left_reason="moved_away"
    )
    with reading(shop.engine) as session:
        read = read_invoice(session, invoice_id=1, on=TODAY)
    assert read is not None
    assert (read.lines.past, read.lines.past_ids) == (CreditReason.LEFT, (1,))


def test_a_line_tells_what_is_paid_of_it_and_what_is_open(till: Till) -> None:
    first, second, _other = till.lines()
    till.pay(till.batch(), 8_000, (first, 7_500), (second, 500))
    with reading(till.shop.engine) as session:
        read = read_invoice(session, invoice_id=1, on=till.on)
    assert read is not None
    assert [(one.paid_cents, one.open_cents) for one in read.lines.lines] == [
        (7_500, 0),
        (500, 7_000),
    ]
