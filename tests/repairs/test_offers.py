"""What repairs tell on other pages: counts, histories, what is open, today's tiles."""

from dmedesk.kit.references import RecordRef
from dmedesk.repairs.offers import events, related, remarks, tiles
from dmedesk.repairs.rules.words import Step
from dmedesk.store.unit_of_work import reading
from tests.repairs.repair_shop import TODAY, RepairShop


def test_a_unit_a_member_and_a_product_lead_to_their_repairs(bench: RepairShop) -> None:
    unit, loaner = bench.sell("BED1"), bench.unit("BED2")
    repair_id = bench.report(unit)
    bench.lend(repair_id, loaner, reason="")
    product_id = bench.tickets.unit("BED1").product_id
    refs = [
        RecordRef("asset", unit),
        RecordRef("member", bench.member()),
        RecordRef("product", product_id),
    ]
    own = RecordRef("repair", repair_id)
    with reading(bench.shop.engine) as session:
        links = [(one.title, one.count) for ref in refs for one in related(session, ref)]
        assert related(session, RecordRef("payer", 1)) == ()
        assert related(session, RecordRef("asset", loaner)) == ()
        assert [one.title for one in related(session, own)][:2] == [
            "Member Rivera, M1",
            "Unit BED1",
        ]
        told = [one.sentence for one in events(session, refs[0])]
        lent = [one.sentence for one in events(session, RecordRef("asset", loaner))]
        assert [one.sentence for one in events(session, own)] == [
            "Fault reported: It does not hold its height."
        ]
        assert events(session, RecordRef("payer", 1)) == ()
        (open_one,) = remarks(session, refs[0], TODAY)
        assert remarks(session, RecordRef("product", product_id), TODAY) == ()
    assert links == [("repairs", 1)] * 3
    assert told == ["Fault reported, Hospital bed by REP-000001: It does not hold its height."]
    assert lent == ["Lent while Hospital bed is repaired, REP-000001: the same model"]
    assert open_one.sentence == "A repair is open."


def test_the_board_shows_what_needs_a_hand(bench: RepairShop) -> None:
    with reading(bench.shop.engine) as session:
        assert tiles(session, TODAY) == []
    first = bench.report(bench.sell("BED1"))
    bench.step(first, Step.BEGUN)
    bench.lend(first, bench.unit("BED2"))
    bench.finish(first)
    bench.report(hcpcs="E0260")
    with reading(bench.shop.engine) as session:
        assert [(one.key, one.count) for one in tiles(session, TODAY)] == [
            ("repairs_reported", 1),
            ("repairs_done", 1),
            ("repairs_lent", 1),
        ]
