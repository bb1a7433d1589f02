"""A repair's file by keyboard, from the call to the signed return; its charge, asked about once."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from pytestqt.qtbot import QtBot

from dmedesk.billing.actions.repair_charging import charge_repair
from dmedesk.billing.queries.repair_charges import count_uncharged
from dmedesk.billing.tables import Charge
from dmedesk.kit.references import RecordRef
from dmedesk.repairs.rules.words import Cause, Covered, Refusal, Stage, Step
from dmedesk.repairs.screens import bars
from dmedesk.repairs.screens.repair import RepairBilling, RepairPage, StepBar
from dmedesk.repairs.tables import SubstituteCharge
from dmedesk.widgets.page import Workplace
from tests.gui.pages import CONTROL, letters, nameless, press, press_letter, shown, texts, type_here
from tests.repairs.repair_shop import RepairShop


def opened(workplace: Workplace, repair_id: int, qtbot: QtBot) -> RepairPage:
    page = RepairPage(workplace, RecordRef("repair", repair_id))
    shown(page, qtbot)
    assert list(nameless(page)) == []
    found = letters(page)
    assert sorted(found) == sorted(set(found))
    return page


def bar_of(page: RepairPage, spec: bars.BarSpec, **typed: Any) -> StepBar:
    """Open a bar, type into it, press Enter."""
    bar = page.ask(spec)
    assert bar is not None
    for key, text in typed.items():
        assert bar.form.go_to(key)
        type_here(text)
    press(Qt.Key.Key_Return)
    return bar


def entries(page: RepairPage) -> list[str]:
    menus: list[list[QAction]] = [page.happened_menu.actions(), page.substitute_menu.actions()]
    return [one.text() for menu in menus for one in menu]


def test_from_the_call_to_the_signed_return(
    workplace: Workplace, bench: RepairShop, qtbot: QtBot
) -> None:
    repair_id = bench.report(bench.sell("BED1"), replacement_cents=90_000)
    page = opened(workplace, repair_id, qtbot)
    assert "‖ reported" in texts(page)
    assert not page.finish.isVisible()
    bar_of(page, bars.STEP_BARS[Step.TAKEN_IN], note="by Dan")
    assert page.finish.isVisible()
    press_letter(Qt.Key.Key_F)
    press(Qt.Key.Key_Tab)
    type_here("Motor replaced.")
    press(Qt.Key.Key_Return)
    assert page.give_back.isVisible()
    bar = page.ask(bars.RETURN)
    assert bar is not None
    bar.form.take_up({"signer": "Nora Rivera", "relation": "self"})
    bar.do()
    press_letter(Qt.Key.Key_O)
    press(Qt.Key.Key_Return)
    assert bench.read(repair_id).repair.stage is Stage.CLOSED
    assert not page.happened.isVisible()
    assert "– closed" in texts(page)


def test_what_keeps_it_open_is_said(workplace: Workplace, bench: RepairShop, qtbot: QtBot) -> None:
    repair_id = bench.report(bench.sell("BED1"))
    bench.step(repair_id, Step.BEGUN)
    bench.lend(repair_id, bench.unit("BED2"))
    bench.finish(repair_id)
    bench.give_back(repair_id)
    page = opened(workplace, repair_id, qtbot)
    bar_of(page, bars.CLOSE)
    assert "The substitute is still with the member." in page.findings.accessibleName()
    assert "Fetch it …" in entries(page)
    bar_of(page, bars.FETCH)
    assert bench.read(repair_id).loans[0].back_ticket_no


def test_the_charge_is_asked_about_once(
    workplace: Workplace, bench: RepairShop, qtbot: QtBot
) -> None:
    repair_id = bench.report(bench.sell("BED1"))
    bench.lend(repair_id, bench.unit("BED2"))
    page = opened(workplace, repair_id, qtbot)
    page.ask_charge()
    assert page.question.isVisible()
    asked = " ".join(texts(page.question))
    assert "Charge 75.00 for the substitute, once in this repair?" in asked
    assert "101 CMR 322.03(14)(a)" in asked
    press(Qt.Key.Key_Return)
    assert [one.amount_cents for one in bench.shop.rows(SubstituteCharge)] == [7_500]
    page.ask_charge()
    assert "101 CMR 322.03(14)(b)" in page.findings.accessibleName()
    assert len(bench.shop.rows(SubstituteCharge)) == 1


def test_a_ceiling_is_confirmed_and_rented_costs_nothing(
    workplace: Workplace, bench: RepairShop, qtbot: QtBot
) -> None:
    chair = bench.report(bench.sell("CH1", "E0163"))
    bench.lend(chair, bench.unit("CH2", "E0163"))
    page = opened(workplace, chair, qtbot)
    page.ask_charge()
    assert "It is only a ceiling." in " ".join(texts(page.question))
    press(Qt.Key.Key_Escape)
    assert bench.shop.rows(SubstituteCharge) == []
    bench.shop.rent("R1", serial="BED1", started_on="2026-10-01")
    rented = opened(workplace, bench.report(bench.tickets.unit("BED1").id), qtbot)
    rented.ask_charge()
    assert "101 CMR 322.03(14)(c)" in rented.findings.accessibleName()


def test_steps_lines_and_causes_by_their_bars(
    workplace: Workplace, bench: RepairShop, qtbot: QtBot
) -> None:
    repair_id = bench.report(bench.sell("BED1"), replacement_cents=90_000)
    bench.step(repair_id, Step.TAKEN_IN)
    bench.line(repair_id, 0, covered=Covered.WARRANTY)
    page = opened(workplace, repair_id, qtbot)
    bar_of(page, bars.STEP_BARS[Step.AUTHORIZED], reference="PA-7")
    bar_of(page, bars.STEP_BARS[Step.CLAIMED], party="Acme", note="motor")
    page.ask_take_back()
    type_here("twice")
    press(Qt.Key.Key_Return)
    bar = page.ask(bars.CAUSE)
    assert bar is not None
    bar.form.take_up({"cause": "abuse", "note": "photographed"})
    bar.do()
    bar_of(page, bars.CORRECT, technician="Ana Silva")
    bar_of(page, bars.NO_SUBSTITUTE, note="rang two shops")
    read = bench.read(repair_id)
    assert (read.repair.pa_number, read.repair.cause) == ("PA-7", Cause.ABUSE)
    assert read.repair.technician == "Ana Silva"
    assert read.lines[0].is_void
    assert read.steps[-1].step is Step.NO_SUBSTITUTE


def test_a_refusal_and_its_paper(workplace: Workplace, bench: RepairShop, qtbot: QtBot) -> None:
    repair_id = bench.report(bench.sell("BED1"), site="home")
    page = opened(workplace, repair_id, qtbot)
    bar = page.ask(bars.REFUSE)
    assert bar is not None
    bar.form.take_up({"refusal": "not_repairable", "note": "The frame is broken."})
    bar.do()
    assert bench.read(repair_id).repair.refusal is Refusal.NOT_REPAIRABLE
    assert page.close_button.isVisible()
    press(Qt.Key.Key_P, CONTROL)
    assert page.sides.shows_papers
    press(Qt.Key.Key_Escape)
    assert not page.sides.shows_more


def test_a_closed_repair_is_charged_where_billing_is_at_hand(
    workplace: Workplace, bench: RepairShop, qtbot: QtBot
) -> None:
    repair_id = bench.report(bench.sell("BED1"), replacement_cents=90_000)
    bench.step(repair_id, Step.BEGUN)
    bench.line(repair_id, 5_000)
    bench.finish(repair_id)
    bench.give_back(repair_id)
    bench.close(repair_id)
    billing = RepairBilling(count_uncharged, charge_repair)
    page = RepairPage(workplace, RecordRef("repair", repair_id), billing)
    shown(page, qtbot)
    assert page.charge.isVisible()
    press_letter(Qt.Key.Key_G)
    assert [one.usual_charge_cents for one in bench.shop.rows(Charge)] == [5_000]
    assert not page.charge.isVisible()


def test_there_is_no_such_repair(workplace: Workplace, qtbot: QtBot) -> None:
    page = RepairPage(workplace, RecordRef("repair", 99))
    shown(page, qtbot)
    assert "There is no such repair" in page.findings.accessibleName()
