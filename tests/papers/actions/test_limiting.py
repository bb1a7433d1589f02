"""Limits are turned on by payer and date, one click a proposal; one in force gets a new version."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import Engine, select

from dmedesk.kit.errors import Refused
from dmedesk.papers.actions.limiting import change_limit, enter_limit, renew_limit, turn_limit_on
from dmedesk.papers.queries.limits import limits_by_payer
from dmedesk.papers.rules.limit_law import limit_proposals
from dmedesk.papers.rules.limit_words import Stance, Treatment
from dmedesk.papers.tables import Limit
from tests.members.desk import MEDICARE, TODAY, a_payer, looking, working
from tests.papers.limits_desk import WALKER, a_limit

DAY = date(2026, 12, 1)


def told(refused: pytest.ExceptionInfo[Refused]) -> list[tuple[str, str]]:
    return [(finding.field, finding.code) for finding in refused.value.findings]


@pytest.fixture
def engine(shop_engine: Engine) -> Engine:
    a_payer(shop_engine, **MEDICARE)
    return shop_engine


def test_every_proposal_is_one_click_and_warns(engine: Engine) -> None:
    with looking(engine) as session:
        assert limits_by_payer(session) == {}
    with working(engine) as work:
        for key in limit_proposals():
            turn_limit_on(work, proposal=key, payer_id=1, from_on=DAY)
    with looking(engine) as session:
        facts = limits_by_payer(session)[1]
    assert len(facts) == len(limit_proposals())
    assert {fact.stance for fact in facts} == {Stance.WARN}
    assert {fact.from_on for fact in facts} == {DAY}
    assert facts[0].limit_no == "LIM-0001"


@pytest.mark.parametrize(("day", "refusals"), [(31, 1), (1, 0)])
def test_a_proposal_begins_with_its_text(engine: Engine, day: int, refusals: int) -> None:
    from_on = date(2025, 12, 31) if refusals else date(2026, 1, day)
    try:
        with working(engine) as work:
            turn_limit_on(work, proposal="mc_e0100", payer_id=1, from_on=from_on)
    except Refused as refused:
        found = [finding.code for finding in refused.findings]
    else:
        found = []
    assert found == ["before_its_text"] * refusals


def test_everything_that_is_missing_is_told_at_once(engine: Engine) -> None:
    with pytest.raises(Refused) as refused, working(engine) as work:
        enter_limit(work, values={"quantity": 0, "hcpcs": "E01"})
    fields = [field for field, _code in told(refused)]
    assert set(fields) == {
        *("payer_id", "kind", "every", "unit", "stance", "from_on", "citation", "hcpcs"),
        "quantity",
    }


def test_a_limit_ahead_may_be_changed(engine: Engine) -> None:
    own = a_limit(engine, from_on=DAY)
    with working(engine) as work:
        change_limit(work, limit_id=own, version=1, values={"quantity": 2, "hcpcs": "e0130"})
    with looking(engine) as session:
        one = session.scalars(select(Limit)).one()
        assert (one.quantity, one.hcpcs, one.treatment) == (2, "E0130", Treatment.ANY)


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"quantity": 2}, "limit_in_force"),
        ({"from_on": date(2027, 1, 1)}, "limit_in_force"),
        ({"until_on": date(2026, 11, 28)}, "ended_before_today"),
    ],
)
def test_one_in_force_is_not_edited(engine: Engine, values: dict[str, Any], code: str) -> None:
    own = a_limit(engine, from_on=TODAY)
    with pytest.raises(Refused) as refused, working(engine) as work:
        change_limit(work, limit_id=own, version=1, values=values)
    assert code in [found for _field, found in told(refused)]


def test_one_in_force_is_ended_or_followed_by_a_new_version(engine: Engine) -> None:
    own = a_limit(engine)
    with working(engine) as work:
        new = renew_limit(
            work, limit_id=own, version=1, from_on=DAY, values={"every": 3, "citation": "Manual"}
        )
    with looking(engine) as session:
        old, one = session.scalars(select(Limit).order_by(Limit.id)).all()
        assert (old.until_on, one.id) == (DAY, new)
        assert (one.from_on, one.until_on, one.every) == (DAY, None, 3)
        assert (one.hcpcs, one.citation) == ("E0143", "Manual")


@pytest.mark.parametrize("from_on", [WALKER["from_on"], TODAY])
def test_a_new_version_begins_later_and_not_in_the_past(engine: Engine, from_on: date) -> None:
    own = a_limit(engine)
    with working(engine) as work:
        if from_on == TODAY:
            assert renew_limit(work, limit_id=own, version=1, from_on=from_on, values={})
            return
        with pytest.raises(Refused) as refused:
            renew_limit(work, limit_id=own, version=1, from_on=from_on, values={})
    assert told(refused) == [("from_on", "before_limit")]
