"""The menu of a row: open, copy, and only rows like it, by mouse and by key."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from dmedesk.kit.lists import Filter, Match
from dmedesk.widgets.listing import FilterKind, ListColumn, ListPage
from dmedesk.widgets.listing.page import TYPING_PAUSE
from dmedesk.widgets.listing.row_menu import typed_for
from tests.widgets.listing.boxes import COLUMNS, TODAY, Box, Boxes, box, spec, workplace_of_boxes
from tests.windows import activate


@pytest.fixture
def page(qtbot: QtBot) -> ListPage[Box]:
    made = ListPage(workplace_of_boxes(), spec(Boxes(30)))
    qtbot.addWidget(made)
    made.resize(1_150, 640)
    activate(made)
    return made


def _words(page: ListPage[Box]) -> list[str]:
    return [one.text().split("\t")[0] for one in page.row_menu.menu.actions() if one.text()]


def _pick(page: ListPage[Box], word: str) -> None:
    (action,) = [one for one in page.row_menu.menu.actions() if one.text().startswith(word)]
    action.trigger()


def test_the_right_button_offers_what_can_be_done_with_the_cell(
    page: ListPage[Box], qtbot: QtBot
) -> None:
    place = page.list.visualRect(page.model.index(4, 1)).center()
    asked = QContextMenuEvent(
        QContextMenuEvent.Reason.Mouse, place, page.list.viewport().mapToGlobal(place)
    )
    QApplication.sendEvent(page.list.viewport(), asked)
    assert page.row_menu.menu.isVisible()
    assert _words(page) == [
        "Open",
        "Open in a tab of its own",
        "Copy the chosen rows",
        "Groups and totals …",
        "Only Kind: flat",
    ]
    page.row_menu.menu.close()
    _pick(page, "Only Kind")
    qtbot.wait(TYPING_PAUSE + 50)
    assert page.ask.filters == (Filter("kind", Match.IS, "flat"),)
    assert page.said.text() == "20 of 30 boxes"


def test_the_menu_key_offers_it_on_the_current_row(page: ListPage[Box]) -> None:
    page.list.choose(2)
    middle = page.list.viewport().rect().center()
    asked = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, middle, middle)
    QApplication.sendEvent(page.list, asked)
    assert page.row_menu.menu.isVisible()
    assert "Only Name: Box 000003" in _words(page)
    page.row_menu.menu.close()


def test_shift_f10_does_the_same_and_f10_alone_does_not(page: ListPage[Box]) -> None:
    page.list.choose(2)
    QTest.keyClick(page.list, Qt.Key.Key_F10)
    assert not page.row_menu.menu.isVisible()
    QTest.keyClick(page.list, Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier)
    assert "Only Name: Box 000003" in _words(page)
    page.row_menu.menu.close()


def test_open_and_copy_do_what_their_keys_do(page: ListPage[Box]) -> None:
    opened: list[Any] = []
    page.workplace.navigator.record_wanted.connect(
        lambda ref, apart: opened.append((ref.id, apart))
    )
    page.list.choose(1)
    page.row_menu.fill(1, 0)
    _pick(page, "Open\t")
    _pick(page, "Open in")
    assert opened == [(2, False), (2, True)]
    _pick(page, "Copy")
    assert QGuiApplication.clipboard().text().startswith("Name\tKind\tPrice\tSince\nBox 000002\t")


def test_nowhere_there_is_no_menu(qtbot: QtBot) -> None:
    page = ListPage(workplace_of_boxes(), spec(Boxes(0)))
    qtbot.addWidget(page)
    activate(page)
    QTest.keyClick(page.list, Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier)
    assert not page.row_menu.menu.isVisible()


@pytest.mark.parametrize(
    ("at", "number", "typed"),
    [(0, 5, "Box 000005"), (1, 3, "tall"), (2, 5, "0.05"), (3, 5, "2026-11-24"), (3, 7, "-")],
)
def test_what_is_typed_finds_rows_like_it(at: int, number: int, typed: object) -> None:
    assert TODAY.isoformat() == "2026-11-29"
    assert typed_for(COLUMNS[at], box(number)) == typed


def test_what_cannot_be_typed_is_not_offered() -> None:
    bare: ListColumn[Box] = ListColumn("colour", "Colour", lambda _row: "red")
    plain: ListColumn[Box] = ListColumn("cents", "Price", lambda _row: "5", FilterKind.NONE)
    odd: ListColumn[Box] = ListColumn("kind", "Kind", lambda _row: "?", FilterKind.CHOICE)
    assert [typed_for(one, box(1)) for one in (bare, plain, odd)] == [None, None, None]
