"""No import is taken back under a posted month."""

from pathlib import Path

from sqlalchemy import Engine

from dmedesk.billing.actions import post_month
from dmedesk.moving.queries.batches import past_imports, plan_undo
from dmedesk.store.unit_of_work import reading
from tests.flows.month_shop import MonthShop, clock, day
from tests.flows.round_trip import export_shop, import_shop, new_engine
from tests.moving.shops import take, working

_ = clock


def _post(engine: Engine, month: str) -> None:
    with working(engine, "post_month") as work:
        post_month(work, month_on=day(month))


def test_a_month_posted_since_on_its_rentals_stands_against_it(
    shop_engine: Engine, tmp_path: Path
) -> None:
    shop = MonthShop(shop_engine).found()
    shop.rent("R1", member_no="M1", started_on="2026-09-15")
    away = "rental_no,from_on,until_on\nR1,2026-03-01,2026-03-02\n"
    person = "member_no,last_name,first_name,phone\nM1,Rivera,M1,617-555-0100\n"
    take(shop_engine, tmp_path / "in", {"interruptions.csv": away})
    take(shop_engine, tmp_path / "in", {"members.csv": person})
    _post(shop_engine, "2026-10-01")
    with reading(shop_engine) as session:
        newest, first = past_imports(session)
        assert plan_undo(session, batch_id=newest.id).reasons == ()
        codes = [one.code for one in plan_undo(session, batch_id=first.id).reasons]
    assert codes == ["posted_since"]


def test_history_that_moved_in_is_never_removed(shop_engine: Engine, tmp_path: Path) -> None:
    shop = MonthShop(shop_engine).found()
    shop.rent("R1", member_no="M1")
    _post(shop_engine, "2026-10-01")
    export_shop(shop_engine, tmp_path / "out")
    other = new_engine(tmp_path / "other.dmedesk")
    assert import_shop(other, tmp_path / "out").taken
    with reading(other) as session:
        (batch,) = past_imports(session)
        codes = {one.code for one in plan_undo(session, batch_id=batch.id).reasons}
    other.dispose()
    assert "history_stays" in codes
