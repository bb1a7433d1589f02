"""Requirements are turned on by payer and date, one click a proposal, and changed with a reason."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import Engine, select

from dmedesk.kit.errors import Refused
from dmedesk.papers.actions.requiring import change_requirement, enter_requirement, turn_on
from dmedesk.papers.queries.facts import required_by_payer
from dmedesk.papers.rules.law import proposals
from dmedesk.papers.rules.words import RequirementKind
from dmedesk.papers.tables import Requirement
from tests.members.desk import a_payer, looking, working

DAY = date(2026, 12, 1)


def told(refused: pytest.ExceptionInfo[Refused]) -> list[tuple[str, str]]:
    return [(finding.field, finding.code) for finding in refused.value.findings]


@pytest.fixture
def engine(shop_engine: Engine) -> Engine:
    a_payer(shop_engine)
    return shop_engine


def turned_on(engine: Engine, proposal: str, **more: Any) -> int:
    with working(engine) as work:
        return turn_on(work, proposal=proposal, payer_id=1, from_on=DAY, **more)


def test_a_shop_that_turned_nothing_on_asks_for_nothing(engine: Engine) -> None:
    with looking(engine) as session:
        assert required_by_payer(session) == {}


def test_every_proposal_of_the_texts_is_one_click(engine: Engine) -> None:
    whole = [key for key, one in proposals().items() if not one.confirm]
    for key in whole:
        turned_on(engine, key)
    with looking(engine) as session:
        facts = required_by_payer(session)[1]
        numbers = session.scalars(select(Requirement.requirement_no).order_by(Requirement.id))
        assert list(numbers)[:2] == ["REQ-0001", "REQ-0002"]
    assert len(facts) == len(whole)
    assert {fact.from_on for fact in facts} == {DAY}
    oxygen = [fact for fact in facts if fact.family]
    assert {fact.family for fact in oxygen} == {"oxygen"}


def test_what_the_texts_do_not_say_is_said_by_the_owner(engine: Engine) -> None:
    with pytest.raises(Refused) as refused:
        turned_on(engine, "mh_prescription_age")
    assert told(refused) == [("number", "number_missing")]
    with pytest.raises(Refused) as refused:
        turned_on(engine, "mc_order_before_delivery")
    assert told(refused) == [("hcpcs", "code_missing")]
    turned_on(engine, "mh_prescription_age", number=12)
    turned_on(engine, "mc_order_before_delivery", hcpcs="e0748")
    with looking(engine) as session:
        found = session.scalars(select(Requirement).order_by(Requirement.id)).all()
        assert [(one.number, one.hcpcs) for one in found] == [(12, ""), (None, "E0748")]


def test_a_requirement_is_turned_off_from_a_day(engine: Engine) -> None:
    own = turned_on(engine, "mh_encounter")
    with working(engine) as work:
        change_requirement(
            work, requirement_id=own, version=1, values={"until_on": date(2027, 1, 1)}
        )
    with looking(engine) as session:
        assert required_by_payer(session)[1][0].until_on == date(2027, 1, 1)
    with pytest.raises(Refused) as refused, working(engine) as work:
        change_requirement(work, requirement_id=own, version=2, values={"until_on": DAY})
    assert told(refused) == [("until_on", "until_before_from")]


def test_a_requirement_of_the_shop_itself_needs_its_source(engine: Engine) -> None:
    with pytest.raises(Refused) as refused, working(engine) as work:
        enter_requirement(work, values={"payer_id": 1, "kind": "encounter", "hcpcs": "E02"})
    assert told(refused) == [
        ("service", "missing_value"),
        ("from_on", "missing_value"),
        ("citation", "missing_value"),
        ("hcpcs", "bad_hcpcs"),
        ("number", "number_missing"),
    ]
    with working(engine) as work:
        enter_requirement(
            work,
            values={
                "payer_id": 1,
                "kind": RequirementKind.WRITTEN_ORDER,
                "service": "rental",
                "from_on": DAY,
                "citation": "Our contract, page 4",
            },
        )


@pytest.mark.parametrize(
    ("proposal", "more", "changed", "stays"),
    [
        ("mh_encounter", {}, {"until_on": date(2027, 1, 1), "why": "Asked"}, True),
        ("mh_encounter", {}, {"number": 12}, False),
        ("mh_encounter", {}, {"citation": "The payer's letter"}, False),
        ("mh_encounter", {}, {"hcpcs": "E0260"}, False),
        ("mh_prescription_age", {"number": 12}, {"number": 6}, True),
        ("mc_order_before_delivery", {"hcpcs": "E0748"}, {"hcpcs": "E0747"}, True),
    ],
)
def test_what_says_otherwise_than_its_text_is_the_shops_own(
    engine: Engine, proposal: str, more: dict[str, Any], changed: dict[str, Any], *, stays: bool
) -> None:
    own = turned_on(engine, proposal, **more)
    with working(engine) as work:
        change_requirement(work, requirement_id=own, version=1, values=changed)
    with looking(engine) as session:
        kept = session.get_one(Requirement, own)
    assert kept.proposal == (proposal if stays else "")
