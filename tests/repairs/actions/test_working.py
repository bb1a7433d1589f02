"""Steps of the work, lines, the end of the work: each with what it must say."""

from typing import Any

import pytest

from dmedesk.catalog.tables import FeeEdition
from dmedesk.repairs.actions.working import (
    finish_repair,
    name_cause,
    refuse_repair,
    step_repair,
    take_back_line,
    write_line,
)
from dmedesk.repairs.rules.words import Cause, Covered, LineKind, Refusal, Stage, Step
from tests.repairs.repair_shop import CALLED, DONE, TAKEN, RepairShop


@pytest.fixture
def repair_id(bench: RepairShop) -> int:
    return bench.report(bench.sell("BED1"), replacement_cents=90_000)


@pytest.mark.parametrize(
    ("step", "more", "codes"),
    [
        (Step.WAITS, {}, ["nothing_said"]),
        (Step.AUTHORIZED, {}, ["no_reference"]),
        (Step.CLAIMED, {"note": "motor"}, ["no_party"]),
        (Step.CLAIMED, {}, ["nothing_said", "no_party"]),
        (Step.ANSWERED, {}, ["nothing_said"]),
        (Step.NOTED, {}, ["nothing_said"]),
    ],
)
def test_a_step_says_what_it_must(
    bench: RepairShop, repair_id: int, step: Step, more: dict[str, Any], codes: list[str]
) -> None:
    how = {"repair_id": repair_id, "step": step, "on": TAKEN, **more}
    assert bench.codes(step_repair, **how) == codes


def test_the_stage_follows_the_steps(bench: RepairShop, repair_id: int) -> None:
    for step, more, stage in (
        (Step.TAKEN_IN, {}, Stage.IN_WORK),
        (Step.WAITS, {"note": "parts"}, Stage.WAITING),
        (Step.CLAIMED, {"note": "motor", "party": "Acme"}, Stage.WAITING),
        (Step.ANSWERED, {"note": "they bear it", "amount_cents": 900}, Stage.WAITING),
        (Step.GOES_ON, {}, Stage.IN_WORK),
    ):
        bench.step(repair_id, step, **more)
        assert bench.read(repair_id).repair.stage is stage
    repair = bench.read(repair_id).repair
    assert repair.removed_on == TAKEN
    taken_in = {"repair_id": repair_id, "step": Step.TAKEN_IN, "on": TAKEN}
    assert bench.codes(step_repair, **taken_in) == ["taken_in_already"]
    early = {"repair_id": repair_id, "step": Step.NOTED, "on": CALLED, "note": "x"}
    assert bench.codes(step_repair, **early) == ["before_last_step"]


def test_a_line_names_what_it_is(bench: RepairShop, repair_id: int) -> None:
    codes = bench.codes(
        write_line,
        repair_id=repair_id,
        kind=LineKind.PART,
        done_on=TAKEN,
        description=" ",
        amount_cents=1,
        quantity=0,
    )
    assert codes == ["no_description", "wrong_quantity"]
    with pytest.raises(ValueError, match="own action"):
        bench.line(repair_id, 1, kind=LineKind.TAKEN_BACK)


def test_direct_service_without_a_fee_is_refused(bench: RepairShop, repair_id: int) -> None:
    assert len(bench.shop.rows(FeeEdition)) == 1
    codes = bench.codes(
        write_line,
        repair_id=repair_id,
        kind=LineKind.DIRECT_SERVICE,
        done_on=TAKEN,
        description="Fitting",
        amount_cents=6_000,
        quantity=2,
    )
    assert codes == ["missing_fee"]


def test_a_line_is_taken_back_once_with_a_reason(bench: RepairShop, repair_id: int) -> None:
    turn = bench.line(repair_id, 500)
    how = {"repair_id": repair_id, "turn": turn, "on": TAKEN}
    assert bench.codes(take_back_line, note=" ", **how) == ["no_reason"]
    bench.do(take_back_line, note="typed twice", **how)
    assert bench.codes(take_back_line, note="again", **how) == ["not_standing"]


def test_abuse_is_written_with_its_evidence(bench: RepairShop, repair_id: int) -> None:
    how = {"repair_id": repair_id, "cause": Cause.ABUSE, "on": TAKEN}
    assert bench.codes(name_cause, evidence="", **how) == ["no_evidence"]
    bench.do(name_cause, evidence="Frame cut through, photographed", **how)
    read = bench.read(repair_id)
    assert read.repair.cause is Cause.ABUSE
    assert read.steps[-1].note == "abuse: Frame cut through, photographed"


def test_finishing_names_who_did_what(bench: RepairShop) -> None:
    repair_id = bench.report(bench.sell("BED1"), technician="")
    bench.step(repair_id, Step.BEGUN)
    how = {"repair_id": repair_id, "on": DONE}
    assert bench.codes(finish_repair, note=" ", **how) == ["no_technician", "nothing_said"]
    bench.change(repair_id, technician="Tom Reed")
    bench.do(finish_repair, note="Done.", **how)
    line = {"kind": LineKind.PART, "done_on": DONE, "description": "x", "amount_cents": 1}
    assert bench.codes(write_line, repair_id=repair_id, **line) == ["work_is_over"]


def test_what_is_not_charged_is_judged_by_no_line(bench: RepairShop) -> None:
    repair_id = bench.report(bench.sell("BED1"), replacement_cents=100)
    bench.step(repair_id, Step.BEGUN)
    bench.line(repair_id, 50_000, covered=Covered.WARRANTY)
    bench.finish(repair_id)
    assert bench.read(repair_id).repair.stage is Stage.DONE


def test_a_refusal_says_why(bench: RepairShop, repair_id: int) -> None:
    how = {"repair_id": repair_id, "refusal": Refusal.NOT_REPAIRABLE, "on": DONE}
    assert bench.codes(refuse_repair, note="", **how) == ["no_reason"]
    bench.do(refuse_repair, note="The frame is broken.", **how)
    assert bench.read(repair_id).repair.refusal is Refusal.NOT_REPAIRABLE
