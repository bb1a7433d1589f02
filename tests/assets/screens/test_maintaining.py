"""What the bar about work offers: the plans of that unit's product, and whoever sits here."""

from pytestqt.qtbot import QtBot

from dmedesk.assets.actions.maintaining import enter_plan
from dmedesk.assets.rules.maintenance import Every
from dmedesk.assets.screens.maintaining import WorkBar
from dmedesk.store.unit_of_work import reading, unit_of_work
from dmedesk.widgets.page import Workplace
from tests.flows.month_shop import MonthShop, clock


def test_plans_are_those_of_the_units_product(
    workplace: Workplace, shop: MonthShop, qtbot: QtBot
) -> None:
    shop.unit("OX1", "E1390")
    with unit_of_work(shop.engine, actor="ana", action="plan", clock=clock) as work:
        for product_id, name in ((1, "Rails"), (3, "Filters")):
            values = {"product_id": product_id, "work": name, "every": Every.RETURN}
            enter_plan(work, values=values)
    bar = WorkBar(workplace, lambda _findings: None, lambda: None)
    qtbot.addWidget(bar)
    bar.ask_for(1, "OX1")
    picker = bar.form.entries["plan_id"].field.picker
    assert picker is not None
    with reading(shop.engine) as session:
        assert [one.title for one in picker.find(session, "")] == ["Filters"]
        named = picker.named(session, 2)
    assert named is not None
    assert named.about == "at each return"
