"""The month-end list as a person walks it: what is open, the way there, and nothing left."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from dmedesk.billing.screens.month import MonthPage
from dmedesk.bootstrap.offers import house_offers
from dmedesk.desk.month_end import DONE, LOOK, MonthEndPage
from dmedesk.desk.program import desk
from dmedesk.desk.window import DeskWindow
from dmedesk.kit.month_end import month_end
from dmedesk.kit.offers import Offers
from dmedesk.widgets.tasks import InlineRunner
from tests.desk.shells import FACTS, page_keys
from tests.flows.month_shop import MonthShop, clock
from tests.gui.fixtures import EngineDoors
from tests.windows import activate


def _shown(doors: EngineDoors, qtbot: QtBot, offers: Offers) -> tuple[DeskWindow, MonthEndPage]:
    window = desk(InlineRunner(doors), FACTS, offers=offers, clock=clock)
    qtbot.addWidget(window)
    activate(window)
    window.go_to("month_end")
    page = window.page
    assert isinstance(page, MonthEndPage)
    return window, page


def _texts(page: MonthEndPage) -> dict[str, list[str]]:
    return {step.step.title: [link.text() for link in step.links] for step in page.steps}


@pytest.fixture
def shop(rented: MonthShop) -> MonthShop:
    return rented


def test_what_is_open_is_told_and_leads_to_it(
    doors: EngineDoors, shop: MonthShop, qtbot: QtBot
) -> None:
    assert shop is not None
    window, page = _shown(doors, qtbot, house_offers())
    open_now = _texts(page)
    assert open_now["Preview and post"] == ["To post: November 2026: 2 · 275.00"]
    assert open_now["Proof of every delivery"] == ["No proof of delivery: 1 · 75.00"]
    assert "have something open" in page.said.text()
    assert "1 open" in page.steps[0].state.text()
    link = page.steps[0].links[0]
    qtbot.waitUntil(link.isVisible)
    link.setFocus()
    page.refresh()
    focused = QApplication.focusWidget()
    assert focused is link
    QTest.keyClick(focused, Qt.Key.Key_Return)
    assert isinstance(window.page, MonthPage)


def test_with_nothing_open_it_says_so_and_leaves_the_rest_to_the_eyes(
    doors: EngineDoors, shop: MonthShop, qtbot: QtBot
) -> None:
    assert shop is not None
    _window, page = _shown(doors, qtbot, Offers())
    assert page.said.text() == "Nothing is open: the month can be closed"
    states = {step.state.text() for step in page.steps if step.step.is_counted}
    assert states == {DONE}
    eyes = [step.state.text() for step in page.steps if not step.step.is_counted]
    assert eyes == [LOOK] * len(eyes) != []


def test_every_step_leads_to_a_screen_that_there_is(qapp: object) -> None:
    assert qapp is not None
    assert {step.screen for step in month_end()} - set(page_keys()) == set()
