"""What the database itself forbids of credits."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from sqlalchemy.exc import IntegrityError

from dmedesk.billing.rules.crediting import CreditReason
from dmedesk.billing.tables import Credit, CreditLine
from dmedesk.store.base import Base
from tests.flows.month_shop import MonthShop


def same_line(_shop: MonthShop) -> Base:
    return CreditLine(credit_id=1, line_id=1)


def same_number(shop: MonthShop) -> Base:
    return Credit(
        credit_no=shop.rows(Credit)[0].credit_no,
        invoice_id=1,
        total_cents=1,
        reason=CreditReason.OTHER,
        note="again",
        credited_at=datetime(2026, 11, 3, tzinfo=UTC),
        credited_on=date(2026, 11, 3),
        credited_by="ana",
    )


@pytest.mark.parametrize("forbidden", [same_line, same_number])
def test_no_line_and_no_number_is_credited_twice(
    shop: MonthShop, forbidden: Callable[[MonthShop], Base]
) -> None:
    shop.rent("R1")
    shop.post("2026-10")
    shop.undo("2026-10")
    with pytest.raises(IntegrityError):
        shop.add(forbidden(shop))
