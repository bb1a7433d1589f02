"""The bench: what came back is passed by a named technician, or goes to repair (322.03(7), (8))."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine

from dmedesk.assets.actions.checks import fail_check, pass_check
from dmedesk.assets.actions.moves import move_unit
from dmedesk.assets.queries.checks import deliverable
from dmedesk.assets.rules import AssetState, Condition
from dmedesk.assets.rules.checks import Check
from dmedesk.assets.rules.moves import Move
from dmedesk.assets.tables import Asset, Movement, UnitCheck
from dmedesk.catalog.rules.words import Family
from dmedesk.catalog.tables import Product
from dmedesk.kit.errors import Refused
from dmedesk.store.unit_of_work import reading, unit_of_work
from tests.flows.month_shop import NOW, MonthShop, clock

DAY = date(2026, 10, 5)
PLAIN = {Check.CLEAN, Check.WORKING}


@pytest.fixture
def shop(shop_engine: Engine) -> MonthShop:
    """A shop whose one unit, a concentrator, waits at the bench."""
    made = MonthShop(shop_engine).found()
    made.change(Product, Product.hcpcs == "E1390", family=Family.OXYGEN)
    asset_id = made.unit("SN1", "E1390")
    with unit_of_work(made.engine, actor="ana", action="move_unit", clock=clock) as work:
        move_unit(work, asset_id=asset_id, move=Move.QUARANTINED, moved_on=DAY)
        move_unit(work, asset_id=asset_id, move=Move.RELEASED, moved_on=DAY)
    return made


def _check(shop: MonthShop, seen: set[Check], technician: str = "Tom Reyes") -> None:
    (unit,) = shop.rows(Asset)
    with unit_of_work(shop.engine, actor="ana", action="check_unit", clock=clock) as work:
        pass_check(work, asset_id=unit.id, checked_on=DAY, technician=technician, seen=seen)


def test_a_respiratory_unit_needs_its_whole_list(shop: MonthShop) -> None:
    with pytest.raises(Refused) as refused:
        _check(shop, PLAIN, technician="")
    fields = [one.field for one in refused.value.findings]
    assert fields == ["free_of_contaminants", "tubing_new", "technician"]
    assert shop.rows(UnitCheck) == []
    _check(shop, set(Check))
    (check,) = shop.rows(UnitCheck)
    assert check.seen == "clean working free_of_contaminants tubing_new"
    assert (check.passed, check.technician, check.recorded_by) == (True, "Tom Reyes", "ana")
    assert shop.rows(Asset)[0].state is AssetState.READY


def test_a_used_unit_that_a_file_calls_ready_comes_to_the_bench_as_it_is_told(
    shop_engine: Engine,
) -> None:
    """It was never here before: what keeps it in the house names the way that lets it out."""
    made = MonthShop(shop_engine).found()
    asset_id = made.unit("SN1", "E0260")
    made.change(Asset, Asset.id == asset_id, condition=Condition.USED, acquired_on=DAY)
    with reading(made.engine) as session:
        (found,) = deliverable(session, asset_id=asset_id, on=DAY)
    assert "was not checked since" in found.message
    assert "Set it apart on its page, and release it" in found.remedy
    with unit_of_work(made.engine, actor="ana", action="move_unit", clock=clock) as work:
        move_unit(work, asset_id=asset_id, move=Move.QUARANTINED, moved_on=DAY)
        move_unit(work, asset_id=asset_id, move=Move.RELEASED, moved_on=DAY)
    _check(made, PLAIN)
    with reading(made.engine) as session:
        assert deliverable(session, asset_id=asset_id, on=DAY) == []


def test_what_does_not_pass_goes_to_repair(shop: MonthShop) -> None:
    (unit,) = shop.rows(Asset)
    with unit_of_work(shop.engine, actor="ana", action="check_unit", clock=clock) as work:
        fail_check(
            work,
            asset_id=unit.id,
            checked_on=DAY,
            technician="Tom Reyes",
            seen={Check.CLEAN},
            note="Alarm stays on.",
        )
    assert shop.rows(Asset)[0].state is AssetState.REPAIR
    assert shop.rows(Movement)[-1].note == "Alarm stays on."
    assert not shop.rows(UnitCheck)[0].passed


def test_a_unit_that_does_not_wait_is_not_checked(shop: MonthShop) -> None:
    _check(shop, set(Check))
    with pytest.raises(Refused) as refused:
        _check(shop, set(Check))
    assert [one.code for one in refused.value.findings] == ["move_not_allowed"]
    assert len(shop.rows(UnitCheck)) == 1


def test_a_check_that_failed_says_who_looked_and_what_is_wrong(shop: MonthShop) -> None:
    (unit,) = shop.rows(Asset)
    with (
        pytest.raises(Refused) as refused,
        unit_of_work(shop.engine, actor="ana", action="check_unit", clock=clock) as work,
    ):
        fail_check(work, asset_id=unit.id, checked_on=DAY, technician=" ", seen=(), note=" ")
    assert [one.field for one in refused.value.findings] == ["technician", "note"]


@pytest.mark.parametrize(("days", "is_refused"), [(-1, False), (0, False), (1, True)])
def test_nothing_is_checked_tomorrow(shop: MonthShop, days: int, is_refused: bool) -> None:
    (unit,) = shop.rows(Asset)
    day = NOW.date() + timedelta(days=days)
    how: Any = {"asset_id": unit.id, "checked_on": day, "technician": "Tom", "seen": set(Check)}
    with unit_of_work(shop.engine, actor="ana", action="check_unit", clock=clock) as work:
        if is_refused:
            with pytest.raises(Refused) as refused:
                pass_check(work, **how)
            assert [one.code for one in refused.value.findings] == ["day_to_come"]
        else:
            pass_check(work, **how)
