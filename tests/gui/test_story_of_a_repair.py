"""A whole repair by keyboard and scanner alone, in the desk: from the call to the invoice.

The member's own bed comes to the shop, a substitute is found, lent and fetched by slips of its own,
the total runs over the authorization line until its number is known, the return is signed for.
"""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from dmedesk.assets.rules import AssetState
from dmedesk.billing.screens.charge import ChargePage
from dmedesk.billing.screens.charges import ChargesPage
from dmedesk.billing.tables import Charge, Invoice
from dmedesk.bootstrap.offers import house_offers
from dmedesk.deliveries.screens.slips import SlipsPage
from dmedesk.deliveries.screens.ticket import TicketPage
from dmedesk.deliveries.screens.visit import VisitPage
from dmedesk.deliveries.tables import Proof
from dmedesk.desk.program import desk
from dmedesk.desk.status import ShopFacts
from dmedesk.desk.window import DeskWindow
from dmedesk.members.tables import Coverage
from dmedesk.repairs.rules.words import Ownership, Stage
from dmedesk.repairs.screens.entering import NewRepairPage
from dmedesk.repairs.screens.finder import FinderPage
from dmedesk.repairs.screens.repair import RepairPage
from dmedesk.repairs.screens.repairs import RepairsPage
from dmedesk.widgets.forms.form import Form
from dmedesk.widgets.tasks import InlineRunner
from tests.deliveries.tickets import TicketShop
from tests.flows.month_shop import MonthShop, clock
from tests.gui.fixtures import EngineDoors
from tests.gui.pages import ALT, CONTROL, press, press_letter, texts
from tests.gui.scanner import Scanner
from tests.repairs.repair_shop import RepairShop
from tests.windows import activate

_FIELDS = 40
"""More than any form has."""


@pytest.fixture
def bench(shop: MonthShop) -> RepairShop:
    """BED0001 is the member's own, BED0002 stands in stock; the plan authorized the repair."""
    made = RepairShop(TicketShop(shop))
    made.sell("BED0001")
    made.unit("BED0002")
    made.grant("PA-7", amount_cents=200_000)
    cover = {"member_id": made.member(), "payer_id": made.payer(), "rank": 1}
    shop.add(Coverage(**cover, from_on=date(2026, 1, 1)))
    return made


@pytest.fixture
def window(qapp: QApplication, doors: EngineDoors, bench: RepairShop, qtbot: QtBot) -> DeskWindow:
    assert qapp is not None
    assert bench is not None
    facts = ShopFacts("Example Medical", "shop.dmedesk", "ana")
    made = desk(InlineRunner(doors), facts, offers=house_offers(), clock=clock)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    activate(made)
    return made


def _to(form: Form, key: str) -> None:
    """Tab on to a field."""
    for _ in range(_FIELDS):
        if form.current_key() == key:
            return
        press(Qt.Key.Key_Tab)
    raise AssertionError(f"Tab never comes to {key}")


def _fill(form: Form, **typed: str) -> None:
    """Tab on to one field after the other, and type."""
    for key, text in typed.items():
        _to(form, key)
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClicks(focused, text)


def _open_form(page: RepairPage) -> Form:
    """The form of the bar that is open."""
    (form,) = (one for one in page.findChildren(Form) if one.isVisible())
    return form


def _choose(qtbot: QtBot, words: str) -> None:
    """Go down the open menu to these words, and press Enter."""
    qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    for _ in menu.actions():
        QTest.keyClick(menu, Qt.Key.Key_Down)
        if menu.activeAction().text().startswith(words):
            QTest.keyClick(menu, Qt.Key.Key_Return)
            qtbot.waitUntil(lambda: QApplication.activePopupWidget() is None)
            return
    raise AssertionError([one.text() for one in menu.actions()])


def _happened(window: DeskWindow, qtbot: QtBot, letter: Qt.Key, words: str) -> RepairPage:
    press(letter, ALT)
    _choose(qtbot, words)
    window.activateWindow()
    page = window.page
    assert isinstance(page, RepairPage | FinderPage)
    return page  # type: ignore[return-value]


