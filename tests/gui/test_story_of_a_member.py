"""A member by keyboard alone, in the desk: entered, paid for, prescribed for by somebody new."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from dmedesk.bootstrap.offers import house_offers
from dmedesk.desk.program import desk
from dmedesk.desk.status import ShopFacts
from dmedesk.desk.window import DeskWindow
from dmedesk.members.screens.member import MemberPage
from dmedesk.members.screens.practitioner import PractitionerPage
from dmedesk.members.tables import Coverage, Member, Practitioner
from dmedesk.papers.screens.records import PrescriptionPage
from dmedesk.papers.tables import Prescription
from dmedesk.store.unit_of_work import reading
from dmedesk.widgets.tasks import InlineRunner
from tests.flows.month_shop import MonthShop, clock
from tests.gui.fixtures import EngineDoors
from tests.gui.pages import ALT, CONTROL, press, type_here, type_into
from tests.windows import activate


@pytest.fixture
def window(qapp: QApplication, doors: EngineDoors, shop: MonthShop, qtbot: QtBot) -> DeskWindow:
    assert qapp is not None
    assert shop is not None
    facts = ShopFacts("Example Medical", "shop.dmedesk", "ana")
    made = desk(InlineRunner(doors), facts, offers=house_offers(), clock=clock)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    activate(made)
    return made


def _digit(window: DeskWindow, key: str) -> Qt.Key:
    """The figure that goes to an area with Ctrl."""
    places = [n for n, area in enumerate(window.areas) if key in {one.key for one in area.pages}]
    return Qt.Key(Qt.Key.Key_1 + places[0])


def _popup(qtbot: QtBot) -> QWidget:
    """The list or menu that is open now."""
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
    found = QApplication.activePopupWidget()
    assert found is not None
    return found


def _prescribe(window: DeskWindow, shop: MonthShop, qtbot: QtBot, member_id: int) -> None:
    """From the member's page: a prescription, and its practitioner from inside the field."""
    press(Qt.Key.Key_W, ALT)
    QTest.keyClick(_popup(qtbot), Qt.Key.Key_P)
    paper = window.page
    assert isinstance(paper, PrescriptionPage)
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is None)
    window.activateWindow()
    qtbot.waitUntil(lambda: bool(paper.form.current_key()))
    type_into(paper, "hcpcs", "e0260")
    type_into(paper, "signed_on", "t")
    paper.form.go_to("practitioner_id")
    type_here("Nobody here")
    press(Qt.Key.Key_F4)
    QTest.keyClick(_popup(qtbot), Qt.Key.Key_Return)
    signer = window.page
    assert isinstance(signer, PractitionerPage)
    type_into(signer, "npi", "1558598797")
    type_into(signer, "last_name", "Okafor")
    press(Qt.Key.Key_F12)
    assert window.page is paper
    press(Qt.Key.Key_S, CONTROL)
    entered = shop.rows(Prescription)[-1]
    okafor = shop.rows(Practitioner)[-1]
    assert (entered.member_id, entered.practitioner_id) == (member_id, okafor.id)
    assert (entered.hcpcs, okafor.last_name) == ("E0260", "Okafor")


def test_a_member_with_coverage_and_a_prescription_of_somebody_new(
    window: DeskWindow, shop: MonthShop, qtbot: QtBot
) -> None:
    press(_digit(window, "members"), CONTROL)
    press(Qt.Key.Key_N, CONTROL)
    page = window.page
    assert isinstance(page, MemberPage)
    qtbot.waitUntil(lambda: page.form.current_key() == "last_name")
    for text in ("Alda", "Rose", "2/29/40"):
        type_here(text)
        press(Qt.Key.Key_Tab)
    page.form.go_to("coverages")
    press(Qt.Key.Key_Insert)
    press(Qt.Key.Key_Tab)
    type_here("mh")
    press(Qt.Key.Key_Tab)
    type_here("100012345678")
    press(Qt.Key.Key_Tab)
    type_here("1/1")
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_S, CONTROL)
    with reading(shop.engine) as session:
        rose = session.scalars(select(Member).where(Member.last_name == "Alda")).one()
    (cover,) = shop.rows(Coverage)
    assert (cover.member_id, cover.payer_id, cover.number) == (rose.id, 1, "100012345678")
    _prescribe(window, shop, qtbot, rose.id)
