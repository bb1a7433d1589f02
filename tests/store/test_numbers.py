"""Numbers count on from the highest there is, whatever else moved in."""

import pytest
from sqlalchemy import Engine

from dmedesk.members.tables import Member
from dmedesk.store.numbers import next_number
from dmedesk.store.unit_of_work import unit_of_work


@pytest.mark.parametrize(
    ("known", "following"),
    [
        ((), "M0001"),
        (("M0009",), "M0010"),
        (("M9", "M10", "M2"), "M0011"),
        (("M9999",), "M10000"),
        (("M10000", "M9999"), "M10001"),
        (("MEYER", "M-77", "M0003", "X0100", "M12B"), "M0004"),
    ],
)
def test_the_next_one(shop_engine: Engine, known: tuple[str, ...], following: str) -> None:
    with unit_of_work(shop_engine, actor="ana", action="enter") as work:
        for number in known:
            work.session.add(Member(member_no=number, last_name="A", first_name="B"))
        work.session.flush()
        assert next_number(work, Member.member_no, prefix="M", width=4) == following
