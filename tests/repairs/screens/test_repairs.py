"""The repair bench by keyboard: its columns, its chips, a new fault."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from dmedesk.repairs.rules.words import Step
from dmedesk.repairs.screens.repairs import RepairsPage, facts_of
from dmedesk.widgets.page import Workplace
from tests.gui.pages import CONTROL, letters, nameless, press, shown
from tests.repairs.repair_shop import RepairShop


def test_the_bench(workplace: Workplace, bench: RepairShop, qtbot: QtBot) -> None:
    first = bench.report(bench.sell("BED1"))
    bench.step(first, Step.BEGUN)
    bench.line(first, 5_000)
    bench.lend(first, bench.unit("BED2"))
    bench.report(bench.unit("BED3"))
    page = RepairsPage(workplace)
    shown(page, qtbot)
    assert list(nameless(page)) == []
    found = letters(page)
    assert sorted(found) == sorted(set(found))
    row = page.model.row_at(1)
    assert row is not None
    cells = {column.key: column.text(row) for column in page.spec.columns}
    assert (cells["repair_no"], cells["stage"]) == ("REP-000001", "→ in work, lent")
    assert (cells["total_cents"], cells["ownership"]) == ("50.00", "The member’s own")
    facts = {fact.name: fact.text for fact in facts_of(row)}
    assert (facts["Substitute"], facts["Comes to"]) == ("with the member since 2026-10-06", "50.00")
    wanted: list[str] = []
    workplace.navigator.new_wanted.connect(wanted.append)
    press(Qt.Key.Key_N, CONTROL)
    assert wanted == ["repair"]
