"""A shop's repairs live on elsewhere: exported, taken, exported again, byte by byte the same."""

from pathlib import Path

from dmedesk.repairs.rules.words import Step
from tests.flows.round_trip import contents, export_shop, import_shop, new_engine
from tests.repairs.repair_shop import RepairShop


def test_they_are_stored_as_they_were(bench: RepairShop, tmp_path: Path) -> None:
    repair_id = bench.report(bench.sell("BED1"), replacement_cents=90_000)
    bench.step(repair_id, Step.TAKEN_IN)
    bench.lend(repair_id, bench.unit("BED2"))
    bench.line(repair_id, 5_000, cost_cents=2_000)
    bench.charge(repair_id, 7_500)
    bench.finish(repair_id)
    bench.give_back(repair_id)
    bench.fetch(repair_id)
    bench.close(repair_id)
    bench.report(bench.unit("BED3"))
    export_shop(bench.shop.engine, tmp_path / "first")
    engine = new_engine(tmp_path / "other.dmedesk")
    assert import_shop(engine, tmp_path / "first").taken
    export_shop(engine, tmp_path / "second")
    engine.dispose()
    assert contents(tmp_path / "first") == contents(tmp_path / "second")
