"""Rent month by month: a capped item by 101 CMR 322.03(18)(a), an inexpensive one by its row.

The capped item's new fee is 1,000.00: 10% in months 1 to 3, 75% of that in months 4 to 13.
"""

import pytest
from sqlalchemy import Engine

from dmedesk.catalog.queries.rents import RentSpan, rents_of_code
from dmedesk.catalog.tables import Product
from dmedesk.rates import Quote, Refusal
from dmedesk.store.unit_of_work import reading
from tests.flows.month_shop import MonthShop, day


@pytest.fixture
def founded(shop_engine: Engine) -> MonthShop:
    return MonthShop(shop_engine).found()


def _spans(shop: MonthShop, hcpcs: str, on: str = "2026-11-10") -> list[RentSpan]:
    with reading(shop.engine) as session:
        return rents_of_code(session, hcpcs=hcpcs, on=day(on))


def _shown(span: RentSpan) -> tuple[int, int | None, int, str]:
    assert isinstance(span.answer, Quote)
    return span.first, span.last, span.answer.amount_cents, " ".join(span.answer.modifiers)


def test_a_capped_item_has_three_spans_up_to_its_last_month(founded: MonthShop) -> None:
    assert [_shown(span) for span in _spans(founded, "E0260")] == [
        (1, 1, 10_000, "RR KH"),
        (2, 3, 10_000, "RR KI"),
        (4, 13, 7_500, "RR KJ"),
    ]


def test_rent_without_a_last_month_has_no_end(founded: MonthShop) -> None:
    assert [_shown(span)[:3] for span in _spans(founded, "E1390")] == [(1, None, 20_000)]


def test_a_code_without_a_product_or_without_fees_has_no_span(founded: MonthShop) -> None:
    assert _spans(founded, "E9999") == []
    assert _spans(founded, "E0260", "2023-07-06") == []


def test_a_refusal_says_why(founded: MonthShop) -> None:
    founded.change(Product, Product.hcpcs == "E1390", payment_class="capped")
    (span,) = _spans(founded, "E1390")
    assert isinstance(span.answer, Refusal)
