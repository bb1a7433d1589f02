"""The substitute finder by keyboard: the closest unit on top, lent with its reason by a slip."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from dmedesk.assets.rules import AssetState
from dmedesk.assets.tables import Asset
from dmedesk.deliveries.rules.words import TicketKind
from dmedesk.deliveries.tables import Ticket
from dmedesk.kit.references import RecordRef
from dmedesk.repairs.screens.finder import FinderPage
from dmedesk.repairs.tables import ModelTraits, RepairLoan
from dmedesk.widgets.page import Workplace
from tests.gui.pages import letters, nameless, press, press_letter, shown, texts, type_here
from tests.repairs.repair_shop import RepairShop


def _opened(workplace: Workplace, repair_id: int, qtbot: QtBot) -> FinderPage:
    page = FinderPage(workplace, RecordRef("substitute", repair_id))
    shown(page, qtbot)
    assert list(nameless(page)) == []
    found = letters(page)
    assert sorted(found) == sorted(set(found))
    return page


def test_the_chosen_unit_goes_out_by_a_slip(
    workplace: Workplace, bench: RepairShop, qtbot: QtBot
) -> None:
    repair_id = bench.report(bench.sell("BED1"))
    bench.unit("BED2")
    wanted: list[RecordRef] = []
    workplace.navigator.record_wanted.connect(lambda ref, _apart: wanted.append(ref))
    page = _opened(workplace, repair_id, qtbot)
    assert not page.exchange.isVisible()
    press_letter(Qt.Key.Key_D)
    assert page.lending.isVisible()
    press(Qt.Key.Key_Return)
    (loan,) = bench.shop.rows(RepairLoan)
    assert loan.reason == "the same model"
    assert wanted == [RecordRef("ticket", loan.ticket_id)]


def test_nothing_in_stock_says_what_to_do(
    workplace: Workplace, bench: RepairShop, qtbot: QtBot
) -> None:
    page = _opened(workplace, bench.report(bench.sell("BED1")), qtbot)
    assert any("none is to be had" in text for text in texts(page))
    assert not page.lend.isVisible()


def test_models_are_compared_by_what_is_typed(
    workplace: Workplace, bench: RepairShop, qtbot: QtBot
) -> None:
    repair_id = bench.report(bench.sell("BED1"))
    bench.unit("BED2")
    page = _opened(workplace, repair_id, qtbot)
    press_letter(Qt.Key.Key_I)
    type_here("36 in")
    press(Qt.Key.Key_Return)
    assert [one.size for one in bench.shop.rows(ModelTraits)] == ["36 in"]
    press_letter(Qt.Key.Key_W)
    assert page.traits.form.entries["size"].raw() == "36 in"
    press(Qt.Key.Key_Escape)
    assert not page.traits.isVisible()


def test_a_rented_unit_is_exchanged(workplace: Workplace, bench: RepairShop, qtbot: QtBot) -> None:
    bench.shop.rent("R1", serial="BED1", started_on="2026-10-01")
    bench.shop.change(Asset, Asset.serial == "BED1", state=AssetState.ON_RENT)
    repair_id = bench.report(bench.tickets.unit("BED1").id, site="home")
    bench.unit("BED2")
    _opened(workplace, repair_id, qtbot)
    press_letter(Qt.Key.Key_X)
    press(Qt.Key.Key_Return)
    assert [one.kind for one in bench.shop.rows(Ticket)] == [TicketKind.EXCHANGE]


def test_there_is_no_such_repair(workplace: Workplace, qtbot: QtBot) -> None:
    page = FinderPage(workplace, RecordRef("substitute", 99))
    shown(page, qtbot)
    assert "There is no such repair" in page.findings.accessibleName()
