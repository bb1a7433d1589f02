"""A batch by keys: opened, checks typed line by line, a remittance answered, a file, closed."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from dmedesk.billing.actions import expect_total
from dmedesk.billing.rules.payments import BatchStep, Outcome
from dmedesk.billing.screens.batch import BatchPage
from dmedesk.billing.tables import BatchFact, Payment, PaymentFact, RemittanceLine
from dmedesk.kit.references import RecordRef
from dmedesk.widgets.page import Workplace
from dmedesk.widgets.paper_window import PaperWindow
from tests.flows.month_shop import MonthShop
from tests.flows.till import Till
from tests.gui.pages import CONTROL, letters, nameless, press, shown, texts, type_here

_OFFERED = 500


@pytest.fixture
def till(rented: MonthShop) -> Till:
    """A shop with two invoices of one line each, to MassHealth."""
    rented.post("2026-10")
    return Till(rented)


def _pick(part: str) -> None:
    type_here(part)
    QTest.qWait(_OFFERED)
    offered = QApplication.activePopupWidget()
    assert offered is not None
    QTest.keyClick(offered, Qt.Key.Key_Return)


def _opened(workplace: Workplace, till: Till, qtbot: QtBot, expected: int = 0) -> BatchPage:
    page = BatchPage(workplace, RecordRef("payment_batch", till.batch(expected=expected)))
    shown(page, qtbot)
    return page


def test_a_batch_is_opened_and_checks_are_typed_by_enter_alone(
    workplace: Workplace, till: Till, qtbot: QtBot
) -> None:
    page = BatchPage(workplace, RecordRef("payment_batch", 0))
    shown(page, qtbot)
    page.opening.form.take_up({"expected": "75.00"})
    page.opening.do()
    assert page.ref == RecordRef("payment_batch", 1)
    assert page.payment.isVisible()
    assert page.payment.form.current_key() == "invoice"
    _pick("INV-000001")
    for _field in ("payer", "member", "dated_on", "reference"):
        press(Qt.Key.Key_Return)
    type_here("4711")
    press(Qt.Key.Key_Return)
    type_here("75.00")
    press(Qt.Key.Key_Return)
    (payment,) = till.shop.rows(Payment)
    assert (payment.reference, payment.amount_cents) == ("4711", 7_500)
    assert page.payment.isVisible()
    assert page.payment.form.current_key() == "invoice"
    assert "1 payment   ·   typed 75.00   ·   expected 75.00" in texts(page)
    assert [line.pays for line in page.lines.rows_model.rows] == ["INV-000001 line 1"]
    page.payment.form.take_up({"kind": "deposit.card_slip", "amount": "1.00"})
    page.payment.form.take_up({"member": {"id": 1, "title": "Rivera"}})
    page.payment.do()
    assert [one.is_deposit for one in till.shop.rows(Payment)] == [False, True]
    till.do(expect_total, batch_id=1, expected_cents=7_600)
    page.refresh()
    page.ask_closing()
    page.question.yes.click()
    assert till.shop.rows(BatchFact)[-1].step is BatchStep.CLOSED
    assert not page.pay_button.isVisible()


def test_a_batch_that_does_not_balance_tells_by_how_much(
    workplace: Workplace, till: Till, qtbot: QtBot
) -> None:
    page = _opened(workplace, till, qtbot, expected=10_000)
    till.pay(page.batch_id, 7_500)
    page.refresh()
    assert any("difference −25.00" in text for text in texts(page))
    page.ask_closing()
    page.question.yes.click()
    assert "25.00 less" in page.findings.accessibleName()
    page.ask_total()
    page.total.form.take_up({"expected": "75.00"})
    page.total.do()
    page.ask_closing()
    page.question.yes.click()
    assert till.shop.rows(BatchFact)[-1].step is BatchStep.CLOSED


def test_what_a_remittance_answers_is_typed_line_by_line(
    workplace: Workplace, till: Till, qtbot: QtBot
) -> None:
    page = _opened(workplace, till, qtbot)
    till.remittance(page.batch_id, 7_000)
    page.refresh()
    page.lines.setFocus()
    press(Qt.Key.Key_R, CONTROL)
    assert page.answer.form.current_key() == "invoice"
    _pick("INV-000001")
    page.answer.form.take_up({"line": "1", "paid": "70.00", "codes": "CO-45 5.00"})
    page.answer.do()
    assert page.answer.isVisible()
    assert any("0.00 of it is not told yet" in text for text in texts(page))
    page.answer.form.take_up({"invoice": {"id": 2, "title": "INV-000002"}, "paid": "0"})
    page.answer.form.take_up({"invoice": {"id": 2, "title": "INV-000002"}, "line": "9"})
    page.answer.do()
    assert len(till.shop.rows(RemittanceLine)) == 1
    page.answer.form.take_up({"line": "1", "paid": "0", "codes": "CO-16", "remarks": "n290"})
    page.answer.do()
    assert [one.outcome for one in till.shop.rows(RemittanceLine)] == [
        Outcome.REDUCED,
        Outcome.DENIED,
    ]


def test_a_file_is_looked_at_then_taken(
    workplace: Workplace, till: Till, qtbot: QtBot, tmp_path: Path
) -> None:
    page = _opened(workplace, till, qtbot)
    path = tmp_path / "ra.csv"
    header = "payer_code,remittance_no,paid_on,invoice_no,line,paid,codes\n"
    path.write_text(header + "MH,RA1,2026-11-02,INV-000009,1,75.00,\n")
    page.look_at(path)
    assert not page.question.isVisible()
    assert "INV-000009" in page.findings.accessibleName()
    path.write_text(header + "MH,RA1,2026-11-02,INV-000001,1,70.00,CO-45 5.00\n")
    page.look_at(path)
    assert page.question.isVisible()
    page.question.yes.click()
    assert [one.amount_cents for one in till.shop.rows(Payment)] == [7_000]
    page.look_at(tmp_path / "none.csv")
    assert "could not be read" in page.findings.accessibleName()


def test_the_chosen_payment_is_allocated_given_back_or_reversed(
    workplace: Workplace, till: Till, qtbot: QtBot
) -> None:
    page = _opened(workplace, till, qtbot)
    till.pay(page.batch_id, 5_000)
    page.refresh()
    page.lines.selectRow(0)
    page.allocate_act.trigger()
    page.allocating.do()
    assert page.lines.rows_model.rows[0].unapplied_cents == 0
    till.pay(page.batch_id, 900, number="2", member="M1", is_deposit=True)
    page.refresh()
    page.lines.selectRow(1)
    page.return_act.trigger()
    page.returning.form.take_up({"cents": "4.00"})
    page.returning.do()
    assert page.lines.rows_model.rows[1].unapplied_cents == 500
    page.reverse_act.trigger()
    page.reversing.do()
    assert [fact.amount_cents for fact in till.shop.rows(PaymentFact)] == [400, 500]
    assert page.lines.rows_model.rows[1].is_void


def test_the_deposit_slip_is_shown_and_a_payment_opens_in_its_batch(
    workplace: Workplace, till: Till, qtbot: QtBot
) -> None:
    batch = till.batch()
    till.pay(batch, 100, number="1")
    second = till.pay(batch, 200, number="2")
    page = BatchPage(workplace, RecordRef("payment", second))
    shown(page, qtbot)
    chosen = page.lines.chosen_row()
    assert chosen is not None
    assert chosen.reference == "2"
    page.lines.setFocus()
    press(Qt.Key.Key_P, CONTROL)
    assert isinstance(page.slip, PaperWindow)
    page.slip.close()


def test_letters_differ_and_everything_has_a_name(
    workplace: Workplace, till: Till, qtbot: QtBot
) -> None:
    page = _opened(workplace, till, qtbot)
    till.remittance(page.batch_id, 0)
    page.refresh()
    page.ask_payment()
    assert len(set(letters(page))) == len(letters(page))
    assert list(nameless(page)) == []
    gone = BatchPage(workplace, RecordRef("payment_batch", 99))
    shown(gone, qtbot)
    assert "no such batch" in gone.findings.accessibleName()
