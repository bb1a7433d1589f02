"""The page of a member's binder: worked by keys, refused to who may not, ended by Stop."""

from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from dmedesk.binder.queries import binders_of
from dmedesk.binder.screens.binder import BinderPage
from dmedesk.bootstrap.offers import house_offers
from dmedesk.kit.references import RecordRef
from dmedesk.members.screens.member import MemberPage
from dmedesk.store.unit_of_work import reading
from dmedesk.widgets.page import Workplace
from dmedesk.widgets.tasks import WorkerRunner
from tests.binder.stories import letterhead
from tests.flows.month_shop import MonthShop
from tests.gui.fixtures import EngineDoors
from tests.printing.reading import read
from tests.windows import activate

CONTROL = Qt.KeyboardModifier.ControlModifier
PATIENCE = 30_000


def _page(workplace: Workplace, qtbot: QtBot, member_id: int = 1) -> BinderPage:
    workplace.offers = house_offers()
    page = BinderPage(workplace, RecordRef("binder", member_id))
    qtbot.addWidget(page)
    page.resize(1_180, 660)
    activate(page)
    return page


def _posted(rented: MonthShop) -> MonthShop:
    letterhead(rented.engine)
    rented.post("2026-09")
    rented.post("2026-10")
    return rented


def _made(shop: MonthShop) -> int:
    with reading(shop.engine) as session:
        return len(binders_of(session, member_id=1))


def test_it_is_made_by_keys_and_shown(
    workplace: Workplace, rented: MonthShop, qtbot: QtBot, tmp_path: Path
) -> None:
    shop = _posted(rented)
    page = _page(workplace, qtbot)
    assert page.title.text() == "Audit binder of Rivera, M1"
    assert not page.ticks.boxes["repairs"].isChecked()
    assert page.ticks.boxes["invoices"].isChecked()
    assert "no copy is attached" in page.missing.text()
    page.ticks.boxes["papers"].setFocus()
    QTest.keyClick(page.ticks.boxes["papers"], Qt.Key.Key_Space)
    assert "no copy is attached" not in page.missing.text()
    QTest.keyClick(page, Qt.Key.Key_Return, CONTROL)
    assert page.made is not None
    assert page.paper.pages() == page.made.pages
    assert page.shown.text().startswith("M1-B1: ")
    assert "Left out: Papers" in read(page.made.content)[0].text
    assert [one.binder_no for one in page.table.rows_model.rows] == ["M1-B1"]
    # What was unticked stays so when the page reads anew.
    assert not page.ticks.boxes["papers"].isChecked()
    assert _made(shop) == 1
    page._press.save_to(page.made.content, tmp_path / "M1-B1.pdf")  # noqa: SLF001 - past the dialog
    assert (tmp_path / "M1-B1.pdf").read_bytes() == page.made.content


def test_other_days_hold_other_things(
    workplace: Workplace, rented: MonthShop, qtbot: QtBot
) -> None:
    _posted(rented)
    page = _page(workplace, qtbot)
    page.first.line.setText("2020-01-01")
    page.last.line.setText("2020-01-31")
    page.last.line.editingFinished.emit()
    assert page.ask.until_on == date(2020, 2, 1)
    assert page.about.text() == "M1 · from 2020-01-01 until 2020-01-31"
    page.last.line.setText("2019-01-31")
    page.last.line.editingFinished.emit()
    page.make_now()
    assert [one.code for one in page.findings.shown] == ["period_backward"]
    assert page.made is None


def test_whoever_may_not_is_told(workplace: Workplace, rented: MonthShop, qtbot: QtBot) -> None:
    class Reader:
        id, name = 1, "Lee"
        allowed: frozenset[str] = frozenset()

    page = _page(workplace, qtbot)
    assert page.make.isEnabled()
    workplace.person = Reader()
    workplace.person_changed.emit()
    assert not page.make.isEnabled()
    assert "Lee has no tick for this" in page.make.toolTip()
    page.make_now()
    assert _made(rented) == 0


def test_stop_ends_it_beside_everything_else(
    workplace: Workplace, rented: MonthShop, qtbot: QtBot
) -> None:
    shop = _posted(rented)
    page = _page(workplace, qtbot)
    workplace.runner = runner = WorkerRunner(EngineDoors(shop.engine))
    said: list[str] = []
    workplace.said.connect(lambda sentence, _undo: said.append(sentence))
    page.make_now()
    assert page.progress.isVisible()
    page.progress.stop.click()
    qtbot.waitUntil(lambda: bool(said), timeout=PATIENCE)
    assert said == ["Stopped: no binder was made."]
    assert _made(shop) == 0
    page.make_now()
    qtbot.waitUntil(lambda: page.made is not None, timeout=PATIENCE)
    runner.close()
    assert _made(shop) == 1


def test_nobody_of_this_id(workplace: Workplace, shop: MonthShop, qtbot: QtBot) -> None:
    assert shop is not None
    page = _page(workplace, qtbot, 999)
    assert [one.code for one in page.findings.shown] == ["removed"]


def test_a_member_leads_to_the_binder(
    workplace: Workplace, rented: MonthShop, qtbot: QtBot
) -> None:
    assert rented is not None
    page = MemberPage(workplace, RecordRef("member", 1))
    qtbot.addWidget(page)
    activate(page)
    opened: list[object] = []
    workplace.navigator.record_wanted.connect(lambda ref, _apart: opened.append(ref))
    QTest.keyClick(page, Qt.Key.Key_B, CONTROL)
    assert opened == [RecordRef("binder", 1)]
