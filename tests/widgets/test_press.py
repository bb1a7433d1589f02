"""Papers go to their printer without a question, shifted as set; each print is counted."""

from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from dmedesk.kit.findings import Finding
from dmedesk.kit.printers import PrinterChoice
from dmedesk.printing.rulers import ruled_page
from dmedesk.store.prints import Prints
from dmedesk.store.tables import PaperPrint
from dmedesk.widgets.page import Workplace
from dmedesk.widgets.paper import printer
from dmedesk.widgets.press import Press
from dmedesk.widgets.tasks import WorkerRunner
from tests.flows.month_shop import NOW, MonthShop
from tests.gui.fixtures import EngineDoors


@pytest.fixture
def heard() -> list[tuple[Finding, ...]]:
    return []


@pytest.fixture
def press(workplace: Workplace, heard: list[tuple[Finding, ...]], qtbot: QtBot) -> Press:
    owner = QWidget()
    qtbot.addWidget(owner)
    return Press(workplace, owner, heard.append, names=lambda: ["Front desk", "Back room"])


@pytest.fixture
def content() -> bytes:
    return ruled_page(printer="", paper="Invoices", right_tenths=0, down_tenths=0)


def _file(path: Path) -> QPrinter:
    target = printer()
    target.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    target.setOutputFileName(str(path))
    return target


def _ink(path: Path) -> tuple[int, int]:
    """The left and upper edge of what is printed, in tenths of a millimetre."""
    document = pypdfium2.PdfDocument(path)
    picture = document[0].render(scale=254 / 72).to_pil().convert("L")
    document.close()
    box = picture.point(lambda shade: 255 if shade < 128 else 0).getbbox()
    assert box is not None
    return box[0], box[1]


def test_the_remembered_printer_is_taken_without_a_question(
    press: Press, workplace: Workplace
) -> None:
    workplace.printers.remember("invoice", PrinterChoice("Back room", "Lower"))
    target = press.target("invoice")
    assert target is not None
    assert target.paperSource() in (QPrinter.PaperSource.Lower, QPrinter.PaperSource.Auto)


def test_where_a_paper_goes_is_said(press: Press, workplace: Workplace) -> None:
    assert press.goes_to("list") == "The printer is asked for, and remembered."
    workplace.printers.remember("list", PrinterChoice("Back room", "Lower"))
    assert press.goes_to("list") == "Printed on Back room, lower tray."
    workplace.printers.remember("list", PrinterChoice("Back room"))
    assert press.goes_to("list") == "Printed on Back room."
    workplace.printers.remember("list", PrinterChoice("Sold long ago"))
    assert press.goes_to("list") == "The printer is asked for, and remembered."


def test_each_print_is_counted_and_the_job_says_which_copy(
    press: Press, content: bytes, shop: MonthShop, tmp_path: Path
) -> None:
    names = []
    for turn, number in enumerate(("INV-1", "INV-1", "")):
        target = _file(tmp_path / f"{turn}.pdf")
        press.print_on(target, content, "invoice", number)
        names.append(target.docName())
    assert names == ["INV-1", "INV-1 (copy 2)", ""]
    assert [(one.number, one.copy) for one in shop.rows(PaperPrint)] == [
        ("INV-1", 1),
        ("INV-1", 2),
    ]


def test_a_desk_that_only_reads_prints_and_counts_none(
    press: Press, content: bytes, workplace: Workplace, shop: MonthShop, tmp_path: Path
) -> None:
    workplace.may_write = False
    press.print_on(_file(tmp_path / "1.pdf"), content, "invoice", "INV-1")
    assert (tmp_path / "1.pdf").stat().st_size > 5_000
    assert shop.rows(PaperPrint) == []


def test_the_shift_moves_everything(
    press: Press, content: bytes, workplace: Workplace, tmp_path: Path
) -> None:
    press.print_on(_file(tmp_path / "0.pdf"), content, "invoice", "")
    workplace.printers.remember("invoice", PrinterChoice("", "", 30, -20))
    press.print_on(_file(tmp_path / "1.pdf"), content, "invoice", "")
    (left, top), (right, up) = _ink(tmp_path / "0.pdf"), _ink(tmp_path / "1.pdf")
    assert (abs(left - 254) <= 3, abs(top - 254) <= 3) == (True, True)
    assert (abs(right - left - 30) <= 2, abs(up - top + 20) <= 2) == (True, True)


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_what_was_not_printed_is_not_counted(
    press: Press, content: bytes, shop: MonthShop, heard: list[tuple[Finding, ...]]
) -> None:
    press.print_on(_file(Path("/nowhere/at/all.pdf")), content, "invoice", "INV-1")
    assert "could not be reached" in heard[0][0].message
    assert shop.rows(PaperPrint) == []


def test_a_place_that_cannot_be_written_is_told(
    press: Press, content: bytes, heard: list[tuple[Finding, ...]], tmp_path: Path
) -> None:
    press.save_to(content, tmp_path / "a.pdf")
    assert (tmp_path / "a.pdf").read_bytes() == content
    press.save_to(content, tmp_path / "missing" / "a.pdf")
    assert "safe in the shop" in heard[0][0].remedy


def test_it_prints_beside_the_window(
    doors: EngineDoors, content: bytes, shop: MonthShop, qtbot: QtBot, tmp_path: Path
) -> None:
    runner = WorkerRunner(doors)
    workplace = Workplace(runner, today=NOW.date(), prints=Prints())
    owner, heard = QWidget(), list[tuple[Finding, ...]]()
    qtbot.addWidget(owner)
    press = Press(workplace, owner, heard.append)
    with qtbot.waitSignal(workplace.said) as said:
        press.print_on(_file(tmp_path / "1.pdf"), content, "invoice", "INV-1")
    runner.close()
    assert (said.args[0], heard) == ("Printed: INV-1.", [])
    assert _ink(tmp_path / "1.pdf") == pytest.approx((254, 254), abs=3)
    assert [one.copy for one in shop.rows(PaperPrint)] == [1]


def test_pages_read_anew_once_a_print_is_counted(
    press: Press, content: bytes, workplace: Workplace, tmp_path: Path, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(workplace.changed):
        press.print_on(_file(tmp_path / "1.pdf"), content, "slip", "DT-1")
