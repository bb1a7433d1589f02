"""An empty shop has no orders; full ones are read back in ``actions/test_taking_orders.py``."""

from sqlalchemy import Engine

from dmedesk.papers.queries import stored_orders
from tests.members.desk import looking


def test_nothing_is_stored_in_an_empty_shop(shop_engine: Engine) -> None:
    names = [name for name in vars(stored_orders) if name.startswith("stored_")]
    own = [name for name in names if name not in ("stored_rows", "stored_prescriptions")]
    with looking(shop_engine) as session:
        assert [getattr(stored_orders, name)(session) for name in own] == [[]] * 9
        assert stored_orders.order_ids(session) == {}
        assert stored_orders.line_ids(session) == {}
        assert stored_orders.people_of_requests(session) == {}
