"""What was posted is read back as it was: the month's state, a run's months, its invoices."""

from datetime import date

from sqlalchemy.orm import Session

from dmedesk.billing.queries.posted import (
    billed_since,
    held_months,
    invoices_of_run,
    is_posted,
    last_run,
    months_of_run,
    printed_invoices,
)
from dmedesk.billing.rules.printed import PrintedInvoice, ProductWords
from dmedesk.catalog.tables import Product
from dmedesk.store.unit_of_work import reading
from tests.flows.month_shop import MonthShop, day

OCTOBER, NOVEMBER = date(2026, 10, 1), date(2026, 11, 1)


def printed(session: Session, month_on: date) -> list[PrintedInvoice]:
    return [invoice for _, invoice in printed_invoices(session, month_on=month_on)]


def test_an_invoice_is_printed_from_the_words_and_figures_of_its_posting(shop: MonthShop) -> None:
    shop.rent("R1")
    shop.rent("R2", payer="PP")
    shop.post("2026-10")
    shop.change(Product, Product.hcpcs == "E0260", description="Other words", usual_rental_cents=1)
    with reading(shop.engine) as session:
        first, second = printed(session, OCTOBER)
        assert printed(session, NOVEMBER) == []
    assert (first.invoice_no, first.month_on, first.invoice_on) == (
        "INV-000001",
        OCTOBER,
        date(2026, 11, 3),
    )
    assert (first.company.name, first.payer.code, first.member.member_no) == (
        "Example Medical",
        "MH",
        "M1",
    )
    line = first.lines[0]
    assert (line.from_on, line.until_on) == (day("2026-10-05"), day("2026-11-05"))
    assert line.product == ProductWords("E0260", "Hospital bed")
    assert (line.serial, line.modifiers, line.basis) == ("SR1", ("RR", "KJ"), "formula")
    assert (line.rental_month, line.last_month) == (4, 13)
    assert (line.usual_charge_cents, line.amount_cents) == (50_000, 7_500)
    assert line.citations == ("101 CMR 322.03(18)(a)2",)
    assert line.steps[-1][1] == 7_500
    assert line.readings == {"months_4_to_13_rounding": "each_step"}
    private = second.lines[0]
    assert (private.last_month, private.steps, private.citations) == (None, (), ())


def test_the_state_of_a_month_is_told_by_the_runs_that_stand(shop: MonthShop) -> None:
    shop.rent("R1")
    shop.rent("R2", proven_on=None)
    with reading(shop.engine) as session:
        assert not is_posted(session, OCTOBER)
        assert last_run(session, OCTOBER) is None
    shop.post("2026-10")
    with reading(shop.engine) as session:
        assert is_posted(session, OCTOBER)
        assert last_run(session, OCTOBER) == 1
        assert held_months(session) == {(2, day("2026-10-05"))}
    shop.undo("2026-10")
    with reading(shop.engine) as session:
        assert not is_posted(session, OCTOBER)
        assert last_run(session, OCTOBER) is None
        assert held_months(session) == set()


def test_a_run_knows_its_invoices_its_months_and_who_billed_after_it(shop: MonthShop) -> None:
    shop.rent("R1")
    shop.rent("R2", member_no="M2")
    shop.post("2026-10")
    shop.change(Product, Product.hcpcs == "E0260", usual_rental_cents=None)
    shop.rent("R3", hcpcs="E1390")
    shop.post("2026-11")
    with reading(shop.engine) as session:
        assert [(one.invoice_no, one.member_no) for one in invoices_of_run(session, 1)] == [
            ("INV-000001", "M1"),
            ("INV-000002", "M2"),
        ]
        assert [(one.rental_id, one.turn) for one in months_of_run(session, 1)] == [(1, 1), (2, 1)]
        assert billed_since(session, 1) == []
    shop.change(Product, Product.hcpcs == "E0260", usual_rental_cents=50_000)
    shop.post("2026-11")
    with reading(shop.engine) as session:
        assert billed_since(session, 1) == ["R1", "R2"]
