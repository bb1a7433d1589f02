"""The due list costs the same few statements, however many units and plans there are."""

from datetime import date

from sqlalchemy import Engine

from dmedesk.assets.actions.maintaining import enter_plan, read_hours
from dmedesk.assets.queries.maintenance import MAINTENANCE, log_of, maintenance_due, standing_log
from dmedesk.assets.rules.maintenance import DueState, Every, LogEntry
from dmedesk.kit.lists import Ask, Filter, Match
from dmedesk.store.unit_of_work import reading
from tests.assets.desk import TODAY, a_product, a_unit, working
from tests.statements import statements_of


def test_the_due_list_in_a_few_statements(shop_engine: Engine) -> None:
    a_product(shop_engine)
    spent, rows = [], []
    for number in range(3):
        a_unit(shop_engine, serial=f"SN-{number}", acquired_on=date(2026, 9 + number, 1))
        with working(shop_engine) as work:
            values = {"product_id": 1, "every": Every.MONTHS, "interval_count": 2}
            enter_plan(work, values={**values, "work": f"Work {number}"})
        with reading(shop_engine) as session, statements_of(shop_engine) as sent:
            rows = maintenance_due(session, TODAY)
        assert len(rows) == (number + 1) ** 2
        spent.append(len(sent))
    assert len(set(spent)) == 1
    states = [row.state for row in rows]
    assert states == [DueState.OVERDUE] * 3 + [DueState.SOON] * 3 + [DueState.LATER] * 3
    with reading(shop_engine) as session:
        asked = Ask("soon", (Filter("work", Match.CONTAINS, "work 1"),))
        assert len(MAINTENANCE.ids(session, asked, on=TODAY)) == 2


def test_a_log_that_is_empty_and_one_that_is_not(shop_engine: Engine) -> None:
    a_product(shop_engine)
    a_unit(shop_engine)
    with reading(shop_engine) as session:
        assert log_of(session, asset_id=1) == []
        assert standing_log(session, asset_id=1) == ()
    with working(shop_engine) as work:
        read_hours(work, asset_id=1, hours=5, read_on=TODAY, today=TODAY)
    with reading(shop_engine) as session:
        assert standing_log(session, asset_id=1) == (LogEntry(TODAY, None, 5),)
