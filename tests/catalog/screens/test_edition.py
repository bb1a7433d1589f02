"""A fee file is looked at before it is taken; editions stand beside each other."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from dmedesk.catalog.actions import import_fees
from dmedesk.catalog.screens.edition import EditionPage, TakeFilePage, edition_page
from dmedesk.catalog.tables import FeeEdition
from dmedesk.demo.folder import write_fee_file
from dmedesk.kit.references import RecordRef
from dmedesk.store.unit_of_work import unit_of_work
from dmedesk.widgets.page import Workplace
from tests.flows.month_shop import MonthShop, clock
from tests.gui.pages import letters, nameless, shown, texts


@pytest.fixture
def fee_file(tmp_path: Path) -> Path:
    path = tmp_path / "DMEPOS.csv"
    write_fee_file(path)
    return path


def take(shop: MonthShop, path: Path, from_on: date) -> None:
    with unit_of_work(shop.engine, actor="ana", action="import_fees", clock=clock) as work:
        import_fees(work, path=path, from_on=from_on)


def test_a_file_is_looked_at_then_taken(
    workplace: Workplace,
    shop: MonthShop,
    fee_file: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = edition_page(workplace, RecordRef("edition", 0))
    assert isinstance(page, TakeFilePage)
    shown(page, qtbot)
    opened: list[object] = []
    workplace.navigator.record_wanted.connect(lambda ref, _apart: opened.append(ref))
    page.first_day.setText("1/1/2026")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_asked: (str(fee_file), ""))
    page.pick_button.click()
    assert "0 removed" in page.said.text()
    assert page.differences.rows_model.rows
    assert len(shop.rows(FeeEdition)) == 1
    assert page.take_button.isEnabled()
    page.take_button.click()
    assert len(shop.rows(FeeEdition)) == 2
    assert (opened, page.ref.id) == ([RecordRef("edition", 2)], 0)


def test_a_day_that_is_none_is_told(
    workplace: Workplace, shop: MonthShop, fee_file: Path, qtbot: QtBot
) -> None:
    assert shop is not None
    page = TakeFilePage(workplace, RecordRef("edition", 0))
    shown(page, qtbot)
    page.first_day.setText("soon")
    page.look_at(fee_file)
    assert page.findings.shown
    assert not page.take_button.isEnabled()
    page.first_day.setText("")
    page.look()
    assert page.findings.shown == ()
    assert page.take_button.isEnabled()
    assert list(nameless(page)) == []
    found = letters(page)
    assert sorted(found) == sorted(set(found))


def test_a_file_may_be_dropped(
    workplace: Workplace, shop: MonthShop, fee_file: Path, qtbot: QtBot
) -> None:
    assert shop is not None
    page = TakeFilePage(workplace, RecordRef("edition", 0))
    shown(page, qtbot)
    dropped = QMimeData()
    dropped.setUrls([QUrl.fromLocalFile(str(fee_file))])
    action, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    keys = Qt.KeyboardModifier.NoModifier
    entering = QDragEnterEvent(QPointF(9, 9), action, dropped, left, keys)
    page.dragEnterEvent(entering)
    assert entering.isAccepted()
    page.dropEvent(QDropEvent(QPointF(9, 9), action, dropped, left, keys))
    assert page.file_name.text() == "DMEPOS.csv"


def test_an_edition_stands_beside_another_of_its_kind(
    workplace: Workplace, shop: MonthShop, fee_file: Path, qtbot: QtBot
) -> None:
    take(shop, fee_file, date(2026, 1, 1))
    changed = fee_file.with_name("DMEPOS_changed.csv")
    changed.write_text(fee_file.read_text().replace("E0143", "E0144"))
    take(shop, changed, date(2026, 4, 1))
    page = edition_page(workplace, RecordRef("edition", 3))
    assert isinstance(page, EditionPage)
    shown(page, qtbot)
    assert "Edition 3: DMEPOS fee schedule from 2026-04-01" in texts(page)
    assert "DMEPOS_changed.csv" in page.provenance.text()
    codes = {one.subject[0] for one in page.differences.rows_model.rows}
    assert codes == {"E0143", "E0144"}
    assert list(nameless(page)) == []


def test_an_edition_alone_has_nothing_beside_it(
    workplace: Workplace, shop: MonthShop, qtbot: QtBot
) -> None:
    assert shop is not None
    page = EditionPage(workplace, RecordRef("edition", 1))
    shown(page, qtbot)
    assert "There is no other edition of its kind to compare it with." in texts(page)
    gone = EditionPage(workplace, RecordRef("edition", 9))
    shown(gone, qtbot)
    assert [one.code for one in gone.findings.shown] == ["no_such_edition"]