def _area(window: DeskWindow, key: str) -> None:
    """Ctrl and a figure to the area, Alt and a figure to the page of it."""
    for at, area in enumerate(window.areas):
        keys = [one.key for one in area.tabs]
        if key in keys:
            press(Qt.Key(Qt.Key.Key_1 + at), CONTROL)
            if keys.index(key):
                press(Qt.Key(Qt.Key.Key_1 + keys.index(key)), ALT)
            return


def _repair(window: DeskWindow, qtbot: QtBot) -> RepairPage:
    """Back to the repair, by its list."""
    _area(window, "repairs")
    qtbot.waitUntil(lambda: isinstance(window.page, RepairsPage))
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: isinstance(window.page, RepairPage))
    page = window.page
    assert isinstance(page, RepairPage)
    qtbot.waitUntil(lambda: page.read is not None and page.lines.hasFocus())
    return page


def _report(window: DeskWindow, qtbot: QtBot) -> RepairPage:
    """The call: the unit is scanned, whose it is told by the records."""
    _area(window, "repairs")
    press(Qt.Key.Key_N, CONTROL)
    page = window.page
    assert isinstance(page, NewRepairPage)
    qtbot.waitUntil(lambda: bool(page.form.current_key()))
    Scanner(window).scan("BED0001")
    qtbot.waitUntil(lambda: "The member’s own, with Rivera, M1" in page.told.text())
    _fill(
        page.form,
        asked_by="Nora Rivera",
        fault="It does not hold its height.",
        technician="Tom Reed",
        replacement_cents="9000",
    )
    press(Qt.Key.Key_S, CONTROL)
    qtbot.waitUntil(lambda: isinstance(window.page, RepairPage))
    made = window.page
    assert isinstance(made, RepairPage)
    qtbot.waitUntil(lambda: made.read is not None)
    assert made.read is not None
    assert made.read.repair.ownership is Ownership.BOUGHT_HERE
    return made


def _visit(window: DeskWindow, qtbot: QtBot) -> None:
    """The slip on screen goes out, and comes back signed."""
    slip = window.page
    assert isinstance(slip, TicketPage)
    qtbot.waitUntil(lambda: slip.read is not None)
    press_letter(Qt.Key.Key_O)
    press_letter(Qt.Key.Key_V)
    qtbot.waitUntil(lambda: isinstance(window.page, VisitPage))
    page = window.page
    assert isinstance(page, VisitPage)
    Scanner(window).scan("BED0002")
    form = page.record.proof.fields
    _fill(form, signature="o", signer="Nora Rivera", relationship="t", signed_on="t")
    press(Qt.Key.Key_S, CONTROL)


def _lend(window: DeskWindow, bench: RepairShop, qtbot: QtBot) -> None:
    """What is comparable is found, and lent by a slip of its own, with its paper."""
    _happened(window, qtbot, Qt.Key.Key_I, "Find one in stock")
    finder = window.page
    assert isinstance(finder, FinderPage)
    qtbot.waitUntil(lambda: finder.units.hasFocus() and finder.read is not None)
    press(Qt.Key.Key_Return)
    assert "Lend BED0002: the same model" in " ".join(texts(finder.lending))
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: isinstance(window.page, TicketPage))
    _visit(window, qtbot)
    assert len(bench.shop.rows(Proof)) == 2
    assert bench.tickets.unit("BED0002").state is AssetState.LOANED


def _line(page: RepairPage, description: str, amount: str, code: str) -> str:
    """A line is typed; answers what was said of the total before it was written."""
    press_letter(Qt.Key.Key_A)
    _fill(page.line_bar.form, description=description, amount_cents=amount, hcpcs=code)
    QApplication.processEvents()
    said = " ".join(texts(page.line_bar))
    press(Qt.Key.Key_Return)
    assert not page.line_bar.isVisible()
    return said


