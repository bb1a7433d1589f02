"""Lines are credited from their invoice's page; months past a death are there to be confirmed."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from dmedesk.billing.screens.crediting import ALL, LINE
from dmedesk.billing.screens.invoice import InvoicePage
from dmedesk.billing.tables import Credit
from dmedesk.bootstrap.offers import house_offers
from dmedesk.kit.references import RecordRef
from dmedesk.members.tables import Member
from dmedesk.widgets.page import Workplace
from tests.flows.month_shop import MonthShop, day
from tests.windows import activate


def _page(workplace: Workplace, qtbot: QtBot) -> InvoicePage:
    workplace.offers = house_offers()
    made = InvoicePage(workplace, RecordRef("invoice", 1))
    qtbot.addWidget(made)
    made.resize(1_150, 640)
    activate(made)
    return made


def test_a_line_is_credited_and_its_paper_is_there(
    workplace: Workplace, rented: MonthShop, qtbot: QtBot
) -> None:
    rented.post("2026-10")
    page = _page(workplace, qtbot)
    page.lines.selectRow(0)
    page.credit_button.click()
    bar = page.credit_bar
    assert bar.isVisible()
    assert bar.form.entries["what"].taken()[0] == LINE
    bar.form.show_values({"what": LINE, "reason": "in_error", "note": "Never used"})
    QTest.keyClick(bar, Qt.Key.Key_Return)
    (credit,) = rented.rows(Credit)
    assert (credit.invoice_id, credit.note) == (1, "Never used")
    assert not bar.isVisible()
    assert page.lines.rows_model.rows[0].about(workplace.today) == f"↶ {credit.credit_no}"
    assert not page.credit_button.isEnabled()
    *_, invoice, note = page.papers.findChildren(QPushButton)
    assert (invoice.text(), note.text()) == ("INV-000001", f"{credit.credit_no}: credit of 75.00")
    note.click()
    assert page.sheet.head.text() == credit.credit_no
    assert not page.sheet.computed.isEnabled()
    assert page.sheet.paper.pages() == 1


def test_months_past_a_death_are_what_the_page_proposes(
    workplace: Workplace, rented: MonthShop, qtbot: QtBot
) -> None:
    rented.post("2026-10")
    rented.change(Member, Member.member_no == "M1", deceased_on=day("2026-10-01"))
    page = _page(workplace, qtbot)
    page.credit()
    QTest.keyClick(page.credit_bar, Qt.Key.Key_Return)
    assert [credit.reason for credit in rented.rows(Credit)] == ["death"]


def test_nothing_is_credited_without_a_reason(
    workplace: Workplace, rented: MonthShop, qtbot: QtBot
) -> None:
    rented.post("2026-10")
    page = _page(workplace, qtbot)
    page.credit()
    page.credit_bar.form.show_values({"what": ALL, "reason": None, "note": None})
    page.credit_bar.do()
    assert rented.rows(Credit) == []
    page.credit_bar.form.show_values({"what": ALL, "reason": "other", "note": None})
    page.credit_bar.do()
    assert rented.rows(Credit) == []
    assert page.credit_bar.isVisible()
