"""Labels from the list's choice and from the unit's page, by keyboard, until they are on paper."""

from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from dmedesk.assets.offers import events
from dmedesk.assets.screens.unit import UnitPage
from dmedesk.assets.screens.units import UnitsPage
from dmedesk.kit.references import RecordRef
from dmedesk.rentals.queries.units import UNITS
from dmedesk.store.unit_of_work import reading
from dmedesk.widgets.page import Workplace
from dmedesk.widgets.paper import printer
from dmedesk.widgets.paper_window import PaperWindow
from tests.flows.month_shop import MonthShop
from tests.gui.pages import CONTROL, SHIFT, nameless, press, shown, type_here


@pytest.fixture
def page(workplace: Workplace, shop: MonthShop, qtbot: QtBot) -> UnitsPage:
    """Three units."""
    for number in range(3):
        shop.unit(f"SHELF{number}", "E0163")
    made = UnitsPage(workplace, UNITS)
    shown(made, qtbot)
    return made


@pytest.fixture
def papers(page: UnitsPage, qtbot: QtBot) -> Callable[[], PaperWindow]:
    """Waits for the paper that is shown."""

    def found() -> PaperWindow:
        qtbot.waitUntil(lambda: bool(page.findChildren(PaperWindow)))
        (window,) = page.findChildren(PaperWindow)
        return window

    return found


def _scanned(content: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(content)
    image = document[0].render(scale=300 / 72).to_pil()
    document.close()
    matrix = zxingcpp.BarcodeFormat.DataMatrix
    return sorted(code.text for code in zxingcpp.read_barcodes(image) if code.format == matrix)


def _choose_all(page: UnitsPage) -> None:
    flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
    for place in range(page.model.rowCount()):
        page.list.selectionModel().select(page.model.index(place, 0), flags)


def test_the_chosen_units_get_labels_by_keyboard_alone(
    page: UnitsPage, papers: Callable[[], PaperWindow]
) -> None:
    page.list.setFocus()
    _choose_all(page)
    press(Qt.Key.Key_L, CONTROL | SHIFT)
    assert page.labels.isVisible()
    press(Qt.Key.Key_Return)
    window = papers()
    assert _scanned(window.paper.content or b"") == ["SHELF0", "SHELF1", "SHELF2"]
    assert page.labels.isHidden()
    window.close()


def test_each_label_that_is_printed_is_counted_on_its_unit(
    page: UnitsPage, papers: Callable[[], PaperWindow], shop: MonthShop, tmp_path: Path
) -> None:
    page.list.setFocus()
    _choose_all(page)
    press(Qt.Key.Key_L, CONTROL | SHIFT)
    press(Qt.Key.Key_Return)
    target = printer()
    target.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    target.setOutputFileName(str(tmp_path / "out.pdf"))
    window = papers()
    for _time in range(2):
        window.print_on(target)
    window.close()
    with reading(shop.engine) as session:
        told = [one.sentence for one in events(session, RecordRef("asset", 2))]
        assert [one for one in told if "label" in one] == [
            "Its label was printed",
            "Its label was printed, copy 2",
        ]


def test_a_part_used_sheet_and_the_labels_in_the_printer_are_remembered(
    page: UnitsPage, papers: Callable[[], PaperWindow]
) -> None:
    page.list.setFocus()
    press(Qt.Key.Key_L, CONTROL | SHIFT)
    page.labels.form.entries["layout"].show_raw("avery5163")
    assert page.labels.form.go_to("start")
    type_here("11")
    press(Qt.Key.Key_Return)
    assert page.labels.isVisible()
    page.labels.form.entries["start"].show_raw("10")
    press(Qt.Key.Key_Return)
    window = papers()
    assert page.workplace.printers.label_layout() == "avery5163"
    window.close()
    page.ask_labels()
    assert page.labels.form.raws()["layout"] == "avery5163"


def test_escape_prints_nothing_and_leads_back(page: UnitsPage) -> None:
    page.list.setFocus()
    press(Qt.Key.Key_L, CONTROL | SHIFT)
    press(Qt.Key.Key_Escape)
    assert page.labels.isHidden()
    assert QApplication.focusWidget() is page.list


def test_without_a_choice_it_says_what_to_do(page: UnitsPage) -> None:
    page.list.clearSelection()
    page.ask_labels()
    assert page.labels.isHidden()
    assert [one.code for one in page.findings.shown] == ["no_unit_chosen"]


def test_a_unit_has_its_label_on_its_page(
    workplace: Workplace, shop: MonthShop, qtbot: QtBot
) -> None:
    shop.unit("ONE", "E0163")
    made = UnitPage(workplace, RecordRef("asset", 1), UNITS)
    shown(made, qtbot)
    qtbot.waitUntil(made.label_button.isVisible)
    press(Qt.Key.Key_L, CONTROL | SHIFT)
    assert made.labels.isVisible()
    assert list(nameless(made)) == []
    made.labels.show_labels()
    qtbot.waitUntil(lambda: bool(made.findChildren(PaperWindow)))
    (window,) = made.findChildren(PaperWindow)
    assert _scanned(window.paper.content or b"") == ["ONE"]
    window.close()
