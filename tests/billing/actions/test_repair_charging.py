"""A closed repair's lines and substitute become charges, each once, priced alike."""

import pytest
from sqlalchemy import Engine

from dmedesk.billing.actions.charges import withdraw_charge
from dmedesk.billing.actions.repair_charging import charge_repair
from dmedesk.billing.offers.uncharged import uncharged_tiles
from dmedesk.billing.queries.charge_fates import fates_of
from dmedesk.billing.queries.repair_charges import (
    count_uncharged,
    repairs_uncharged,
    uncharged_of,
)
from dmedesk.billing.rules.charge_plan import PlannedCharge
from dmedesk.billing.rules.charges import ChargeKind, SourceKind
from dmedesk.billing.tables import Charge
from dmedesk.repairs.rules.words import Step
from dmedesk.store.unit_of_work import reading
from tests.repairs.repair_shop import BACK, RepairShop, repair_shop


@pytest.fixture
def bench(shop_engine: Engine) -> RepairShop:
    return repair_shop(shop_engine)


def _closed(bench: RepairShop, **more: object) -> int:
    repair_id = bench.report(bench.sell("BED1"), replacement_cents=90_000, **more)
    bench.step(repair_id, Step.TAKEN_IN)
    bench.lend(repair_id, bench.unit("BED2"))
    bench.line(repair_id, 10_000, quantity=2, modifiers="RB")
    bench.line(repair_id, 3_333, quantity=2, description="Labor", hcpcs="K0739")
    bench.charge(repair_id, 7_500)
    bench.finish(repair_id)
    bench.give_back(repair_id)
    bench.fetch(repair_id)
    bench.close(repair_id)
    return repair_id


def test_each_source_is_charged_once(bench: RepairShop) -> None:
    repair_id = _closed(bench)
    ids = bench.do(charge_repair, repair_id=repair_id)
    found = bench.shop.rows(Charge)
    assert [one.id for one in found] == list(ids)
    assert [(one.kind, one.source, one.units, one.usual_charge_cents) for one in found] == [
        (ChargeKind.REPAIR, SourceKind.REPAIR_LINE, 2, 5_000),
        (ChargeKind.REPAIR, SourceKind.REPAIR_LINE, 1, 3_333),
        (ChargeKind.SUBSTITUTE, SourceKind.REPAIR_SUBSTITUTE, 1, 7_500),
    ]
    assert [one.source_no for one in found] == ["REP-000001/1", "REP-000001/2", "REP-000001/S"]
    assert bench.codes(charge_repair, repair_id=repair_id) == ["nothing_to_charge"]


def test_the_substitute_is_priced_by_the_same_question(bench: RepairShop) -> None:
    """322.03(14)(a): the month's run asks the engine again and gets one KJ month again."""
    ids = bench.do(charge_repair, repair_id=_closed(bench))
    with reading(bench.shop.engine) as session:
        fate = fates_of(session, charge_ids=ids)[ids[-1]]
    assert isinstance(fate, PlannedCharge)
    assert (fate.quote.amount_cents, fate.quote.modifiers) == (7_500, ("RR", "KJ"))
    assert fate.charge.proven_on is not None


def test_what_is_withdrawn_can_be_charged_anew(bench: RepairShop) -> None:
    repair_id = _closed(bench)
    ids = bench.do(charge_repair, repair_id=repair_id)
    bench.do(withdraw_charge, charge_id=ids[1], why="wrong code")
    with reading(bench.shop.engine) as session:
        assert [one.source_no for one in uncharged_of(session)] == ["REP-000001/2"]
        assert count_uncharged(session, repair_id=repair_id) == 1
    assert len(bench.do(charge_repair, repair_id=repair_id)) == 1


def test_what_is_left_stands_on_the_board_and_in_its_list(bench: RepairShop) -> None:
    with reading(bench.shop.engine) as session:
        assert (list(uncharged_tiles(session)), repairs_uncharged(session)) == ([], [])
    repair_id = _closed(bench)
    with reading(bench.shop.engine) as session:
        (tile,) = uncharged_tiles(session)
        (row,) = repairs_uncharged(session)
    assert (tile.count, tile.cents) == (1, 20_833)
    assert (row.id, row.repair_no, row.payer) == (repair_id, "REP-000001", "Payer MH")
    assert (row.amounts, row.cents, row.closed_on) == (3, 20_833, BACK)
    ids = bench.do(charge_repair, repair_id=repair_id)
    with reading(bench.shop.engine) as session:
        assert (list(uncharged_tiles(session)), repairs_uncharged(session)) == ([], [])
    bench.do(withdraw_charge, charge_id=ids[2], why="wrong code")
    with reading(bench.shop.engine) as session:
        assert [one.cents for one in repairs_uncharged(session)] == [7_500]


def test_a_repair_that_is_open_asks_for_nothing(bench: RepairShop) -> None:
    repair_id = bench.report(bench.sell("BED1"))
    bench.line(repair_id, 10_000)
    assert bench.codes(charge_repair, repair_id=repair_id) == ["nothing_to_charge"]


def test_nobody_pays_without_a_payer(bench: RepairShop) -> None:
    repair_id = bench.report(payer_id=None)
    bench.step(repair_id, Step.BEGUN)
    bench.line(repair_id, 10_000)
    bench.finish(repair_id)
    bench.give_back(repair_id)
    bench.close(repair_id)
    assert bench.codes(charge_repair, repair_id=repair_id) == ["no_payer"]
