"""A repair as its page reads it: lines, steps, money, and what the law says of it."""

from dmedesk.kit.findings import Severity
from dmedesk.repairs.actions.working import take_back_line
from dmedesk.repairs.queries.records import read_repair
from dmedesk.repairs.rules.words import Covered, LineKind, Ownership, Step
from dmedesk.store.unit_of_work import reading
from tests.repairs.repair_shop import TAKEN, TODAY, RepairShop


def test_everything_of_a_repair(bench: RepairShop) -> None:
    repair_id = bench.report(bench.sell("BED1"), replacement_cents=50_000)
    bench.step(repair_id, Step.TAKEN_IN, note="by Dan")
    bench.line(repair_id, 10_000, cost_cents=4_000, minutes=10)
    bench.line(repair_id, 99_999, description="Twice", cost_cents=7)
    bench.line(repair_id, 0, covered=Covered.WARRANTY, cost_cents=0, description="Hand control")
    bench.do(take_back_line, repair_id=repair_id, turn=2, on=TAKEN, note="typed twice")
    read = bench.read(repair_id)
    assert (read.serial, read.member_no, read.payer) == ("BED1", "M1", "Payer MH")
    assert [(line.turn, line.is_void) for line in read.lines] == [(1, False), (2, True), (3, False)]
    assert (read.money.total_cents, read.cost_cents, read.minutes) == (10_000, 4_000, 10)
    assert [one.step for one in read.steps] == [Step.REPORTED, Step.TAKEN_IN]
    assert {one.severity for one in read.judged} == {Severity.NOTE}
    assert read.money.ownership is Ownership.BOUGHT_HERE
    assert not read.is_by_report
    assert all(line.kind is LineKind.PART for line in read.lines)


def test_there_is_no_such_repair(bench: RepairShop) -> None:
    with reading(bench.shop.engine) as session:
        assert read_repair(session, repair_id=7, on=TODAY) is None
