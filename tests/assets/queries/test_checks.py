"""Whether a unit may go out, from its moves and its last look at the bench (322.03(7), (8))."""

from datetime import date

import pytest
from sqlalchemy import Engine

from dmedesk.assets.actions.checks import pass_check
from dmedesk.assets.actions.moves import move_unit
from dmedesk.assets.queries.checks import came_in_on, certificate_of, deliverable
from dmedesk.assets.rules import Condition
from dmedesk.assets.rules.checks import Check
from dmedesk.assets.rules.moves import Move
from dmedesk.assets.tables import Asset
from dmedesk.store.unit_of_work import reading, unit_of_work
from tests.flows.month_shop import MonthShop, clock

DAY = date(2026, 10, 5)


@pytest.fixture
def shop(shop_engine: Engine) -> MonthShop:
    made = MonthShop(shop_engine).found()
    made.unit("SN1", "E0260")
    return made


def _codes(shop: MonthShop) -> list[str]:
    (unit,) = shop.rows(Asset)
    with reading(shop.engine) as session:
        return [one.code for one in deliverable(session, asset_id=unit.id, on=DAY)]


def test_a_new_unit_may_go_out_as_it_is_and_a_used_one_is_checked_first(shop: MonthShop) -> None:
    assert _codes(shop) == []
    shop.change(Asset, Asset.serial == "SN1", condition=Condition.USED, acquired_on=DAY)
    assert _codes(shop) == ["unit_not_checked"]


def test_what_was_set_apart_is_checked_before_it_goes_out(shop: MonthShop) -> None:
    (unit,) = shop.rows(Asset)
    with unit_of_work(shop.engine, actor="ana", action="move_unit", clock=clock) as work:
        move_unit(work, asset_id=unit.id, move=Move.QUARANTINED, moved_on=DAY)
        move_unit(work, asset_id=unit.id, move=Move.RELEASED, moved_on=DAY)
    assert _codes(shop) == ["unit_not_ready"]
    with unit_of_work(shop.engine, actor="ana", action="check_unit", clock=clock) as work:
        seen = {Check.CLEAN, Check.WORKING}
        pass_check(work, asset_id=unit.id, checked_on=DAY, technician="Tom", seen=seen)
    assert _codes(shop) == []
    with reading(shop.engine) as session:
        assert came_in_on(session, asset_id=unit.id) == DAY
        certificate = certificate_of(session, asset_id=unit.id)
    assert certificate is not None
    assert certificate.sentence().startswith("Checked on 2026-10-05 by Tom")
