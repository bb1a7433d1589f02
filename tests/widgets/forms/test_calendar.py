"""The calendar of a day's field, by keyboard and mouse; the field's own letters stay its own."""

from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from dmedesk.kit.calendar import EARLIEST_YEAR, LATEST_YEAR
from dmedesk.widgets.forms.calendar import HOLIDAY, WEEKEND, DayCalendar, holidays_of
from dmedesk.widgets.forms.entries import DayEntry, entry_for
from dmedesk.widgets.forms.fields import FormField, Kind
from dmedesk.widgets.page import Workplace
from dmedesk.widgets.theme import size_type
from tests.flows.month_shop import NOW
from tests.windows import activate

KEY = Qt.Key
TODAY = NOW.date()


def _entry(workplace: Workplace, qtbot: QtBot, **more: Any) -> DayEntry:
    made = entry_for(FormField("x", "&Signed on", Kind.DAY, **more), workplace)
    assert isinstance(made, DayEntry)
    qtbot.addWidget(made.widget)
    activate(made.widget)
    return made


def _opened(entry: DayEntry, typed: str = "") -> DayCalendar:
    QTest.keyClicks(entry.line, typed)
    QTest.keyClick(entry.line, KEY.Key_F4)
    assert entry.calendar is not None
    assert entry.calendar.isVisible()
    return entry.calendar


@pytest.fixture
def entry(workplace: Workplace, qtbot: QtBot) -> DayEntry:
    return _entry(workplace, qtbot)


@pytest.mark.parametrize(
    ("keys", "taken"),
    [
        ((), "2026-11-24"),
        ((KEY.Key_Right, KEY.Key_Right), "2026-11-26"),
        ((KEY.Key_Left,), "2026-11-23"),
        ((KEY.Key_Up,), "2026-11-17"),
        ((KEY.Key_Down,), "2026-12-01"),
        ((KEY.Key_PageUp,), "2026-10-24"),
        ((KEY.Key_PageDown, KEY.Key_PageDown), "2027-01-24"),
        ((KEY.Key_Home,), "2026-11-01"),
        ((KEY.Key_End,), "2026-11-30"),
        ((KEY.Key_T,), TODAY.isoformat()),
    ],
)
def test_keys_go_to_a_day_and_enter_takes_it(
    entry: DayEntry, qtbot: QtBot, keys: tuple[Qt.Key, ...], taken: str
) -> None:
    calendar = _opened(entry, "11/24/2026")
    for key in keys:
        QTest.keyClick(calendar.month, key)
    with qtbot.waitSignal(entry.typed):
        QTest.keyClick(calendar.month, KEY.Key_Return)
    assert (entry.raw(), calendar.isVisible()) == (taken, False)


