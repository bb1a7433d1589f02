"""What was posted is told by the runs that stand: a month's state, a run's months and invoices."""

from datetime import date

from dmedesk.billing.queries.posted import (
    billed_since,
    held_months,
    is_posted,
    last_run,
    standing_of_run,
)
from dmedesk.catalog.tables import Product
from dmedesk.store.unit_of_work import reading
from tests.flows.month_shop import MonthShop, day

OCTOBER, NOVEMBER = date(2026, 10, 1), date(2026, 11, 1)


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


def test_a_run_knows_its_invoices_and_who_billed_after_it(shop: MonthShop) -> None:
    shop.rent("R1")
    shop.rent("R2", member_no="M2")
    shop.post("2026-10")
    shop.change(Product, Product.hcpcs == "E0260", usual_rental_cents=None)
    shop.rent("R3", hcpcs="E1390")
    shop.post("2026-11")
    with reading(shop.engine) as session:
        assert [(one.invoice_no, one.member_no) for one in standing_of_run(session, 1)] == [
            ("INV-000001", "M1"),
            ("INV-000002", "M2"),
        ]
        assert billed_since(session, 1) == []
    shop.change(Product, Product.hcpcs == "E0260", usual_rental_cents=50_000)
    shop.post("2026-11")
    with reading(shop.engine) as session:
        assert billed_since(session, 1) == ["R1", "R2"]
