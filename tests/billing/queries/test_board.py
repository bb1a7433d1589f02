"""The board's figures: months billed with credits off, months posted, invoices without a paper."""

from dmedesk.billing.queries.board import (
    MonthBilled,
    first_billed,
    has_standing_run,
    months_billed,
    months_without_paper,
)
from dmedesk.store.unit_of_work import reading
from tests.flows.month_shop import MonthShop, day


def _billed(shop: MonthShop, first: str, last: str) -> list[MonthBilled]:
    with reading(shop.engine) as session:
        return months_billed(session, first_on=day(first), last_on=day(last))


def test_every_month_has_its_sum_also_one_without_invoices(shop: MonthShop) -> None:
    shop.rent("R1", started_on="2026-09-05")
    shop.rent("R2", member_no="M2", started_on="2026-10-05")
    shop.post("2026-09")
    shop.post("2026-10")
    assert _billed(shop, "2026-08-01", "2026-10-01") == [
        MonthBilled(day("2026-08-01"), 0, 0),
        MonthBilled(day("2026-09-01"), 1, 10_000),
        MonthBilled(day("2026-10-01"), 2, 20_000),
    ]


def test_what_was_taken_back_is_not_billed(shop: MonthShop) -> None:
    shop.rent("R1", started_on="2026-10-05")
    with reading(shop.engine) as session:
        assert first_billed(session) is None
    shop.post("2026-10")
    shop.undo("2026-10")
    assert _billed(shop, "2026-10-01", "2026-10-01") == [MonthBilled(day("2026-10-01"), 0, 0)]
    with reading(shop.engine) as session:
        assert not has_standing_run(session, month_on=day("2026-10-01"))
        assert first_billed(session) == day("2026-10-01")


def test_invoices_wait_for_their_paper(shop: MonthShop) -> None:
    shop.rent("R1", started_on="2026-10-05")
    shop.rent("R2", member_no="M2", started_on="2026-10-05")
    shop.post("2026-10")
    with reading(shop.engine) as session:
        assert has_standing_run(session, month_on=day("2026-10-01"))
        assert months_without_paper(session) == [(day("2026-10-01"), 2)]
    shop.make_some_papers("2026-10", at_most=1)
    with reading(shop.engine) as session:
        assert months_without_paper(session) == [(day("2026-10-01"), 1)]
