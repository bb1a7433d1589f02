"""The program opens on a shop, works on its worker thread, and leaves nothing behind."""

import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from dmedesk.billing.screens.month import MonthPage
from dmedesk.bootstrap.doors import ShopDoors
from dmedesk.bootstrap.shops import Shops
from dmedesk.desk.files import FilesPage
from dmedesk.desk.program import choose, desk, run
from dmedesk.desk.start import StartWindow
from dmedesk.desk.status import ShopFacts
from dmedesk.desk.window import DeskWindow
from dmedesk.desk.wishes import ENOUGH, Wish
from dmedesk.store.backups import Reason, backups_of
from dmedesk.store.window import WritingWindow, open_window
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
    window.go_to("month")
    page = window.page
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
    assert run(doors, FACTS, clock=clock) == ENOUGH
    assert seen == [True]


def test_what_is_wished_for_comes_after_the_window(
    doors: EngineDoors, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert qtbot is not None

    def until_closed(_app: QApplication) -> int:
        shown = (one for one in QApplication.topLevelWidgets() if isinstance(one, DeskWindow))
        (window,) = (one for one in shown if one.isVisible())
        window.go_to("settings.files")
        page = window.page
        assert isinstance(page, FilesPage)
        page.another.click()
        return 0

    monkeypatch.setattr(QApplication, "exec", until_closed)
    assert run(doors, FACTS, clock=clock) == Wish(choosing=True)


def test_a_shop_is_opened_edited_backed_up_and_the_next_one_opened_without_a_trace(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """No thread, connection or lock is left; the guards of every test look for the first two."""
    assert qtbot is not None
    shops = Shops(demo_folder=tmp_path, own_folder=tmp_path)
    monkeypatch.setattr(QApplication, "exec", _close_the_desk)
    for name in ("One", "Two"):
        address = shops.make(name, tmp_path)
        opened = choose(shops, address)
        assert isinstance(opened, ShopDoors)
        facts = ShopFacts(name, opened.place, "ana", read_only=opened.held_by)
        assert opened.held_by == ""
        assert run(opened, facts) == ENOUGH
        opened.close()
        assert [one.reason for one in backups_of(Path(address))] == [Reason.CLOSING]
        window = open_window(Path(address), actor="kim")
        assert isinstance(window, WritingWindow)
        window.close()


def _close_the_desk(_app: QApplication) -> int:
    shown = (one for one in QApplication.topLevelWidgets() if isinstance(one, DeskWindow))
    (window,) = (one for one in shown if one.isVisible())
    window.close()
    return 0


def test_whoever_leaves_the_start_window_opens_nothing(qtbot: QtBot, tmp_path: Path) -> None:
    shops = Shops(demo_folder=tmp_path, own_folder=tmp_path)

    def leave() -> None:
        shown = (one for one in QApplication.topLevelWidgets() if isinstance(one, StartWindow))
        for window in shown:
            window.close()

    QTimer.singleShot(50, leave)
    assert choose(shops) is None
    assert qtbot is not None


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
    assert run(doors, FACTS, clock=clock) == ENOUGH
    assert sys.excepthook is before
