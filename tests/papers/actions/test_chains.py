"""Chains are turned on with one click, made by a shop itself, and hold months where it wants."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sqlalchemy import Engine, select

from dmedesk.kit.errors import Refused
from dmedesk.papers.actions.chains import change_chain, enter_chain, hold_chain
from dmedesk.papers.queries.chains import chain_asked, chain_record
from dmedesk.papers.rules.words import RequirementKind, Service
from dmedesk.papers.tables import Requirement
from tests.members.desk import a_member, a_payer, looking, working
from tests.papers.trials import FROM, a_chain, a_trial

OWN = {
    "payer_id": 1,
    "title": "Bed alarm",
    "codes": "e0787, a9274",
    "trial_months": 2,
    "ask_days": 0,
    "from_on": FROM,
    "citation": "The payer’s letter",
    "criteria": [
        {"id": None, "stage": "trial", "label": "1", "kind": "over", "text": "Falls", "line": "2"},
        {"id": None, "stage": "trial", "label": "2", "kind": "yes", "text": "Wants it"},
    ],
}


def codes_of(act: Callable[[], object]) -> list[tuple[str, str]]:
    with pytest.raises(Refused) as refused:
        act()
    return [(finding.field, finding.code) for finding in refused.value.findings]


@pytest.fixture
def engine(shop_engine: Engine) -> Engine:
    a_member(shop_engine)
    a_payer(shop_engine)
    return shop_engine


def entered(engine: Engine, **more: Any) -> int:
    with working(engine) as work:
        return enter_chain(work, values={**OWN, **more})


def required(engine: Engine) -> list[tuple[RequirementKind, str, Service, int | None, str, date]]:
    with looking(engine) as session:
        return [
            (one.kind, one.hcpcs, one.service, one.number, one.proposal, one.from_on)
            for one in session.scalars(select(Requirement).order_by(Requirement.id))
        ]


def test_the_shipped_chain_is_one_click(engine: Engine) -> None:
    a_chain(engine)
    with looking(engine) as session:
        record = chain_record(session, 1)
        assert record is not None
        assert chain_asked(session, payer_id=1, hcpcs="E0784", on=FROM) is not None
        assert chain_asked(session, payer_id=1, hcpcs="E0784", on=date(2025, 12, 31)) is None
        assert chain_asked(session, payer_id=1, hcpcs="E0260", on=FROM) is None
    assert (record.values["chain_no"], record.values["proposal"]) == ("CHN-0001", "insulin_pump")
    assert [one["label"] for one in record.criteria][:4] == ["1", "1a", "1b", "2"]
    assert required(engine) == []


def test_months_wait_where_the_owner_wants_it(engine: Engine) -> None:
    a_chain(engine, holds=True)
    first, second = RequirementKind.AUTHORIZATION, RequirementKind.SECOND_AUTHORIZATION
    assert required(engine) == [
        (first, "E0784", Service.ANY, None, "mh_insulin_pump", FROM),
        (second, "E0784", Service.RENTAL, 3, "mh_insulin_pump_second", FROM),
    ]
    with working(engine) as work:
        again = codes_of(lambda: hold_chain(work, chain_id=1, from_on=FROM))
    assert again == [("from_on", "required_already")]


def test_it_is_turned_on_once_for_a_payer(engine: Engine) -> None:
    a_chain(engine)
    assert codes_of(lambda: a_chain(engine)) == [("codes", "chain_twice")]
    assert codes_of(lambda: a_chain(engine, from_on=date(1999, 12, 31))) == [
        ("from_on", "before_text")
    ]


def test_a_shop_makes_a_chain_of_its_own(engine: Engine) -> None:
    assert entered(engine) == 1
    with looking(engine) as session:
        record = chain_record(session, 1)
    assert record is not None
    assert record.values["codes"] == "E0787 A9274"
    assert [(one["label"], one["line"]) for one in record.criteria] == [("1", "2"), ("2", "")]
    with working(engine) as work:
        assert len(hold_chain(work, chain_id=1, from_on=FROM)) == 4


def test_everything_that_is_wrong_is_said_at_once(engine: Engine) -> None:
    bad = {"id": None, "stage": "trial", "label": "1", "kind": "over", "text": None, "line": "x"}
    values = {"title": " ", "codes": "bed", "trial_months": 0, "criteria": [bad]}
    assert codes_of(lambda: entered(engine, **values)) == [
        ("title", "missing_value"),
        ("codes", "bad_hcpcs"),
        ("trial_months", "number_too_small"),
        ("criteria/0/text", "missing_value"),
        ("criteria/0/line", "number_missing"),
    ]
    assert codes_of(lambda: entered(engine, criteria=[])) == [("criteria", "no_criteria")]


def test_a_chain_with_members_keeps_its_criteria(engine: Engine) -> None:
    a_chain(engine)
    a_trial(engine)

    def change(**values: Any) -> int:
        with working(engine) as work:
            return change_chain(work, chain_id=1, version=1, values=values)

    assert codes_of(lambda: change(trial_months=4)) == [("until_on", "chain_in_use")]
    assert codes_of(lambda: change(criteria=OWN["criteria"])) == [("until_on", "chain_in_use")]
    assert change(ask_days=14, until_on=date(2027, 1, 1)) == 2


def test_criteria_change_while_nobody_is_in_it(engine: Engine) -> None:
    entered(engine)
    with looking(engine) as session:
        record = chain_record(session, 1)
    assert record is not None
    rows = [{**record.criteria[0], "line": "3"}]
    with working(engine) as work:
        change_chain(work, chain_id=1, version=1, values={"criteria": rows})
    with looking(engine) as session:
        record = chain_record(session, 1)
    assert record is not None
    assert [(one["label"], one["line"]) for one in record.criteria] == [("1", "3")]
