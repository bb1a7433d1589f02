"""The program opens on a shop, works on its worker thread, and leaves nothing behind."""

import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from dmedesk.billing.screens.month import MonthPage
from dmedesk.desk.program import desk, pick_shop, run
from dmedesk.desk.status import ShopFacts
from dmedesk.desk.window import DeskWindow
from dmedesk.widgets.tasks import WorkerRunner
from tests.flows.month_shop import MonthShop, clock
from tests.gui.fixtures import EngineDoors

FACTS = ShopFacts("Example Medical", "shop.dmedesk", "ana")


def test_a_month_is_posted_on_the_worker_while_the_window_stays_awake(
    qapp: object, doors: EngineDoors, rented: MonthShop, qtbot: QtBot
) -> None:
    assert qapp is not None
    assert rented is not None
    runner = WorkerRunner(doors)
    window = desk(runner, FACTS, clock=clock)
    qtbot.addWidget(window)
    window.show()
    page = window.pages[0]
    assert isinstance(page, MonthPage)
    qtbot.waitUntil(page.post.isEnabled)
    page.post.click()
    page.posting.question.yes.click()
    qtbot.waitUntil(lambda: "with 2 papers" in page.said.text())
    qtbot.waitUntil(lambda: page.amounts["Posted"].text() == "275.00")
    runner.close()


def test_it_shows_its_window_and_answers_the_status_when_that_is_closed(
    doors: EngineDoors, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert qtbot is not None
    seen: list[bool] = []

    def until_closed(_app: QApplication) -> int:
        # Qt's own loop cannot be left and entered again within one run of the tests.
        shown = (one for one in QApplication.topLevelWidgets() if isinstance(one, DeskWindow))
        seen.extend(window.close() for window in shown if window.isVisible())
        return 0

    monkeypatch.setattr(QApplication, "exec", until_closed)
    assert run(doors, FACTS, clock=clock) == 0
    assert seen == [True]


def test_the_user_may_pick_a_shop_or_none(
    monkeypatch: pytest.MonkeyPatch, qapp: object, tmp_path: Path
) -> None:
    assert qapp is not None
    picked = str(tmp_path / "shop.dmedesk")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (picked, ""))
    assert pick_shop() == picked
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: ("", ""))
    assert pick_shop() is None


def test_a_fault_of_the_window_itself_is_said_on_the_page(
    doors: EngineDoors, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert qtbot is not None
    before = sys.excepthook

    def until_closed(_app: QApplication) -> int:
        error = KeyError("Rivera")
        sys.excepthook(KeyError, error, None)
        shown = (one for one in QApplication.topLevelWidgets() if isinstance(one, DeskWindow))
        (window,) = (one for one in shown if one.isVisible())
        said = window.page.findings.accessibleName()
        window.close()
        assert "KeyError" in said
        assert "Rivera" not in said
        return 0

    monkeypatch.setattr(QApplication, "exec", until_closed)
    assert run(doors, FACTS, clock=clock) == 0
    assert sys.excepthook is before
