"""A desk that stays open over midnight, sleeps, or whose clock jumps: its day stays true."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from dmedesk.desk import new_day
from dmedesk.desk.new_day import AMISS, DayWatch
from dmedesk.desk.program import desk
from dmedesk.desk.window import DeskWindow
from dmedesk.kit.references import RecordRef
from dmedesk.members.rules import Regime
from dmedesk.members.screens.member import MemberPage
from dmedesk.members.tables import Payer
from dmedesk.store.unit_of_work import unit_of_work
from dmedesk.widgets.tasks import InlineRunner
from tests.desk.shells import FACTS
from tests.flows.month_shop import NOW, MonthShop
from tests.gui.fixtures import EngineDoors

DAY = timedelta(days=1)


@dataclass
class SetClock:
    """A clock that a test sets."""

    now: datetime = NOW

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


@pytest.fixture
def window(doors: EngineDoors, rented: MonthShop, clock: SetClock, qtbot: QtBot) -> DeskWindow:
    assert rented is not None
    made = desk(InlineRunner(doors), FACTS, clock=clock)
    qtbot.addWidget(made)
    made.show()
    return made


def _watch(window: DeskWindow) -> DayWatch:
    (found,) = window.findChildren(DayWatch)
    return found


def _today() -> date:
    return NOW.astimezone().date()


def test_at_midnight_the_desk_goes_on_by_the_new_day(window: DeskWindow, clock: SetClock) -> None:
    window.go_to("members")
    members = window.page
    clock.now += DAY
    _watch(window).look()
    assert window.page.workplace.today == _today() + DAY
    assert window.page is not members
    assert window.page.key == "members"
    assert window.strip.clock.text() == ""
    same = window.page
    _watch(window).look()
    assert window.page is same


def test_a_computer_that_wakes_has_its_day_as_soon_as_the_window_is_in_front(
    window: DeskWindow, clock: SetClock, qapp: object
) -> None:
    clock.now += 3 * DAY
    signal = qapp.applicationStateChanged  # type: ignore[attr-defined]
    signal.emit(Qt.ApplicationState.ApplicationInactive)
    assert window.page.workplace.today == _today()
    signal.emit(Qt.ApplicationState.ApplicationActive)
    assert window.page.workplace.today == _today() + 3 * DAY


def test_open_records_stay_where_they_are_and_typing_is_kept(
    window: DeskWindow, rented: MonthShop, clock: SetClock
) -> None:
    del rented
    for row_id in (1, 2):
        window.open_record(RecordRef("member", row_id))
    typed, untouched = window.tabs.records[0], window.tabs.records[1]
    assert isinstance(typed, MemberPage)
    window.tabs.setCurrentIndex(1)
    typed.form.entries["phone"].show_raw("617-555-0123")
    typed.form.changed.emit()
    assert typed.has_typing()
    clock.now += DAY
    _watch(window).look()
    assert window.tabs.records[0] is typed
    assert typed.form.entries["phone"].raw() == "617-555-0123"
    assert window.tabs.records[1] is not untouched
    assert [page.ref.id for page in window.tabs.records] == [1, 2]
    assert window.page is typed


def test_a_clock_that_goes_back_is_followed_and_said(window: DeskWindow, clock: SetClock) -> None:
    clock.now -= DAY
    _watch(window).look()
    assert window.page.workplace.today == _today() - DAY
    assert f"went back from {_today()}" in window.strip.clock.text()


@pytest.mark.parametrize(
    ("behind", "is_said"),
    [
        (AMISS - timedelta(seconds=1), False),
        (AMISS, False),
        (AMISS + timedelta(seconds=1), True),
    ],
    ids=["below", "on", "above"],
)
def test_a_clock_behind_the_last_change_is_said_at_the_start(
    doors: EngineDoors,
    rented: MonthShop,
    clock: SetClock,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    *,
    behind: timedelta,
    is_said: bool,
) -> None:
    monkeypatch.setattr(new_day, "TRAIL_AFTER", 0)

    def late() -> datetime:
        return NOW + DAY

    with unit_of_work(rented.engine, actor="kim", action="look", clock=late) as work:
        work.session.add(Payer(code="LATE", name="Late", regime=Regime.PRIVATE))
    clock.now = NOW + DAY - behind
    made = desk(InlineRunner(doors), FACTS, clock=clock)
    qtbot.addWidget(made)
    QApplication.processEvents()
    assert ("is this clock right?" in made.strip.clock.text()) is is_said
