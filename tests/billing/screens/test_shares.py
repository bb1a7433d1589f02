"""What a payment pays, chosen by keys while it is typed: lines, amounts, and their sum."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from dmedesk.billing.screens.batch import BatchPage
from dmedesk.billing.tables import Allocation, Payment
from dmedesk.kit.references import RecordRef
from dmedesk.widgets.page import Workplace
from tests.flows.month_shop import MonthShop
from tests.flows.till import Till
from tests.gui.pages import nameless, press, shown, type_here


@pytest.fixture
def page(workplace: Workplace, rented: MonthShop, qtbot: QtBot) -> BatchPage:
    """A batch, a payment of MassHealth being typed; four invoices of 75.00 are open."""
    rented.post("2026-10")
    rented.post("2026-11")
    till = Till(rented)
    page = BatchPage(workplace, RecordRef("payment_batch", till.batch()))
    shown(page, qtbot)
    page.ask_payment()
    payer = {"payer": {"id": till.payer("MH"), "title": "MassHealth"}}
    page.payment.form.take_up({**payer, "reference": "4711"})
    return page


def pays(page: BatchPage) -> list[str]:
    return [row.pays for row in page.payment.lines.table.rows_model.rows]


def allocated(shop: MonthShop) -> list[tuple[int, int]]:
    return [(one.line_id, one.amount_cents) for one in shop.rows(Allocation)]


def go_to_amount(page: BatchPage, amount: str) -> None:
    page.payment.form.go_to("amount")
    type_here(amount)


def test_what_is_proposed_follows_the_amount_and_is_taken_by_enter(
    page: BatchPage, rented: MonthShop
) -> None:
    opened = [row.line.open_cents for row in page.payment.lines.table.rows_model.rows]
    assert len(opened) == 4
    assert pays(page) == [""] * 4
    first = opened[0]
    go_to_amount(page, f"{first / 100:.2f}")
    assert [bool(one) for one in pays(page)] == [True, False, False, False]
    assert not list(nameless(page))
    press(Qt.Key.Key_Return)
    assert [cents for _line, cents in allocated(rented)] == [first]
    assert page.payment.lines.isHidden()


def test_lines_of_several_invoices_are_chosen_by_space_and_figures(
    page: BatchPage, rented: MonthShop
) -> None:
    rows = page.payment.lines.table.rows_model.rows
    wanted = [rows[1].line, rows[3].line]
    go_to_amount(page, "290.00")
    press(Qt.Key.Key_Down)
    assert page.payment.lines.table.hasFocus()
    for row, proposed in enumerate(pays(page)):
        page.payment.lines.table.selectRow(row)
        if proposed:
            press(Qt.Key.Key_Space)
    assert pays(page) == [""] * 4
    page.payment.lines.table.selectRow(1)
    press(Qt.Key.Key_Space)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Down)
    for key in (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_Period, Qt.Key.Key_5):
        press(key)
    assert pays(page)[3] == "12.5"
    left = 29_000 - wanted[0].open_cents - 1_250
    assert f"{left / 100:.2f} stays on the account" in page.payment.lines.told.text()
    press(Qt.Key.Key_Return)
    (payment,) = rented.rows(Payment)
    assert payment.amount_cents == 29_000
    assert allocated(rented) == [
        (wanted[0].line_id, wanted[0].open_cents),
        (wanted[1].line_id, 1_250),
    ]


def test_a_sum_beyond_the_payment_or_what_is_open_is_said_and_refused(
    page: BatchPage, rented: MonthShop
) -> None:
    go_to_amount(page, "10.00")
    press(Qt.Key.Key_Down)
    page.payment.lines.table.selectRow(0)
    for key in (Qt.Key.Key_9, Qt.Key.Key_9, Qt.Key.Key_9):
        press(key)
    told = page.payment.lines.told.text()
    assert "989.00 more than the payment has" in told
    assert "more than is open on INV-" in told
    press(Qt.Key.Key_Backspace)
    assert "89.00 more than the payment has" in page.payment.lines.told.text()
    press(Qt.Key.Key_Return)
    assert rented.rows(Payment) == []
    page.payment.lines.again.click()
    assert pays(page) == ["10.00", "", "", ""]


def test_letters_look_for_a_line_and_what_is_chosen_stays(page: BatchPage) -> None:
    lines = page.payment.lines
    number = lines.table.rows_model.rows[2].line.invoice_no
    go_to_amount(page, "5.00")
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_I)
    assert lines.finder.hasFocus()
    type_here(number[1:])
    assert [row.line.invoice_no for row in lines.table.rows_model.rows if not row.cents] == [number]
    press(Qt.Key.Key_Return)
    assert lines.table.hasFocus()


def test_a_deposit_and_a_remittance_choose_nothing(page: BatchPage) -> None:
    assert page.payment.lines.isVisible()
    page.payment.form.take_up({"kind": "deposit.check"})
    assert page.payment.lines.isHidden()
    page.payment.form.take_up({"kind": "check"})
    assert page.payment.lines.isVisible()
    page.payment.form.take_up({"kind": "remittance"})
    assert page.payment.lines.isHidden()
