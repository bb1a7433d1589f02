"""A list's page as one works in it: filters, chips, sorts, choice and place kept, keys."""

from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from dmedesk.kit.lists import Ask, Filter, Match, Sort
from dmedesk.kit.offers import Event, Offers, Related, State
from dmedesk.kit.references import RecordRef
from dmedesk.widgets.listing.page import TYPING_PAUSE, ListPage
from dmedesk.widgets.page import Workplace
from dmedesk.widgets.tasks import InlineRunner
from tests.widgets.listing.boxes import TODAY, Box, Boxes, NoDoors, spec

KEY = Qt.Key
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
COUNT = 1_000


@pytest.fixture
def boxes() -> Boxes:
    return Boxes(COUNT)


@pytest.fixture
def page(boxes: Boxes, qtbot: QtBot) -> ListPage[Box]:
    offers = Offers(
        related=(lambda _session, ref: [Related("Lids", ref.id, RecordRef("lid", 1))],),
        events=(lambda _session, _ref: [Event(TODAY, "Built", State.READY)],),
    )
    workplace = Workplace(InlineRunner(NoDoors()), today=TODAY, offers=offers)
    made = ListPage(workplace, spec(boxes, new="New box"))
    qtbot.addWidget(made)
    made.resize(1_150, 640)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    made.list.setFocus()
    return made


def _field(page: ListPage[Box], key: str) -> QLineEdit:
    field = page.list.head.fields[key]
    assert isinstance(field, QLineEdit)
    return field


def _type(page: ListPage[Box], key: str, text: str, qtbot: QtBot) -> None:
    field = _field(page, key)
    field.setFocus()
    QTest.keyClicks(field, text)
    qtbot.wait(TYPING_PAUSE + 50)


def _sorts(page: ListPage[Box]) -> tuple[Sort, ...]:
    return page.ask.sorts


def _texts(page: ListPage[Box]) -> list[str]:
    return [label.text() for label in page.findChildren(QLabel) if not label.isHidden()]


def _first_names(page: ListPage[Box], count: int = 3) -> list[str]:
    rows = [page.model.row_at(place) for place in range(count)]
    return [row.name for row in rows if row is not None]


def test_the_head_counts_and_the_first_row_is_chosen(page: ListPage[Box]) -> None:
    assert page.said.text() == "1,000 boxes"
    assert page.chips["tall"].text() == "Tall  333"
    assert page.chips["tall"].accessibleName() == "Tall, 333 boxes"
    assert page.chips[""].isChecked()
    assert page.list.chosen_id() == 1
    assert "Box 000001" in _texts(page)


def test_a_chip_chooses_and_is_filled(page: ListPage[Box]) -> None:
    page.chips["tall"].click()
    assert page.said.text() == "333 of 1,000 boxes"
    assert [key for key, chip in page.chips.items() if chip.isChecked()] == ["tall"]
    page.chips["tall"].click()
    assert page.chips["tall"].isChecked()


def test_typing_filters_after_a_pause_and_enter_goes_to_the_table(
    page: ListPage[Box], boxes: Boxes, qtbot: QtBot
) -> None:
    QTest.keyClick(page.list, KEY.Key_F, CTRL)
    field = _field(page, "name")
    assert QApplication.focusWidget() is field
    asked = len(boxes.asked)
    QTest.keyClicks(field, "0009")
    assert len(boxes.asked) == asked
    QTest.keyClick(field, KEY.Key_Return)
    assert page.said.text() == "111 of 1,000 boxes"
    assert QApplication.focusWidget() is page.list
    assert _first_names(page, 1) == ["Box 000009"]
    assert page.clear.isVisible()
    QTest.keyClick(page.list, KEY.Key_F, CTRL)
    QTest.keyClick(field, KEY.Key_Escape)
    qtbot.wait(TYPING_PAUSE + 50)
    assert page.said.text() == "1,000 boxes"
    QTest.keyClick(field, KEY.Key_Escape)
    assert QApplication.focusWidget() is page.list


