"""A maintenance plan by keyboard: entered, refused where it says too little, changed."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from dmedesk.assets.rules.maintenance import Every
from dmedesk.assets.screens.plan import PlanPage
from dmedesk.assets.screens.plans import PlansPage
from dmedesk.assets.tables import MaintenancePlan
from dmedesk.kit.references import RecordRef
from dmedesk.widgets.page import Workplace
from tests.flows.month_shop import MonthShop
from tests.gui.pages import CONTROL, letters, nameless, press, shown, texts, type_here, type_into

_OFFERED = 500


def test_a_plan_is_entered(workplace: Workplace, shop: MonthShop, qtbot: QtBot) -> None:
    page = PlanPage(workplace, RecordRef("plan", 0))
    shown(page, qtbot)
    type_here("oxygen")
    QTest.qWait(_OFFERED)
    offered = QApplication.activePopupWidget()
    assert offered is not None
    QTest.keyClick(offered, Qt.Key.Key_Return)
    type_into(page, "work", "Change the filters")
    assert page.form.go_to("every")
    press(Qt.Key.Key_Home)
    press(Qt.Key.Key_S, CONTROL)
    assert shop.rows(MaintenancePlan) == []
    assert "is missing" in page.findings.accessibleName()
    type_into(page, "interval_count", "6")
    type_into(page, "source", "Manual, page 4")
    press(Qt.Key.Key_S, CONTROL)
    (plan,) = shop.rows(MaintenancePlan)
    assert (plan.work, plan.every, plan.interval_count, plan.source) == (
        "Change the filters",
        Every.MONTHS,
        6,
        "Manual, page 4",
    )
    assert any("Oxygen concentrator · every 6 months" in text for text in texts(page))
    assert list(nameless(page)) == []
    found = letters(page)
    assert sorted(found) == sorted(set(found))
    type_into(page, "ended_on", "2026-11-01")
    press(Qt.Key.Key_S, CONTROL)
    assert str(shop.rows(MaintenancePlan)[0].ended_on) == "2026-11-01"
    plans = PlansPage(workplace)
    shown(plans, qtbot)
    assert "Change the filters" in texts(plans)
