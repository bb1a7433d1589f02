"""Steps are counted, and stamped with who wrote them down."""

from dmedesk.repairs.rules.words import Step
from dmedesk.repairs.tables import RepairStep
from tests.flows.month_shop import NOW
from tests.repairs.repair_shop import CALLED, TAKEN, RepairShop


def test_a_step_has_its_turn_its_day_and_its_writer(bench: RepairShop) -> None:
    repair_id = bench.report(bench.sell("BED1"))
    bench.step(repair_id, Step.NOTED, note=" rang twice ", party=" ", reference="")
    first, second = bench.shop.rows(RepairStep)
    assert (first.turn, first.step, first.happened_on) == (1, Step.REPORTED, CALLED)
    assert (second.turn, second.note, second.happened_on) == (2, "rang twice", TAKEN)
    assert (second.party, second.reference) == (None, None)
    assert (second.recorded_by, second.recorded_at) == ("ana", NOW)
