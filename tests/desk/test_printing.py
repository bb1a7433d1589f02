"""Settings, Printing: a printer, tray and shift for each kind of paper; the page with rulers."""

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from dmedesk.desk.printing import PrintingPage, read_shift, shift_text
from dmedesk.kit.cells import Unreadable
from dmedesk.kit.printers import PAPERS, PrinterChoice
from dmedesk.widgets.page import Workplace
from tests.windows import activate

FRONT, BACK = "Front desk", "Back room"


def _page(workplace: Workplace, qtbot: QtBot) -> PrintingPage:
    made = PrintingPage(workplace, names=lambda: [FRONT])
    qtbot.addWidget(made)
    made.resize(1190, 700)
    activate(made)
    return made


@pytest.fixture
def page(workplace: Workplace, qtbot: QtBot) -> PrintingPage:
    workplace.printers.remember("list", PrinterChoice(BACK, "Lower", 15, -20))
    return _page(workplace, qtbot)


def _type(page: PrintingPage, key: str, text: str) -> None:
    page.form.go_to(key)
    line = page.form.entries[key].target
    assert isinstance(line, QLineEdit)
    QTest.keyClicks(line, text)


def test_it_shows_what_is_remembered_also_of_a_printer_that_is_away(page: PrintingPage) -> None:
    raws = page.form.raws()
    assert {name: raws[f"list.{name}"] for name in ("printer", "tray", "right_tenths")} == {
        "printer": BACK,
        "tray": "Lower",
        "right_tenths": "1.5",
    }
    assert raws["list.down_tenths"] == "-2.0"
    assert raws["invoice.printer"] is None


def test_what_is_chosen_is_remembered_at_once(page: PrintingPage, workplace: Workplace) -> None:
    page.form.go_to("invoice.printer")
    QTest.keyClicks(page.form.entries["invoice.printer"].target, "Fr")
    _type(page, "invoice.right_tenths", "0.5")
    assert workplace.printers.choice("invoice") == PrinterChoice(FRONT, "", 5, 0)
    assert page.choice.currentText() == PAPERS["invoice"]
    _type(page, "invoice.right_tenths", "x")
    assert workplace.printers.choice("invoice").right_tenths == 5


def test_the_test_page_of_a_kind_is_seen_before_it_is_printed(page: PrintingPage) -> None:
    first = page.paper.content
    assert (page.paper.pages(), first is not None) == (1, True)
    _type(page, "list.down_tenths", "3")
    assert page.choice.currentText() == PAPERS["list"]
    assert page.paper.content != first


@pytest.mark.parametrize(
    ("typed", "tenths", "kept"),
    [
        ("1.5", 15, "1.5"),
        ("-2", -20, "-2.0"),
        ("−0.3 mm", -3, "-0.3"),
        ("+4", 40, "4.0"),
        ("0", 0, ""),
        ("50", 500, "50.0"),
    ],
)
def test_shifts(typed: str, tenths: int, kept: str) -> None:
    assert read_shift(typed) == kept == shift_text(tenths)


@pytest.mark.parametrize("typed", ["x", "1.55", "50.1", "-50.1", ".", "1.x", "--1"])
def test_no_shifts(typed: str) -> None:
    with pytest.raises(Unreadable, match="is not a shift"):
        read_shift(typed)
