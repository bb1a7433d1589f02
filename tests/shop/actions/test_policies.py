"""Policies are appended: who said what, from when and why."""

from datetime import date

import pytest
from sqlalchemy import Engine

from dmedesk.kit.errors import Refused
from dmedesk.shop.actions.policies import say_policy, take_policies
from dmedesk.shop.queries.policies import policies, stored_policies
from dmedesk.store.unit_of_work import reading, unit_of_work
from tests.shop.staffed import NOW

KEY, DAY = "reading.rent_credit", date(2026, 7, 1)


def say(engine: Engine, value: str, why: str = "Letter of the payer") -> None:
    with unit_of_work(engine, actor="Ana", action="say_policy", clock=lambda: NOW) as work:
        say_policy(work, key=KEY, value=value, from_on=DAY, why=why, regime="masshealth")


def test_what_is_said_later_counts_and_what_was_said_stays(shop_engine: Engine) -> None:
    say(shop_engine, "not_credited")
    say(shop_engine, "credited")
    with reading(shop_engine) as session:
        assert policies(session).value(KEY, on=DAY, regime="masshealth") == "credited"
        rows = [row.values for row in stored_policies(session)]
    assert [(row["value"], row["said_by"]) for row in rows] == [
        ("not_credited", "Ana"),
        ("credited", "Ana"),
    ]


def test_what_is_wrong_is_told_at_once(shop_engine: Engine) -> None:
    with pytest.raises(Refused) as refused:
        say(shop_engine, "perhaps", why="")
    assert [finding.code for finding in refused.value.findings] == ["bad_choice", "why_missing"]


def test_policies_move_in_in_their_order(shop_engine: Engine) -> None:
    say(shop_engine, "not_credited")
    say(shop_engine, "")
    with reading(shop_engine) as session:
        rows = [row.values for row in stored_policies(session)]
    with unit_of_work(shop_engine, actor="kim", action="import", clock=lambda: NOW) as work:
        take_policies(work, added=rows, changed={})
    with reading(shop_engine) as session:
        found = [row.values for row in stored_policies(session)]
    assert found == [*rows, *rows]
    with (
        pytest.raises(ValueError, match="never changed"),
        unit_of_work(shop_engine, actor="kim", action="import") as work,
    ):
        take_policies(work, added=(), changed={1: {"value": "x"}})
