"""A person decides, units are remedied, and nothing is closed while a unit or a letter is open."""

from datetime import timedelta
from typing import Any

import pytest

from dmedesk.assets.actions.moves import move_unit
from dmedesk.assets.rules import AssetState
from dmedesk.assets.rules.moves import Move
from dmedesk.kit.errors import Refused
from dmedesk.recalls.actions.deciding import (
    clear_units,
    close_recall,
    confirm_units,
    escalate_recall,
    judge_hazard,
    record_remedy,
    record_reply,
    reopen_recall,
)
from dmedesk.recalls.actions.letters import record_letter, write_letters
from dmedesk.recalls.rules.words import Hazard, LetterStep, LetterWay, RecallClass, Remedy, Stage
from tests.recalls.cases import TODAY, RecallShop

JUDGED = {"hazard": Hazard.SERIOUS, "who": "Dr. Ana Silva", "judged_on": TODAY, "note": "May fall."}


def _codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [one.code for one in refused.value.findings]


def _remedy(recalls: RecallShop, recall_id: int, serial: str, **other: Any) -> None:
    told: dict[str, Any] = {
        "remedy": Remedy.RETURNED,
        "done_on": TODAY,
        "done_by": "Tom Reyes",
        **other,
    }
    recalls.do(record_remedy, recall_id=recall_id, asset_id=recalls.id_of(serial), **told)


def _tell(recalls: RecallShop, recall_id: int) -> None:
    """Make M1's letter and give it."""
    (owed,) = recalls.read(recall_id).letters
    assert (owed.member, owed.id, owed.is_owed) == ("Rivera, M1", 0, True)
    (letter,) = recalls.do(
        write_letters,
        recall_id=recall_id,
        member_ids=[owed.member_id],
        draw=lambda paper: paper.number.encode(),
    )
    recalls.do(
        record_letter,
        letter_ids=[letter],
        step=LetterStep.GIVEN,
        way=LetterWay.ROUTE,
        done_on=TODAY,
        who="Lee",
        note="Signed for it",
    )


def test_a_recall_goes_through_its_stages_to_closure(recalls: RecallShop) -> None:
    recalls.unit("LW1001")
    recalls.give("LW1001", "M1")
    recall_id = recalls.open(recall_class=RecallClass.CLASS_I)
    assert recalls.read(recall_id).stage is Stage.DECIDE
    units = [recalls.id_of(one) for one in ("LW1001", "LW1500")]
    recalls.do(confirm_units, recall_id=recall_id, asset_ids=units, note="Serial read")
    assert recalls.read(recall_id).stage is Stage.TELL
    _tell(recalls, recall_id)
    assert recalls.read(recall_id).stage is Stage.REMEDY
    recalls.do(move_unit, asset_id=units[0], move=Move.RETURNED, moved_on=TODAY)
    for serial in ("LW1001", "LW1500"):
        _remedy(recalls, recall_id, serial, cost_cents=1250)
    assert recalls.state_of("LW1001") is AssetState.RETIRED
    assert recalls.read(recall_id).stage is Stage.READY


def test_a_recall_is_closed_once_and_can_be_opened_again(recalls: RecallShop) -> None:
    recall_id = recalls.open()
    unit = recalls.id_of("LW1500")
    recalls.do(clear_units, recall_id=recall_id, asset_ids=[unit], note="Made after the fix")
    with pytest.raises(Refused) as refused:
        recalls.do(close_recall, recall_id=recall_id, who="Ana", done_on=TODAY)
    assert _codes(refused) == ["not_judged"]
    recalls.do(judge_hazard, recall_id=recall_id, **JUDGED)
    for credit in (None, 90_000):
        recalls.do(
            record_reply,
            recall_id=recall_id,
            who="Ana",
            done_on=TODAY,
            note="",
            credit_cents=credit,
        )
    recalls.do(close_recall, recall_id=recall_id, who="Ana", done_on=TODAY)
    closed = recalls.read(recall_id)
    assert (closed.stage, closed.closed_on) == (Stage.CLOSED, TODAY)
    assert closed.hazard is Hazard.SERIOUS
    with pytest.raises(Refused) as refused:
        recalls.do(close_recall, recall_id=recall_id, who="Ana", done_on=TODAY)
    assert _codes(refused) == ["closed_already"]
    recalls.do(reopen_recall, recall_id=recall_id, who="Ana", done_on=TODAY, note="One more came")
    assert recalls.read(recall_id).closed_on is None


def test_closing_names_every_unit_and_letter_that_is_open(recalls: RecallShop) -> None:
    recalls.unit("LW1001")
    recalls.give("LW1001", "M1")
    recall_id = recalls.open()
    unit = recalls.id_of("LW1001")
    recalls.do(confirm_units, recall_id=recall_id, asset_ids=[unit], note="Serial read")
    recalls.do(judge_hazard, recall_id=recall_id, **JUDGED)
    with pytest.raises(Refused) as refused:
        recalls.do(close_recall, recall_id=recall_id, who="Ana", done_on=TODAY)
    assert [(one.code, one.subject) for one in refused.value.findings] == [
        ("unit_undecided", "LW1500"),
        ("unit_open", "LW1001"),
        ("letter_open", "Rivera, M1"),
    ]


