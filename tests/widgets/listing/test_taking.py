"""Taking a list out: to files and onto paper, by whoever may, and not more than paper holds."""

from pathlib import Path

import pytest
from pypdfium2 import PdfDocument
from pytestqt.qtbot import QtBot

from dmedesk.kit.lists import Ask
from dmedesk.widgets.listing.export import PRINTED_AT_MOST, SheetFormat
from dmedesk.widgets.listing.taking import TakingMenu
from dmedesk.widgets.paper_window import PaperWindow
from tests.widgets.listing.papers import page_of


class Reader:
    """Somebody without the tick for taking anything out."""

    id, name = 1, "Bo"
    allowed: frozenset[str] = frozenset()


def test_what_is_shown_is_written_and_said(qtbot: QtBot, tmp_path: Path) -> None:
    page = page_of(9, qtbot)
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
    page = page_of(9, qtbot)
    page.taking.export_to(tmp_path / "missing" / "boxes.xlsx", SheetFormat.XLSX)
    assert not page.findings.isHidden()


def test_what_is_shown_is_printed_with_what_was_asked(qtbot: QtBot) -> None:
    page = page_of(9, qtbot)
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


def test_paper_has_its_limit(qtbot: QtBot) -> None:
    page = page_of(PRINTED_AT_MOST + 1, qtbot)
    page.taking.print_shown()
    assert not page.findings.isHidden()
    assert page.panes.paper is None


@pytest.mark.parametrize("form", SheetFormat)
def test_who_may_not_take_anything_out_is_told_so(
    form: SheetFormat, qtbot: QtBot, tmp_path: Path
) -> None:
    page = page_of(9, qtbot)
    page.workplace.seat(Reader())
    page.taking.menu.aboutToShow.emit()
    assert not any(action.isEnabled() for action in page.taking.menu.actions())
    page.taking.export_to(tmp_path / "boxes", form)
    assert list(tmp_path.iterdir()) == []
    page.taking.print_shown()
    assert page.panes.paper is None
    assert not page.findings.isHidden()


def test_a_page_without_a_place_for_papers_opens_a_window(qtbot: QtBot) -> None:
    page = page_of(9, qtbot)
    menu = TakingMenu(page.workplace, page, shown=page.shown, about=page.about, failed=page.fail)
    menu.print_shown()
    (window,) = page.findChildren(PaperWindow)
    assert window.paper.pages() == 1
    window.close()
