"""A fault is typed; as soon as the unit is named, the records say whose it is."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from dmedesk.kit.references import RecordRef
from dmedesk.repairs.rules.words import Ownership
from dmedesk.repairs.screens.entering import NewRepairPage
from dmedesk.repairs.tables import Repair
from dmedesk.widgets.page import Workplace
from tests.gui.pages import CONTROL, letters, nameless, press, shown, type_into
from tests.repairs.repair_shop import RepairShop


def _opened(workplace: Workplace, qtbot: QtBot) -> NewRepairPage:
    page = NewRepairPage(workplace, RecordRef("repair", 0))
    shown(page, qtbot)
    assert list(nameless(page)) == []
    found = letters(page)
    assert sorted(found) == sorted(set(found))
    return page


def test_a_unit_tells_whose_it_is(workplace: Workplace, bench: RepairShop, qtbot: QtBot) -> None:
    unit = bench.sell("BED1")
    wanted: list[RecordRef] = []
    workplace.navigator.record_wanted.connect(lambda ref, _apart: wanted.append(ref))
    page = _opened(workplace, qtbot)
    page.form.take_up({"unit_id": {"id": unit, "title": "BED1"}})
    assert page.told.text() == "BED1: The member’s own, with Rivera, M1. Hospital bed"
    assert page.form.entries["member_id"].raw()["title"] == "Rivera, M1"
    type_into(page, "asked_by", "Nora")
    type_into(page, "fault", "It hums.")
    press(Qt.Key.Key_S, CONTROL)
    (repair,) = bench.shop.rows(Repair)
    assert (repair.ownership, repair.fault) == (Ownership.BOUGHT_HERE, "It hums.")
    assert wanted == [RecordRef("repair", repair.id)]


def test_why_a_unit_cannot_be_reported_is_said(
    workplace: Workplace, bench: RepairShop, qtbot: QtBot
) -> None:
    unit = bench.sell("BED1")
    bench.report(unit)
    page = _opened(workplace, qtbot)
    page.form.take_up({"unit_id": {"id": unit, "title": "BED1"}})
    assert page.told.text().startswith("BED1: REP-000001 is open for this unit.")
    page.form.take_up({"unit_id": None})
    assert not page.told.isVisible()


def test_a_scan_names_the_unit(workplace: Workplace, bench: RepairShop, qtbot: QtBot) -> None:
    unit = bench.sell("BED-12")
    bench.unit("BED-123")
    page = _opened(workplace, qtbot)
    page.take_scan("BED-1")
    assert [one.code for one in page.findings.shown] == ["unknown_unit"]
    page.take_scan("bed-12")
    raw = page.form.entries["unit_id"].raw()
    assert (raw["id"], raw["title"]) == (unit, "BED-12")
    assert page.told.text().startswith("BED-12: The member’s own")
    assert page.take_scan("(01)00614141999996(17)290101")
    assert [one.code for one in page.findings.shown] == ["no_serial"]


def test_what_is_missing_is_asked_for(
    workplace: Workplace, bench: RepairShop, qtbot: QtBot
) -> None:
    page = _opened(workplace, qtbot)
    press(Qt.Key.Key_S, CONTROL)
    assert bench.shop.rows(Repair) == []
    assert page.is_new
