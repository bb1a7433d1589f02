"""The call: what must be said, what the records say themselves, what may be corrected later."""

from datetime import date

import pytest

from dmedesk.kit.errors import Refused
from dmedesk.repairs.actions.reporting import change_repair, report_repair
from dmedesk.repairs.rules.words import Ownership, Site, Step
from tests.repairs.repair_shop import TODAY, RepairShop


def test_everything_that_is_missing_is_said_at_once(bench: RepairShop) -> None:
    with pytest.raises(Refused) as refused:
        bench.do(report_repair, values={"fault": " "}, today=TODAY)
    assert {one.field for one in refused.value.findings} == {
        "asked_by",
        "asked_on",
        "fault",
        "site",
        "member_id",
        "item",
    }


def test_nothing_was_asked_for_on_a_day_to_come(bench: RepairShop) -> None:
    with pytest.raises(Refused) as refused:
        bench.report(asked_on=date(2026, 11, 4), previous_on=date(2026, 12, 1))
    assert [one.field for one in refused.value.findings] == ["asked_on", "previous_on"]


def test_the_records_win_over_the_caller(bench: RepairShop) -> None:
    unit = bench.sell("BED1")
    with pytest.raises(Refused) as refused:
        bench.report(unit, member_id=bench.member("M2"))
    assert [one.code for one in refused.value.findings] == ["other_member"]
    repair = bench.read(bench.report(unit, item="something else")).repair
    assert (repair.repair_no, repair.item) == ("REP-000001", "Hospital bed")
    assert (repair.ownership, repair.member_id) == (Ownership.BOUGHT_HERE, bench.member())


def test_a_unit_that_is_in_repair_is_not_sent_again(bench: RepairShop) -> None:
    unit = bench.unit("BED1")
    first = bench.report(unit)
    with pytest.raises(Refused) as refused:
        bench.report(unit)
    assert [one.code for one in refused.value.findings] == ["repair_is_open"]
    assert bench.read(first).repair.payer_id is None


def test_what_was_told_is_corrected(bench: RepairShop) -> None:
    repair_id = bench.report(bench.sell("BED1"))
    bench.change(repair_id, fault="It is loud.", site="home", replacement_cents=90_000, item="x")
    repair = bench.read(repair_id).repair
    assert (repair.fault, repair.site, repair.item) == ("It is loud.", Site.HOME, "Hospital bed")
    assert repair.replacement_cents == 90_000
    codes = bench.codes(
        change_repair, repair_id=repair_id, version=repair.row_version, values={"fault": ""}
    )
    assert codes == ["missing_value"]


def test_a_closed_repair_stays_as_it_is(bench: RepairShop) -> None:
    repair_id = bench.report(bench.unit("BED1"))
    bench.step(repair_id, Step.BEGUN)
    bench.finish(repair_id)
    bench.close(repair_id)
    codes = bench.codes(change_repair, repair_id=repair_id, version=1, values={"fault": "x"})
    assert codes == ["repair_is_closed"]
