"""What repairs tell of units, members, and of themselves; and what belongs to one."""

from dmedesk.repairs.queries.happened import lent_in, linked_to, steps_of
from dmedesk.repairs.rules.words import Step
from dmedesk.store.unit_of_work import reading
from tests.repairs.repair_shop import RepairShop


def test_steps_are_told_by_any_side(bench: RepairShop) -> None:
    unit, loaner = bench.sell("BED1"), bench.unit("BED2")
    repair_id = bench.report(unit)
    bench.step(repair_id, Step.TAKEN_IN)
    bench.lend(repair_id, loaner, reason="")
    with reading(bench.shop.engine) as session:
        by_unit = steps_of(session, column="asset_id", value=unit)
        by_member = steps_of(session, column="member_id", value=bench.member())
        (lent,) = lent_in(session, asset_id=loaner)
        linked = linked_to(session, repair_id=repair_id)
        assert linked_to(session, repair_id=99) == []
    assert [one.step for one in by_unit] == [Step.REPORTED, Step.TAKEN_IN]
    assert by_member == by_unit
    assert (lent.is_lent, lent.note) == (True, "the same model")
    assert [one.title for one in linked] == [
        "Member Rivera, M1",
        "Unit BED1",
        "Substitute BED2",
        "Slip SLIP-000002",
    ]
