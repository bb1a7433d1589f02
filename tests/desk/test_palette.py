"""The search by keyboard alone: found as one types, opened by Enter, left by Esc."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMainWindow, QWidget
from pytestqt.qtbot import QtBot

from dmedesk.catalog.rules.words import FeeRegime, FeeState
from dmedesk.catalog.tables import FeeEdition, FeeRow
from dmedesk.desk.indexer import Indexer
from dmedesk.desk.palette import SearchField, opens
from dmedesk.desk.results import Command
from dmedesk.kit.findings import Finding, Severity
from dmedesk.kit.lists import Ask, Filter, Match
from dmedesk.kit.offers import ListLink
from dmedesk.kit.references import RecordRef
from dmedesk.members.tables import Member
from dmedesk.store.search import Hit
from dmedesk.widgets.page import Workplace
from dmedesk.widgets.tasks import WorkerRunner
from tests.flows.month_shop import NOW, MonthShop
from tests.gui.fixtures import EngineDoors
from tests.windows import activate

NO, CONTROL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier


class Desk(QMainWindow):
    """A window with a field of its own and the search."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self.done: list[str] = []
        self.wanted: list[tuple[object, bool]] = []
        self.recent: list[RecordRef] = []
        commands = (
            Command("Post month", lambda: self.done.append("post"), "bill"),
            Command("New member", lambda: self.done.append("new"), keys="Ctrl+N"),
        )
        indexer = Indexer(workplace)
        self.search = SearchField(
            workplace, lambda: commands, indexer=indexer, recent=lambda: self.recent
        )
        self.notes = QLineEdit()
        held = QWidget()
        layout = QHBoxLayout(held)
        layout.addWidget(self.notes)
        layout.addWidget(self.search)
        self.setCentralWidget(held)
        self.resize(1000, 700)
        workplace.navigator.record_wanted.connect(lambda *said: self.wanted.append(said))
        workplace.navigator.list_wanted.connect(lambda link: self.wanted.append((link, False)))

    def titles(self) -> list[str]:
        return [line.title for line in self.search.list.results.lines]

    def chosen(self) -> str:
        line = self.search.list.chosen()
        return line.title if line else ""


@pytest.fixture
def desk(workplace: Workplace, rented: MonthShop, qtbot: QtBot) -> Desk:
    rented.add(Member(member_no="M20", last_name="Silva", first_name="José"))
    made = Desk(workplace)
    qtbot.addWidget(made)
    activate(made)
    made.notes.setFocus()
    QTest.keyClick(made, Qt.Key.Key_K, CONTROL)
    assert made.search.hasFocus()
    return made


def test_what_is_found_stands_in_sections_as_one_types(desk: Desk) -> None:
    QTest.keyClicks(desk.search, "riv")
    assert desk.titles()[:4] == ["Members", "Rivera, M1", "Rivera, M10", "Rivera, M2"]
    assert "Rentals" in desk.titles()
    assert desk.chosen() == "Rivera, M1"
    assert desk.search.hasFocus()
    assert desk.search.panel.isVisible()


def test_down_and_up_choose_and_enter_opens(desk: Desk) -> None:
    QTest.keyClicks(desk.search, "riv")
    QTest.keyClick(desk.search, Qt.Key.Key_Down)
    QTest.keyClick(desk.search, Qt.Key.Key_Down)
    QTest.keyClick(desk.search, Qt.Key.Key_Up)
    assert desk.chosen() == "Rivera, M10"
    QTest.keyClick(desk.search, Qt.Key.Key_Return)
    assert desk.wanted == [(RecordRef("member", 3), False)]
    assert not desk.search.panel.isVisible()
    assert desk.search.text() == ""


def test_enter_waits_for_the_answer_of_what_was_typed(
    doors: EngineDoors, rented: MonthShop, qtbot: QtBot
) -> None:
    rented.add(Member(member_no="M20", last_name="Silva", first_name="José"))
    runner = WorkerRunner(doors)
    made = Desk(Workplace(runner, today=NOW.date()))
    qtbot.addWidget(made)
    activate(made)
    with qtbot.waitSignal(made.search.indexer.caught_up):
        QTest.keyClick(made, Qt.Key.Key_K, CONTROL)
    qtbot.waitUntil(lambda: made.titles() == ["Commands", "Post month", "New member"])
    QTest.keyClicks(made.search, "silva")
    QTest.keyClick(made.search, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(made.wanted))
    assert (made.wanted, made.done) == ([(RecordRef("member", 4), False)], [])
    runner.close()


def test_ctrl_enter_opens_beside_and_the_search_stays(desk: Desk) -> None:
    QTest.keyClicks(desk.search, "silva")
    QTest.keyClick(desk.search, Qt.Key.Key_Return, CONTROL)
    assert desk.wanted == [(RecordRef("member", 4), True)]
    assert desk.search.panel.isVisible()
    assert desk.search.text() == "silva"


def test_esc_goes_back_to_where_one_was(desk: Desk) -> None:
    QTest.keyClicks(desk.search, "riv")
    QTest.keyClick(desk.search, Qt.Key.Key_Escape)
    assert desk.notes.hasFocus()
    assert not desk.search.panel.isVisible()
    assert desk.search.text() == ""


def test_who_goes_on_elsewhere_needs_the_list_no_more(desk: Desk) -> None:
    desk.notes.setFocus()
    assert not desk.search.panel.isVisible()


