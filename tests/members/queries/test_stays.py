"""Where members live, by days."""

from datetime import date

from sqlalchemy import Engine

from dmedesk.members.queries.stays import stays_of
from dmedesk.members.rules import Setting, Stay
from dmedesk.members.tables import Residence
from tests.members.desk import a_member, looking, working

MARCH, MAY = date(2026, 3, 1), date(2026, 5, 1)


def test_every_residence_of_the_members_asked_for_and_of_no_other(shop_engine: Engine) -> None:
    rose = a_member(shop_engine)
    other = a_member(shop_engine, member_no="M0002")
    home = Setting.NURSING_FACILITY
    with working(shop_engine) as work:
        for member_id in (rose, other):
            work.session.add(
                Residence(member_id=member_id, setting=home, from_on=MARCH, until_on=MAY)
            )
    with looking(shop_engine) as session:
        assert stays_of(session, [rose]) == {rose: (Stay(home, MARCH, MAY),)}
        assert stays_of(session, []) == {}
