"""The lines of a repair in their order; what was taken back stays in sight, and is void."""

from dmedesk.repairs.actions.working import take_back_line
from dmedesk.repairs.queries.worked import lines_of
from dmedesk.store.unit_of_work import reading
from tests.repairs.repair_shop import TAKEN, RepairShop


def test_a_line_that_was_taken_back_is_void(bench: RepairShop) -> None:
    repair_id = bench.report(bench.sell("BED1"))
    bench.line(repair_id, 100)
    bench.line(repair_id, 200, description="Battery", minutes=5)
    bench.do(take_back_line, repair_id=repair_id, turn=1, on=TAKEN, note="typed twice")
    with reading(bench.shop.engine) as session:
        found = lines_of(session, repair_id=repair_id)
        assert lines_of(session, repair_id=99) == []
    assert [(one.turn, one.description, one.is_void) for one in found] == [
        (1, "Motor", True),
        (2, "Battery", False),
    ]
