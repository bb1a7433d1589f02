"""The list of prints: every one with its copy; the reprints alone; read when it is shown."""

from pytestqt.qtbot import QtBot

from dmedesk.desk.prints import PrintsPage
from dmedesk.widgets.page import Workplace


def _print(workplace: Workplace, number: str) -> None:
    workplace.runner.operate(
        lambda work: workplace.prints.record(
            work, kind="invoice", number=number, printer="Front desk"
        ),
        action="print_paper",
        done=lambda _copy: None,
        failed=lambda findings: (_ for _ in ()).throw(AssertionError(findings)),
    )


def _rows(page: PrintsPage) -> list[tuple[str, ...]]:
    model = page.model
    shown = range(model.rowCount())
    return [tuple(str(model.index(at, place).data()) for place in (1, 2, 3, 5)) for at in shown]


def test_every_print_is_listed_and_reprints_alone(workplace: Workplace, qtbot: QtBot) -> None:
    for number in ("INV-1", "INV-1", "INV-2"):
        _print(workplace, number)
    page = PrintsPage(workplace)
    qtbot.addWidget(page)
    page.show()
    page.refresh()
    qtbot.waitUntil(lambda: page.model.rowCount() == 3)
    assert ("Invoices and credits", "INV-1", "2", "Front desk") in _rows(page)
    page.chips["again"].click()
    qtbot.waitUntil(lambda: page.model.rowCount() == 1)
    assert _rows(page) == [("Invoices and credits", "INV-1", "2", "Front desk")]


def test_it_reads_whenever_it_is_shown(workplace: Workplace, qtbot: QtBot) -> None:
    page = PrintsPage(workplace)
    qtbot.addWidget(page)
    page.show()
    qtbot.waitUntil(lambda: page.model.rowCount() == 0)
    page.hide()
    _print(workplace, "INV-1")
    page.show()
    qtbot.waitUntil(lambda: page.model.rowCount() == 1)
