"""Authorizations are asked for, denied, appealed, granted; their units and money are used up."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import Engine, select

from dmedesk.kit.errors import Refused
from dmedesk.papers.actions.requesting import (
    answer_request,
    change_request,
    draw_authorization,
    enter_request,
)
from dmedesk.papers.rules.words import Step
from dmedesk.papers.tables import Authorization, AuthorizationRequest, AuthorizationStep
from tests.members.desk import a_payer, looking, working
from tests.papers.desk import JANUARY, an_authorization, people

LATER = date(2026, 2, 1)
REQUEST: dict[str, Any] = {"member_id": 1, "payer_id": 1, "hcpcs": "e0784", "asked_on": JANUARY}


def told(refused: pytest.ExceptionInfo[Refused]) -> list[tuple[str, str]]:
    return [(finding.field, finding.code) for finding in refused.value.findings]


@pytest.fixture
def engine(shop_engine: Engine) -> Engine:
    a_payer(people(shop_engine))
    return shop_engine


def asked(engine: Engine) -> int:
    with working(engine) as work:
        return enter_request(work, values=REQUEST)


def answer(engine: Engine, request_id: int, step: Step, **more: Any) -> int:
    said = {"done_on": LATER, **more}
    with working(engine) as work:
        return answer_request(work, request_id=request_id, step=step, **said)


def test_a_denial_is_appealed_and_granted(engine: Engine) -> None:
    request_id = asked(engine)
    answer(engine, request_id, Step.DENIED, reason="No HbA1c", answer_by=date(2026, 3, 3))
    answer(engine, request_id, Step.APPEALED)
    granted = {"pa_number": "PA9", "from_on": LATER, "months": 3}
    answer(engine, request_id, Step.APPEAL_GRANTED, granted=granted)
    with looking(engine) as session:
        (pa,) = session.scalars(select(Authorization))
        steps = session.scalars(select(AuthorizationStep).order_by(AuthorizationStep.turn)).all()
        request = session.get_one(AuthorizationRequest, request_id)
        assert request.request_no == "PAR-000001"
        assert (pa.hcpcs, pa.pa_number, pa.asked_on, pa.months) == ("E0784", "PA9", JANUARY, 3)
        assert [(one.turn, one.step) for one in steps] == [
            (1, Step.DENIED),
            (2, Step.APPEALED),
            (3, Step.APPEAL_GRANTED),
        ]
        assert steps[2].authorization_id == pa.id


def test_steps_follow_each_other_and_denials_have_reasons(engine: Engine) -> None:
    request_id = asked(engine)
    with pytest.raises(Refused) as refused:
        answer(engine, request_id, Step.APPEAL_DENIED, done_on=date(2025, 12, 31))
    assert told(refused) == [
        ("step", "step_out_of_order"),
        ("done_on", "before_request"),
        ("reason", "missing_value"),
    ]
    with pytest.raises(Refused) as refused:
        answer(engine, request_id, Step.GRANTED)
    assert told(refused) == [("pa_number", "missing_value"), ("from_on", "missing_value")]
    answer(engine, request_id, Step.WITHDRAWN)
    with pytest.raises(Refused):
        answer(engine, request_id, Step.DENIED, reason="Late")


def test_a_request_is_changed_and_told_what_is_wrong(engine: Engine) -> None:
    request_id = asked(engine)
    with working(engine) as work:
        change_request(work, request_id=request_id, version=1, values={"note": "By fax"})
    with pytest.raises(Refused) as refused, working(engine) as work:
        change_request(work, request_id=request_id, version=2, values={"hcpcs": None})
    assert told(refused) == [("hcpcs", "missing_value")]


def test_units_and_money_are_used_up_to_what_was_granted(engine: Engine) -> None:
    """Below, on and above what was granted; what is given back can be used again."""
    own = an_authorization(engine, units=10, amount_cents=10_000)

    def draw(units: int, cents: int = 0) -> None:
        with working(engine) as work:
            draw_authorization(
                work,
                authorization_id=own,
                used_on=LATER,
                what="Pads",
                units=units,
                amount_cents=cents,
            )

    draw(9, 10_000)
    with pytest.raises(Refused) as refused:
        draw(2, 1)
    assert told(refused) == [
        ("units", "more_than_granted"),
        ("amount_cents", "more_than_granted"),
    ]
    draw(1)
    draw(-10, -10_000)
    with pytest.raises(Refused) as refused:
        draw(-1)
    assert told(refused) == [("units", "more_than_used")]
    with pytest.raises(Refused) as refused:
        draw(0)
    assert told(refused) == [("units", "nothing_drawn")]
