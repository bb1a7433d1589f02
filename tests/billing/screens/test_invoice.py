"""One invoice's page: its paper, its lines, why each has its amount, what belongs to it."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from dmedesk.billing.screens.invoice import InvoicePage
from dmedesk.bootstrap.offers import house_offers
from dmedesk.kit.references import RecordRef
from dmedesk.widgets.page import Workplace
from tests.flows.month_shop import MonthShop
from tests.windows import activate


def _page(workplace: Workplace, invoice_id: int, qtbot: QtBot) -> InvoicePage:
    workplace.offers = house_offers()
    made = InvoicePage(workplace, RecordRef("invoice", invoice_id))
    qtbot.addWidget(made)
    made.resize(1_150, 640)
    activate(made)
    return made


def _texts(page: InvoicePage) -> list[str]:
    return [one.text() for one in page.findChildren(QLabel) if not one.isHidden()]


def test_paper_lines_and_what_belongs_to_it(
    workplace: Workplace, rented: MonthShop, qtbot: QtBot
) -> None:
    rented.post("2026-10")
    page = _page(workplace, 1, qtbot)
    assert page.sheet.paper.pages() == 1
    assert len(page.lines.rows_model.rows) == 1
    assert {"INV-000001 · Rivera, M1", "✓ posted", "INV-000001: 1 month, 75.00 (ana)"} <= set(
        _texts(page)
    )
    opened: list[object] = []
    workplace.navigator.record_wanted.connect(lambda ref, _apart: opened.append(ref))
    for link in page.beside.findChildren(QPushButton):
        link.click()
    assert [ref.kind for ref in opened if isinstance(ref, RecordRef)] == [
        "member",
        "rental",
        "invoice_line",
    ]


def test_f8_says_why_and_goes_back(workplace: Workplace, rented: MonthShop, qtbot: QtBot) -> None:
    rented.post("2026-10")
    page = _page(workplace, 1, qtbot)
    QTest.keyClick(page, Qt.Key.Key_F8)
    shown = page.why.shown
    assert shown is not None
    assert (shown.title, shown.amount) == ("Hospital bed · E0260 RR KJ", "75.00")
    assert shown.steps
    assert not page.lines.isVisible()
    QTest.keyClick(page, Qt.Key.Key_F8)
    assert page.lines.isVisible()


def test_a_credited_one_says_by_which_credit(
    workplace: Workplace, rented: MonthShop, qtbot: QtBot
) -> None:
    rented.post("2026-10")
    rented.undo("2026-10")
    page = _page(workplace, 1, qtbot)
    assert "– credited by INV-000003 on 2026-11-03" in _texts(page)
    assert any(text.startswith("INV-000003 credits INV-000001") for text in _texts(page))


def test_one_that_is_not_there_says_so(
    workplace: Workplace, rented: MonthShop, qtbot: QtBot
) -> None:
    assert rented is not None
    page = _page(workplace, 9, qtbot)
    assert not page.findings.isHidden()
    page.toggle_why()
    assert page.why.shown is None
