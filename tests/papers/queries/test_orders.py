"""An order with all that its page shows, and what is missing of many at once."""

from datetime import date, timedelta

from sqlalchemy import Engine

from dmedesk.members.rules import Setting
from dmedesk.members.tables import Residence
from dmedesk.papers.actions.ordering import convert_line
from dmedesk.papers.actions.requiring import turn_on
from dmedesk.papers.queries.orders import checklists, checks_of, order_record
from dmedesk.papers.rules.readiness import Need, is_ready
from dmedesk.papers.rules.words import OrderTerms
from tests.assets.desk import a_product
from tests.members.desk import TODAY, a_payer, looking, working
from tests.papers.desk import JANUARY, a_prescription, an_order, people
from tests.statements import statements_of


def test_an_order_is_ready_once_its_papers_are_there(shop_engine: Engine) -> None:
    a_payer(people(shop_engine))
    order_id = an_order(shop_engine)
    with looking(shop_engine) as session:
        missing = [
            one.need for one in checks_of(session, order_id=order_id, on=TODAY) if not one.is_met
        ]
        assert order_record(session, 99) is None
    assert missing == [Need.PRESCRIPTION]
    a_prescription(shop_engine)
    with looking(shop_engine) as session:
        assert is_ready(checks_of(session, order_id=order_id, on=TODAY))


def test_a_family_is_known_from_the_product_or_from_any_of_the_code(shop_engine: Engine) -> None:
    a_payer(people(shop_engine))
    a_product(shop_engine, product_no="OXY", hcpcs="E1390", family="oxygen")
    line = {"hcpcs": "E1390", "quantity": 1, "terms": "rent", "needs_pa": False}
    order_id = an_order(shop_engine, lines=[line])
    with working(shop_engine) as work:
        turn_on(work, proposal="mh_oxygen_in_time", payer_id=1, from_on=JANUARY)
    with looking(shop_engine) as session:
        needs = [one.need for one in checks_of(session, order_id=order_id, on=TODAY)]
    assert needs[-1] is Need.PRESCRIPTION
    assert len(needs) == 5


def test_a_converted_line_is_asked_for_on_its_new_terms(shop_engine: Engine) -> None:
    a_payer(people(shop_engine))
    order_id = an_order(shop_engine)
    with working(shop_engine) as work:
        convert_line(
            work, line_id=1, terms=OrderTerms.BUY, from_on=date(2026, 11, 29), why="For good"
        )
    with looking(shop_engine) as session:
        record = order_record(session, order_id)
    assert record is not None
    assert [one.terms for one in record.conversions] == [OrderTerms.BUY]


def test_many_orders_take_as_many_statements_as_one(shop_engine: Engine) -> None:
    a_payer(people(shop_engine))
    orders = [an_order(shop_engine) for _ in range(4)]
    with looking(shop_engine) as session, statements_of(shop_engine) as one:
        checklists(session, orders[:1], on=TODAY)
    with looking(shop_engine) as session, statements_of(shop_engine) as many:
        checklists(session, orders, on=TODAY)
    assert len(one) == len(many) > 0


def test_a_residents_facility_owes_its_share_from_the_day_it_is_their_home(
    shop_engine: Engine,
) -> None:
    a_payer(people(shop_engine))
    a_product(shop_engine, product_no="CHAIR", hcpcs="K0005", family="wheeled_mobility")
    line = {"hcpcs": "K0005", "quantity": 1, "terms": "buy", "needs_pa": False}
    order_id = an_order(shop_engine, lines=[line])
    with working(shop_engine) as work:
        work.session.add(
            Residence(member_id=1, setting=Setting.NURSING_FACILITY, from_on=TODAY, until_on=None)
        )
    with looking(shop_engine) as session:
        told = {
            day: [
                one.hcpcs
                for one in checks_of(session, order_id=order_id, on=day)
                if one.need is Need.SHARE
            ]
            for day in (TODAY - timedelta(days=1), TODAY)
        }
    assert list(told.values()) == [[], ["K0005"]]
