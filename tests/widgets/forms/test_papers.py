"""A record's papers beside its form: Ctrl+P shows them, again prints; Esc goes back."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from dmedesk.kit.references import RecordRef
from dmedesk.printing.rulers import ruled_page
from dmedesk.widgets.forms.page import FormPage
from dmedesk.widgets.forms.papers import PapersPane
from dmedesk.widgets.forms.spec import Document
from dmedesk.widgets.page import Workplace
from tests.widgets.forms.made_up import PAYER
from tests.windows import activate

CONTROL = Qt.KeyboardModifier.ControlModifier


def _paper(_session: Any) -> bytes:
    return ruled_page(printer="", paper="Invoices", right_tenths=0, down_tenths=0)


def _papers(_session: Any, *, ref: RecordRef) -> Sequence[Document]:
    titles = ("Statement", "Letter") if ref.id == 1 else ()
    return [Document(title, "list", "", _paper) for title in titles]


def _opened(workplace: Workplace, qtbot: QtBot, row_id: int) -> FormPage:
    page = FormPage(workplace, RecordRef("payer", row_id), replace(PAYER, documents=_papers))
    qtbot.addWidget(page)
    page.resize(1190, 700)
    activate(page)
    return page


def _press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, key, modifier)


@pytest.fixture
def pane(workplace: Workplace, qtbot: QtBot) -> PapersPane:
    page = _opened(workplace, qtbot, 1)
    _press(Qt.Key.Key_P, CONTROL)
    assert page.sides.shows_papers
    assert page.sides.papers is not None
    return page.sides.papers


def test_ctrl_p_shows_the_first_paper_and_a_list_of_the_others(pane: PapersPane) -> None:
    assert (pane.shown and pane.shown.title, pane.paper.pages()) == ("Statement", 1)
    assert QApplication.focusWidget() is pane.print_button
    pane.choice.setCurrentIndex(1)
    assert pane.shown is not None
    assert (pane.shown.title, pane.paper.pages()) == ("Letter", 1)


def test_esc_shows_the_history_again(workplace: Workplace, qtbot: QtBot) -> None:
    page = _opened(workplace, qtbot, 1)
    _press(Qt.Key.Key_P, CONTROL)
    _press(Qt.Key.Key_Escape)
    assert not page.sides.shows_papers
    assert QApplication.focusWidget() is page.form.entries["code"].target


def test_a_record_without_papers_says_so(workplace: Workplace, qtbot: QtBot) -> None:
    page = _opened(workplace, qtbot, 2)
    page.print()
    pane = page.sides.papers
    assert pane is not None
    assert (pane.none.isVisible(), pane.print_button.isEnabled()) == (True, False)
    pane.print_shown()
    pane.save_shown()
    pane.close_button.click()
    assert not page.sides.shows_papers


def test_a_new_record_has_none(workplace: Workplace, qtbot: QtBot) -> None:
    page = _opened(workplace, qtbot, 0)
    page.print()
    assert not page.sides.shows_papers
    assert not page.head.papers.isEnabled()
