"""Taking a list out: to files and onto paper, by whoever may, and not more than paper holds."""

from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from dmedesk.desk.lists import Lists
from dmedesk.kit.lists import Ask
from dmedesk.widgets.listing import ListPage
from dmedesk.widgets.listing.export import PRINTED_AT_MOST, SheetFormat
from dmedesk.widgets.page import Workplace
from dmedesk.widgets.paper_window import PaperWindow
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
    (window,) = page.findChildren(PaperWindow)
    assert window.paper.pages() == 1
    window.close()


def test_paper_has_its_limit(qtbot: QtBot) -> None:
    page = _page(PRINTED_AT_MOST + 1, qtbot)
    page.taking.print_shown()
    assert not page.findings.isHidden()
    assert page.findChildren(PaperWindow) == []


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
    assert not page.findings.isHidden()
