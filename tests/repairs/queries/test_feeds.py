"""A repair is found by its number, the serial, whose it is, and what is wrong."""

from dmedesk.repairs.queries.feeds import REPAIRS
from tests.repairs.repair_shop import RepairShop
from tests.store.searching import entries


def test_a_repair_is_shown_with_what_it_is_whose_and_where_it_stands(bench: RepairShop) -> None:
    bench.report(bench.sell("BED1"))
    bench.report(serial_told="X 9")
    bench.report(bench.unit("BED2"))
    own, elsewhere, stock = entries(bench.shop.engine, REPAIRS)
    assert (own.title, own.line) == ("REP-000001", "Hospital bed · Rivera, M1 · reported")
    assert set(own.numbers) == {"REP-000001", "BED1"}
    assert set(own.others) >= {"Rivera, M1", "M1", "It does not hold its height."}
    assert "X 9" in elsewhere.numbers
    assert stock.line == "Hospital bed · reported"
