"""A paper inside the window: shown from memory, printed and saved as it is."""

from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot

from dmedesk.kit.errors import WorldError
from dmedesk.printing.sheet import Sheet
from dmedesk.printing.typeface import TEXT
from dmedesk.widgets.paper import PaperView, print_pages, printer, save_paper


@pytest.fixture
def content() -> bytes:
    sheet = Sheet(title="Paper", author="Example Medical")
    sheet.text(72, 72, "first page", TEXT)
    sheet.next_page()
    sheet.text(72, 72, "second page", TEXT)
    return sheet.finish()


@pytest.fixture
def view(qtbot: QtBot, content: bytes) -> PaperView:
    made = PaperView("Paper")
    qtbot.addWidget(made)
    made.show_paper(content)
    return made


def test_all_pages_are_shown_and_the_bytes_kept(view: PaperView, content: bytes) -> None:
    assert view.pages() == 2
    assert view.content == content
    view.clear()
    assert view.pages() == 0
    assert view.content is None


def test_another_paper_takes_its_place(view: PaperView, content: bytes) -> None:
    view.show_paper(content)
    assert view.pages() == 2


def test_it_is_printed_on_letter_with_ink_on_white(view: PaperView, tmp_path: Path) -> None:
    target = printer()
    target.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    target.setOutputFileName(str(tmp_path / "printed.pdf"))
    view.print_on(target)
    printed = pypdfium2.PdfDocument(tmp_path / "printed.pdf")
    assert len(printed) == 2
    assert printed[0].get_size() == (612, 792)
    picture = printed[0].render(scale=1).to_pil().convert("L")
    darkest, lightest = picture.getextrema()
    printed.close()
    assert (darkest < 100, lightest) == (True, 255)


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_printer_that_is_not_there_is_told_with_its_remedy(view: PaperView) -> None:
    target = printer()
    target.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    target.setOutputFileName("/nowhere/at/all.pdf")
    with pytest.raises(WorldError, match="switched on"):
        view.print_on(target)


def test_it_is_saved_whole_or_not_at_all(content: bytes, tmp_path: Path) -> None:
    save_paper(content, tmp_path / "INV-1.pdf")
    assert [path.name for path in tmp_path.iterdir()] == ["INV-1.pdf"]
    assert (tmp_path / "INV-1.pdf").read_bytes() == content
    with pytest.raises(WorldError, match="safe in the shop"):
        save_paper(content, tmp_path / "missing" / "INV-1.pdf")


def test_a_label_is_printed_on_paper_of_its_own_size(tmp_path: Path) -> None:
    sheet = Sheet(title="Label", author="Example Medical", size=(162, 90))
    sheet.text(10, 30, "SN-1", TEXT)
    target = printer()
    target.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    target.setOutputFileName(str(tmp_path / "label.pdf"))
    print_pages(sheet.finish(), target)
    printed = pypdfium2.PdfDocument(tmp_path / "label.pdf")
    width, height = printed[0].get_size()
    picture = printed[0].render(scale=1).to_pil().convert("L")
    printed.close()
    assert (width, height) == pytest.approx((162, 90), abs=0.5)
    assert picture.getextrema()[0] < 100
