"""Months by payer: all invoices, what was credited of them, and what stands."""

from dmedesk.billing.queries.months import MonthOfPayer, months_by_payer
from dmedesk.store.unit_of_work import reading
from tests.flows.month_shop import MonthShop, day


def test_invoices_credits_and_what_stands(shop: MonthShop) -> None:
    shop.rent("R1", started_on="2026-10-05")
    shop.rent("R2", member_no="M2", payer="PP", started_on="2026-10-05")
    shop.post("2026-10")
    shop.undo("2026-10")
    shop.post("2026-10")
    with reading(shop.engine) as session:
        months = months_by_payer(session)
    october = day("2026-10-01")
    assert months == [
        MonthOfPayer(1, october, "MH", 2, 20_000, 1, 10_000, 10_000),
        MonthOfPayer(2, october, "PP", 2, 100_000, 1, 50_000, 50_000),
    ]
