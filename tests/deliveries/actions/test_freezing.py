"""A proof is frozen with its hash: whatever is changed behind our back shows."""

import pytest
from sqlalchemy import Engine, text

from dmedesk.deliveries.actions import take_back_signature
from dmedesk.deliveries.queries.stored import proof_faults
from dmedesk.deliveries.rules.freezing import lines_of, to_of
from dmedesk.deliveries.rules.words import Method
from dmedesk.deliveries.tables import Proof
from dmedesk.members.tables import Member
from dmedesk.store.unit_of_work import reading
from tests.deliveries.tickets import SIGNED, TicketShop
from tests.flows.month_shop import MonthShop


@pytest.fixture
def tickets(shop_engine: Engine) -> TicketShop:
    shop = MonthShop(shop_engine).found()
    shop.unit("SN1", "E0260")
    return TicketShop(shop)


def _faults(tickets: TicketShop) -> list[tuple[str, str]]:
    with reading(tickets.shop.engine) as session:
        return [(one.subject, one.message) for one in proof_faults(session)]


@pytest.mark.parametrize(
    "change",
    [
        "signer = 'Somebody Else'",
        "signed_on = '2026-10-06'",
        "service_on = NULL",
        "lines = replace(lines, 'SN1', 'SN9')",
        "strokes = NULL",
        "recorded_by = 'bo'",
        "has_signature = false",
        "driver_note = 'x'",
        "recorded_at = '2026-11-03 15:00:01'",
    ],
)
def test_whatever_is_changed_behind_our_back_shows(tickets: TicketShop, change: str) -> None:
    ticket_id = tickets.open(tickets.line("SN1"))
    tickets.visit(ticket_id, SIGNED, strokes="[1]", tasks_done=("Set up", "Shown"))
    tickets.do(take_back_signature, ticket_id=ticket_id, turn=1, why="A neighbor signed")
    assert _faults(tickets) == []
    with tickets.shop.engine.begin() as connection:
        connection.execute(text(f"UPDATE proofs SET {change} WHERE turn = 1"))
    assert _faults(tickets) == [("SLIP-000001", "Proof 1 is not as it was written down.")]


def test_a_method_changed_behind_our_back_shows(tickets: TicketShop) -> None:
    tickets.visit(tickets.open(tickets.line("SN1")))
    tickets.shop.change(Proof, Proof.turn == 1, method=Method.FACILITY)
    assert len(_faults(tickets)) == 1


def test_the_lines_are_kept_as_they_were(tickets: TicketShop) -> None:
    tickets.shop.change(Member, Member.member_no == "M1", address1="48 Elm", city="Lynn")
    tickets.visit(tickets.open(tickets.line("SN1"), tickets.counted("E0163", 2)))
    tickets.shop.change(Member, Member.member_no == "M1", address1="3 Oak", city="Salem")
    frozen = tickets.shop.rows(Proof)[0].lines
    to = to_of(frozen)
    assert to is not None
    assert (to.member_no, to.member, to.payer) == ("M1", "M1 Rivera", "Payer MH")
    assert to.address[0] == "48 Elm"
    one, two = lines_of(frozen)
    assert (one.serial, one.description, one.hcpcs) == ("SN1", "Hospital bed", "E0260")
    assert (two.serial, two.quantity, two.has_moved) == ("", 2, True)
