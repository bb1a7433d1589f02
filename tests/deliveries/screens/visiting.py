"""A shop with slips that are out, and the keys that type their visits."""

from collections.abc import Mapping

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from dmedesk.deliveries.actions import move_ticket
from dmedesk.deliveries.rules.words import TicketStage
from dmedesk.deliveries.screens.proof_form import ProofForm
from dmedesk.widgets.signature import SignaturePad
from tests.deliveries.tickets import TicketShop
from tests.flows.month_shop import MonthShop
from tests.windows import activate

LEFT = Qt.MouseButton.LeftButton
SIGNED = {
    "signature": "o",
    "signer": "Nora Rivera",
    "relationship": "t",
    "signed_on": "10/5",
}


def ticket_shop(shop: MonthShop) -> TicketShop:
    """A shop with four units that are ready."""
    for number in range(1, 5):
        shop.unit(f"SN{number}", "E0260")
    return TicketShop(shop)


def out(tickets: TicketShop, *serials: str, driver: str = "Dan Okafor", payer: str = "MH") -> int:
    """A delivery of these units that is out with a driver."""
    lines = [tickets.line(serial) for serial in serials]
    ticket_id = tickets.open(*lines, driver=driver, payer=payer)
    tickets.do(move_ticket, ticket_id=ticket_id, stage=TicketStage.OUT)
    return ticket_id


def shown(page: QWidget) -> None:
    """Show a page as large as it is on a small screen, and let it have the keyboard."""
    page.resize(1_190, 690)
    activate(page)


def type_into(proof: ProofForm, typed: Mapping[str, str]) -> None:
    """Type into fields by keys, each then left."""
    for key, keys in typed.items():
        target = proof.fields.entries[key].target
        proof.fields.go_to(key)
        QTest.keyClicks(target, keys)
        QTest.keyClick(target, Qt.Key.Key_Tab)


def choose(proof: ProofForm, letter: str) -> None:
    """Choose how it is proven by a letter."""
    target = proof.how.entries["method"].target
    target.setFocus()
    QTest.keyClicks(target, letter)


def draw(pad: SignaturePad) -> None:
    """Sign with the mouse."""
    QTest.mousePress(pad, LEFT, pos=QPoint(20, 60))
    for step in range(1, 12):
        QTest.mouseMove(pad, QPoint(20 + 9 * step, 60 + (step % 3) * 8))
    QTest.mouseRelease(pad, LEFT, pos=QPoint(130, 60))


def told(proof: ProofForm) -> str:
    """What the panel says of the date of service."""
    return proof.day.day.text()
