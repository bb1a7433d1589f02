"""Lists that people look at: a month's invoices, credited ones among them, and its money."""

from dmedesk.billing.queries.listed import (
    billed_cents,
    invoices_of_month,
    member_names,
    product_names,
    stored_paper,
)
from dmedesk.store.unit_of_work import reading
from tests.flows.month_shop import MonthShop, day

OCTOBER = day("2026-10-01")


def test_invoices_stand_with_names_lines_and_papers(shop: MonthShop) -> None:
    shop.rent("R1", member_no="M1")
    shop.rent("R2", member_no="M1", hcpcs="E1390")
    shop.rent("R3", member_no="M2")
    shop.post("2026-10")
    shop.make_some_papers("2026-10", at_most=1)
    with reading(shop.engine) as session:
        listed = invoices_of_month(session, month_on=OCTOBER)
        papers = [stored_paper(session, invoice_id=one.invoice_id) for one in listed]
    assert [(one.member, one.lines, one.total_cents) for one in listed] == [
        ("Rivera, M1", 2, 27_500),
        ("Rivera, M2", 1, 7_500),
    ]
    assert [one.has_paper for one in listed] == [True, False]
    assert papers == [f"paper of {listed[0].invoice_no}".encode(), None]
    assert {one.posted_by for one in listed} == {"ana"}


def test_a_credited_invoice_is_listed_with_its_credit_and_counts_no_more(shop: MonthShop) -> None:
    shop.rent("R1")
    shop.post("2026-10")
    ((credit_no, invoice_no),) = shop.undo("2026-10")
    with reading(shop.engine) as session:
        (listed,) = invoices_of_month(session, month_on=OCTOBER)
        assert (listed.invoice_no, listed.credit_no) == (invoice_no, credit_no)
        assert billed_cents(session, month_on=OCTOBER) == 0


def test_the_money_of_a_month_is_that_of_its_runs(shop: MonthShop) -> None:
    shop.rent("R1")
    shop.post("2026-10")
    with reading(shop.engine) as session:
        assert billed_cents(session, month_on=OCTOBER) == 7_500
        assert billed_cents(session, month_on=day("2026-11-01")) == 0


def test_names_beside_numbers(shop: MonthShop) -> None:
    with reading(shop.engine) as session:
        assert set(member_names(session).values()) == {"Rivera, M1", "Rivera, M2", "Rivera, M10"}
        assert "Hospital bed" in product_names(session).values()
