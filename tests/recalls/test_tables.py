"""The database itself refuses what must never be: a proof without words, a unit's turn twice."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import insert
from sqlalchemy.exc import IntegrityError

from dmedesk.assets.tables import StopCriterion, StopMark
from dmedesk.recalls.tables import RecallLetter, RecallLetterFact, RecallRemedy, RecallStep
from tests.architecture.source import ROOT
from tests.recalls.cases import RecallShop

DAY, AT = date(2026, 10, 5), datetime(2026, 10, 5, 12, tzinfo=UTC)
STEP = {
    "recall_id": 1,
    "turn": 1,
    "step": "closed",
    "done_on": DAY,
    "who": "Ana",
    "note": "",
    "recorded_at": AT,
    "recorded_by": "ana",
}
FACT = {
    "letter_id": 1,
    "turn": 1,
    "step": "sent",
    "way": "post",
    "done_on": DAY,
    "who": "Ana",
    "note": "",
    "recorded_at": AT,
    "recorded_by": "ana",
}
REMEDY = {
    "recall_id": 1,
    "asset_id": 1,
    "turn": 1,
    "remedy": "corrected",
    "done_on": DAY,
    "done_by": "Tom",
    "note": "",
    "recorded_at": AT,
    "recorded_by": "ana",
}
LETTER = {
    "letter_no": "RLT-1",
    "recall_id": 1,
    "member_id": 1,
    "is_large": False,
    "sha256": "x",
    "made_at": AT,
    "made_by": "ana",
}


@pytest.mark.parametrize(
    ("table", "whole", "wrong"),
    [
        (RecallStep, STEP, {"who": ""}),
        (RecallStep, STEP, {"step": "judged"}),
        (RecallStep, STEP, {"hazard": "serious"}),
        (RecallStep, STEP, {"step": "credited"}),
        (RecallStep, STEP, {"step": "credited", "cents": -1}),
        (RecallStep, STEP, {"turn": 0}),
        (RecallStep, STEP, {"recall_id": 99}),
        (RecallLetterFact, FACT, {"step": "given"}),
        (RecallLetterFact, FACT, {"step": "unreachable"}),
        (RecallLetterFact, FACT, {"way": None}),
        (RecallRemedy, REMEDY, {"done_by": ""}),
        (RecallRemedy, REMEDY, {"remedy": "not_found"}),
        (RecallRemedy, REMEDY, {"cost_cents": -1}),
        (RecallRemedy, REMEDY, {"asset_id": 99}),
        (StopMark, {}, {"asset_id": 1, "turn": 1, "reason": "again"}),
        (StopMark, {}, {"asset_id": 1, "turn": 2, "reason": ""}),
        (StopCriterion, {}, {"edition": 1, "place": 1}),
    ],
)
def test_what_cannot_be(
    recalls: RecallShop, table: Any, whole: dict[str, Any], wrong: dict[str, Any]
) -> None:
    recalls.open()
    recalls.do(lambda work: work.session.execute(insert(RecallLetter).values(**LETTER)))
    marks = {
        "cause_kind": "recall",
        "cause_no": "RCL-000001",
        "recorded_at": AT,
        "recorded_by": "ana",
    }
    more: dict[Any, dict[str, Any]] = {
        StopMark: {**marks, "asset_id": recalls.id_of("LW1500"), "stand": "certain"},
        StopCriterion: {
            **marks,
            "firm": "L",
            "is_whole": True,
            "group_no": 1,
            "kind": "lot",
            "value": "A",
            "until_value": "",
        },
    }
    values = {**more.get(table, whole), **wrong}
    if table is StopMark:
        values["asset_id"] = recalls.id_of("LW1500")
    with pytest.raises(IntegrityError):
        recalls.do(lambda work: work.session.execute(insert(table).values(**values)))


def test_a_member_has_one_letter_of_a_recall(recalls: RecallShop) -> None:
    recalls.open()
    recalls.do(lambda work: work.session.execute(insert(RecallLetter).values(**LETTER)))
    with pytest.raises(IntegrityError):
        other = {**LETTER, "letter_no": "RLT-2"}
        recalls.do(lambda work: work.session.execute(insert(RecallLetter).values(**other)))


def test_what_a_recall_costs_is_billed_to_nobody() -> None:
    """101 CMR 322.03(15): costs are inside the rate, so nothing that bills knows of recalls."""
    billing = ROOT / "dmedesk" / "billing"
    read = [path.read_text(encoding="utf-8") for path in billing.rglob("*.py")]
    assert read
    assert not any("dmedesk.recalls" in text for text in read)
