"""A form as a person fills it: keys, errors under the field, undo over all fields, totals."""

from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from dmedesk.kit.errors import Refused
from dmedesk.widgets.dress import wear
from dmedesk.widgets.forms.fields import Picked
from dmedesk.widgets.forms.form import Form
from dmedesk.widgets.page import Workplace
from dmedesk.widgets.theme import size_type
from tests.widgets.forms.made_up import EVERYTHING, late_birth, whole_rent
from tests.windows import activate

CONTROL = Qt.KeyboardModifier.ControlModifier
VALUES = {
    "last_name": "Rivera",
    "birth_on": date(1950, 1, 31),
    "phone": "617-555-0100",
    "regime": "masshealth",
    "practitioner_id": Picked(1, "Silva"),
    "rent_cents": 123_450,
    "months": 13,
    "is_urgent": True,
    "notes": "Two\nlines",
}


@pytest.fixture
def form(workplace: Workplace, qtbot: QtBot) -> Form:
    made = Form(workplace, EVERYTHING, checks=late_birth, totals=whole_rent)
    qtbot.addWidget(made)
    made.resize(800, 600)
    activate(made)
    made.go_to_first()
    return made


def _type(text: str) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClicks(focused, text)


def _press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, key, modifier)


def _tab() -> None:
    _press(Qt.Key.Key_Tab)


def _said(form: Form) -> list[str]:
    return [
        label.text()
        for label in form.findChildren(QLabel)
        if label.property("part") == "wrong" and not label.isHidden()
    ]


def test_values_come_out_as_they_went_in(form: Form) -> None:
    form.show_values(VALUES)
    assert form.changes() == {}
    assert form.values() == VALUES | {"first_name": None, "practitioner_id": 1}


def test_everything_is_typed_from_top_to_bottom(form: Form) -> None:
    for text in ("Rivera", "Ana", "3/5/46", "(617) 555 0100", "m"):
        _type(text)
        _tab()
    _type("silv")
    QTest.qWait(200)
    popup = QApplication.activePopupWidget()
    assert popup is not None
    QTest.keyClick(popup, Qt.Key.Key_Return)
    _tab()
    for text in ("12.50+3*4", "13"):
        _type(text)
        _tab()
    _press(Qt.Key.Key_Space)
    _tab()
    _type("Dog")
    assert form.values() == {
        "last_name": "Rivera",
        "first_name": "Ana",
        "birth_on": date(1946, 3, 5),
        "phone": "617-555-0100",
        "regime": "masshealth",
        "practitioner_id": 1,
        "rent_cents": 2450,
        "months": 13,
        "is_urgent": True,
        "notes": "Dog",
    }
    assert form.raws()["rent_cents"] == "24.50"
    assert form.figures.text() == "All months 318.50"


def test_what_cannot_be_read_is_told_under_its_field_when_it_is_left(form: Form) -> None:
    form.go_to("birth_on")
    _type("2/30")
    assert _said(form) == []
    _tab()
    (said,) = _said(form)
    assert said.startswith("There is no day 2/30.")
    assert form.entries["birth_on"].target.property("wrong") is True
    assert "no day" in form.entries["birth_on"].target.accessibleDescription()
    form.go_to("birth_on")
    _type("2/28")
    assert _said(form) == []


def test_all_that_is_wrong_is_told_at_once(form: Form) -> None:
    form.show_values(VALUES | {"last_name": None, "birth_on": date(2026, 12, 1)})
    form.go_to("months")
    _type("14")
    with pytest.raises(Refused) as refused:
        form.values()
    assert [one.field for one in refused.value.findings] == ["last_name", "months", "birth_on"]
    assert len(form.check()) == len(_said(form)) == 3


def test_undo_and_redo_go_over_the_fields(form: Form) -> None:
    form.show_values(VALUES)
    form.go_to("last_name")
    _type("Costa Lima")
    form.go_to("months")
    _type("9")
    _press(Qt.Key.Key_Z, CONTROL)
    assert form.raws()["months"] == "13"
    _press(Qt.Key.Key_Z, CONTROL)
    assert form.raws()["last_name"] == "Costa"
    assert QApplication.focusWidget() is form.entries["last_name"].target
    _press(Qt.Key.Key_Z, CONTROL)
    assert form.changes() == {}
    for _ in range(3):
        _press(Qt.Key.Key_Y, CONTROL)
    assert form.changes() == {"last_name": "Costa Lima", "months": "9"}


def test_days_step_by_keys_from_the_day_that_stands_there(form: Form) -> None:
    form.show_values(VALUES)
    form.go_to("birth_on")
    _press(Qt.Key.Key_Up)
    assert form.raws()["birth_on"] == "1950-02-01"
    _press(Qt.Key.Key_PageUp)
    assert form.raws()["birth_on"] == "1950-03-01"
    form.show_values(VALUES)
    form.go_to("birth_on")
    _type("m")
    _tab()
    assert form.raws()["birth_on"] == "1950-02-28"
    form.go_to("birth_on")
    _press(Qt.Key.Key_Z, CONTROL)
    assert form.changes() == {}


def test_a_draft_is_taken_up_in_one_step(form: Form) -> None:
    form.show_values(VALUES)
    form.take_up({"last_name": "Costa", "months": "9", "gone": "x"})
    assert form.changed_values() == {"last_name": "Costa", "months": 9}
    form.undo()
    assert form.changes() == {}


def test_labels_name_their_fields(form: Form) -> None:
    names = {key: entry.target.accessibleName() for key, entry in form.entries.items()}
    assert names["last_name"] == "Last name, needed"
    assert names["rent_cents"] == "Rent"
    _press(Qt.Key.Key_P, Qt.KeyboardModifier.AltModifier)
    assert QApplication.focusWidget() is form.entries["phone"].target


def test_a_desk_that_only_reads_cannot_type(workplace: Workplace, qtbot: QtBot) -> None:
    workplace.may_write = False
    made = Form(workplace, EVERYTHING)
    qtbot.addWidget(made)
    made.show_values(VALUES)
    line: Any = made.entries["last_name"].target
    assert line.isReadOnly()
    assert not made.entries["is_urgent"].target.isEnabled()


def test_large_type_sets_the_fields_below_each_other(
    workplace: Workplace, qapp: QApplication, qtbot: QtBot
) -> None:
    size_type(200)
    wear(qapp, Qt.ColorScheme.Light)
    made = Form(workplace, EVERYTHING)
    qtbot.addWidget(made)
    made.show()
    lefts = {entry.widget.mapTo(made, QPoint(0, 0)).x() for entry in made.entries.values()}
    narrow = made.minimumSizeHint().width()
    size_type(100)
    wear(qapp, Qt.ColorScheme.Light)
    assert (len(lefts), narrow < 800) == (1, True)
