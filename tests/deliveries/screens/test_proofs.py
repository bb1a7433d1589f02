"""The proofs below each other: which counts, which was taken back, which was changed."""

from dataclasses import dataclass

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import text

from dmedesk.deliveries.actions import record_visit, take_back_signature
from dmedesk.deliveries.screens.proofs import ProofsPanel
from dmedesk.shop.rules.doings import allowed_with
from dmedesk.shop.rules.rights import Role, rights_of
from dmedesk.widgets.page import Workplace
from dmedesk.widgets.signature import SignaturePad
from tests.deliveries.screens.visiting import out, shown, ticket_shop
from tests.deliveries.tickets import SIGNED, TicketShop
from tests.flows.month_shop import MonthShop

DRAWN = '{"width":4000,"height":1120,"strokes":[[[10,10,0],[500,300,20]]]}'


@dataclass(frozen=True, slots=True)
class Somebody:
    """Who sits here."""

    id: int
    name: str
    allowed: frozenset[str]


@pytest.fixture
def tickets(shop: MonthShop) -> TicketShop:
    return ticket_shop(shop)


def _cards(panel: ProofsPanel) -> list[str]:
    QTest.qWait(10)
    return [
        one.accessibleName()
        for one in panel.findChildren(QWidget)
        if one.isVisible() and one.property("part") == "panel"
    ]


def _panel(workplace: Workplace, qtbot: QtBot, ticket_id: int) -> ProofsPanel:
    panel = ProofsPanel(workplace, lambda _findings: None, may_take_back=True)
    qtbot.addWidget(panel)
    shown(panel)
    panel.show_ticket(ticket_id)
    return panel


def test_what_each_says_and_which_counts(
    workplace: Workplace, tickets: TicketShop, qtbot: QtBot
) -> None:
    ticket_id = out(tickets, "SN1")
    tickets.do(record_visit, ticket_id=ticket_id, facts=SIGNED, strokes=DRAWN)
    panel = _panel(workplace, qtbot, ticket_id)
    assert _cards(panel) == ["1. Signed at the door: counts"]
    said = [one.text() for one in panel.findChildren(QLabel)]
    assert "Date of service 2026-10-05; kept until 2033-10-05" in said
    assert "Signed by Nora Rivera (the member) on 2026-10-05" in said
    pads = panel.findChildren(SignaturePad)
    assert [len(pad.drawing.strokes) for pad in pads] == [1]
    tickets.do(take_back_signature, ticket_id=ticket_id, turn=1, why="A neighbor")
    panel.show_ticket(ticket_id)
    assert _cards(panel) == [
        "2. The signature of proof 1 is taken back: ",
        "1. Signed at the door: taken back",
    ]


def test_a_changed_one_is_told(workplace: Workplace, tickets: TicketShop, qtbot: QtBot) -> None:
    ticket_id = out(tickets, "SN1")
    tickets.do(record_visit, ticket_id=ticket_id, facts=SIGNED, strokes="[1]")
    with tickets.shop.engine.begin() as connection:
        connection.execute(text("UPDATE proofs SET signer = 'Somebody Else'"))
    panel = _panel(workplace, qtbot, ticket_id)
    assert _cards(panel) == ["1. Signed at the door: is not as it was written down"]


@pytest.mark.parametrize(("role", "may"), [(role, role is Role.OWNER) for role in Role])
def test_only_who_may_takes_a_signature_back(
    workplace: Workplace, tickets: TicketShop, qtbot: QtBot, role: Role, may: bool
) -> None:
    ticket_id = out(tickets, "SN1")
    tickets.do(record_visit, ticket_id=ticket_id, facts=SIGNED)
    workplace.seat(Somebody(1, "Ines", allowed_with(rights_of(role))))
    panel = _panel(workplace, qtbot, ticket_id)
    (button,) = panel.findChildren(QPushButton)
    assert button.isEnabled() == may
    if not may:
        assert "no tick" in button.toolTip()


def test_nothing_yet(workplace: Workplace, tickets: TicketShop, qtbot: QtBot) -> None:
    panel = _panel(workplace, qtbot, out(tickets, "SN1"))
    assert [one.text() for one in panel.findChildren(QLabel)] == ["Nothing proves the visit yet."]
