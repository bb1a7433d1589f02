"""The queue by stage, and the lists of what waits, say what the recall's own page says."""

from dmedesk.kit.lists import Ask
from dmedesk.recalls.actions.deciding import clear_units, confirm_units
from dmedesk.recalls.actions.letters import write_letters
from dmedesk.recalls.queries.listed import LETTERS_TO_DO, RECALLS, UNITS_TO_DO, count_recalls
from dmedesk.recalls.rules.words import Stage
from dmedesk.store.unit_of_work import reading
from tests.recalls.cases import TODAY, RecallShop


def test_the_queue_says_what_each_page_says(recalls: RecallShop) -> None:
    recalls.unit("LW1001")
    recalls.give("LW1001", "M1")
    first, second = recalls.open(), recalls.open(title="No units", criteria=[])
    units = [recalls.id_of(one) for one in ("LW1001", "LW1500")]
    stages = []
    for act in (
        lambda: None,
        lambda: recalls.do(confirm_units, recall_id=first, asset_ids=units, note="Read"),
        lambda: recalls.do(
            write_letters,
            recall_id=first,
            member_ids=[recalls.member("M1")],
            draw=lambda _paper: b"letter",
        ),
    ):
        act()
        with reading(recalls.shop.engine) as session:
            ids = list(RECALLS.ids(session, on=TODAY))
            rows = {row.id: row for row in RECALLS.rows(session, ids, on=TODAY)}
            counts = RECALLS.counts(session, on=TODAY)
        for recall_id in (first, second):
            read = recalls.read(recall_id)
            row = rows[recall_id]
            assert row.stage == read.stage.value
            assert row.open_letters == sum(one.is_open and one.is_owed for one in read.letters)
            assert row.open_units == sum(unit.is_open for unit in read.units)
            assert row.clock == read.clock
        assert counts["open"] == 2
        stages.append(rows[first].stage)
    assert stages == [Stage.DECIDE.value, Stage.TELL.value, Stage.TELL.value]


def test_units_and_letters_that_wait(recalls: RecallShop) -> None:
    recalls.unit("LW1001")
    recalls.give("LW1001", "M1")
    recall_id = recalls.open()
    unit = recalls.id_of("LW1001")
    recalls.do(confirm_units, recall_id=recall_id, asset_ids=[unit], note="Read")
    recalls.do(
        write_letters,
        recall_id=recall_id,
        member_ids=[recalls.member("M1")],
        draw=lambda _paper: b"letter",
    )
    with reading(recalls.shop.engine) as session:
        counts = UNITS_TO_DO.counts(session, on=TODAY)
        assert (counts["undecided"], counts["to_remedy"], counts["all_open"]) == (1, 1, 2)
        ids = UNITS_TO_DO.ids(session, Ask("to_remedy"), on=TODAY)
        (row,) = UNITS_TO_DO.rows(session, list(ids), on=TODAY)
        assert (row.serial, row.holder, row.recall_id) == ("LW1001", "Rivera, M1", recall_id)
        ids = LETTERS_TO_DO.ids(session, Ask("to_send"), on=TODAY)
        (letter,) = LETTERS_TO_DO.rows(session, list(ids), on=TODAY)
        assert (letter.letter_no, letter.tries, letter.last_step) == ("RLT-000001", 0, None)
        assert LETTERS_TO_DO.counts(session, on=TODAY)["ended"] == 0
    recalls.do(
        clear_units, recall_id=recall_id, asset_ids=[recalls.id_of("LW1500")], note="Not meant"
    )
    with reading(recalls.shop.engine) as session:
        assert count_recalls(session, Ask(Stage.TELL.value), on=TODAY) == 1
