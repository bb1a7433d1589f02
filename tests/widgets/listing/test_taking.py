"""Taking a list out: to files and onto paper, by whoever may, and not more than paper holds."""

from pathlib import Path
from typing import Any

import pytest
from pypdfium2 import PdfDocument
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from dmedesk.desk.lists import Lists
from dmedesk.kit.lists import Ask
from dmedesk.widgets.forms.papers import PapersPane
from dmedesk.widgets.listing import ListPage
from dmedesk.widgets.listing.export import PRINTED_AT_MOST, SheetFormat
from dmedesk.widgets.listing.page import TYPING_PAUSE
from dmedesk.widgets.page import Workplace
from dmedesk.widgets.paper import printer
from dmedesk.widgets.press import Press
from dmedesk.widgets.tasks import InlineRunner
from tests.widgets.listing.boxes import TODAY, Box, Boxes, NoDoors, spec


class Reader:
    """Somebody without the tick for taking anything out."""

    id, name = 1, "Bo"
    allowed: frozenset[str] = frozenset()


def _page(count: int, qtbot: QtBot, lists: Any = None) -> ListPage[Box]:
    workplace = Workplace(InlineRunner(NoDoors()), today=TODAY, lists=lists or Lists())
    # No database stands behind these boxes, so no views are read.
    workplace.lists.views = lambda *_session, **_key: ()  # type: ignore[method-assign]
    made = ListPage(workplace, spec(Boxes(count)))
    qtbot.addWidget(made)
    made.show()
    return made


def test_what_is_shown_is_written_and_said(qtbot: QtBot, tmp_path: Path) -> None:
    page = _page(9, qtbot)
    said: list[str] = []
    page.workplace.said.connect(lambda sentence, _undo: said.append(sentence))
    page.show_ask(Ask("tall"))
    page.list.choose_column("kind", shown=False)
    page.taking.export_to(tmp_path / "boxes.csv", SheetFormat.CSV)
    lines = (tmp_path / "boxes.csv").read_text(encoding="utf-8-sig").splitlines()
    assert lines[:2] == ["Name,Price,Since", "Box 000003,0.03,2026-11-26"]
    assert len(lines) == 4
    assert said == ["3 rows written to boxes.csv."]
    assert page.taking.progress.isHidden()


def test_what_cannot_be_written_is_told(qtbot: QtBot, tmp_path: Path) -> None:
    page = _page(9, qtbot)
    page.taking.export_to(tmp_path / "missing" / "boxes.xlsx", SheetFormat.XLSX)
    assert not page.findings.isHidden()


def test_what_is_shown_is_printed_with_what_was_asked(qtbot: QtBot) -> None:
    page = _page(9, qtbot)
    page.show_ask(Ask("tall"))
    assert page.about() == "3 of 9 boxes · Tall · 2026-11-29"
    page.taking.print_shown()
    assert page.panes.paper is not None
    shown = page.panes.paper.papers.paper.content
    assert shown is not None
    (text,) = [page.get_textpage().get_text_bounded() for page in PdfDocument(shown)]
    assert "3 of 9 boxes · Tall · 2026-11-29" in text
    assert "Box 000006" in text
    assert "Box 000005" not in text


@pytest.fixture
def printing(qtbot: QtBot) -> ListPage[Box]:
    page = _page(9, qtbot)
    page.resize(1_150, 640)
    page.activateWindow()
    assert QTest.qWaitForWindowActive(page)
    page.list.setFocus()
    QTest.keyClick(page.list, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    return page


def _pane(page: ListPage[Box]) -> PapersPane:
    assert page.panes.paper is not None
    return page.panes.paper.papers


def test_the_paper_stands_beside_the_list_until_esc(printing: ListPage[Box]) -> None:
    pane = _pane(printing)
    assert pane.isVisible()
    assert pane.paper.pages() == 1
    assert not printing.preview.isVisible()
    assert QApplication.focusWidget() is pane.print_button
    assert pane.goes.text() == "The printer is asked for, and remembered."
    QTest.keyClick(pane.print_button, Qt.Key.Key_Escape)
    assert not pane.isVisible()
    assert printing.preview.isVisible()
    assert QApplication.focusWidget() is printing.list


def test_what_is_asked_anew_closes_the_paper_and_leaves_the_cursor(
    printing: ListPage[Box], qtbot: QtBot
) -> None:
    field = printing.list.head.fields["name"]
    field.setFocus()
    QTest.keyClicks(field, "0007")
    qtbot.wait(TYPING_PAUSE + 50)
    assert not _pane(printing).isVisible()
    assert QApplication.focusWidget() is field


def test_again_prints_on_the_printer_that_lists_have(
    printing: ListPage[Box], monkeypatch: pytest.MonkeyPatch
) -> None:
    jobs: list[tuple[str, str, str]] = []

    def on(_press: Press, target: QPrinter, _content: bytes, kind: str, number: str) -> None:
        jobs.append((target.docName(), kind, number))

    def remembered(_press: Press, kind: str, *, asks: bool = False) -> QPrinter:
        assert (kind, asks) == ("list", False)
        return printer()

    monkeypatch.setattr(Press, "print_on", on)
    monkeypatch.setattr(Press, "target", remembered)
    printing.print()
    assert jobs == [("Boxes", "list", "")]


def test_f7_gives_the_place_back_to_the_preview(printing: ListPage[Box]) -> None:
    QTest.keyClick(_pane(printing).print_button, Qt.Key.Key_F7)
    assert not _pane(printing).isVisible()


def test_paper_has_its_limit(qtbot: QtBot) -> None:
    page = _page(PRINTED_AT_MOST + 1, qtbot)
    page.taking.print_shown()
    assert not page.findings.isHidden()
    assert page.panes.paper is None


@pytest.mark.parametrize("form", SheetFormat)
def test_who_may_not_take_anything_out_is_told_so(
    form: SheetFormat, qtbot: QtBot, tmp_path: Path
) -> None:
    page = _page(9, qtbot)
    page.workplace.seat(Reader())
    page.taking.menu.aboutToShow.emit()
    assert not any(action.isEnabled() for action in page.taking.menu.actions())
    page.taking.export_to(tmp_path / "boxes", form)
    assert list(tmp_path.iterdir()) == []
    page.taking.print_shown()
    assert page.panes.paper is None
    assert not page.findings.isHidden()
