"""What the database itself refuses of chains and trials."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import Engine, insert
from sqlalchemy.exc import IntegrityError

from dmedesk.papers.tables import Chain, ChainCriterion, Trial, TrialAnswer
from dmedesk.store.base import Base
from dmedesk.store.engine import writing
from tests.members.desk import NOW, a_member, a_payer

DAY = date(2026, 1, 2)
SAID = {"proposal": "", "citation": "C", "why": "", "confirm": ""}
CHAIN = {
    "chain_no": "CHN-1",
    "payer_id": 1,
    "title": "Pump",
    "codes": "E0784",
    "trial_months": 3,
    "ask_days": 0,
    "from_on": DAY,
    **SAID,
}
CRITERION = {
    "chain_id": 1,
    "stage": "trial",
    "label": "1",
    "kind": "yes",
    "text": "T",
    **dict.fromkeys(("line", "unit", "citation", "confirm"), ""),
    **dict.fromkeys(("may_except", "is_optional"), False),
}
TRIAL = {"trial_no": "TRL-1", "chain_id": 1, "member_id": 1, "hcpcs": "E0784", "opened_on": DAY}
ANSWER = {
    "trial_id": 1,
    "turn": 1,
    "criterion_id": 1,
    "said": "yes",
    "recorded_at": NOW,
    "recorded_by": "ana",
}
ROWS: tuple[tuple[type[Base], dict[str, Any]], ...] = (
    (Chain, CHAIN),
    (ChainCriterion, CRITERION),
    (Trial, TRIAL),
    (TrialAnswer, ANSWER),
)


@pytest.mark.parametrize(
    ("table", "more"),
    [
        (Chain, {}),
        (Chain, {"chain_no": "CHN-2", "payer_id": 9}),
        (Chain, {"chain_no": "CHN-2", "until_on": DAY}),
        (Chain, {"chain_no": "CHN-2", "trial_months": 0}),
        (Chain, {"chain_no": "CHN-2", "ask_days": -1}),
        (Chain, {"chain_no": "CHN-2", "codes": ""}),
        (ChainCriterion, {}),
        (ChainCriterion, {"label": ""}),
        (ChainCriterion, {"label": "2", "chain_id": 9}),
        (Trial, {"hcpcs": "E0787"}),
        (Trial, {"trial_no": "TRL-2"}),
        (Trial, {"trial_no": "TRL-2", "hcpcs": "E0787", "closed_on": DAY}),
        (
            Trial,
            {
                "trial_no": "TRL-2",
                "closed_on": DAY,
                "closed_because": "Over",
                "begun_on": date(2026, 1, 3),
            },
        ),
        (TrialAnswer, {}),
        (TrialAnswer, {"turn": 0}),
        (TrialAnswer, {"turn": 2, "said": None}),
        (TrialAnswer, {"turn": 2, "criterion_id": 9}),
    ],
    ids=[f"refused {n}" for n in range(1, 18)],
)
def test_refused(table: type[Base], more: dict[str, Any], shop_engine: Engine) -> None:
    a_member(shop_engine)
    a_payer(shop_engine)
    with writing(shop_engine).begin() as connection:
        for known, values in ROWS:
            connection.execute(insert(known), [values])
    with pytest.raises(IntegrityError), writing(shop_engine).begin() as connection:
        connection.execute(insert(table), [{**dict(ROWS)[table], **more}])


def test_a_closed_trial_makes_room_for_the_next(shop_engine: Engine) -> None:
    a_member(shop_engine)
    a_payer(shop_engine)
    closed = {"closed_on": DAY, "closed_because": "Over"}
    with writing(shop_engine).begin() as connection:
        connection.execute(insert(Chain), [CHAIN])
        connection.execute(insert(Trial), [{**TRIAL, **closed}])
        connection.execute(insert(Trial), [{**TRIAL, "trial_no": "TRL-2"}])