def test_commands_are_found_by_the_beginnings_of_their_words(desk: Desk) -> None:
    QTest.keyClicks(desk.search, "mon pos")
    assert desk.titles() == ["Commands", "Post month"]
    QTest.keyClick(desk.search, Qt.Key.Key_Return)
    assert desk.done == ["post"]


def test_commands_stand_before_codes_that_only_speak_of_it(desk: Desk, rented: MonthShop) -> None:
    edition = rented.rows(FeeEdition)[0].id
    more = {"from_on": NOW.date(), "state": FeeState.AMOUNT, "fee_cents": 100}
    regime = FeeRegime.MASSHEALTH
    rented.add(FeeRow(edition_id=edition, regime=regime, hcpcs="E0441", modifiers="", **more))
    QTest.keyClick(desk.search, Qt.Key.Key_Escape)
    QTest.keyClick(desk, Qt.Key.Key_K, CONTROL)
    QTest.keyClicks(desk.search, "month")
    assert desk.titles()[:4] == ["Commands", "Post month", "HCPCS codes", "E0441"]
    assert desk.chosen() == "Post month"
    QTest.keyClicks(desk.search, "\b" * 0)
    desk.search.setText("e0441")
    assert desk.titles()[:2] == ["HCPCS codes", "E0441"]


def test_a_page_of_that_name_comes_before_the_others_of_its_area(
    workplace: Workplace, rented: MonthShop, qtbot: QtBot
) -> None:
    assert rented is not None
    named = [Command(f"Go to month: {one}", list, about=one) for one in ("scrub", "charges")]
    first = Command("Go to month", list, "open", about="Month")
    search = SearchField(workplace, lambda: [Command("Bill", list, "month"), *named, first])
    qtbot.addWidget(search)
    activate(search)
    search.setFocus()
    search.setText("month")
    titles = [line.title for line in search.list.results.lines]
    assert titles == ["Commands", first.title, *(one.title for one in named), "Bill"]


def test_a_click_opens_too(desk: Desk) -> None:
    QTest.keyClicks(desk.search, "silva")
    shown = desk.search.list
    place = shown.visualRect(shown.currentIndex()).center()
    QTest.mouseClick(shown.viewport(), Qt.MouseButton.LeftButton, NO, place)
    assert desk.wanted == [(RecordRef("member", 4), False)]


def test_before_any_letter_stand_the_records_opened_last_and_the_commands(desk: Desk) -> None:
    assert desk.titles() == ["Commands", "Post month", "New member"]
    desk.recent = [RecordRef("rental", 2), RecordRef("member", 1)]
    QTest.keyClick(desk.search, Qt.Key.Key_Escape)
    QTest.keyClick(desk, Qt.Key.Key_K, CONTROL)
    assert desk.titles()[:4] == ["Open last", "R2", "Rivera, M1", "Commands"]


def test_nothing_found_says_what_was_looked_for_and_where(desk: Desk) -> None:
    QTest.keyClicks(desk.search, "zzzq")
    assert desk.titles()[0] == "Nothing found for “zzzq”."
    assert "members, units, rentals, slips" in desk.titles()[1]
    QTest.keyClick(desk.search, Qt.Key.Key_Return)
    assert desk.wanted == []
    assert "Nothing found" in desk.search.accessibleDescription()


def test_what_a_command_wrote_beside_the_desk_is_found(desk: Desk, rented: MonthShop) -> None:
    QTest.keyClick(desk.search, Qt.Key.Key_Escape)
    rented.add(Member(member_no="M30", last_name="Beside", first_name="Ben"))
    QTest.keyClick(desk, Qt.Key.Key_K, CONTROL)
    QTest.keyClicks(desk.search, "beside")
    assert "Beside, Ben" in desk.titles()


def test_what_may_be_missing_is_said(desk: Desk) -> None:
    desk.search.indexer.is_behind = True
    QTest.keyClicks(desk.search, "riv")
    assert "still reading" in desk.titles()[-1]
    desk.search.indexer.trouble = (Finding(Severity.STOP, "x", "The disk is full."),)
    QTest.keyClicks(desk.search, "e")
    assert "The disk is full." in desk.titles()[-1]


def test_the_list_stays_below_the_field_and_within_the_window(desk: Desk) -> None:
    QTest.keyClicks(desk.search, "r")
    for width, height in ((1366, 768), (500, 200)):
        desk.resize(width, height)
        QTest.qWait(10)
        panel = desk.search.panel.geometry()
        assert panel.right() < width
        assert panel.bottom() < height


def test_whoever_hears_the_field_hears_what_is_chosen(desk: Desk) -> None:
    QTest.keyClicks(desk.search, "silva")
    field = QAccessible.queryAccessibleInterface(desk.search)
    assert field.text(QAccessible.Text.Name) == "Search"
    assert "2 found. Silva, José" in field.text(QAccessible.Text.Description)


def _knows_members(kind: str) -> bool:
    return kind == "member"


@pytest.mark.parametrize(
    ("hit", "place"),
    [
        (Hit("member", 7, "Silva", ""), RecordRef("member", 7)),
        (Hit("hcpcs", 7, "E0260", "bed"), ("rates", "hcpcs")),
        (Hit("asset", 7, "SN1", ""), ("units", "serial")),
    ],
)
def test_what_has_no_page_of_its_own_is_shown_in_its_list(
    hit: Hit, place: RecordRef | tuple[str, str]
) -> None:
    opened = opens(hit, _knows_members)
    if isinstance(place, tuple):
        asked = Ask(filters=(Filter(place[1], Match.CONTAINS, hit.title),))
        assert opened == ListLink(place[0], asked)
    else:
        assert opened == place
