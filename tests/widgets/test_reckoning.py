"""An amount with its steps, readable by eye and by ear."""

from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from dmedesk.widgets.dress import wear
from dmedesk.widgets.paper import printer
from dmedesk.widgets.reckoning import Reckoning, ReckoningPanel, Step, as_text

SHOWN = Reckoning(
    "Rivera, Ana · E0260",
    "75.00",
    ("Hospital bed",),
    (Step("10% of the new purchase fee", "75.00", "101 CMR 322.03(18)(a)1"),),
    ("Reading used: each step",),
)


def test_amount_steps_clauses_and_notes_stand_in_the_panel(qtbot: QtBot) -> None:
    panel = ReckoningPanel()
    qtbot.addWidget(panel)
    panel.show_reckoning(SHOWN)
    texts = [label.text() for label in panel.findChildren(QLabel)]
    assert texts.count("75.00") == 2
    assert {"Hospital bed", "101 CMR 322.03(18)(a)1", "Reading used: each step"} <= set(texts)
    assert panel.shown is SHOWN


def test_it_is_told_to_whoever_hears_the_screen() -> None:
    assert as_text(SHOWN).startswith("Rivera, Ana · E0260. 75.00. Hospital bed. 10% of the new")


@pytest.mark.parametrize("scheme", [Qt.ColorScheme.Light, Qt.ColorScheme.Dark])
def test_it_is_printed_in_ink_on_bare_paper_whatever_theme_is_worn(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, scheme: Qt.ColorScheme
) -> None:
    wear(qapp, scheme)
    panel = ReckoningPanel()
    qtbot.addWidget(panel)
    panel.resize(374, 600)
    panel.show_reckoning(SHOWN)
    target = printer()
    target.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    target.setOutputFileName(str(tmp_path / "why.pdf"))
    panel.print_on(target)
    wear(qapp, Qt.ColorScheme.Light)
    printed = pypdfium2.PdfDocument(tmp_path / "why.pdf")
    picture = printed[0].render(scale=1).to_pil().convert("L")
    assert len(printed) == 1
    printed.close()
    assert picture.getextrema()[0] < 100
    bare = picture.histogram()[255]
    assert 0.95 < bare / (picture.width * picture.height) < 1
