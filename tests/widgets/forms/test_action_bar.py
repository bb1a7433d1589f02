"""A bar of one action: fields, one button; Enter does it, what is wrong stands under its field."""

from collections.abc import Mapping
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from dmedesk.kit.errors import Refused
from dmedesk.kit.findings import Finding, Severity
from dmedesk.widgets.forms.action_bar import ActionBar
from dmedesk.widgets.forms.fields import FormField, Kind
from dmedesk.widgets.page import Workplace
from tests.flows.month_shop import MonthShop
from tests.gui.pages import press, shown, texts, type_here

_NARROW = 900


@pytest.fixture
def told() -> list[Any]:
    return []


@pytest.fixture
def bar(workplace: Workplace, shop: MonthShop, qtbot: QtBot, told: list[Any]) -> ActionBar:
    assert shop is not None
    fields = (FormField("on", "On", Kind.DAY, required=True), FormField("why", "Why"))
    made = ActionBar(
        workplace, told.extend, fields, action="write_note", done=lambda: told.append("done")
    )
    shown(made, qtbot, width=700, height=160)
    return made


def test_enter_does_it_once_everything_is_there(bar: ActionBar, told: list[Any]) -> None:
    seen: list[Mapping[str, Any]] = []
    bar.open_bar("When?", "Do it", lambda _work, values: seen.append(values), {})
    press(Qt.Key.Key_Return)
    assert "This is needed. Fill it in." in texts(bar)
    type_here("11/2")
    press(Qt.Key.Key_Return)
    assert [values["on"].isoformat() for values in seen] == ["2026-11-02"]
    assert told == ["done"]
    assert not bar.isVisible()


def test_what_is_refused_stands_where_it_belongs(bar: ActionBar, told: list[Any]) -> None:
    here = Finding(Severity.STOP, "a", "Not that day.", field="on")
    elsewhere = Finding(Severity.STOP, "b", "Not at all.")

    def act(_work: Any, _values: Mapping[str, Any]) -> None:
        raise Refused([here, elsewhere])

    bar.open_bar("When?", "Do it", act, {"on": bar.workplace.today})
    bar.yes.click()
    assert "Not that day." in texts(bar)
    assert told == [elsewhere]
    press(Qt.Key.Key_Escape)
    assert not bar.isVisible()


def test_enter_on_the_other_button_leaves_it(bar: ActionBar, told: list[Any]) -> None:
    bar.open_bar("When?", "Do it", lambda _work, _values: None, {"on": bar.workplace.today})
    bar.no.setFocus()
    press(Qt.Key.Key_Return)
    assert not bar.isVisible()
    assert told == []


def test_tab_goes_through_the_fields_to_the_buttons(bar: ActionBar) -> None:
    bar.open_bar("When?", "Do it", lambda _work, _values: None, {"on": bar.workplace.today})
    for _ in range(2):
        press(Qt.Key.Key_Tab)
    assert bar.yes.hasFocus()
    press(Qt.Key.Key_Tab)
    assert bar.no.hasFocus()


def test_many_fields_stand_in_even_rows_that_fit_a_page(
    workplace: Workplace, told: list[Any], qtbot: QtBot
) -> None:
    fields = tuple(FormField(f"on{at}", f"Day {at}", Kind.DAY) for at in range(5))
    made = ActionBar(workplace, told.extend, fields, action="write_note", done=lambda: None)
    shown(made, qtbot, width=_NARROW, height=200)
    made.open_bar("When?", "Do it", lambda _work, _values: None, {})
    qtbot.waitUntil(made.isVisible)
    targets = [entry.target for entry in made.form.entries.values()]
    tops = [one.mapTo(made, one.rect().topLeft()).y() for one in targets]
    assert (tops[0] == tops[2] < tops[3] == tops[4], made.width()) == (True, _NARROW)
