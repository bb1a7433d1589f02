"""The records tell whose a unit is; what they do not tell is refused, not guessed."""

from datetime import date

import pytest

from dmedesk.assets.actions.moves import move_unit
from dmedesk.assets.rules import AssetState
from dmedesk.assets.rules.moves import Move
from dmedesk.assets.tables import Asset
from dmedesk.kit.findings import Finding
from dmedesk.members.tables import Coverage
from dmedesk.repairs.queries.told import Told, previous_repair_on, told_of
from dmedesk.repairs.rules.words import Ownership, Step
from dmedesk.repairs.tables import Repair
from dmedesk.store.unit_of_work import reading
from tests.repairs.repair_shop import BACK, DONE, RepairShop

ON = date(2026, 10, 5)


def _told(bench: RepairShop, asset_id: int) -> Told | Finding:
    with reading(bench.shop.engine) as session:
        return told_of(session, asset_id=asset_id, on=ON)


def test_sold_rented_and_in_stock(bench: RepairShop) -> None:
    bench.shop.add(
        Coverage(member_id=bench.member(), payer_id=bench.payer(), rank=1, from_on=date(2026, 1, 1))
    )
    sold = _told(bench, bench.sell("BED1"))
    assert isinstance(sold, Told)
    assert (sold.ownership, sold.hcpcs) == (Ownership.BOUGHT_HERE, "E0260")
    assert sold.member is not None
    assert sold.payer is not None
    assert (sold.member.about, sold.payer.id) == ("M1", bench.payer())
    bench.shop.rent("R1", serial="BED2", started_on="2026-10-01")
    rented = _told(bench, bench.tickets.unit("BED2").id)
    assert isinstance(rented, Told)
    assert (rented.ownership, rented.rental_id is not None) == (Ownership.RENTED, True)
    stock = _told(bench, bench.unit("BED3"))
    assert isinstance(stock, Told)
    assert (stock.ownership, stock.member, stock.payer) == (Ownership.STOCK, None, None)


@pytest.mark.parametrize(
    ("state", "code"),
    [
        (AssetState.SOLD, "holder_unknown"),
        (AssetState.LOANED, "is_a_substitute"),
        (AssetState.ON_RENT, "rental_unknown"),
        (AssetState.RECALLED, "not_to_be_repaired"),
        (AssetState.LOST, "not_to_be_repaired"),
        (AssetState.RETIRED, "not_to_be_repaired"),
    ],
)
def test_what_the_records_do_not_tell(bench: RepairShop, state: AssetState, code: str) -> None:
    unit = bench.unit("BED1")
    bench.shop.change(Asset, Asset.id == unit, state=state)
    found = _told(bench, unit)
    assert isinstance(found, Finding)
    assert found.code == code


def test_a_unit_has_one_open_repair(bench: RepairShop) -> None:
    unit = bench.sell("BED1")
    repair_id = bench.report(unit)
    found = _told(bench, unit)
    assert isinstance(found, Finding)
    assert found.code == "repair_is_open"
    assert found.opens is not None
    assert found.opens.id == repair_id


def test_the_last_repair_counts_whoever_made_it(bench: RepairShop) -> None:
    first = bench.report(serial_told="x 9", previous_on=date(2026, 1, 31))
    bench.step(first, Step.BEGUN)
    bench.finish(first)
    bench.give_back(first)
    bench.close(first)
    again = bench.report(serial_told="X 9", asked_on=BACK)
    other = bench.report(serial_told="Y 1", asked_on=BACK, previous_on=date(2026, 3, 1))
    unnamed = bench.report(asked_on=BACK)
    with reading(bench.shop.engine) as session:
        found = [
            previous_repair_on(session, session.get_one(Repair, repair_id))
            for repair_id in (first, again, other, unnamed)
        ]
    assert found == [date(2026, 1, 31), DONE, date(2026, 3, 1), None]


def test_a_lost_unit_that_was_found_is_stock(bench: RepairShop) -> None:
    unit = bench.unit("BED1")
    for move in (Move.LOST, Move.FOUND):
        bench.do(move_unit, asset_id=unit, move=move, moved_on=ON)
    found = _told(bench, unit)
    assert isinstance(found, Told)
    assert found.ownership is Ownership.STOCK
