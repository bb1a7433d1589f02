"""What stands beside a list: the preview, or a paper until something else is asked or shown."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from dmedesk.widgets.listing import ListPage
from dmedesk.widgets.listing.page import TYPING_PAUSE
from tests.widgets.listing.boxes import Box
from tests.widgets.listing.papers import pane_of, printing


@pytest.fixture
def page(qtbot: QtBot) -> ListPage[Box]:
    return printing(qtbot)


def test_what_is_asked_anew_closes_the_paper_and_leaves_the_cursor(
    page: ListPage[Box], qtbot: QtBot
) -> None:
    field = page.list.head.fields["name"]
    field.setFocus()
    QTest.keyClicks(field, "0007")
    qtbot.wait(TYPING_PAUSE + 50)
    assert not pane_of(page).isVisible()
    assert QApplication.focusWidget() is field


def test_f7_gives_the_place_back_to_the_preview(page: ListPage[Box]) -> None:
    QTest.keyClick(pane_of(page).print_button, Qt.Key.Key_F7)
    assert not pane_of(page).isVisible()
