"""A list's paper beside it: shown by Ctrl+P, printed by it again, left by Esc."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from dmedesk.widgets.listing import ListPage
from dmedesk.widgets.paper import printer
from dmedesk.widgets.press import Press
from tests.widgets.listing.boxes import Box
from tests.widgets.listing.papers import pane_of, printing


@pytest.fixture
def page(qtbot: QtBot) -> ListPage[Box]:
    return printing(qtbot)


def test_the_paper_stands_beside_the_list_until_esc(page: ListPage[Box]) -> None:
    pane = pane_of(page)
    assert pane.isVisible()
    assert pane.paper.pages() == 1
    assert not page.preview.isVisible()
    assert QApplication.focusWidget() is pane.print_button
    assert pane.goes.text() == "The printer is asked for, and remembered."
    QTest.keyClick(pane.print_button, Qt.Key.Key_Escape)
    assert not pane.isVisible()
    assert page.preview.isVisible()
    assert QApplication.focusWidget() is page.list


def test_again_prints_on_the_printer_that_lists_have(
    page: ListPage[Box], monkeypatch: pytest.MonkeyPatch
) -> None:
    jobs: list[tuple[str, str, str]] = []

    def on(_press: Press, target: QPrinter, _content: bytes, kind: str, number: str) -> None:
        jobs.append((target.docName(), kind, number))

    def remembered(_press: Press, kind: str, *, asks: bool = False) -> QPrinter:
        assert (kind, asks) == ("list", False)
        return printer()

    monkeypatch.setattr(Press, "print_on", on)
    monkeypatch.setattr(Press, "target", remembered)
    page.print()
    assert jobs == [("Boxes", "list", "")]
