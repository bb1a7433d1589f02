"""Only a closed repair of the member's own asks for money, line by line, each under its name."""

from dmedesk.repairs.actions.working import take_back_line
from dmedesk.repairs.queries.chargeable import LINE, SUBSTITUTE, charges_of
from dmedesk.repairs.rules.words import Covered, Step
from dmedesk.store.unit_of_work import reading
from tests.repairs.repair_shop import TAKEN, RepairShop


def test_what_a_closed_repair_asks_for(bench: RepairShop) -> None:
    repair_id = bench.report(bench.sell("BED1"), replacement_cents=90_000)
    bench.step(repair_id, Step.TAKEN_IN)
    bench.lend(repair_id, bench.unit("BED2"))
    bench.line(repair_id, 10_000, hcpcs="E2368", modifiers="RB")
    bench.line(repair_id, 20_000, description="Twice")
    bench.do(take_back_line, repair_id=repair_id, turn=2, on=TAKEN, note="typed twice")
    bench.line(repair_id, 500, covered=Covered.WARRANTY, description="Cable")
    bench.charge(repair_id, 7_500)
    bench.finish(repair_id)
    bench.give_back(repair_id)
    bench.fetch(repair_id)
    with reading(bench.shop.engine) as session:
        assert charges_of(session) == []
    bench.close(repair_id)
    with reading(bench.shop.engine) as session:
        found = charges_of(session)
    number = bench.read(repair_id).repair.repair_no
    assert [(one.source, one.source_no, one.hcpcs, one.amount_cents) for one in found] == [
        (LINE, f"{number}/1", "E2368", 10_000),
        (SUBSTITUTE, f"{number}/S", "E0260", 7_500),
    ]
    assert {(one.member_id, one.payer_id) for one in found} == {(bench.member(), bench.payer())}
