"""What the database itself forbids of invoices and credits."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from sqlalchemy.exc import IntegrityError

from dmedesk.billing.tables import Invoice, InvoiceLine
from dmedesk.store.base import Base
from tests.flows.month_shop import MonthShop

AT = datetime(2026, 11, 3, tzinfo=UTC)


def same_number(shop: MonthShop) -> Base:
    one = shop.rows(Invoice)[0]
    return Invoice(
        invoice_no=one.invoice_no,
        run_id=one.run_id,
        member_id=one.member_id,
        payer_id=one.payer_id,
        total_cents=0,
        company_words_id=one.company_words_id,
        member_words_id=one.member_words_id,
        payer_words_id=one.payer_words_id,
    )


def same_month(shop: MonthShop) -> Base:
    one = shop.rows(InvoiceLine)[0]
    return InvoiceLine(
        invoice_id=one.invoice_id,
        entry_id=one.entry_id,
        days=one.days,
        product_words_id=one.product_words_id,
        serial="S",
        ruling_id=one.ruling_id,
        usual_charge_cents=0,
        trace="[]",
    )


@pytest.mark.parametrize("forbidden", [same_number, same_month])
def test_nothing_is_numbered_or_billed_twice(
    shop: MonthShop, forbidden: Callable[[MonthShop], Base]
) -> None:
    shop.rent("R1")
    shop.post("2026-10")
    record = forbidden(shop)
    with pytest.raises(IntegrityError):
        shop.add(record)
