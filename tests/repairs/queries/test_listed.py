"""The bench by its stages, and the models that fail again and again."""

from datetime import date

import pytest

from dmedesk.kit.lists import Ask
from dmedesk.repairs.offers import tiles
from dmedesk.repairs.queries.listed import (
    REPAIRS,
    ModelFaults,
    RepairListed,
    count_repairs,
    faults_by_model,
)
from dmedesk.repairs.rules.words import Covered, Step
from dmedesk.shop.actions.policies import say_policy
from dmedesk.shop.rules.policies import SUBSTITUTE_DAYS
from dmedesk.store.unit_of_work import reading
from tests.repairs.repair_shop import BACK, CALLED, TAKEN, TODAY, RepairShop


def _rows(bench: RepairShop, chip: str = "") -> list[RepairListed]:
    with reading(bench.shop.engine) as session:
        return REPAIRS.rows(session, REPAIRS.ids(session, Ask(chip), on=TODAY), on=TODAY)


def test_what_needs_a_hand_comes_first(bench: RepairShop) -> None:
    waiting = bench.report(bench.sell("BED1"), promised_on=date(2026, 11, 2))
    bench.step(waiting, Step.WAITS, note="parts")
    done = bench.report(bench.sell("BED2", member_no="M2"), promised_on=date(2026, 11, 1))
    bench.step(done, Step.BEGUN)
    bench.lend(done, bench.unit("BED9"))
    bench.line(done, 5_000, covered=Covered.WARRANTY)
    bench.line(done, 700)
    bench.finish(done)
    bench.report(bench.unit("BED3"))
    assert [one.serial for one in _rows(bench)] == ["BED2", "BED3", "BED1"]
    (first,) = _rows(bench, "lent")
    assert (first.total_cents, first.has_loan_out, first.member) == (700, True, "Rivera, M2")
    assert [one.serial for one in _rows(bench, "late")] == ["BED1"]
    with reading(bench.shop.engine) as session:
        counts = REPAIRS.counts(session, on=TODAY)
        assert count_repairs(session, Ask("done"), on=TODAY) == 1
    assert (counts["waiting"], counts["reported"], counts["closed"]) == (1, 1, 0)


@pytest.mark.parametrize(("days", "is_long"), [("29", False), ("28", False), ("27", True)])
def test_a_substitute_is_out_too_long_after_so_many_days(
    bench: RepairShop, days: str, *, is_long: bool
) -> None:
    """It went out on 6 October, and today is 3 November: 28 days."""
    bench.do(say_policy, key=SUBSTITUTE_DAYS, value=days, from_on=CALLED, why="our own rule")
    repair_id = bench.report(bench.sell("BED1"))
    bench.lend(repair_id, bench.unit("BED2"))
    (row,) = _rows(bench, "lent")
    assert row.lent_since == TAKEN
    assert len(_rows(bench, "lent_long")) == int(is_long)
    with reading(bench.shop.engine) as session:
        told = {one.key: one.about for one in tiles(session, TODAY)}
    about = "Out for more than 27 days: ask where the repair stands"
    assert told.get("repairs_lent_long") == (about if is_long else None)


def test_models_that_fail_are_counted(bench: RepairShop) -> None:
    unit = bench.sell("BED1")
    first = bench.report(unit)
    bench.step(first, Step.BEGUN)
    bench.line(first, 700, cost_cents=300)
    bench.finish(first)
    bench.give_back(first)
    bench.close(first)
    bench.report(unit, asked_on=BACK, fault="It hums again.")
    bench.report(bench.unit("CH1", "E0163"), asked_on=CALLED)
    with reading(bench.shop.engine) as session:
        beds, chairs = faults_by_model(session)
    assert beds == ModelFaults(
        id=beds.id,
        product="Hospital bed",
        hcpcs="E0260",
        manufacturer="",
        repairs=2,
        units=1,
        again=1,
        cost_cents=300,
        last_on=BACK,
        last_fault="It hums again.",
        share_percentage=100,
    )
    assert (chairs.hcpcs, chairs.repairs, chairs.again) == ("E0163", 1, 0)
