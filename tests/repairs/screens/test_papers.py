"""A repair offers its papers as it stands; each is drawn when it is looked at."""

from dmedesk.kit.references import RecordRef
from dmedesk.repairs.rules.words import Step
from dmedesk.repairs.screens.papers import repair_documents
from dmedesk.store.unit_of_work import reading
from tests.printing.reading import words
from tests.repairs.repair_shop import TODAY, RepairShop


def test_the_paper_that_is_wanted_comes_first(bench: RepairShop) -> None:
    repair_id = bench.report(bench.sell("BED1"))
    bench.step(repair_id, Step.BEGUN)
    bench.finish(repair_id)
    with reading(bench.shop.engine) as session:
        found = repair_documents(session, ref=RecordRef("repair", repair_id), on=TODAY)
        assert [one.title for one in found] == ["Work done", "Repair order"]
        assert {(one.kind, one.number) for one in found} == {("repair", "REP-000001")}
        assert "Motor replaced and tested." in words(found[0].content(session))
        assert repair_documents(session, ref=RecordRef("repair", 99), on=TODAY) == ()
