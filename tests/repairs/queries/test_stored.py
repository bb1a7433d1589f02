"""What a repair's files are read from, and the ids by which their rows are found again."""

from dmedesk.repairs.queries.stored import (
    loan_ids,
    ownerships,
    repair_ids,
    stored_charges,
    stored_loans,
    stored_repair_lines,
    stored_repairs,
    stored_steps,
    stored_traits,
)
from dmedesk.repairs.rules.words import Ownership
from dmedesk.store.unit_of_work import reading
from tests.repairs.repair_shop import RepairShop


def test_every_row_is_stored_by_names_alone(bench: RepairShop) -> None:
    repair_id = bench.report(bench.sell("BED1"))
    bench.lend(repair_id, bench.unit("BED2"))
    bench.line(repair_id, 100)
    bench.charge(repair_id, 7_500)
    readers = (stored_repairs, stored_steps, stored_repair_lines, stored_loans, stored_charges)
    with reading(bench.shop.engine) as session:
        counts = [len(read(session)) for read in (*readers, stored_traits)]
        (charge,) = stored_charges(session)
        assert (charge.values["repair_no"], charge.values["loan"]) == ("REP-000001", 1)
        assert repair_ids(session) == {"REP-000001": repair_id}
        assert ownerships(session) == {"REP-000001": Ownership.BOUGHT_HERE}
        assert loan_ids(session).keys() == {("REP-000001", 1)}
    assert counts == [1, 1, 1, 1, 1, 0]
