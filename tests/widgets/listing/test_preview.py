"""The preview shows one row, its panel with it, or nothing."""

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from dmedesk.kit.references import RecordRef
from dmedesk.widgets.listing.preview import Preview
from dmedesk.widgets.listing.spec import RowPanel
from tests.widgets.listing.boxes import Boxes, box, spec, workplace_of_boxes


class Picture(RowPanel):
    def __init__(self) -> None:
        super().__init__()
        self.shown: list[Any] = []

    def show_row(self, row: Any) -> None:
        self.shown.append(row)


def test_a_row_is_shown_with_its_panel_and_then_nothing(qtbot: QtBot) -> None:
    picture = Picture()
    workplace = workplace_of_boxes()
    preview = Preview(workplace, spec(Boxes(9), panel=lambda _workplace: picture), print)
    qtbot.addWidget(preview)
    preview.show()
    preview.show_row(box(3))
    assert picture.shown == [box(3)]
    texts = [label.text() for label in preview.findChildren(QLabel) if not label.isHidden()]
    assert texts[:3] == ["Box 000003", "Kind", "tall"]
    assert not preview.take_focus()
    preview.show_row(None)
    assert not picture.isVisible()


def test_what_belongs_to_another_record_is_asked_of_that_one(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []
    workplace = workplace_of_boxes()
    of_crate = replace(spec(Boxes(9)), ref=lambda row: RecordRef("crate", row.id * 10))
    unnamed = replace(spec(Boxes(9)), kind="")
    for one in (spec(Boxes(9)), of_crate, unnamed):
        preview = Preview(workplace, one, print)
        qtbot.addWidget(preview)
        monkeypatch.setattr(preview.related, "show_ref", asked.append)
        preview.show_row(box(3))
    assert asked == [RecordRef("box", 3), RecordRef("crate", 30), None]
