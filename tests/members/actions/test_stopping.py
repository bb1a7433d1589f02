"""Death and leaving are dated facts; each is written once, and may be taken back."""

from datetime import date

import pytest
from sqlalchemy import Engine

from dmedesk.kit.errors import Refused
from dmedesk.members.actions.stopping import (
    record_death,
    record_leaving,
    take_back_death,
    take_back_leaving,
)
from dmedesk.members.queries.records import MemberRecord, member_record
from dmedesk.members.rules import LeavingReason
from tests.members.desk import TODAY, a_member, looking, working

BORN, TOMORROW = date(1940, 2, 29), date(2026, 11, 30)
MOVED = LeavingReason.MOVED_AWAY


@pytest.fixture
def engine(shop_engine: Engine) -> Engine:
    a_member(shop_engine, birth_on=BORN)
    return shop_engine


def member(engine: Engine) -> MemberRecord:
    with looking(engine) as session:
        found = member_record(session, 1, on=TODAY)
    assert found is not None
    return found


def die(engine: Engine, on: date) -> int:
    with working(engine) as work:
        return record_death(work, member_id=1, version=member(engine).version, deceased_on=on)


def leave(engine: Engine, on: date) -> int:
    with working(engine) as work:
        version = member(engine).version
        return record_leaving(work, member_id=1, version=version, left_on=on, reason=MOVED)


def test_a_death_is_written_down_and_taken_back(engine: Engine) -> None:
    version = die(engine, TODAY)
    assert (member(engine).deceased_on, member(engine).version) == (TODAY, version)
    with working(engine) as work:
        take_back_death(work, member_id=1, version=version)
    assert member(engine).deceased_on is None


def test_a_leaving_may_be_planned(engine: Engine) -> None:
    version = leave(engine, TOMORROW)
    assert (member(engine).left_on, member(engine).left_reason) == (TOMORROW, MOVED)
    with working(engine) as work:
        take_back_leaving(work, member_id=1, version=version)
    assert (member(engine).left_on, member(engine).left_reason) == (None, None)


@pytest.mark.parametrize(
    ("act", "on", "code"),
    [
        (die, TOMORROW, "died_in_the_future"),
        (die, date(1940, 2, 28), "died_before_birth"),
        (leave, date(1940, 2, 28), "left_before_birth"),
    ],
)
def test_days_that_cannot_be(engine: Engine, act: object, on: date, code: str) -> None:
    assert callable(act)
    with pytest.raises(Refused) as refused:
        act(engine, on)
    assert [finding.code for finding in refused.value.findings] == [code]


@pytest.mark.parametrize("act", [die, leave])
def test_what_is_known_is_not_written_again(engine: Engine, act: object) -> None:
    assert callable(act)
    act(engine, TODAY)
    with pytest.raises(Refused) as refused:
        act(engine, date(2026, 11, 28))
    (finding,) = refused.value.findings
    assert finding.code == "known_already"
    assert "2026-11-29" in finding.message


def test_the_second_desk_is_told(engine: Engine) -> None:
    leave(engine, TODAY)
    with pytest.raises(Refused) as refused, working(engine) as work:
        record_death(work, member_id=1, version=1, deceased_on=TODAY)
    assert {finding.code for finding in refused.value.findings} == {"changed_meanwhile"}
