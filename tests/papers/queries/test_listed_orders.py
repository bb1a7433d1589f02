"""The list of orders tells what each needs, and its chips count by it."""

from datetime import timedelta

from sqlalchemy import Engine

from dmedesk.kit.lists import Ask
from dmedesk.papers.actions.ordering import close_order, hold_order
from dmedesk.papers.queries.listed_orders import ORDERS, count_orders
from dmedesk.papers.rules.words import OrderStage
from tests.members.desk import TODAY, a_payer, looking, working
from tests.papers.desk import a_prescription, an_order, people


def test_orders_by_what_they_need(shop_engine: Engine) -> None:
    a_payer(people(shop_engine))
    a_prescription(shop_engine)
    ready, waits = an_order(shop_engine), an_order(shop_engine, member_id=2, payer_id=None)
    held, later, over = (an_order(shop_engine) for _ in range(3))
    with working(shop_engine) as work:
        hold_order(work, order_id=held, review_on=TODAY, because="In hospital")
        hold_order(work, order_id=later, review_on=TODAY + timedelta(days=1), because="Away")
        close_order(work, order_id=over, stage=OrderStage.FILLED, closed_on=TODAY)
    with looking(shop_engine) as session:
        counts = ORDERS.counts(session, on=TODAY)
        rows = {row.id: row for row in ORDERS.rows(session, [ready, waits, over], on=TODAY)}
        found = {chip: list(ORDERS.ids(session, Ask(chip), on=TODAY)) for chip in counts}
        assert count_orders(session, Ask("held"), on=TODAY) == 2
    assert found == {
        "": [ready, waits, held, later, over],
        "ready": [ready],
        "waiting": [waits],
        "held": [held, later],
        "review": [held],
        "on_slip": [],
        "filled": [over],
        "cancelled": [],
    }
    assert counts == {chip: len(ids) for chip, ids in found.items()}
    assert (rows[ready].missing, rows[over].missing) == (0, 0)
    assert rows[waits].needs == "Payer, Prescription E0260"
