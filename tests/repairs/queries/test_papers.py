"""Which papers a repair has as it stands, and what each of them says."""

import pytest

from dmedesk.repairs.actions.working import refuse_repair
from dmedesk.repairs.queries.papers import papers_of, repair_paper
from dmedesk.repairs.rules.paper import PaperKind, RepairPaper
from dmedesk.repairs.rules.words import Covered, Refusal, Step
from dmedesk.shop.tables import Company
from dmedesk.store.unit_of_work import reading, unit_of_work
from tests.repairs.repair_shop import DONE, TODAY, RepairShop


def _paper(bench: RepairShop, repair_id: int, kind: PaperKind) -> RepairPaper:
    with reading(bench.shop.engine) as session:
        found = repair_paper(session, repair_id, kind, TODAY)
    assert isinstance(found, RepairPaper)
    return found


def test_the_way_of_a_repair_in_papers(bench: RepairShop) -> None:
    repair_id = bench.report(bench.sell("BED1"), replacement_cents=90_000)
    assert papers_of(bench.read(repair_id)) == [PaperKind.ORDER]
    bench.step(repair_id, Step.BEGUN)
    bench.line(repair_id, 5_000)
    bench.line(repair_id, 0, covered=Covered.WARRANTY, description="Cable")
    assert papers_of(bench.read(repair_id)) == [PaperKind.ORDER, PaperKind.ESTIMATE]
    estimate = _paper(bench, repair_id, PaperKind.ESTIMATE)
    assert estimate.total_cents == 5_000
    assert [(one.bears, one.cents) for one in estimate.lines or ()] == [
        ("charged", 5_000),
        ("warranty", None),
    ]
    bench.finish(repair_id)
    assert papers_of(bench.read(repair_id))[0] is PaperKind.RETURN
    done = _paper(bench, repair_id, PaperKind.RETURN)
    assert ("What was done", "Motor replaced and tested.") in done.said
    assert done.signs.startswith("I received the equipment")


def test_a_refusal_says_its_reason(bench: RepairShop) -> None:
    repair_id = bench.report(bench.sell("BED1"))
    bench.do(
        refuse_repair, repair_id=repair_id, refusal=Refusal.REPLACE, on=DONE, note="See above."
    )
    assert papers_of(bench.read(repair_id))[0] is PaperKind.REFUSAL
    said = dict(_paper(bench, repair_id, PaperKind.REFUSAL).said)
    assert said["Why it is not repaired"].startswith("A repair would cost as much")
    assert said["More"] == "See above."


def test_the_report_of_four_items(bench: RepairShop) -> None:
    """130 CMR 427.426(B): who asked and when, the malfunction, work and parts, cost and time."""
    repair_id = bench.report(bench.sell("OX1", "E1390"), site="home")
    bench.step(repair_id, Step.BEGUN)
    bench.line(repair_id, 3_000, minutes=25)
    bench.finish(repair_id)
    assert PaperKind.REPORT in papers_of(bench.read(repair_id))
    report = _paper(bench, repair_id, PaperKind.REPORT)
    said = dict(report.said)
    assert said["Who asked, and when"] == "Nora Rivera asked for it on 2026-10-05."
    assert said["Malfunction"] == "It does not hold its height."
    assert said["Time"].startswith("25 minutes in all.")
    assert report.total_cents == 3_000


def test_a_unit_of_the_house_has_nobody_to_sign(bench: RepairShop) -> None:
    order = _paper(bench, bench.report(bench.unit("BED1")), PaperKind.ORDER)
    assert order.signs == ""


@pytest.mark.parametrize("kind", [PaperKind.ORDER])
def test_without_a_letterhead_nothing_is_printed(bench: RepairShop, kind: PaperKind) -> None:
    repair_id = bench.report(bench.sell("BED1"))
    with unit_of_work(bench.shop.engine, actor="ana", action="clear") as work:
        for company in work.session.query(Company):
            work.session.delete(company)
    with reading(bench.shop.engine) as session:
        (found,) = repair_paper(session, repair_id, kind, TODAY)  # type: ignore[misc]
    assert found.code == "letterhead_missing"
