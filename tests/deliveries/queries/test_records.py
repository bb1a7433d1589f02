"""One slip with its lines, its proofs, and what was settled."""

from datetime import date

from sqlalchemy import Engine

from dmedesk.assets.rules import AssetState
from dmedesk.assets.tables import Asset
from dmedesk.deliveries.actions import settle_return
from dmedesk.deliveries.queries.records import SlipLine, read_slip
from dmedesk.deliveries.rules.proof import ProofFacts
from dmedesk.deliveries.rules.words import Method, PickupReason, Settled, TicketKind, Way
from dmedesk.store.unit_of_work import reading
from tests.deliveries.tickets import VISIT, TicketShop
from tests.flows.month_shop import MonthShop

ON = date(2026, 11, 3)


def test_a_slip_tells_its_lines_in_order(shop_engine: Engine) -> None:
    shop = MonthShop(shop_engine).found()
    shop.unit("SN1", "E0260")
    tickets = TicketShop(shop)
    made = tickets.open(tickets.line("SN1"), tickets.counted("E0163", 2), note="Ring twice")
    with reading(shop_engine) as session:
        read = read_slip(session, ticket_id=made, on=ON)
        assert read_slip(session, ticket_id=9, on=ON) is None
    assert read is not None
    assert (read.payer, read.note, read.proofs, read.is_made) == (
        "Payer MH",
        "Ring twice",
        (),
        False,
    )
    first, second = read.lines
    assert (first.serial, first.product, first.rental_no) == ("SN1", "Hospital bed", "")
    assert (second.serial, second.quantity, second.hcpcs) == ("", 2, "E0163")


def test_each_proof_says_until_when_it_is_kept(shop_engine: Engine) -> None:
    shop = MonthShop(shop_engine).found()
    shop.unit("SN1", "E0260")
    tickets = TicketShop(shop)
    made = tickets.open(tickets.line("SN1"))
    tickets.visit(made)
    with reading(shop_engine) as session:
        read = read_slip(session, ticket_id=made, on=ON)
    assert read is not None
    (proof,) = read.proofs
    assert (proof.signer, proof.service_on, proof.recorded_by) == ("Nora Rivera", VISIT, "ana")
    assert proof.kept_until == date(2033, 10, 5)
    assert len(proof.sha256) == 64
    assert (read.is_made, read.visited_on) == (True, VISIT)
    assert read.lines[0].rental_no == "R0001"


def test_another_unit_stands_unsettled_until_somebody_says(shop_engine: Engine) -> None:
    shop = MonthShop(shop_engine).found()
    for number in (1, 2):
        shop.rent(f"R{number}", serial=f"SN{number}")
        shop.change(Asset, Asset.serial == f"SN{number}", state=AssetState.ON_RENT)
    tickets = TicketShop(shop)
    line = tickets.line("SN1", Way.BACK, "R1")
    made = tickets.open(line, kind=TicketKind.PICKUP, reason=PickupReason.DEFECTIVE)
    other = tickets.find(Asset, Asset.serial == "SN2").id
    tickets.visit(made, ProofFacts(Method.DIRECT, delivered_on=VISIT), came_back={1: other})
    before = _line(shop_engine, made)
    assert (before.serial, before.moved_serial, before.is_unsettled) == ("SN1", "SN2", True)
    act = {"settled": Settled.STAYS, "settled_on": VISIT, "note": "They keep it"}
    tickets.do(settle_return, line_id=before.id, **act)
    told = _line(shop_engine, made)
    assert not told.is_unsettled
    assert told.settlement is not None
    assert (told.settlement.settled, told.settlement.note) == (Settled.STAYS, "They keep it")


def _line(engine: Engine, ticket_id: int) -> SlipLine:
    with reading(engine) as session:
        read = read_slip(session, ticket_id=ticket_id, on=ON)
    assert read is not None
    (line,) = read.lines
    return line
