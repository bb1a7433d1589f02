"""What may be asked for a substitute, and why a person has to confirm it."""

from datetime import date

from dmedesk.rates import Quote
from dmedesk.repairs.rules.words import Step
from tests.repairs.repair_shop import BACK, RepairShop


def test_every_step_of_the_amount_is_said(bench: RepairShop) -> None:
    repair_id = bench.report(bench.sell("BED1"))
    bench.lend(repair_id, bench.unit("BED2"))
    asked = bench.ask(repair_id)
    assert asked.steps[-1] == "one month of the code under repair 75.00, once a repair"
    assert asked.unpriced == ()


def test_oxygen_without_the_day_of_removal_is_not_priced(bench: RepairShop) -> None:
    repair_id = bench.report(bench.sell("OX1", "E1390"))
    bench.lend(repair_id, bench.unit("OX2", "E1390"))
    (found,) = bench.ask(repair_id).unpriced
    assert "removed_on" in found.message


def test_a_substitute_that_came_later_is_a_ceiling(bench: RepairShop) -> None:
    """427.426(C) counts from the removal; days without a substitute are for a person to judge."""
    repair_id = bench.report(bench.sell("OX1", "E1390"))
    bench.step(repair_id, Step.TAKEN_IN)
    bench.lend(repair_id, bench.unit("OX2", "E1390"), on=date(2026, 10, 8))
    bench.fetch(repair_id, on=BACK)
    asked = bench.ask(repair_id)
    assert asked.refused == []
    assert asked.is_ceiling
    assert "after the removal on 2026-10-06" in asked.why_ceiling
    assert isinstance(asked.answer, Quote)
