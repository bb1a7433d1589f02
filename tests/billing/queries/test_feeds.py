"""An invoice is found by its number and its member; its credit finds it too."""

from dmedesk.billing.queries.feeds import INVOICES
from tests.flows.month_shop import MonthShop
from tests.store.searching import entries


def test_an_invoice_is_shown_with_member_month_payer_and_sum(shop: MonthShop) -> None:
    shop.rent("R1")
    shop.post("2026-10")
    (entry,) = entries(shop.engine, INVOICES)
    assert entry.line == "Rivera, M1 · 2026-10 · MH · 75.00"
    assert entry.numbers == ()
    ((credit_no, invoice_no),) = shop.undo("2026-10")
    (entry,) = entries(shop.engine, INVOICES)
    assert (entry.title, entry.numbers) == (invoice_no, (credit_no,))
    assert entry.line.endswith(f"credited by {credit_no}")
