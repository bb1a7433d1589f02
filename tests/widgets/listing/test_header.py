"""The head of a list: the filters stand under their titles, also where columns move or go."""

import pytest
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from dmedesk.kit.lists import Filter, Match
from dmedesk.widgets.listing.header import FilterHead
from dmedesk.widgets.listing.model import ListModel
from dmedesk.widgets.listing.view import ListView
from tests.widgets.listing.boxes import COLUMNS, Box, Boxes, workplace_of_boxes
from tests.windows import activate


@pytest.fixture
def head(qtbot: QtBot) -> FilterHead:
    model: ListModel[Box] = ListModel(workplace_of_boxes(), Boxes(3), COLUMNS, failed=print)
    view: ListView[Box] = ListView("Boxes", model)
    qtbot.addWidget(view)
    view.resize(600, 200)
    activate(view)
    return view.head


def _stands_under_its_title(head: FilterHead, place: int) -> bool:
    field = head.fields[COLUMNS[place].key]
    left = head.sectionViewportPosition(place)
    return left <= field.x() and field.geometry().right() <= left + head.sectionSize(place)


def test_every_field_stands_under_its_title(head: FilterHead) -> None:
    assert all(_stands_under_its_title(head, place) for place in range(4))
    head.moveSection(3, 0)
    head.resizeSection(1, 60)
    assert all(_stands_under_its_title(head, place) for place in range(4))
    assert all(field.geometry().bottom() < head.height() for field in head.fields.values())


def test_the_field_of_a_hidden_column_is_hidden(head: FilterHead) -> None:
    head.setSectionHidden(1, True)
    head.place_fields()
    assert not head.fields["kind"].isVisible()
    head.focus_on("cents")
    assert head.fields["cents"].hasFocus()


def test_filters_are_written_and_read(head: FilterHead) -> None:
    wanted = (Filter("kind", Match.IS, "flat"), Filter("cents", Match.TO, 500))
    head.show_filters(wanted)
    choice = head.fields["kind"]
    assert isinstance(choice, QComboBox)
    assert choice.currentText() == "flat"
    assert head.filters() == wanted
