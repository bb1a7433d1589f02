"""Proofs keep their digest in another shop, on both databases: whatever is written in them."""

from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Engine, select

from dmedesk.deliveries.actions import add_proof, move_ticket, record_visit, take_back_signature
from dmedesk.deliveries.queries.stored import proof_faults
from dmedesk.deliveries.rules.proof import ProofFacts
from dmedesk.deliveries.rules.words import Method, TicketStage, UnsignedReason
from dmedesk.deliveries.tables import TicketLine
from dmedesk.store.unit_of_work import reading
from tests.deliveries.tickets import SIGNED, VISIT, TicketShop
from tests.flows.month_shop import MonthShop
from tests.flows.round_trip import export_shop, import_shop, new_engine

DRAWN = '{"width":4000,"height":1120,"strokes":[[[10,10,0],[500,300,20]]]}'
NOTE = ProofFacts(
    Method.UNSIGNED,
    delivered_on=VISIT,
    reason=UnsignedReason.LEFT_AS_AGREED,
    driver_note="  Left with\r\nthe son,\u00a0“Zé”; he called.\n",
    delivered_by=("Dan Ö", "Eve, Stone"),
)


@pytest.mark.parametrize("facts", [SIGNED, NOTE, replace(SIGNED, signer=" Nora\u00a0Rivera ")])
def test_a_proof_is_as_it_was_written_down_after_it_moved(
    shop_engine: Engine, tmp_path: Path, facts: ProofFacts
) -> None:
    shop = MonthShop(shop_engine).found()
    shop.unit("SN1", "E0260")
    tickets = TicketShop(shop)
    ticket_id = tickets.open(tickets.line("SN1"), tickets.counted("E0163", 2), driver="Dan Ö")
    tickets.do(move_ticket, ticket_id=ticket_id, stage=TicketStage.OUT)
    how = {"strokes": DRAWN, "tasks_done": ("Set up ", "Shown")}
    tickets.do(record_visit, ticket_id=ticket_id, facts=facts, **how)
    tickets.do(add_proof, ticket_id=ticket_id, facts=SIGNED, why=" Twice \n signed ")
    tickets.do(take_back_signature, ticket_id=ticket_id, turn=2, why="Not hers")
    export_shop(shop_engine, tmp_path / "out")
    there = new_engine(tmp_path / "other.dmedesk")
    assert import_shop(there, tmp_path / "out").taken
    for engine in (shop_engine, there):
        with reading(engine) as session:
            assert list(proof_faults(session)) == []
    there.dispose()


def test_a_slip_that_went_on_in_another_shop_is_taken_up_again(
    shop_engine: Engine, tmp_path: Path
) -> None:
    shop = MonthShop(shop_engine).found()
    shop.unit("SN1", "E0260")
    tickets = TicketShop(shop)
    ticket_id = tickets.open(tickets.line("SN1"))
    export_shop(shop_engine, tmp_path / "before")
    there = new_engine(tmp_path / "other.dmedesk")
    assert import_shop(there, tmp_path / "before").taken
    tickets.visit(ticket_id)
    export_shop(shop_engine, tmp_path / "after")
    taken = import_shop(there, tmp_path / "after")
    counted = taken.files["ticket_lines.csv"]
    assert (counted.added, counted.changed, counted.unchanged) == (0, 1, 0)
    with reading(there) as session:
        line = session.scalars(select(TicketLine)).one()
        assert (line.has_moved, line.is_open, line.rental_id) == (True, False, 1)
        assert list(proof_faults(session)) == []
    there.dispose()
