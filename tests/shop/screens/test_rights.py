"""The table of ticks by keyboard; an owner's cannot be taken off."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from dmedesk.shop.queries.staff import role_ticks
from dmedesk.shop.rules.rights import RIGHT_WORDS, Right, Role
from dmedesk.shop.screens.rights import RightsPage
from dmedesk.store.unit_of_work import reading
from dmedesk.widgets.page import Workplace
from tests.flows.month_shop import MonthShop
from tests.shop.screens.shown import shown

POSTING = RIGHT_WORDS[Right.POST_MONTH]


@pytest.fixture
def page(workplace: Workplace, qtbot: QtBot) -> RightsPage:
    return shown(RightsPage(workplace), qtbot)


def _go_to(page: RightsPage, right: Right, role: Role) -> None:
    model = page.table.ticks
    row, column = list(Right).index(right), list(Role).index(role) + 1
    page.table.setCurrentIndex(model.index(row, column))


def test_space_ticks_and_the_corner_has_the_way_back(
    page: RightsPage, shop: MonthShop, qtbot: QtBot
) -> None:
    _go_to(page, Right.POST_MONTH, Role.DRIVER)
    with qtbot.waitSignal(page.workplace.said) as said:
        QTest.keyClick(page.table, Qt.Key.Key_Space)
    assert said.args is not None
    assert said.args[0] == f"Driver or warehouse may now: {POSTING[0].lower()}{POSTING[1:]}."
    assert page.table.ticks.is_ticked(Right.POST_MONTH, Role.DRIVER)
    said.args[1]()
    with reading(shop.engine) as session:
        assert role_ticks(session) == {(Role.DRIVER, Right.POST_MONTH): False}


def test_an_owner_keeps_every_tick(page: RightsPage) -> None:
    _go_to(page, Right.EXPORT, Role.OWNER)
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert page.findings.shown[0].code == "owner_may_everything"
    assert page.table.ticks.is_ticked(Right.EXPORT, Role.OWNER)


def test_a_cell_is_read_out_whole(page: RightsPage) -> None:
    _go_to(page, Right.EXPORT, Role.DRIVER)
    cell = page.table.currentIndex()
    assert cell.data() == "–"
    assert cell.data(Qt.ItemDataRole.AccessibleTextRole) == (
        "Driver or warehouse may not: take lists and the whole shop out as files"
    )
    assert page.table.ticks.headerData(4, Qt.Orientation.Horizontal) == "Driver or warehouse"
