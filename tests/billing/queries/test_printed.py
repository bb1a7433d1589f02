"""A posted invoice is read as it was frozen, and its paper is made once."""

from datetime import date

from dmedesk.billing.queries.printed import papers_to_make, printed_invoices, stored_papers
from dmedesk.billing.rules.printed import ProductWords
from dmedesk.catalog.tables import Product
from dmedesk.store.unit_of_work import reading
from tests.flows.month_shop import MonthShop, day

OCTOBER = date(2026, 10, 1)


def test_an_invoice_is_printed_from_the_words_and_figures_of_its_posting(shop: MonthShop) -> None:
    shop.rent("R1")
    shop.rent("R2", payer="PP")
    shop.post("2026-10")
    shop.change(Product, Product.hcpcs == "E0260", description="Other words", usual_rental_cents=1)
    with reading(shop.engine) as session:
        first, second = printed_invoices(session, invoice_ids=[1, 2]).values()
        assert printed_invoices(session, invoice_ids=[]) == {}
    assert (first.invoice_no, first.month_on, first.invoice_on) == (
        "INV-000001",
        date(2026, 10, 1),
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


def test_papers_are_made_of_the_months_standing_invoices_a_few_at_a_time(
    shop: MonthShop,
) -> None:
    shop.rent("R1")
    shop.rent("R2", payer="PP")
    shop.rent("R3", payer="PP", member_no="M2")
    shop.post("2026-09")
    shop.post("2026-10")

    def lacking(payer_id: int | None = None, at_most: int = 9) -> list[int]:
        with reading(shop.engine) as session:
            return papers_to_make(session, month_on=OCTOBER, payer_id=payer_id, at_most=at_most)

    assert lacking() == [4, 5, 6]
    assert lacking(at_most=2) == [4, 5]
    assert lacking(payer_id=3) == [5, 6]
    assert [shop.make_some_papers("2026-10") for _ in range(3)] == [2, 1, 0]
    assert lacking() == []
    with reading(shop.engine) as session:
        papers = [
            (paper.invoice_no, paper.content)
            for paper in stored_papers(session, month_on=OCTOBER, payer_id=3)
        ]
    assert papers == [
        ("INV-000005", b"paper of INV-000005"),
        ("INV-000006", b"paper of INV-000006"),
    ]
    shop.undo("2026-10")
    with reading(shop.engine) as session:
        assert list(stored_papers(session, month_on=OCTOBER)) == []
