"""What remains of an answered line is passed on by keys, and the invoices link to each other."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from dmedesk.billing.actions import pass_on
from dmedesk.billing.offers.payments import related_payments
from dmedesk.billing.screens.invoice import InvoicePage
from dmedesk.billing.screens.line import LinePage
from dmedesk.billing.tables import Charge, Invoice
from dmedesk.kit.references import RecordRef
from dmedesk.store.unit_of_work import reading
from dmedesk.widgets.page import Workplace
from tests.flows.covered_shop import cover
from tests.flows.month_shop import MonthShop
from tests.flows.till import Till
from tests.gui.pages import CONTROL, letters, nameless, press, shown, texts


@pytest.fixture
def till(rented: MonthShop) -> Till:
    """MassHealth and a private plan cover M1; the plan was billed first, and paid 60.00."""
    cover(rented, "M1", "PP", rank=1)
    cover(rented, "M1", "MH", rank=2)
    rented.rent("R9", payer="PP", started_on="2026-10-05")
    rented.post("2026-10")
    return Till(rented)


def line_of(till: Till, payer: str) -> int:
    (one,) = till.balances(payer_id=till.payer(payer))
    return one.line_id


@pytest.fixture
def page(workplace: Workplace, till: Till, qtbot: QtBot) -> LinePage:
    """The page of the plan's line."""
    line_id = line_of(till, "PP")
    till.answer(till.remittance(till.batch(), 6_000, payer="PP"), line_id, 6_000)
    made = LinePage(workplace, RecordRef("invoice_line", line_id))
    shown(made, qtbot)
    return made


def test_it_passes_on_to_the_next_coverage(page: LinePage, till: Till) -> None:
    page.pass_button.click()
    assert any("Pass what remains on to Payer MH" in text for text in texts(page))
    page.passing.do()
    assert "✓ settled" in texts(page)
    assert any("passed on 440.00" in text for text in texts(page))
    assert not page.pass_button.isEnabled()
    (charge,) = till.shop.rows(Charge)
    assert charge.payer_id == till.payer("MH")


def test_the_fact_opens_the_charge(page: LinePage, workplace: Workplace) -> None:
    opened: list[RecordRef] = []
    workplace.navigator.record_wanted.connect(lambda ref, _how: opened.append(ref))
    page.ask_passing()
    page.passing.do()
    page.facts.setFocus()
    page.facts.selectRow(
        [fact.opens is not None for fact in page.facts.rows_model.rows].index(True)
    )
    press(Qt.Key.Key_Return)
    assert opened == [RecordRef("charge", 1)]


def test_letters_differ_and_everything_has_a_name(page: LinePage) -> None:
    page.ask_passing()
    assert len(set(letters(page))) == len(letters(page))
    assert list(nameless(page)) == []


def test_a_wrong_payer_is_told_under_its_field(page: LinePage, till: Till) -> None:
    page.ask_passing()
    page.passing.form.take_up({"cents": "440.01"})
    page.passing.do()
    assert not page.passing.isHidden()
    assert till.shop.rows(Charge) == []


def test_the_invoices_open_their_lines_and_each_other(
    workplace: Workplace, till: Till, qtbot: QtBot
) -> None:
    line_id = line_of(till, "PP")
    till.answer(till.remittance(till.batch(), 6_000, payer="PP"), line_id, 6_000)
    done = till.do(pass_on, line_id=line_id, payer_id=till.payer("MH"), cents=44_000)
    first, second = (
        next(one for one in till.shop.rows(Invoice) if one.id == found.invoice_id)
        for found in till.balances()
        if found.line_id == line_id or found.invoice_no == done.invoice_no
    )
    with reading(till.shop.engine) as session:
        onward = related_payments(session, RecordRef("invoice", first.id))
        back = related_payments(session, RecordRef("invoice", second.id))
    assert f"Passed on: {second.invoice_no}" in [one.title for one in onward]
    assert f"What is left of {first.invoice_no}" in [one.title for one in back]
    opened: list[RecordRef] = []
    workplace.navigator.record_wanted.connect(lambda ref, _how: opened.append(ref))
    page = InvoicePage(workplace, RecordRef("invoice", first.id))
    shown(page, qtbot)
    page.lines.setFocus()
    press(Qt.Key.Key_Return, CONTROL)
    assert opened == [RecordRef("invoice_line", line_id)]