def test_a_cleared_unit_goes_back_to_the_bench(recalls: RecallShop) -> None:
    recall_id = recalls.open()
    unit = recalls.id_of("LW1500")
    with pytest.raises(Refused) as refused:
        recalls.do(clear_units, recall_id=recall_id, asset_ids=[unit], note=" ")
    assert _codes(refused) == ["no_reason"]
    recalls.do(clear_units, recall_id=recall_id, asset_ids=[unit], note="Made after the fix")
    assert recalls.state_of("LW1500") is AssetState.CLEANING
    assert recalls.stands(recall_id) == {"LW1500": "cleared"}


def test_a_unit_of_two_recalls_stays_apart_until_both_are_answered(recalls: RecallShop) -> None:
    first, second = recalls.open(), recalls.open(title="Another")
    unit = recalls.id_of("LW1500")
    recalls.do(clear_units, recall_id=first, asset_ids=[unit], note="Not meant")
    assert recalls.state_of("LW1500") is AssetState.RECALLED
    recalls.do(clear_units, recall_id=second, asset_ids=[unit], note="Not meant")
    assert recalls.state_of("LW1500") is AssetState.CLEANING


def test_a_unit_that_the_match_missed_can_be_added_and_no_other_cleared(
    recalls: RecallShop,
) -> None:
    recall_id = recalls.open()
    unit = recalls.id_of("LW2500")
    with pytest.raises(Refused) as refused:
        recalls.do(clear_units, recall_id=recall_id, asset_ids=[unit], note="No")
    assert _codes(refused) == ["not_met"]
    recalls.do(confirm_units, recall_id=recall_id, asset_ids=[unit], note="Maker called")
    assert recalls.state_of("LW2500") is AssetState.RECALLED


@pytest.mark.parametrize(
    ("other", "code"),
    [
        ({"done_on": None}, "no_day"),
        ({"done_on": TODAY + timedelta(days=1)}, "day_to_come"),
        ({"done_by": ""}, "nobody_did_it"),
        ({"remedy": Remedy.NOT_FOUND}, "no_reason"),
        ({"remedy": Remedy.REPLACED}, "no_substitute"),
        ({"remedy": Remedy.RETURNED}, "unit_with_member"),
        ({"remedy": Remedy.DESTROYED}, "unit_with_member"),
        ({"remedy": Remedy.REPLACED, "ticket_no": "SLIP-9"}, "unknown_slip"),
    ],
)
def test_a_remedy_says_what_who_and_when(
    recalls: RecallShop, other: dict[str, Any], code: str
) -> None:
    recalls.unit("LW1001")
    recalls.give("LW1001", "M1")
    recall_id = recalls.open()
    unit = recalls.id_of("LW1001")
    recalls.do(confirm_units, recall_id=recall_id, asset_ids=[unit], note="Serial read")
    with pytest.raises(Refused) as refused:
        _remedy(recalls, recall_id, "LW1001", **{"remedy": Remedy.CORRECTED, **other})
    assert _codes(refused) == [code]


def test_a_unit_is_corrected_where_it_is(recalls: RecallShop) -> None:
    recalls.unit("LW1001")
    recalls.give("LW1001", "M1")
    recall_id = recalls.open(asked="correct")
    with pytest.raises(Refused) as refused:
        _remedy(recalls, recall_id, "LW1001", remedy=Remedy.CORRECTED)
    assert _codes(refused) == ["not_confirmed"]
    units = [recalls.id_of(one) for one in ("LW1001", "LW1500")]
    recalls.do(confirm_units, recall_id=recall_id, asset_ids=units, note="Serial read")
    for serial in ("LW1001", "LW1500"):
        _remedy(recalls, recall_id, serial, remedy=Remedy.CORRECTED)
    assert recalls.state_of("LW1001") is AssetState.ON_RENT
    assert recalls.state_of("LW1500") is AssetState.CLEANING
    with pytest.raises(Refused) as refused:
        recalls.do(clear_units, recall_id=recall_id, asset_ids=units[:1], note="No")
    assert _codes(refused) == ["remedied"]


def test_class_two_runs_by_the_maker_until_it_is_escalated(recalls: RecallShop) -> None:
    recall_id = recalls.open(recall_class=RecallClass.CLASS_II)
    assert recalls.read(recall_id).clock.due_on is None
    with pytest.raises(Refused):
        recalls.do(escalate_recall, recall_id=recall_id, who="Ana", done_on=TODAY, note="")
    with pytest.raises(Refused):
        recalls.do(escalate_recall, recall_id=recall_id, who="", done_on=TODAY, note="Why")
    recalls.do(escalate_recall, recall_id=recall_id, who="Ana", done_on=TODAY, note="Frail people")
    assert recalls.read(recall_id).clock.due_on is not None
    with pytest.raises(Refused) as refused:
        recalls.do(reopen_recall, recall_id=recall_id, who="Ana", done_on=TODAY, note="x")
    assert _codes(refused) == ["not_closed"]
