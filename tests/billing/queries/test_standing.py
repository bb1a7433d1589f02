"""What stands: an invoice until its last line is credited, a run until its last invoice is."""

from sqlalchemy import select

from dmedesk.billing.queries.standing import (
    credit_numbers,
    credited_cents,
    has_credit,
    line_stands,
    not_credited,
    standing_runs,
)
from dmedesk.billing.tables import BillingRun, Invoice, InvoiceLine
from dmedesk.store.unit_of_work import reading
from tests.flows.month_shop import MonthShop


def _standing(shop: MonthShop) -> tuple[list[int], list[int], list[int]]:
    with reading(shop.engine) as session:
        runs = session.scalars(select(BillingRun.id).where(standing_runs()))
        invoices = session.scalars(select(Invoice.id).where(not_credited()))
        lines = session.scalars(select(InvoiceLine.id).where(line_stands()))
        return list(runs), list(invoices), list(lines)


def test_line_by_line_until_nothing_stands(shop: MonthShop) -> None:
    shop.rent("R1")
    shop.rent("R2")
    shop.post("2026-10")
    assert _standing(shop) == ([1], [1], [1, 2])
    shop.credit("INV-000001", 1)
    assert _standing(shop) == ([1], [1], [2])
    shop.credit("INV-000001", 2)
    assert _standing(shop) == ([], [], [])
    with reading(shop.engine) as session:
        said = select(Invoice.total_cents, credited_cents(), has_credit(), credit_numbers())
        total, credited, has, numbers = session.execute(said).one()
    assert (total, credited, bool(has)) == (15_000, 15_000, True)
    assert sorted(numbers.split(", ")) == ["INV-000002", "INV-000003"]