def test_money_days_and_choices_filter_each_in_its_way(page: ListPage[Box], qtbot: QtBot) -> None:
    _type(page, "cents", ">=9.99", qtbot)
    assert page.said.text() == "2 of 1,000 boxes"
    _type(page, "since", "2026-11-29", qtbot)
    assert page.said.text() == "0 of 1,000 boxes"
    page.clear.click()
    choice = page.list.head.fields["kind"]
    assert isinstance(choice, QComboBox)
    QTest.keyClick(choice, KEY.Key_Down)
    qtbot.wait(TYPING_PAUSE + 50)
    assert page.said.text() == "333 of 1,000 boxes"
    QTest.keyClick(choice, KEY.Key_Escape)
    qtbot.wait(TYPING_PAUSE + 50)
    assert page.said.text() == "1,000 boxes"


def test_what_is_not_understood_is_marked_and_asks_for_nothing(
    page: ListPage[Box], qtbot: QtBot
) -> None:
    _type(page, "since", "octo", qtbot)
    field = _field(page, "since")
    assert field.property("part") == "filter-wrong"
    assert field.toolTip().startswith("Not understood. A day, month or year")
    assert page.said.text() == "1,000 boxes"
    field.clear()
    qtbot.wait(TYPING_PAUSE + 50)
    assert field.property("part") == "filter"


def test_where_nothing_is_like_that_it_is_said_what_to_do(
    page: ListPage[Box], qtbot: QtBot
) -> None:
    _type(page, "name", "nothing", qtbot)
    assert any(text.startswith("No box is like that. Clear the filters") for text in _texts(page))
    page.clear.click()
    assert page.said.text() == "1,000 boxes"


def test_an_empty_list_says_what_to_do_next(qtbot: QtBot) -> None:
    page = ListPage(Workplace(InlineRunner(NoDoors()), today=TODAY), spec(Boxes(0)))
    qtbot.addWidget(page)
    page.show()
    assert "No boxes yet. Press Ctrl+N to enter the first." in _texts(page)
    assert page.list.chosen_id() is None
    QTest.keyClick(page.list, KEY.Key_Return)
    page.copy_chosen()


def test_titles_sort_up_down_and_not_and_shift_joins(page: ListPage[Box]) -> None:
    head = page.list.head

    def click(place: int, held: Any = Qt.KeyboardModifier.NoModifier) -> None:
        at = head.sectionViewportPosition(place) + 20
        QTest.mouseClick(
            head.viewport(),
            Qt.MouseButton.LeftButton,
            held,
            QPoint(at, 10),
        )

    click(0)
    click(0)
    assert _sorts(page) == (Sort("name", descending=True),)
    assert _first_names(page, 1) == ["Box 001000"]
    click(1)
    assert _sorts(page) == (Sort("kind"),)
    page.sort_by("name", joins=True)
    page.sort_by("name", joins=True)
    assert _sorts(page) == (Sort("kind"), Sort("name", descending=True))
    page.sort_by("kind", joins=True)
    page.sort_by("kind", joins=True)
    assert _sorts(page) == (Sort("name", descending=True),)
    click(0)
    assert _sorts(page) == ()


def test_a_filter_s_column_is_sorted_by_keyboard(page: ListPage[Box]) -> None:
    QTest.keyClick(_field(page, "name"), KEY.Key_Down, ALT)
    QTest.keyClick(_field(page, "since"), KEY.Key_Down, ALT | SHIFT)
    assert _sorts(page) == (Sort("name"), Sort("since"))


def test_place_and_choice_stay_when_read_anew(page: ListPage[Box], boxes: Boxes) -> None:
    page.list.choose(500)
    page.list.scrollTo(page.model.index(490, 0), page.list.ScrollHint.PositionAtTop)
    boxes.gone.update({1, 2, 3})
    QTest.keyClick(page.list, KEY.Key_F5)
    assert page.list.chosen_id() == 501
    assert page.model.id_at(page.list.places_in_sight()[0]) == 491
    assert page.list.chosen_row() is not None
    boxes.gone.add(501)
    page.workplace.changed.emit()
    assert page.list.chosen_id() == 502


