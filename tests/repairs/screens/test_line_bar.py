"""While a line is typed, the total is held against the law's lines, with both numbers."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from dmedesk.kit.references import RecordRef
from dmedesk.repairs.rules.words import Step
from dmedesk.repairs.screens.line_bar import LineBar
from dmedesk.repairs.screens.repair import RepairPage
from dmedesk.widgets.page import Workplace
from tests.gui.pages import press, press_letter, shown, type_here
from tests.repairs.repair_shop import RepairShop


def _said(bar: LineBar) -> list[str]:
    pieces: list[Any] = [bar.told.itemAt(place) for place in range(bar.told.count())]
    labels = [one.widget() for one in pieces]
    return [one.text() for one in labels if isinstance(one, QLabel)]


def test_both_numbers_are_told_at_every_key(
    workplace: Workplace, bench: RepairShop, qtbot: QtBot
) -> None:
    repair_id = bench.report(bench.sell("BED1"), replacement_cents=150_000)
    bench.step(repair_id, Step.BEGUN)
    bench.line(repair_id, 60_000)
    page = RepairPage(workplace, RecordRef("repair", repair_id))
    shown(page, qtbot)
    press_letter(Qt.Key.Key_A)
    bar = page.line_bar
    assert bar.isVisible()
    assert bar.form.current_key() == "description"
    type_here("Frame")
    assert bar.form.go_to("amount_cents")
    type_here("400.00")
    assert _said(bar)[0].startswith("$1,000.00 of $1,000.00, the authorization line: $0.00 left")
    assert bar.form.go_to("amount_cents")
    type_here("400.01")
    assert _said(bar)[0].startswith("$1,000.01 of the $1,000.00 line: prior authorization")
    assert bar.form.go_to("amount_cents")
    type_here("900.00")
    assert "The repair comes to $1,500.00, a replacement to $1,500.00" in " ".join(_said(bar))
    press(Qt.Key.Key_Return)
    assert [line.amount_cents for line in bench.read(repair_id).lines] == [60_000, 90_000]
    assert not bar.isVisible()


def test_what_a_warranty_bears_adds_nothing(
    workplace: Workplace, bench: RepairShop, qtbot: QtBot
) -> None:
    repair_id = bench.report(bench.sell("BED1"), replacement_cents=150_000)
    bench.step(repair_id, Step.BEGUN)
    page = RepairPage(workplace, RecordRef("repair", repair_id))
    shown(page, qtbot)
    page.ask_line()
    page.line_bar.form.take_up({"amount_cents": "900.00", "covered": "warranty"})
    assert _said(page.line_bar)[0].startswith("$0.00 of $1,000.00")
    page.line_bar.form.take_up(
        {"amount_cents": "60.00", "covered": "charged", "kind": "direct_service", "quantity": "3"}
    )
    assert _said(page.line_bar)[0].startswith("$180.00 of $1,000.00")