def _work(window: DeskWindow, qtbot: QtBot) -> RepairPage:
    """Parts and labor with the running total; above the line until the number is known."""
    page = _repair(window, qtbot)
    assert "$900.00 of $1,000.00" in _line(page, "Motor", "900", "E2368")
    said = _line(page, "Labor", "150", "K0739")
    assert "$1,050.00 of the $1,000.00 line: prior authorization is needed" in said
    assert "$1,050.00 of $9,000.00, a replacement" in said
    _happened(window, qtbot, Qt.Key.Key_W, "Authorized")
    _fill(_open_form(page), reference="PA-7")
    press(Qt.Key.Key_Return)
    assert page.read is not None
    assert "authorized" in {one.code for one in page.read.judged}
    press_letter(Qt.Key.Key_F)
    _fill(_open_form(page), note="Motor replaced and tested.")
    press(Qt.Key.Key_Return)
    press_letter(Qt.Key.Key_G)
    _fill(_open_form(page), signer="Nora Rivera", relation="t")
    press(Qt.Key.Key_Return)
    assert page.read.repair.stage is Stage.RETURNED
    return page


def _fetch(window: DeskWindow, bench: RepairShop, qtbot: QtBot) -> None:
    """The substitute comes back by a slip: before that the repair does not close."""
    page = window.page
    assert isinstance(page, RepairPage)
    press_letter(Qt.Key.Key_O)
    press(Qt.Key.Key_Return)
    assert "The substitute is still with the member." in page.findings.accessibleName()
    press(Qt.Key.Key_Escape)
    _happened(window, qtbot, Qt.Key.Key_I, "Fetch it")
    press(Qt.Key.Key_Return)
    _area(window, "slips")
    qtbot.waitUntil(lambda: isinstance(window.page, SlipsPage))
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: isinstance(window.page, TicketPage))
    _visit(window, qtbot)
    assert bench.tickets.unit("BED0002").state is AssetState.CLEANING


def _close_and_charge(window: DeskWindow, bench: RepairShop, qtbot: QtBot) -> None:
    page = _repair(window, qtbot)
    _happened(window, qtbot, Qt.Key.Key_I, "What may be charged")
    assert "Charge 75.00 for the substitute, once in this repair?" in " ".join(texts(page.question))
    press(Qt.Key.Key_Return)
    press_letter(Qt.Key.Key_O)
    press(Qt.Key.Key_Return)
    assert page.read is not None
    assert page.read.repair.stage is Stage.CLOSED
    press_letter(Qt.Key.Key_G)
    assert [one.source_no for one in bench.shop.rows(Charge)] == [
        "REP-000001/1",
        "REP-000001/2",
        "REP-000001/S",
    ]


def _invoice(window: DeskWindow, bench: RepairShop, qtbot: QtBot) -> None:
    """The substitute's charge goes on an invoice of its own, at once."""
    _area(window, "charges")
    charges = window.page
    assert isinstance(charges, ChargesPage)
    for _ in range(len(bench.shop.rows(Charge))):
        row = charges.list.chosen_row()
        if row is not None and row.description.startswith("Substitute"):
            break
        press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: isinstance(window.page, ChargePage))
    page = window.page
    assert isinstance(page, ChargePage)
    qtbot.waitUntil(page.now.isEnabled)
    press_letter(Qt.Key.Key_I)
    (invoice,) = bench.shop.rows(Invoice)
    assert (invoice.total_cents, invoice.member_id) == (7_500, bench.member())


def test_from_the_call_to_the_invoice(window: DeskWindow, bench: RepairShop, qtbot: QtBot) -> None:
    page = _report(window, qtbot)
    _happened(window, qtbot, Qt.Key.Key_W, "Taken to the shop")
    press(Qt.Key.Key_Return)
    assert page.read is not None
    assert page.read.repair.removed_on == date(2026, 11, 3)
    _lend(window, bench, qtbot)
    _work(window, qtbot)
    _fetch(window, bench, qtbot)
    _close_and_charge(window, bench, qtbot)
    _invoice(window, bench, qtbot)
