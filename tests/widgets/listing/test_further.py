"""Groups and totals as one works with them: the menu, folding by keys and mouse, what is kept."""

from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from dmedesk.kit.lists import Ask, Sort
from dmedesk.widgets.listing.export import SheetFormat, listing_of, write_shown
from dmedesk.widgets.listing.layout import layout_of, layout_text
from dmedesk.widgets.listing.page import ListPage
from tests.widgets.listing.boxes import Box, Boxes, NoDoors, spec, workplace_of_boxes

KEY, SHIFT = Qt.Key, Qt.KeyboardModifier.ShiftModifier
COUNT = 30


@pytest.fixture
def page(qtbot: QtBot) -> ListPage[Box]:
    made: ListPage[Box] = ListPage(workplace_of_boxes(), spec(Boxes(COUNT)))
    qtbot.addWidget(made)
    made.resize(1_150, 640)
    made.show()
    made.activateWindow()
    qtbot.waitActive(made)
    made.list.setFocus()
    return made


def _pick(page: ListPage[Any], words: str) -> None:
    page.further.fill()
    next(one for one in page.further.menu.actions() if one.text() == words).trigger()


def _press(page: ListPage[Any], *keys: Qt.Key) -> list[int]:
    for key in keys:
        QTest.keyClick(page.list, key)
    return list(page.model.ids)


def test_a_group_is_picked_and_given_up_again(page: ListPage[Box]) -> None:
    _pick(page, "Kind")
    assert page.ask == Ask(group="kind")
    assert page.list.chosen_id() == 1
    assert page.said.text() == "30 boxes"
    page.sort_by("cents")
    page.sort_by("cents")
    assert page.ask == Ask(group="kind", sorts=(Sort("cents", descending=True),))
    assert list(page.model.ids[:3]) == [-1, 8, 7]
    _pick(page, "Not grouped")
    assert page.ask.group == ""
    assert len(page.model.ids) == COUNT


def test_the_menu_ticks_what_holds_and_leaves_money_and_serials_out(page: ListPage[Box]) -> None:
    _pick(page, "Kind")
    page.further.fill()
    said = {one.text(): one.isChecked() for one in page.further.menu.actions() if one.text()}
    assert said == {
        "Not grouped": False,
        "Name": False,
        "Kind": True,
        "Since": False,
        "Fold all\tShift+Left": False,
        "Show all\tShift+Right": False,
        "Totals below the list": False,
    }


def test_groups_and_totals_stand_under_the_views(page: ListPage[Box]) -> None:
    page.views.menu.aboutToShow.emit()
    assert page.views.menu.actions()[-1].menu() is page.further.menu
    QTest.keyClick(page.list, KEY.Key_G, Qt.KeyboardModifier.ControlModifier | SHIFT)
    assert page.further.menu.isVisible()
    QTest.keyClick(page.further.menu, KEY.Key_Escape)


def test_left_and_right_fold_a_group_and_shift_all(page: ListPage[Box]) -> None:
    _pick(page, "Kind")
    assert page.list.currentIndex().row() == 1
    assert len(_press(page, KEY.Key_Left)) == COUNT + 2
    assert page.list.currentIndex().row() == 0
    assert _press(page, KEY.Key_Left)[:3] == [-1, -2, 3]
    assert _press(page, KEY.Key_Right)[:2] == [-1, 1]
    assert _press(page, KEY.Key_Space)[:2] == [-1, -2]
    assert _press(page, KEY.Key_Return)[:2] == [-1, 1]
    QTest.keyClick(page.list, KEY.Key_Left, SHIFT)
    assert list(page.model.ids) == [-1, -2]
    QTest.keyClick(page.list, KEY.Key_Right, SHIFT)
    assert len(page.model.ids) == COUNT + 2


def test_a_press_on_the_arrow_folds_and_elsewhere_chooses(page: ListPage[Box]) -> None:
    _pick(page, "Kind")
    middle = page.list.visualRect(page.model.index(0, 0)).center().y()
    left = Qt.MouseButton.LeftButton
    QTest.mouseClick(page.list.viewport(), left, pos=QPoint(200, middle))
    assert len(page.model.ids) == COUNT + 2
    QTest.mouseClick(page.list.viewport(), left, pos=QPoint(14, middle))
    assert list(page.model.ids[:2]) == [-1, -2]
    page.list.doubleClicked.emit(page.model.index(0, 0))
    assert len(page.model.ids) == COUNT + 2


def test_what_is_folded_and_chosen_stays_when_the_list_is_read_anew(page: ListPage[Box]) -> None:
    _pick(page, "Kind")
    _press(page, KEY.Key_Left, KEY.Key_Left, KEY.Key_Down)
    page.refresh()
    assert list(page.model.ids[:3]) == [-1, -2, 3]
    assert page.list.currentIndex().row() == 1
    page.group_by("since")
    assert page.model.groups is not None
    assert page.model.groups.folded == frozenset()


def test_totals_are_those_of_all_rows_asked_for(page: ListPage[Box]) -> None:
    assert page.further.line.isHidden()
    _pick(page, "Totals below the list")
    assert page.further.line.text() == "Total of 30 boxes: Price 4.65"
    page.show_ask(Ask("tall", group="kind"))
    assert page.further.line.text() == "Total of 10 boxes: Price 1.65"
    heading = page.model.heading_at(0)
    assert heading is not None
    assert heading.group.sums == (165,)
    assert not page.grab().isNull()
    _pick(page, "Totals below the list")
    assert page.further.line.isHidden()


def test_group_and_totals_are_kept_with_the_view(page: ListPage[Box]) -> None:
    _pick(page, "Kind")
    _pick(page, "Totals below the list")
    kept = layout_text(page.layout_now())
    _pick(page, "Not grouped")
    _pick(page, "Totals below the list")
    columns = [column.key for column in page.spec.columns]
    page.show_layout(layout_of(kept, columns=columns, chips=["tall"]))
    assert (page.ask.group, page.further.is_summed) == ("kind", True)
    assert not page.further.line.isHidden()
    without = layout_of(kept, columns=["name"], chips=[])
    assert (without.ask.group, without.totals) == ("", True)


def test_on_paper_groups_have_headings_and_the_last_line_is_the_total(page: ListPage[Box]) -> None:
    _pick(page, "Kind")
    _pick(page, "Totals below the list")
    _press(page, KEY.Key_Left, KEY.Key_Left)
    listing = listing_of(page.shown(), "", NoDoors(), lambda _made: True)
    assert listing is not None
    assert listing.strong == {0, 21, 32}
    assert [list(listing.rows[at]) for at in (0, 21, 32)] == [
        ["Kind: flat  (20)", "", "3.00", ""],
        ["Kind: tall  (10)", "", "1.65", ""],
        ["Total", "", "4.65", ""],
    ]


def test_a_workbook_has_the_groups_column_and_the_total(
    page: ListPage[Box], tmp_path: Path
) -> None:
    page.list.choose_column("kind", shown=False)
    _pick(page, "Kind")
    _pick(page, "Totals below the list")
    path = tmp_path / "boxes.xlsx"
    assert write_shown(page.shown(), path, SheetFormat.XLSX, NoDoors(), lambda _made: True)
    with path.open("rb") as file:
        book = openpyxl.load_workbook(file)
        rows = list(book.active.values)
        book.close()
    assert rows[0] == ("Kind", "Name", "Price", "Since")
    assert len(rows) == COUNT + 2
    assert rows[-1] == ("Total", None, 4.65, None)