def test_ctrl_turns_years_and_a_month_keeps_its_last_day(entry: DayEntry) -> None:
    calendar = _opened(entry, "3/31/2026")
    QTest.keyClick(calendar.month, KEY.Key_PageUp)
    assert calendar.month.day == date(2026, 2, 28)
    QTest.keyClick(calendar.month, KEY.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    assert calendar.month.day == date(2027, 2, 28)


@pytest.mark.parametrize("key", [KEY.Key_Escape, KEY.Key_F4])
def test_esc_and_f4_leave_what_was_typed(entry: DayEntry, key: Qt.Key) -> None:
    calendar = _opened(entry, "11/24/2026")
    QTest.keyClick(calendar.month, KEY.Key_Right)
    QTest.keyClick(calendar.month, key)
    assert (entry.raw(), calendar.isVisible()) == ("11/24/2026", False)


@pytest.mark.parametrize("typed", ["", "soon"])
def test_it_opens_on_today_where_no_day_stands_there(entry: DayEntry, typed: str) -> None:
    calendar = _opened(entry, typed)
    assert calendar.month.day == TODAY
    assert calendar.month.accessibleName().endswith("today")


def test_the_letters_of_the_field_stay_its_own(entry: DayEntry) -> None:
    for typed, meant in (("t", TODAY), ("+1w", date(2026, 11, 10)), ("eom", date(2026, 11, 30))):
        entry.line.clear()
        QTest.keyClicks(entry.line, typed)
        assert (entry.raw(), entry.calendar) == (typed, None)
        entry.show_raw("")
        assert entry.read(typed) == meant


def test_a_click_takes_the_day_below_it_and_one_beside_takes_none(entry: DayEntry) -> None:
    calendar = _opened(entry, "11/24/2026")
    month = calendar.month
    nowhere = month.place_of(date(2026, 11, 30)).translated(month.width() // 2, 0).center()
    QTest.mouseClick(month, Qt.MouseButton.LeftButton, pos=nowhere)
    assert calendar.isVisible()
    QTest.mouseClick(
        month, Qt.MouseButton.LeftButton, pos=month.place_of(date(2026, 11, 5)).center()
    )
    assert entry.raw() == "2026-11-05"


def test_weekends_and_holidays_bear_a_sign_and_are_said(entry: DayEntry) -> None:
    month = _opened(entry, "11/26/2026").month
    assert month.sign_of(date(2026, 11, 26)) == HOLIDAY
    assert month.accessibleName() == "Thursday, November 26, 2026 · Thanksgiving Day"
    QTest.keyClick(month, KEY.Key_Right)
    assert (month.sign_of(month.day), month.accessibleName()) == ("", "Friday, November 27, 2026")
    QTest.keyClick(month, KEY.Key_Right)
    assert month.sign_of(month.day) == WEEKEND
    assert month.accessibleName().endswith("weekend")


def test_every_day_of_a_month_has_a_place_of_its_own(entry: DayEntry) -> None:
    size_type(150)
    calendar = _opened(entry, "8/1/2026")
    month = calendar.month
    places = [month.place_of(date(2026, 8, n)) for n in range(1, 32)]
    assert all(month.rect().contains(place) for place in places)
    assert len({(place.x(), place.y()) for place in places}) == 31
    size_type(100)


@pytest.mark.parametrize(
    ("day", "key"),
    [(f"1/1/{EARLIEST_YEAR}", KEY.Key_Left), (f"12/31/{LATEST_YEAR}", KEY.Key_Right)],
)
def test_it_ends_where_no_day_can_be_meant(entry: DayEntry, day: str, key: Qt.Key) -> None:
    month = _opened(entry, day).month
    before = month.day
    QTest.keyClick(month, key)
    assert month.day == before


def test_years_without_known_holidays_are_shown_without() -> None:
    assert holidays_of(1860) == (1860, {})


def test_the_sign_in_the_field_opens_it_and_takes_no_stop_of_tab(entry: DayEntry) -> None:
    (opens,) = entry.line.findChildren(QToolButton)
    assert opens.focusPolicy() & Qt.FocusPolicy.TabFocus == Qt.FocusPolicy.NoFocus
    QTest.mouseClick(opens, Qt.MouseButton.LeftButton, pos=QPoint(4, 4))
    assert entry.calendar is not None
    assert entry.calendar.isVisible()
    names = [one.accessibleName() for one in entry.calendar.findChildren(QToolButton)]
    assert all(names)


def test_a_field_that_is_only_read_has_none(workplace: Workplace, qtbot: QtBot) -> None:
    entry = _entry(workplace, qtbot, read_only=True)
    QTest.keyClick(entry.line, KEY.Key_F4)
    assert (entry.calendar, entry.line.findChildren(QToolButton)) == (None, [])


def test_all_its_pieces_are_named(entry: DayEntry) -> None:
    calendar = _opened(entry, "11/24/2026")
    assert calendar.accessibleName() == "Calendar: Signed on"
    pieces = (calendar.before, calendar.after, calendar.month)
    assert all(one.accessibleName() for one in pieces)
