"""Stops are counted for each driver; a route goes out whole or not at all."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine

from dmedesk.deliveries.actions import move_ticket
from dmedesk.deliveries.actions.routing import arrange_day, send_route
from dmedesk.deliveries.rules.words import TicketStage
from dmedesk.deliveries.tables import Ticket
from dmedesk.kit.errors import Refused
from tests.deliveries.tickets import VISIT, TicketShop
from tests.flows.month_shop import MonthShop


@pytest.fixture
def tickets(shop_engine: Engine) -> TicketShop:
    shop = MonthShop(shop_engine).found()
    tickets = TicketShop(shop)
    for number in range(4):
        shop.unit(f"SN{number}", "E0260")
        tickets.open(tickets.line(f"SN{number}"))
    return tickets


def _planned(tickets: TicketShop) -> list[tuple[int, str | None, int | None]]:
    return [(one.id, one.driver, one.stop_no) for one in tickets.shop.rows(Ticket)]


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    order=st.permutations([1, 2, 3, 4]),
    drivers=st.lists(st.sampled_from(["", "Dan", "Eva"]), min_size=4, max_size=4),
)
def test_each_drivers_stops_are_counted_from_one_in_the_order_given(
    tickets: TicketShop, order: list[int], drivers: list[str]
) -> None:
    pairs = list(zip(order, drivers, strict=True))
    tickets.do(arrange_day, planned_on=VISIT, order=pairs)
    found = {ticket_id: (driver, stop) for ticket_id, driver, stop in _planned(tickets)}
    for name in ("Dan", "Eva"):
        mine = [ticket_id for ticket_id, driver in pairs if driver == name]
        assert [found[one] for one in mine] == [(name, n) for n in range(1, len(mine) + 1)]
    assert all(found[one] == (None, None) for one, driver in pairs if not driver)


@pytest.mark.parametrize("order", [[(1, "Dan")], [(1, ""), (2, ""), (3, ""), (4, ""), (9, "")]])
def test_a_day_that_was_changed_meanwhile_is_told(
    tickets: TicketShop, order: list[tuple[int, str]]
) -> None:
    before = _planned(tickets)
    with pytest.raises(Refused) as refused:
        tickets.do(arrange_day, planned_on=VISIT, order=order)
    assert [one.code for one in refused.value.findings] == ["day_changed"]
    assert _planned(tickets) == before


def test_a_route_goes_out_whole_or_not_at_all(tickets: TicketShop) -> None:
    tickets.do(move_ticket, ticket_id=3, stage=TicketStage.CANCELLED)
    with pytest.raises(Refused):
        tickets.do(send_route, ticket_ids=[1, 2, 3])
    stages = [one.stage for one in tickets.shop.rows(Ticket)]
    assert stages[:2] == [TicketStage.TO_PRINT] * 2
    tickets.do(send_route, ticket_ids=[1, 2])
    stages = [one.stage for one in tickets.shop.rows(Ticket)]
    assert stages[:2] == [TicketStage.OUT] * 2
