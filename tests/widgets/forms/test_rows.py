"""The model of a small table: texts, headings, what is wrong, what may be edited."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from dmedesk.widgets.forms.entries import entry_for
from dmedesk.widgets.forms.fields import FormField, Kind
from dmedesk.widgets.forms.rows import RowsModel
from dmedesk.widgets.page import Workplace

FIELDS = (
    FormField("name", "&Name", required=True),
    FormField("cents", "Rent", Kind.MONEY),
    FormField("is_first", "First", Kind.YES_NO),
    FormField("code", "Code", read_only=True),
)


def _row(**cells: Any) -> dict[str, Any]:
    return {"id": None, "row_version": None, "cells": cells}


def _model(workplace: Workplace, qtbot: QtBot, *, read_only: bool = False) -> RowsModel:
    readers = [entry_for(field, workplace) for field in FIELDS]
    for reader in readers:
        qtbot.addWidget(reader.widget)
    model = RowsModel(readers, read_only=read_only)
    model.show([_row(name="A", cents="12.00", is_first=True), _row(name="B")])
    return model


def test_it_keeps_qts_rules(workplace: Workplace, qtbot: QtBot) -> None:
    model = _model(workplace, qtbot)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    place = model.add(_row())
    model.put(model.index(place, 0), "C")
    model.mark({(place, "name"): "Wrong."})
    model.remove(0)
    assert [row["cells"].get("name") for row in model.rows] == ["B", "C"]


def test_texts_and_headings(workplace: Workplace, qtbot: QtBot) -> None:
    model = _model(workplace, qtbot)
    assert [model.index(0, at).data() for at in range(4)] == ["A", "12.00", "yes", ""]
    assert [model.index(1, at).data() for at in range(4)] == ["B", "", "no", ""]
    heads = [model.headerData(at, Qt.Orientation.Horizontal) for at in range(4)]
    assert heads == ["Name •", "Rent", "First", "Code"]


def test_what_is_wrong_has_a_sign_besides_its_colour(workplace: Workplace, qtbot: QtBot) -> None:
    model = _model(workplace, qtbot)
    model.mark({(0, "name"): "Not this one."})
    index = model.index(0, 0)
    assert (index.data(), index.data(Qt.ItemDataRole.ToolTipRole)) == ("! A", "Not this one.")
    assert index.data(Qt.ItemDataRole.ForegroundRole) is not None
    model.put(index, "Z")
    assert index.data() == "Z"


def test_rows_are_handed_out_as_copies(workplace: Workplace, qtbot: QtBot) -> None:
    model = _model(workplace, qtbot)
    model.rows[0]["cells"]["name"] = "X"
    assert model.index(0, 0).data() == "A"


def test_what_may_be_edited(workplace: Workplace, qtbot: QtBot) -> None:
    def editable(model: RowsModel) -> list[bool]:
        return [
            bool(model.flags(model.index(0, at)) & Qt.ItemFlag.ItemIsEditable) for at in range(4)
        ]

    assert editable(_model(workplace, qtbot)) == [True, True, True, False]
    assert editable(_model(workplace, qtbot, read_only=True)) == [False] * 4
