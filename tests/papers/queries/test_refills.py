"""The due list: every supply of members who are ours, what is most urgent first."""

from datetime import date, timedelta

from sqlalchemy import Engine

from dmedesk.members.actions.members import change_member
from dmedesk.papers.offers import tiles
from dmedesk.papers.queries.refills import RefillRow, refills
from dmedesk.papers.rules.refills import RefillState
from tests.members.desk import TODAY, a_payer, looking, working
from tests.papers.desk import an_order, people
from tests.papers.limits_desk import a_contact, a_receipt, strips

ONE_DAY = timedelta(days=1)


def listed(engine: Engine, on: date = TODAY) -> list[RefillRow]:
    with looking(engine) as session:
        return refills(session, on)


def test_the_most_urgent_first_and_only_supplies(shop_engine: Engine) -> None:
    a_payer(people(shop_engine))
    a_receipt(shop_engine)
    strips(shop_engine, received_on=TODAY - 40 * ONE_DAY)
    strips(shop_engine, member_id=2, received_on=TODAY)
    strips(shop_engine, hcpcs="A7030", received_on=TODAY - 25 * ONE_DAY)
    order_id = an_order(
        shop_engine, lines=[{"hcpcs": "A7030", "quantity": 1, "terms": "buy", "days": 30}]
    )
    found = listed(shop_engine)
    assert [(row.hcpcs, row.member_no, row.state) for row in found] == [
        ("A4253", "M0001", RefillState.RUN_OUT),
        ("A7030", "M0001", RefillState.TO_ASK),
        ("A4253", "M0002", RefillState.TO_ASK),
    ]
    assert [row.is_due for row in found] == [True, True, True]
    assert found[1].order_id == order_id
    assert found[0].through_on == TODAY - 11 * ONE_DAY
    with looking(shop_engine) as session:
        (tile,) = [one for one in tiles(session, TODAY) if one.key == "refills_due"]
    assert tile.count == 3


def test_who_was_asked_stands_beside_it(shop_engine: Engine) -> None:
    people(shop_engine)
    strips(shop_engine, received_on=TODAY - 15 * ONE_DAY)
    a_contact(shop_engine, TODAY)
    (row,) = listed(shop_engine)
    assert (row.state, row.who, row.contact_on) == (RefillState.WANTED, "Her son", TODAY)
    (row,) = listed(shop_engine, TODAY + 4 * ONE_DAY)
    assert row.state is RefillState.TO_DELIVER


def test_who_is_gone_gets_no_refill(shop_engine: Engine) -> None:
    people(shop_engine)
    strips(shop_engine)
    assert len(listed(shop_engine)) == 1
    with working(shop_engine) as work:
        change_member(
            work, member_id=1, version=1, values={"left_on": TODAY, "left_reason": "moved_away"}
        )
    assert listed(shop_engine) == []
    assert len(listed(shop_engine, TODAY - ONE_DAY)) == 1
