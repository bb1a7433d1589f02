"""Plans read back: as a list with their units counted, and one for its page."""

from datetime import date

from sqlalchemy import Engine

from dmedesk.assets.actions.maintaining import change_plan, enter_plan
from dmedesk.assets.queries.plans import PLANS, count_plans_of, plan_record
from dmedesk.assets.rules.maintenance import Every
from dmedesk.kit.lists import Ask
from dmedesk.store.unit_of_work import reading
from tests.assets.desk import TODAY, a_product, a_unit, working


def test_plans_with_their_units(shop_engine: Engine) -> None:
    a_product(shop_engine)
    a_unit(shop_engine)
    with working(shop_engine) as work:
        for name, ended_on in (("Filter", None), ("Battery", TODAY)):
            values = {"product_id": 1, "work": name, "every": Every.RETURN, "ended_on": ended_on}
            enter_plan(work, values=values)
    with reading(shop_engine) as session:
        rows = PLANS.rows(session, PLANS.ids(session, on=TODAY), on=TODAY)
        assert [(row.plan_no, row.work, row.units) for row in rows] == [
            (2, "Battery", 1),
            (1, "Filter", 1),
        ]
        for chip, works in (("asked", [1]), ("ended", [2])):
            assert list(PLANS.ids(session, Ask(chip), on=TODAY)) == works
        assert list(PLANS.ids(session, Ask("asked"), on=date(2026, 11, 28))) == [2, 1]
        assert count_plans_of(session, product_id=1) == 2
        assert plan_record(session, 9) is None
    with working(shop_engine) as work:
        change_plan(work, plan_id=1, version=1, values={"source": "Manual"})
    with reading(shop_engine) as session:
        record = plan_record(session, 1)
        assert record is not None
        assert (record.version, record.values["source"]) == (2, "Manual")
        assert record.product is not None
        assert record.product.title == "Hospital bed"
