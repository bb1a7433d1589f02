"""Lines of both kinds, read in one way: a month's and a charge's day, number, amount and turn."""

from datetime import date

from sqlalchemy import select

from dmedesk.billing.queries.invoices import billed_of
from dmedesk.billing.queries.lines import lines_of_invoices
from dmedesk.billing.queries.printed import printed_invoices
from dmedesk.billing.queries.register import register_of
from dmedesk.billing.rules.register import register_csv
from dmedesk.billing.tables import Charge, Invoice, InvoiceLine
from dmedesk.store.unit_of_work import reading
from tests.billing.tables.test_charges import add_in_turn, charge, claim, entry
from tests.flows.month_shop import MonthShop


def charged_beside_a_month(shop: MonthShop) -> None:
    """An invoice of one rental month, with a charge put on it by hand."""
    shop.rent("R1", started_on="2026-10-05")
    shop.post("2026-10")
    add_in_turn(shop, [claim(1), charge(), entry(1, 500)])
    one = shop.rows(InvoiceLine)[0]
    shop.add(
        InvoiceLine(
            invoice_id=one.invoice_id,
            charge_id=1,
            charge_turn=1,
            days=1,
            product_words_id=one.product_words_id,
            serial="",
            ruling_id=one.ruling_id,
            usual_charge_cents=None,
            trace="[]",
        )
    )
    shop.change(Invoice, Invoice.id == one.invoice_id, total_cents=10_500)


def test_lines_of_both_kinds_have_a_day_an_amount_and_a_turn(shop: MonthShop) -> None:
    charged_beside_a_month(shop)
    with reading(shop.engine) as session:
        month, charged = lines_of_invoices(session)
        assert lines_of_invoices(session, invoice_ids=[99]) == []
    assert (month.place, month.rental_no, month.rental_month, month.charge_id) == (1, "R1", 1, None)
    assert (month.service_on, month.amount_cents, month.turn) == (date(2026, 10, 5), 10_000, 1)
    assert (charged.place, charged.rental_no, charged.charge_no) == (2, None, "C1")
    assert (charged.service_on, charged.amount_cents, charged.turn) == (date(2026, 10, 5), 500, 1)
    assert month.is_standing
    assert charged.is_standing
    assert (month.member_id, month.payer_id) == (charged.member_id, charged.payer_id)


def test_a_credited_invoice_does_not_stand(shop: MonthShop) -> None:
    shop.rent("R1", started_on="2026-10-05")
    shop.post("2026-10")
    shop.undo("2026-10")
    with reading(shop.engine) as session:
        assert [line.is_standing for line in lines_of_invoices(session)] == [False]


def test_whatever_reads_an_invoice_reads_both(shop: MonthShop) -> None:
    charged_beside_a_month(shop)
    with reading(shop.engine) as session:
        printed = printed_invoices(session, invoice_ids=[1])[1]
        (billed,) = billed_of(session, member_id=session.scalar(select(Charge.member_id)))
        register = register_of(session, month_on=date(2026, 10, 1))
    month, charged = printed.lines
    assert month.charge is None
    assert month.rental_month == 1
    assert charged.charge is not None
    assert charged.rental_month is None
    assert (charged.charge.charge_no, charged.charge.units) == ("C1", 2)
    assert (billed.months, billed.charges, billed.cents) == (1, 1, 10_500)
    assert sum(line.amount_cents for line in register.invoices[0].lines) == register.total_cents
    assert register_csv(register).splitlines()[-1].endswith(",C1,2")
