"""The month's scrub on today's board: by grade, without what holds and what was gone over."""

from dmedesk.billing.actions.month import scrub_month
from dmedesk.billing.offers.scrub import scrub_tiles
from dmedesk.kit.offers import State
from dmedesk.store.unit_of_work import reading
from tests.flows.month_shop import MonthShop, day


def _tiles(shop: MonthShop) -> dict[str, tuple[int, int | None, State]]:
    with reading(shop.engine) as session:
        plan, found = scrub_month(session, month_on=day("2026-10-01"), on=day("2026-10-10"))
        tiles = list(scrub_tiles(plan, found))
    return {tile.key: (tile.count, tile.cents, tile.state) for tile in tiles}


def test_each_grade_has_its_tile(shop: MonthShop) -> None:
    shop.rent("R1", member_no="M2", proven_on=None)
    assert _tiles(shop) == {}
    shop.rent("R2", started_on="2026-10-05")
    shop.rent("R3", started_on="2026-10-05")
    assert _tiles(shop) == {
        "scrub_stop": (2, 20_000, State.STOPPED),
        "scrub_warn": (2, 20_000, State.WAITING),
    }
