"""One record with all that its page shows."""

from sqlalchemy import Engine

from dmedesk.members.queries.records import member_record, payer_record, practitioner_record
from dmedesk.members.rules import LeavingReason, Regime, Setting
from tests.members.desk import TODAY, a_member, a_payer, looking


def test_nobody_of_this_id(shop_engine: Engine) -> None:
    with looking(shop_engine) as session:
        assert member_record(session, 1, on=TODAY) is None
        assert practitioner_record(session, 1) is None
        assert payer_record(session, 1) is None


def test_a_member_without_parts_lives_at_home(shop_engine: Engine) -> None:
    a_member(shop_engine, left_on=TODAY, left_reason=LeavingReason.ENDED_SERVICE)
    with looking(shop_engine) as session:
        record = member_record(session, 1, on=TODAY)
    assert record is not None
    assert record.setting is Setting.HOME
    assert (record.coverages, record.residences, record.covers, record.notes) == ((), (), (), ())
    assert (record.deceased_on, record.left_on, record.left_reason) == (
        None,
        TODAY,
        LeavingReason.ENDED_SERVICE,
    )
    assert "id" not in record.values
    assert "row_version" not in record.values


def test_a_payer(shop_engine: Engine) -> None:
    a_payer(shop_engine)
    with looking(shop_engine) as session:
        record = payer_record(session, 1)
    assert record is not None
    assert record.values["regime"] is Regime.MASSHEALTH
