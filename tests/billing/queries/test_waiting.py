"""What a rental's months come to that are not billed: what waits for a proof."""

from datetime import date

from sqlalchemy import Engine, event

from dmedesk.billing.queries.waiting import money_waiting
from dmedesk.store.unit_of_work import reading
from tests.flows.month_shop import MonthShop


def test_months_that_began_and_are_not_billed_are_added_up(shop_engine: Engine) -> None:
    shop = MonthShop(shop_engine).found()
    shop.rent("R1", started_on="2026-09-05", proven_on=None)
    shop.rent("R2", started_on="2026-09-05")
    shop.post("2026-09")
    with reading(shop_engine) as session:
        for on, expected in (
            (date(2026, 9, 4), {1: 0, 2: 0}),
            (date(2026, 9, 30), {1: 10_000, 2: 0}),
            (date(2026, 10, 5), {1: 20_000, 2: 10_000}),
        ):
            assert money_waiting(session, rental_ids=[1, 2], on=on) == expected
        assert money_waiting(session, rental_ids=[], on=date(2026, 10, 5)) == {}


def test_many_rentals_take_as_many_statements_as_one(shop_engine: Engine) -> None:
    shop = MonthShop(shop_engine).found()
    for number in range(1, 6):
        shop.rent(f"R{number}", started_on="2026-09-05", proven_on=None)
    asked: list[str] = []
    event.listen(shop_engine, "before_cursor_execute", lambda *how: asked.append(how[2]))
    counts = []
    for rental_ids in ([1], [1, 2, 3, 4, 5]):
        with reading(shop_engine) as session:
            asked.clear()
            money_waiting(session, rental_ids=rental_ids, on=date(2026, 10, 5))
            counts.append(len(asked))
    assert counts[0] == counts[1] > 0
