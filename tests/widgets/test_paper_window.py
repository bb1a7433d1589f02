"""A paper in its own window: its pages, saved whole, or why not."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from dmedesk.kit.listing import Listing, ListingColumn
from dmedesk.printing.listing import draw_listing
from dmedesk.widgets.page import Workplace
from dmedesk.widgets.paper import printer
from dmedesk.widgets.paper_window import PaperWindow

PAPER = draw_listing(Listing("Boxes", "1 box", [ListingColumn("Name", 900)], [["Box"]]))


@pytest.fixture
def window(workplace: Workplace, qtbot: QtBot) -> Iterator[PaperWindow]:
    parent = QWidget()
    qtbot.addWidget(parent)
    made = PaperWindow(workplace, "Boxes", PAPER, "Boxes.pdf", parent)
    made.show()
    yield made
    parent.close()


def test_its_pages_are_shown_and_saved(window: PaperWindow, tmp_path: Path) -> None:
    assert "1 page" in [label.text() for label in window.findChildren(QLabel)]
    window.save_to(tmp_path / "boxes.pdf")
    assert (tmp_path / "boxes.pdf").read_bytes() == PAPER
    assert window.findings.isHidden()


def test_a_place_that_cannot_be_written_is_told(window: PaperWindow, tmp_path: Path) -> None:
    window.save_to(tmp_path / "missing" / "boxes.pdf")
    assert not window.findings.isHidden()


def test_a_listing_set_across_is_printed_across(window: PaperWindow, tmp_path: Path) -> None:
    target = printer()
    target.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    target.setOutputFileName(str(tmp_path / "out.pdf"))
    window.print_on(target)
    assert target.docName() == "Boxes"
    assert target.pageLayout().orientation().name == "Landscape"
    assert (tmp_path / "out.pdf").stat().st_size > 0
