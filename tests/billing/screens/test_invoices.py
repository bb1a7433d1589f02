"""Invoices beside their paper: opened, explained, printed and saved on the page."""

from pathlib import Path

import pytest
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot

from dmedesk.billing.screens.invoices import InvoicesPane
from dmedesk.billing.screens.reading import read_month
from dmedesk.kit.findings import Finding
from dmedesk.store.unit_of_work import reading
from dmedesk.widgets.page import Workplace
from dmedesk.widgets.paper import printer
from tests.flows.month_shop import MonthShop, day


@pytest.fixture
def heard() -> list[tuple[Finding, ...]]:
    return []


@pytest.fixture
def pane(
    workplace: Workplace, heard: list[tuple[Finding, ...]], qtbot: QtBot, rented: MonthShop
) -> InvoicesPane:
    rented.post("2026-10")
    made = InvoicesPane(workplace, heard.append)
    qtbot.addWidget(made)
    _show(made, rented, "2026-10")
    return made


def _show(pane: InvoicesPane, shop: MonthShop, month: str) -> None:
    with reading(shop.engine) as session:
        pane.show_month(read_month(session, month_on=day(f"{month}-01")))


def test_the_first_invoice_is_open(pane: InvoicesPane) -> None:
    assert pane.paper.pages() == 1
    assert pane.paper.content is not None


def test_how_it_was_computed_adds_its_pages(pane: InvoicesPane) -> None:
    pane.sheet.computed.click()
    assert pane.paper.pages() == 2
    pane.list.selectRow(1)
    assert pane.paper.pages() == 2
    pane.sheet.computed.click()
    assert pane.paper.pages() == 1


def test_what_is_shown_is_saved(pane: InvoicesPane, tmp_path: Path) -> None:
    pane.sheet.save_to(tmp_path / "invoice.pdf")
    assert (tmp_path / "invoice.pdf").read_bytes() == pane.paper.content


def test_a_place_that_cannot_be_written_is_told(
    pane: InvoicesPane, tmp_path: Path, heard: list[tuple[Finding, ...]]
) -> None:
    pane.sheet.save_to(tmp_path / "missing" / "invoice.pdf")
    assert heard[0][0].remedy.startswith("Choose a folder")


def _printer(path: Path) -> QPrinter:
    target = printer()
    target.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    target.setOutputFileName(str(path))
    return target


def test_what_is_shown_is_printed(pane: InvoicesPane, tmp_path: Path) -> None:
    pane.sheet.print_on(_printer(tmp_path / "printed.pdf"))
    assert (tmp_path / "printed.pdf").stat().st_size > 10_000


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_reprint_is_the_same_paper_under_a_job_that_says_copy(
    pane: InvoicesPane, tmp_path: Path
) -> None:
    content = pane.paper.content
    names = []
    for path in (Path("/nowhere/at/all.pdf"), *(tmp_path / f"{turn}.pdf" for turn in range(3))):
        target = _printer(path)
        pane.sheet.print_on(target)
        names.append(target.docName())
    assert names == ["INV-000001", "INV-000001", "INV-000001 (copy 2)", "INV-000001 (copy 3)"]
    assert pane.paper.content == content
    pane.list.selectRow(1)
    other = _printer(tmp_path / "other.pdf")
    pane.sheet.print_on(other)
    assert other.docName() == "INV-000002"


def test_after_a_month_is_posted_again_its_new_invoice_is_shown(
    pane: InvoicesPane, rented: MonthShop
) -> None:
    rented.undo("2026-10")
    _show(pane, rented, "2026-10")
    chosen = pane.list.chosen_row()
    assert chosen is not None
    assert not chosen.stands
    rented.post("2026-10")
    _show(pane, rented, "2026-10")
    shown = pane.list.chosen_row()
    assert shown is not None
    assert shown.stands
    assert shown.member_no == chosen.member_no
    pane.list.selectRow(0)
    _show(pane, rented, "2026-10")
    assert pane.list.chosen_row() == chosen, "who looks at a credited one goes on doing so"


def test_a_month_without_invoices_shows_none_and_prints_none(
    pane: InvoicesPane, rented: MonthShop
) -> None:
    _show(pane, rented, "2026-08")
    assert pane.paper.content is None
    assert not pane.sheet.print.isEnabled()
    pane.sheet.print_paper()
    pane.sheet.save_as()
