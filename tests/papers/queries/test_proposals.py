"""For whom a proposal is on, and for whom it could be."""

from datetime import timedelta

from sqlalchemy import Engine

from dmedesk.papers.actions.requiring import change_requirement, turn_on
from dmedesk.papers.queries.proposals import turned_on
from tests.members.desk import MEDICARE, TODAY, a_payer, looking, working

ONE = timedelta(days=1)


def test_what_is_on(shop_engine: Engine) -> None:
    a_payer(shop_engine)
    a_payer(shop_engine, **MEDICARE)
    with working(shop_engine) as work:
        own = turn_on(work, proposal="mh_encounter", payer_id=1, from_on=TODAY)
    with looking(shop_engine) as session:
        (one,), payers = turned_on(session, on=TODAY)
    assert (one.proposal, one.payer, one.last_on) == ("mh_encounter", "MassHealth", None)
    assert payers == {"masshealth": [(1, "MassHealth")], "medicare": [(2, "Medicare")]}
    with working(shop_engine) as work:
        ends = {"until_on": TODAY + ONE}
        change_requirement(work, requirement_id=own, version=1, values=ends)
    with looking(shop_engine) as session:
        assert len(turned_on(session, on=TODAY)[0]) == 1
        assert turned_on(session, on=TODAY + ONE)[0] == []
