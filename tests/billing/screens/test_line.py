"""A denied line is appealed, written off and taken back; its invoice opens from it."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from dmedesk.billing.screens.line import LinePage
from dmedesk.billing.tables import Appeal, WriteOff
from dmedesk.kit.references import RecordRef
from dmedesk.widgets.page import Workplace
from tests.flows.month_shop import MonthShop
from tests.flows.till import Till
from tests.gui.pages import CONTROL, letters, nameless, press, shown, texts


@pytest.fixture
def page(workplace: Workplace, rented: MonthShop, qtbot: QtBot) -> LinePage:
    """The page of a line that MassHealth denied."""
    rented.post("2026-10")
    till = Till(rented)
    line, *_ = till.lines()
    till.answer(till.remittance(till.batch(), 0), line, 0, "CO-16 75.00")
    made = LinePage(workplace, RecordRef("invoice_line", line))
    shown(made, qtbot)
    return made


def test_a_denial_is_appealed_with_its_last_day(page: LinePage, rented: MonthShop) -> None:
    assert "✕ denied" in texts(page)
    page.appeal_button.click()
    assert any("until 2026-12-03 (130 CMR 450.323)" in text for text in texts(page))
    page.appealing.do()
    assert "→ appealed" in texts(page)
    page.appeal_button.click()
    page.appealing.form.take_up({"step": "refused"})
    page.appealing.do()
    assert [step.step.value for step in rented.rows(Appeal)] == ["sent", "refused"]
    assert "✕ denied" in texts(page)


def test_an_amount_is_written_off_and_taken_back(page: LinePage, rented: MonthShop) -> None:
    page.off_button.click()
    page.off.form.take_up({"reason": "denied_for_good"})
    page.off.do()
    assert "✓ settled" in texts(page)
    assert not page.off_button.isEnabled()
    page.facts.selectRow(0)
    page.back_button.click()
    page.question.yes.click()
    assert [one.amount_cents for one in rented.rows(WriteOff)] == [7_500, -7_500]
    assert "✕ denied" in texts(page)


def test_its_invoice_opens(page: LinePage, workplace: Workplace) -> None:
    opened: list[RecordRef] = []
    workplace.navigator.record_wanted.connect(lambda ref, _how: opened.append(ref))
    page.answers.setFocus()
    press(Qt.Key.Key_Return, CONTROL)
    assert opened == [RecordRef("invoice", 1)]


def test_letters_differ_and_everything_has_a_name(page: LinePage) -> None:
    page.ask_write_off()
    assert len(set(letters(page))) == len(letters(page))
    assert list(nameless(page)) == []


def test_a_line_that_is_gone_is_told(workplace: Workplace, shop: MonthShop, qtbot: QtBot) -> None:
    assert shop.rows(Appeal) == []
    gone = LinePage(workplace, RecordRef("invoice_line", 99))
    shown(gone, qtbot)
    assert "no such line" in gone.findings.accessibleName()
