"""Records are found by parts of their names and numbers, in any order and case."""

import pytest
from sqlalchemy import Engine

from dmedesk.members.queries.finding import (
    find_members,
    find_payers,
    find_practitioners,
    full_name,
    member_named,
    payer_named,
    practitioner_named,
)
from dmedesk.store.finding import Found
from tests.members.desk import MEDICARE, a_member, a_payer, a_practitioner, looking


@pytest.fixture
def engine(shop_engine: Engine) -> Engine:
    a_member(shop_engine)
    a_member(shop_engine, member_no="M0002", last_name="Élan", first_name="Jo 100%")
    a_practitioner(shop_engine)
    a_practitioner(shop_engine, npi="1558598797", last_name="Woods", first_name=None)
    a_payer(shop_engine)
    a_payer(shop_engine, **MEDICARE)
    return shop_engine


@pytest.mark.parametrize(
    ("part", "ids"),
    [
        ("", [2, 1]),
        ("alda", [1]),
        ("rose al", [1]),
        ("Alda, Rose", [1]),
        ("m0002", [2]),
        ("é", [2]),
        ("É", [2]),
        ("100%", [2]),
        ("%", [2]),
        ("_", []),
        ("alda jo", []),
    ],
)
def test_members(part: str, ids: list[int], engine: Engine) -> None:
    with looking(engine) as session:
        assert [one.id for one in find_members(session, part)] == ids


def test_practitioners_and_payers(engine: Engine) -> None:
    with looking(engine) as session:
        assert [one.title for one in find_practitioners(session, "")] == ["Reed, Ann", "Woods"]
        assert find_practitioners(session, "woo 1558") == [Found(2, "Woods", "NPI 1558598797")]
        assert find_payers(session, "mc") == [Found(2, "Medicare", "MC · Medicare")]


def test_one_is_named_by_its_id(engine: Engine) -> None:
    with looking(engine) as session:
        assert member_named(session, 1) == Found(1, "Alda, Rose", "M0001")
        assert practitioner_named(session, 1) == Found(1, "Reed, Ann", "NPI 1234567893")
        assert payer_named(session, 1) == Found(1, "MassHealth", "MH · MassHealth")
        assert member_named(session, 9) is None
        assert practitioner_named(session, 9) is None
        assert payer_named(session, 9) is None


def test_full_names() -> None:
    assert (full_name("Reed", "Ann"), full_name("Reed", None)) == ("Reed, Ann", "Reed")
