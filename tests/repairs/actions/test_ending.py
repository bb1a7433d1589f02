"""The signed return, the charge as it was shown, the closed repair in the unit's own log."""

from dmedesk.assets.tables import MaintenanceEntry
from dmedesk.repairs.actions.ending import charge_substitute, return_repair
from dmedesk.repairs.rules.words import Relation, Stage, Step
from tests.repairs.repair_shop import BACK, DONE, RepairShop


def test_the_return_is_signed(bench: RepairShop) -> None:
    repair_id = bench.report(bench.sell("BED1"), site="home")
    bench.step(repair_id, Step.BEGUN)
    bench.finish(repair_id)
    how = {"repair_id": repair_id, "on": BACK, "relation": Relation.SPOUSE}
    assert bench.codes(return_repair, signer=" ", **how) == ["no_signer"]
    bench.do(return_repair, signer="Sam Rivera", **how)
    read = bench.read(repair_id)
    assert (read.repair.stage, read.repair.returned_on) == (Stage.RETURNED, BACK)
    assert (read.steps[-1].party, read.steps[-1].relation) == ("Sam Rivera", Relation.SPOUSE)


def test_the_amount_is_the_one_that_was_shown(bench: RepairShop) -> None:
    repair_id = bench.report(bench.sell("BED1"))
    bench.lend(repair_id, bench.unit("BED2"))
    how = {"repair_id": repair_id}
    assert bench.codes(charge_substitute, amount_cents=7_499, **how) == ["other_amount"]
    bench.charge(repair_id, 7_500)
    charge = bench.read(repair_id).charge
    assert charge is not None
    assert (charge.amount_cents, charge.is_ceiling) == (7_500, False)
    assert charge.citations == "101 CMR 322.03(14)(a), 101 CMR 322.03(18)(a)2"


def test_without_a_substitute_nothing_is_charged(bench: RepairShop) -> None:
    repair_id = bench.report(bench.sell("BED1"))
    codes = bench.codes(charge_substitute, repair_id=repair_id, amount_cents=7_500)
    assert codes == ["no_substitute"]


def test_a_code_without_fees_is_not_priced(bench: RepairShop) -> None:
    repair_id = bench.report(hcpcs="E9999")
    bench.lend(repair_id, bench.unit("BED2"))
    codes = bench.codes(charge_substitute, repair_id=repair_id, amount_cents=1)
    assert codes == ["bad_request"]


def test_the_units_log_tells_of_it(bench: RepairShop) -> None:
    repair_id = bench.report(bench.sell("BED1"), replacement_cents=90_000)
    bench.step(repair_id, Step.BEGUN)
    bench.line(repair_id, 5_000, cost_cents=2_000)
    bench.finish(repair_id)
    bench.give_back(repair_id)
    bench.close(repair_id)
    (entry,) = bench.shop.rows(MaintenanceEntry)
    assert (entry.done_on, entry.cost_cents, entry.parts) == (DONE, 2_000, "Motor")
    assert (entry.fault, entry.note) == ("It does not hold its height.", "REP-000001")
    assert (entry.work, entry.technician) == ("Motor replaced and tested.", "Tom Reed")