def test_a_list_that_is_sorted_anew_is_read_from_its_top(page: ListPage[Box]) -> None:
    page.list.choose(500)
    page.list.scrollTo(page.model.index(500, 0))
    page.sort_by("name")
    page.sort_by("name")
    assert page.list.chosen_id() == COUNT
    assert page.list.places_in_sight()[0] == 0


def test_several_chosen_rows_stay_chosen_and_are_copied_with_titles(page: ListPage[Box]) -> None:
    page.list.choose(2)
    QTest.keyClick(page.list, KEY.Key_Down, SHIFT)
    QTest.keyClick(page.list, KEY.Key_F5)
    assert page.list.chosen_places() == [2, 3]
    QTest.keyClick(page.list, KEY.Key_C, CTRL)
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines == [
        "Name\tKind\tPrice\tSince",
        "Box 000003\ttall\t0.03\t2026-11-26",
        "Box 000004\tflat\t0.04\t2026-11-25",
    ]


def test_enter_opens_and_ctrl_enter_apart_and_ctrl_n_is_new(page: ListPage[Box]) -> None:
    opened: list[Any] = []
    page.workplace.navigator.record_wanted.connect(lambda ref, apart: opened.append((ref, apart)))
    page.workplace.navigator.new_wanted.connect(opened.append)
    QTest.keyClick(page.list, KEY.Key_Down)
    QTest.keyClick(page.list, KEY.Key_Return)
    QTest.keyClick(page.list, KEY.Key_Return, CTRL)
    QTest.keyClick(page.list, KEY.Key_N, CTRL)
    assert opened == [(RecordRef("box", 2), False), (RecordRef("box", 2), True), "box"]


def test_f6_goes_from_pane_to_pane_and_f7_takes_the_preview_away(page: ListPage[Box]) -> None:
    QTest.keyClick(page.list, KEY.Key_F6)
    focus = QApplication.focusWidget()
    assert focus is not None
    assert page.preview.isAncestorOf(focus)
    QTest.keyClick(focus, KEY.Key_F6)
    assert QApplication.focusWidget() is _field(page, "name")
    QTest.keyClick(_field(page, "name"), KEY.Key_F6)
    assert QApplication.focusWidget() is page.list
    QTest.keyClick(page.list, KEY.Key_F7)
    assert not page.preview.isVisible()
    QTest.keyClick(page.list, KEY.Key_F6)
    assert QApplication.focusWidget() is _field(page, "name")
    QTest.keyClick(page.list, KEY.Key_F7)
    assert page.preview.isVisible()


def test_the_preview_shows_facts_links_and_history(page: ListPage[Box]) -> None:
    opened: list[Any] = []
    page.workplace.navigator.record_wanted.connect(lambda ref, _apart: opened.append(ref))
    QTest.keyClick(page.list, KEY.Key_Down)
    texts = _texts(page)
    assert {"Box 000002", "Kind", "flat", "Built", "2026-11-29"} <= set(texts)
    link = next(one for one in page.preview.findChildren(type(page.clear)) if one.text() == "Lids")
    link.click()
    assert opened == [RecordRef("lid", 1)]


def test_a_link_shows_what_it_asks(page: ListPage[Box]) -> None:
    wanted = Ask("tall", (Filter("cents", Match.FROM, 900),), (Sort("cents", descending=True),))
    page.show_ask(wanted)
    assert page.ask == wanted
    assert _field(page, "cents").text() == ">=9.00"
    assert page.chips["tall"].isChecked()
    assert page.said.text() == "34 of 1,000 boxes"


def test_a_reader_enters_nothing(qtbot: QtBot, boxes: Boxes) -> None:
    workplace = Workplace(InlineRunner(NoDoors()), today=TODAY, may_write=False)
    page = ListPage(workplace, spec(boxes, new="New box"))
    qtbot.addWidget(page)
    assert page.tools.count() == 3


def test_everything_that_takes_the_keyboard_has_a_name(page: ListPage[Box]) -> None:
    for widget in (*page.list.head.fields.values(), *page.chips.values(), page.list):
        assert widget.accessibleName()
