"""Each kind of field: what is typed, what it means, how it is written once the cursor leaves."""

from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from pytestqt.qtbot import QtBot

from dmedesk.kit.cells import Unreadable
from dmedesk.widgets.forms.entries import ChoiceEntry, entry_for
from dmedesk.widgets.forms.fields import FormField, Kind
from dmedesk.widgets.page import Workplace


def _entry(workplace: Workplace, qtbot: QtBot, kind: Kind, **more: Any) -> Any:
    made = entry_for(FormField("x", "&X", kind, **more), workplace)
    qtbot.addWidget(made.widget)
    return made


@pytest.mark.parametrize(
    ("kind", "value", "typed"),
    [
        (Kind.TEXT, "Ana", (" Bo ", "Bo", "Bo")),
        (Kind.LONG_TEXT, "a\nb", ("c\nd ", "c\nd ", "c\nd")),
        (Kind.DAY, date(2026, 11, 5), ("3/5", "2026-03-05", date(2026, 3, 5))),
        (Kind.MONEY, 123_450, ("1000+.5", "1,000.50", 100_050)),
        (Kind.NUMBER, 1200, ("2*6", "12", 12)),
        (Kind.PHONE, "617-555-0100", ("(508) 555-0101", "508-555-0101", "508-555-0101")),
        (Kind.TEXT, None, ("  ", "", None)),
        (Kind.YES_NO, True, (False, False, False)),
    ],
)
def test_kinds(
    workplace: Workplace, qtbot: QtBot, kind: Kind, value: Any, typed: tuple[Any, Any, Any]
) -> None:
    text, tidy, meant = typed
    entry = _entry(workplace, qtbot, kind)
    entry.show_raw(entry.raw_of(value))
    assert entry.read(entry.raw()) == value
    entry.show_raw(text)
    assert entry.read(entry.raw()) == meant
    entry.tidy()
    assert entry.raw() == tidy


def test_a_choice_offers_nothing_unless_it_is_required(workplace: Workplace, qtbot: QtBot) -> None:
    options = (("red", "Red"), ("blue", "Blue"))
    free = _entry(workplace, qtbot, Kind.CHOICE, options=options)
    needed = _entry(workplace, qtbot, Kind.CHOICE, options=options, required=True)
    assert (free.box.count(), needed.box.count()) == (3, 2)
    needed.show_raw("blue")
    assert (needed.raw(), needed.words("blue"), needed.words(None)) == ("blue", "Blue", "nothing")
    needed.show_raw("gone")
    assert needed.raw() is None


def test_the_wheel_does_not_change_a_choice(workplace: Workplace, qtbot: QtBot) -> None:
    entry = _entry(workplace, qtbot, Kind.CHOICE, options=(("a", "A"), ("b", "B")), required=True)
    assert isinstance(entry, ChoiceEntry)
    entry.show_raw("a")
    turned = QWheelEvent(
        QPointF(5, 5),
        QPointF(5, 5),
        QPoint(0, -120),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    entry.box.wheelEvent(turned)
    assert (entry.raw(), turned.isAccepted()) == ("a", False)


def test_bounds_of_figures(workplace: Workplace, qtbot: QtBot) -> None:
    months = _entry(workplace, qtbot, Kind.NUMBER, least=1, most=13)
    owed = _entry(workplace, qtbot, Kind.MONEY, least=-500, most=500)
    assert (months.read("13"), owed.read("-5")) == (13, -500)
    for entry, typed in ((months, "0"), (months, "14"), (owed, "5.01"), (owed, "-5.01")):
        with pytest.raises(Unreadable):
            entry.read(typed)


def test_a_house_reads_a_text_its_own_way(workplace: Workplace, qtbot: QtBot) -> None:
    entry = _entry(workplace, qtbot, Kind.TEXT, reads=str.upper)
    entry.show_raw("ma")
    entry.tidy()
    assert entry.raw() == "MA"
