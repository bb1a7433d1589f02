"""Orders are picked by their number or the member's name, as long as they are not over."""

from sqlalchemy import Engine

from dmedesk.papers.actions.ordering import close_order
from dmedesk.papers.queries.finding import find_orders, order_named
from dmedesk.papers.rules.words import OrderStage
from tests.members.desk import TODAY, a_payer, looking, working
from tests.papers.desk import an_order, people


def test_orders_are_found(shop_engine: Engine) -> None:
    a_payer(people(shop_engine))
    first, second = an_order(shop_engine), an_order(shop_engine, member_id=2)
    with looking(shop_engine) as session:
        assert [one.id for one in find_orders(session, "")] == [second, first]
        assert [one.id for one in find_orders(session, "alda")] == [first]
        found = order_named(session, first)
        assert order_named(session, 99) is None
    assert found is not None
    assert (found.title, found.about) == ("ORD-000001", "Alda, Rose · open")
    with working(shop_engine) as work:
        close_order(work, order_id=first, stage=OrderStage.FILLED, closed_on=TODAY)
    with looking(shop_engine) as session:
        assert [one.id for one in find_orders(session, "")] == [second]
