"""The month's page, by keys and clicks: preview, post, invoices, undo, another month."""

from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from dmedesk.billing.screens.month import MonthPage
from dmedesk.billing.tables import Credit, Invoice
from dmedesk.widgets.page import Workplace
from dmedesk.widgets.paper import printer
from tests.flows.month_shop import MonthShop, day
from tests.windows import activate

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(workplace: Workplace, rented: MonthShop, qtbot: QtBot) -> MonthPage:
    assert rented is not None
    made = MonthPage(workplace)
    qtbot.addWidget(made)
    made.resize(1190, 740)
    activate(made)
    return made


def _figures(page: MonthPage) -> dict[str, str]:
    return {name: amount.text() for name, amount in page.amounts.items()}


def test_the_month_of_today_is_previewed_with_its_money(page: MonthPage) -> None:
    assert page.month_on == day("2026-11-01")
    assert _figures(page) == {
        "Ready": "275.00",
        "Held": "75.00",
        "Posted": "0.00",
        "Month before": "0.00",
        "Difference": "+275.00",
    }
    assert page.post.text() == "P&ost 2 lines …"
    assert not page.undo.isEnabled()


def test_keys_go_from_month_to_month(page: MonthPage) -> None:
    QTest.keyClick(page, Qt.Key.Key_PageUp, CONTROL)
    assert page.month_on == day("2026-10-01")
    QTest.keyClick(page, Qt.Key.Key_PageDown, CONTROL)
    QTest.keyClick(page, Qt.Key.Key_PageDown, CONTROL)
    assert page.month_on == day("2026-12-01")


def test_f8_explains_the_line_and_f8_again_closes(page: MonthPage) -> None:
    QTest.keyClick(page, Qt.Key.Key_F8)
    assert page.preview.why.isVisible()
    QTest.keyClick(page, Qt.Key.Key_F8)
    assert not page.preview.why.isVisible()


def test_an_open_why_is_what_ctrl_p_prints(
    page: MonthPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def to_file(dialog: QPrintDialog) -> int:
        dialog.printer().setOutputFileName(str(tmp_path / "why.pdf"))
        return QPrintDialog.DialogCode.Accepted

    monkeypatch.setattr(QPrintDialog, "exec", to_file)
    QTest.keyClick(page, Qt.Key.Key_P, CONTROL)
    assert not (tmp_path / "why.pdf").exists()
    QTest.keyClick(page, Qt.Key.Key_F8)
    QTest.keyClick(page, Qt.Key.Key_P, CONTROL)
    assert (tmp_path / "why.pdf").stat().st_size > 1_000


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_printer_that_fails_is_told_on_the_page(page: MonthPage) -> None:
    target = printer()
    target.setOutputFileName("/nowhere/at/all.pdf")
    QTest.keyClick(page, Qt.Key.Key_F8)
    page.print_why_on(target)
    assert "could not be reached" in page.findings.accessibleName()


def test_the_month_is_posted_and_taken_back_by_keys_alone(
    page: MonthPage, rented: MonthShop
) -> None:
    QTest.keyClick(page, Qt.Key.Key_Return, CONTROL)
    assert page.posting.question.isVisible()
    QTest.keyClick(page.posting.question, Qt.Key.Key_Return)
    assert len(rented.rows(Invoice)) == 2
    assert page.said.text() == "✓ November 2026 is posted, with 2 papers."
    assert _figures(page)["Posted"] == "275.00"
    assert not page.post.isEnabled()
    assert page.invoices.isVisible()
    assert page.invoices.paper.pages() == 1
    QTest.keyClick(page, Qt.Key.Key_Backspace, CONTROL)
    QTest.keyClick(page.posting.question, Qt.Key.Key_Return)
    assert len(rented.rows(Credit)) == 2
    assert _figures(page)["Ready"] == "275.00"
    assert page.preview.isVisible()


def test_preview_and_invoices_change_by_key(page: MonthPage) -> None:
    QTest.keyClick(page, Qt.Key.Key_I, CONTROL)
    assert page.invoices.isVisible()
    QTest.keyClick(page, Qt.Key.Key_I, CONTROL)
    assert page.preview.isVisible()


def test_a_month_entered_late_is_run_again_with_one_key(page: MonthPage, rented: MonthShop) -> None:
    rented.post("2026-10")
    rented.rent("R4", member_no="M2", started_on="2026-10-15")
    page.refresh()
    QTest.keyClick(page, Qt.Key.Key_R, CONTROL)
    assert page.month_on == day("2026-10-01")
    assert page.posting.question.isVisible()
    QTest.keyClick(page.posting.question, Qt.Key.Key_Return)
    assert _figures(page)["Posted"] == "375.00"


def test_a_window_that_only_reads_posts_nothing(
    workplace: Workplace, rented: MonthShop, qtbot: QtBot
) -> None:
    workplace.may_write = False
    page = MonthPage(workplace)
    qtbot.addWidget(page)
    activate(page)
    assert not page.post.isEnabled()
    QTest.keyClick(page, Qt.Key.Key_Return, CONTROL)
    assert not page.posting.question.isVisible()
    assert rented.rows(Invoice) == []


def test_missing_papers_can_be_made_later(page: MonthPage, rented: MonthShop) -> None:
    rented.post("2026-11")
    page.refresh()
    assert page.papers.isVisible()
    page.papers.click()
    assert not page.papers.isVisible()
    assert page.said.text().endswith("with 2 papers.")


@dataclass(frozen=True)
class Driver:
    id: int = 9
    name: str = "Dan"
    allowed: frozenset[str] = frozenset({"make_papers"})


def test_who_may_not_post_sees_grey_buttons_with_the_reason(
    rented: MonthShop, workplace: Workplace, qtbot: QtBot
) -> None:
    assert rented is not None
    workplace.person = Driver()
    page = MonthPage(workplace)
    qtbot.addWidget(page)
    page.resize(1180, 700)
    page.show()
    assert not page.post.isEnabled()
    assert page.post.toolTip().startswith("Dan has no tick for this.")
