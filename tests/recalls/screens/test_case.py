"""A recall's page by keyboard and scanner: the clock, grades, and the way to its closure."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from dmedesk.assets.rules import AssetState
from dmedesk.kit.references import RecordRef
from dmedesk.recalls.rules.words import RecallClass, Remedy, Stage
from dmedesk.recalls.screens.case import CasePage
from dmedesk.widgets.page import Workplace
from tests.gui.pages import letters, nameless, press, press_letter, shown, texts, type_here
from tests.recalls.cases import RecallShop

F8, TAB, ENTER = Qt.Key.Key_F8, Qt.Key.Key_Tab, Qt.Key.Key_Return


def opened(workplace: Workplace, lifts: RecallShop, qtbot: QtBot) -> CasePage:
    recall_id = lifts.open(recall_class=RecallClass.CLASS_I)
    page = CasePage(workplace, RecordRef("recall", recall_id))
    shown(page, qtbot)
    assert list(nameless(page)) == []
    found = letters(page)
    assert sorted(found) == sorted(set(found))
    return page


def judge(page: CasePage) -> None:
    """Judge the hazard by keys: the bar opens by F8, its fields are typed one after the other."""
    press(F8)
    bar = page.bars.made["judge_hazard"]
    bar.form.entries["hazard"].show_raw("serious")
    bar.form.go_to("who")
    type_here("Dr. Ana Silva")
    bar.form.go_to("note")
    type_here("A person may fall")
    press(ENTER)


def decide(page: CasePage) -> None:
    """Confirm every certain unit."""
    press(F8)
    bar = page.bars.made["confirm_units"]
    bar.form.entries["which"].show_raw("all")
    bar.form.go_to("note")
    type_here("Serial read")
    press(ENTER)


def test_it_tells_the_clock_the_codes_and_the_grades(
    workplace: Workplace, lifts: RecallShop, qtbot: QtBot
) -> None:
    page = opened(workplace, lifts, qtbot)
    said = texts(page)
    assert "RCL-000001 · Patient lift: the hook may open" in said
    assert "Serial numbers LW1000 through LW1999" in said
    assert "Model PL-400, Serials LW1000 to LW1999" in said
    assert [cell.figure for cell in page.clock.cells if cell.figure] == list("12345")
    assert [(unit.serial, unit.stand.value) for unit in page.units.rows_model.rows] == [
        ("LW1001", "certain"),
        ("LW1500", "certain"),
    ]
    assert page.next.text() == "Judge the hazard"


def test_from_receipt_to_closure_by_the_next_step(
    workplace: Workplace, lifts: RecallShop, qtbot: QtBot
) -> None:
    page = opened(workplace, lifts, qtbot)
    recall_id = page.ref.id
    judge(page)
    assert page.next.text() == "Decide on units"
    decide(page)
    assert lifts.read(recall_id).stage is Stage.TELL
    assert page.next.text() == "Make the letters"
    press(F8)
    assert page.next.text() == "Record the letters"
    press(F8)
    bar = page.bars.made["record_letter"]
    for key, raw in (("which", "all"), ("step", "given"), ("way", "route")):
        bar.form.entries[key].show_raw(raw)
    for key, typed in (("who", "Lee"), ("note", "Signed by M1 Rivera")):
        bar.form.go_to(key)
        type_here(typed)
    press(ENTER)
    assert page.next.text() == "Record a remedy"
    for _unit in range(2):
        press(F8)
        bar = page.bars.made["record_remedy"]
        bar.form.entries["remedy"].show_raw(Remedy.CORRECTED.value)
        bar.form.go_to("done_by")
        type_here("Tom Reyes")
        press(ENTER)
    assert page.next.text() == "Close the recall"
    press(F8)
    page.bars.made["close_recall"].form.go_to("who")
    type_here("Ana Silva")
    press(ENTER)
    assert lifts.read(recall_id).stage is Stage.CLOSED
    assert not page.next.isVisible()
    assert "Closed" in texts(page)
    assert lifts.state_of("LW1500") is AssetState.CLEANING


def test_closing_too_early_names_what_is_open(
    workplace: Workplace, lifts: RecallShop, qtbot: QtBot
) -> None:
    page = opened(workplace, lifts, qtbot)
    judge(page)
    press_letter(Qt.Key.Key_O)
    page.bars.made["close_recall"].form.go_to("who")
    type_here("Ana Silva")
    press(ENTER)
    said = " ".join(texts(page))
    assert "LW1001" in said
    assert "LW1500" in said
    assert page.findings.isVisible()
    assert lifts.read(page.ref.id).closed_on is None


def test_a_scan_goes_to_its_unit_or_says_why_it_is_clear(
    workplace: Workplace, lifts: RecallShop, qtbot: QtBot
) -> None:
    page = opened(workplace, lifts, qtbot)
    said: list[str] = []
    workplace.said.connect(lambda words, _undo: said.append(words))
    assert page.take_scan("lw-1500")
    chosen = page.units.chosen_row()
    assert chosen is not None
    assert chosen.serial == "LW1500"
    assert page.take_scan("LW2500")
    assert page.take_scan("NOBODY")
    assert said == [
        "LW2500 is clear: model PL-400 is named; its codes are not among those named.",
        "No unit here has the serial NOBODY.",
    ]


def test_the_notice_and_a_slip_are_opened_from_here(
    workplace: Workplace, lifts: RecallShop, qtbot: QtBot
) -> None:
    page = opened(workplace, lifts, qtbot)
    wanted: list[RecordRef] = []
    workplace.navigator.record_wanted.connect(lambda ref, *_more: wanted.append(ref))
    press(Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    assert wanted == [RecordRef("notice", page.ref.id)]
    judge(page)
    decide(page)
    entered: list[str] = []
    workplace.navigator.new_wanted.connect(entered.append)
    press_letter(Qt.Key.Key_P)
    assert entered == ["ticket"]


def test_one_that_is_gone_says_so(workplace: Workplace, lifts: RecallShop, qtbot: QtBot) -> None:
    del lifts
    page = CasePage(workplace, RecordRef("recall", 99))
    shown(page, qtbot)
    assert any("no such recall" in text for text in texts(page))


def test_the_cursor_is_back_among_the_units_once_they_are_confirmed(
    workplace: Workplace, lifts: RecallShop, qtbot: QtBot
) -> None:
    page = opened(workplace, lifts, qtbot)
    page.units.setFocus()
    judge(page)
    assert page.units.hasFocus()
    decide(page)
    assert page.units.hasFocus()
    press_letter(Qt.Key.Key_O)
    press(Qt.Key.Key_Escape)
    assert page.units.hasFocus()
