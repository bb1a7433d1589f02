"""The months that stand billed past a day: those that begin after it, credited ones not."""

from dmedesk.billing.queries.stopping import months_past
from dmedesk.store.unit_of_work import reading
from tests.flows.month_shop import MonthShop, day


def past(shop: MonthShop, on: str) -> list[tuple[str, str, int]]:
    with reading(shop.engine) as session:
        found = months_past(session, member_id=1, day=day(on))
    return [(one.invoice_no, one.from_on.isoformat(), one.amount_cents) for one in found]


def test_months_that_begin_after_the_day(shop: MonthShop) -> None:
    shop.rent("R1")
    shop.rent("R2", member_no="M2")
    shop.post("2026-09")
    shop.post("2026-10")
    october = ("INV-000003", "2026-10-05", 7_500)
    assert past(shop, "2026-09-04") == [("INV-000001", "2026-09-05", 10_000), october]
    assert past(shop, "2026-09-05") == [october]
    assert past(shop, "2026-10-04") == [october]
    assert past(shop, "2026-10-05") == []


def test_what_was_credited_is_not_to_be_credited_again(shop: MonthShop) -> None:
    shop.rent("R1")
    shop.post("2026-10")
    shop.undo("2026-10")
    assert past(shop, "2026-09-04") == []
    shop.post("2026-10")
    assert past(shop, "2026-09-04") == [("INV-000003", "2026-10-05", 7_500)]
