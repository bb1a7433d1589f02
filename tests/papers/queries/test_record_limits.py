"""One limit, one reason, and for whom the proposals are on."""

from datetime import timedelta

from sqlalchemy import Engine

from dmedesk.papers.actions.limiting import change_limit, turn_limit_on
from dmedesk.papers.actions.replacing import take_back_early
from dmedesk.papers.queries.record_limits import (
    limit_record,
    proposed_limits,
    replacement_record,
)
from tests.members.desk import MEDICARE, TODAY, a_payer, looking, working
from tests.papers.desk import people
from tests.papers.limits_desk import a_limit, a_loss

ONE_DAY = timedelta(days=1)


def test_a_limit_with_its_payer(shop_engine: Engine) -> None:
    a_payer(shop_engine, **MEDICARE)
    own = a_limit(shop_engine)
    with looking(shop_engine) as session:
        record = limit_record(session, own)
        assert record is not None
        assert (record.payer.title, record.values["hcpcs"]) == ("Medicare", "E0143")
        assert limit_record(session, 9) is None


def test_a_reason_and_what_took_it_back(shop_engine: Engine) -> None:
    own = a_loss(people(shop_engine))
    with working(shop_engine) as work:
        take_back_early(work, replacement_id=own, why="Found")
    with looking(shop_engine) as session:
        record = replacement_record(session, own)
        assert record is not None
        assert record.undone is not None
        assert record.undone.evidence == "Found"
        assert replacement_record(session, 99) is None


def test_for_whom_a_proposal_is_on_and_could_be(shop_engine: Engine) -> None:
    a_payer(shop_engine)
    a_payer(shop_engine, **MEDICARE)
    with looking(shop_engine) as session:
        first = proposed_limits(session, TODAY)[0]
    assert (first.on, first.free and first.free.title) == ((), "Medicare")
    with working(shop_engine) as work:
        own = turn_limit_on(work, proposal=first.key, payer_id=2, from_on=TODAY)
    with looking(shop_engine) as session:
        first = proposed_limits(session, TODAY)[0]
    assert (first.is_on, first.on, first.free) == (True, (("Medicare", TODAY),), None)
    with working(shop_engine) as work:
        change_limit(work, limit_id=own, version=1, values={"until_on": TODAY + ONE_DAY})
    with looking(shop_engine) as session:
        assert proposed_limits(session, TODAY)[0].is_on
        assert not proposed_limits(session, TODAY + ONE_DAY)[0].is_on
