"""What recalls tell on other pages: a unit's history, a member's letters, today's tiles."""

from datetime import date, timedelta

from dmedesk.kit.lists import Ask
from dmedesk.kit.offers import ListLink, State
from dmedesk.kit.references import RecordRef
from dmedesk.recalls.actions.deciding import confirm_units, judge_hazard, record_remedy
from dmedesk.recalls.actions.letters import record_letter, write_letters
from dmedesk.recalls.offers import events, related, remarks, tiles
from dmedesk.recalls.queries.feeds import RECALLS
from dmedesk.recalls.rules.words import Hazard, LetterStep, LetterWay, RecallClass, Remedy
from dmedesk.store.unit_of_work import reading
from tests.recalls.cases import TODAY, RecallShop
from tests.store.searching import entries


def _story(recalls: RecallShop) -> int:
    recalls.unit("LW1001")
    recalls.give("LW1001", "M1")
    recall_id = recalls.open(recall_class=RecallClass.CLASS_I, fda_no="Z-0001-2026")
    unit = recalls.id_of("LW1001")
    recalls.do(confirm_units, recall_id=recall_id, asset_ids=[unit], note="Serial read")
    (letter,) = recalls.do(
        write_letters,
        recall_id=recall_id,
        member_ids=[recalls.member("M1")],
        draw=lambda _paper: b"letter",
    )
    recalls.do(
        record_letter,
        letter_ids=[letter],
        step=LetterStep.GIVEN,
        way=LetterWay.ROUTE,
        done_on=TODAY,
        who="Lee",
        note="Signed",
    )
    return recall_id


def test_a_unit_tells_its_recalls(recalls: RecallShop) -> None:
    _story(recalls)
    unit = RecordRef("asset", recalls.id_of("LW1001"))
    with reading(recalls.shop.engine) as session:
        told = events(session, unit)
        assert [one.state for one in told] == [State.STOPPED, State.STOPPED]
        assert "is certainly meant by RCL-000001" in told[0].sentence
        assert [one.title for one in related(session, unit)] == ["Recall RCL-000001"]
        (remark,) = remarks(session, unit, TODAY)
        assert remark.opens == RecordRef("recall", 1)
        assert remarks(session, RecordRef("member", 1), TODAY) == ()
        assert related(session, RecordRef("payer", 1)) == ()
        assert events(session, RecordRef("payer", 1)) == ()


def test_a_member_tells_the_letters(recalls: RecallShop) -> None:
    _story(recalls)
    member = RecordRef("member", recalls.member("M1"))
    with reading(recalls.shop.engine) as session:
        assert [one.sentence for one in events(session, member)] == [
            "Letter RLT-000001 about RCL-000001, Patient lift: the hook may open, was made",
            "Letter RLT-000001: given, by hand, on a route: Signed",
        ]
        assert len(related(session, member)) == 1


def test_a_recall_tells_its_steps(recalls: RecallShop) -> None:
    recall_id = _story(recalls)
    recalls.do(
        judge_hazard,
        recall_id=recall_id,
        hazard=Hazard.SERIOUS,
        who="Ana",
        judged_on=TODAY,
        note="May fall",
    )
    recalls.do(
        record_remedy,
        recall_id=recall_id,
        asset_id=recalls.id_of("LW1001"),
        remedy=Remedy.CORRECTED,
        done_on=TODAY,
        done_by="Tom",
    )
    with reading(recalls.shop.engine) as session:
        told = [one.sentence for one in events(session, RecordRef("recall", recall_id))]
        assert events(session, RecordRef("recall", 99)) == []
    assert told == [
        "The notice was received",
        "The hazard was judged: Serious harm or death is foreseeable (May fall)",
        "LW1001: corrected",
    ]


def test_the_board_shows_the_clock_first(recalls: RecallShop) -> None:
    with reading(recalls.shop.engine) as session:
        assert tiles(session, TODAY) == []
    _story(recalls)
    with reading(recalls.shop.engine) as session:
        clocks, decide = tiles(session, date(2026, 10, 1))
        late = tiles(session, TODAY + timedelta(days=30))[0]
    assert (clocks.key, clocks.count, clocks.rank) == ("recalls_open", 1, 0)
    assert clocks.about == "The first is due on Wed 2026-10-07 (101 CMR 322.03(15))"
    assert late.state is State.STOPPED
    assert decide.opens == ListLink("recalls", Ask("decide"))


def test_a_recall_is_found_by_both_numbers(recalls: RecallShop) -> None:
    recalls.open(fda_no="Z-0001-2026")
    (entry,) = entries(recalls.shop.engine, RECALLS)
    assert entry.title == "RCL-000001"
    assert set(entry.numbers) == {"RCL-000001", "Z-0001-2026"}
