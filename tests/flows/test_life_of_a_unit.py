"""A year in a unit's life: received, out, exchanged in month 7, out again, lost, found, sold.

What it cost the member's payer, who had it when, and why, stands in the shop at every turn.
"""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import Engine, select

from dmedesk.assets.actions.checks import pass_check
from dmedesk.assets.actions.moves import move_unit
from dmedesk.assets.rules import AssetState
from dmedesk.assets.rules.checks import Check
from dmedesk.assets.rules.moves import Move
from dmedesk.assets.tables import Asset, Movement
from dmedesk.deliveries.actions import everything_of, record_visit
from dmedesk.deliveries.rules.words import PickupReason, Terms, TicketKind, Way
from dmedesk.deliveries.tables import Ticket
from dmedesk.kit.errors import Refused
from dmedesk.members.tables import Member
from dmedesk.rentals.tables import Rental
from dmedesk.store.unit_of_work import reading
from tests.deliveries.tickets import TicketShop, signed_on
from tests.flows.month_shop import MonthShop, billed, months_from


@pytest.fixture
def life(shop_engine: Engine) -> TicketShop:
    shop = MonthShop(shop_engine).found()
    shop.unit("BED1", "E0260")
    shop.unit("BED2", "E0260")
    return TicketShop(shop)


def _visit(life: TicketShop, on: date, *lines: Any, **how: Any) -> None:
    ticket_id = life.open(*lines, asked_on=on, **how)
    life.visit(ticket_id, signed_on(on))


def _unit(life: TicketShop, serial: str) -> Asset:
    found: Asset = life.find(Asset, Asset.serial == serial)
    return found


def _move(life: TicketShop, serial: str, move: Move, on: date) -> None:
    life.do(move_unit, asset_id=_unit(life, serial).id, move=move, moved_on=on)


def _clean(life: TicketShop, serial: str, on: date) -> None:
    life.do(
        pass_check,
        asset_id=_unit(life, serial).id,
        checked_on=on,
        technician="Tom Reed",
        seen=[Check.CLEAN, Check.WORKING],
    )


def _billed_numbers(life: TicketShop, first: str, count: int) -> list[tuple[str, int]]:
    found = []
    for month in months_from(first, count):
        posted = life.shop.post(month)
        found += [(rental_no, number) for rental_no, number, _amount in billed(posted)]
    return found


def _refused_codes(act: Any, *how: Any, **more: Any) -> list[str]:
    with pytest.raises(Refused) as refused:
        act(*how, **more)
    return [one.code for one in refused.value.findings]


def _six_months_then_an_exchange(life: TicketShop) -> str:
    """Six months of rent; in month 7 a bed that nobody else has: the count goes on."""
    _visit(life, date(2025, 10, 5), life.line("BED1"))
    rental_no: str = life.find(Rental, Rental.ended_on.is_(None)).rental_no
    months = _billed_numbers(life, "2025-10", 6)
    assert months == [(rental_no, number) for number in range(1, 7)]
    out = life.line("BED2", Way.OUT, rental_no)
    back = life.line("BED1", Way.BACK, rental_no)
    _visit(life, date(2026, 4, 20), out, back, kind=TicketKind.EXCHANGE)
    assert _unit(life, "BED1").state is AssetState.CLEANING
    assert _billed_numbers(life, "2026-04", 2) == [(rental_no, 7), (rental_no, 8)]
    rental = life.find(Rental, Rental.rental_no == rental_no)
    assert (rental.started_on, rental.ended_on) == (date(2025, 10, 5), None)
    return rental_no


def _out_again_once_cleaned(life: TicketShop, first: str) -> None:
    """Not clean, not out: the slip waits in the driver's hand until the bench has passed it."""
    day = date(2026, 6, 2)
    second_member = life.find(Member, Member.member_no == "M2").id
    codes = _refused_codes(_visit, life, day, life.line("BED1"), member_id=second_member)
    assert codes == ["unit_not_ready"]
    _clean(life, "BED1", day)
    _make_last(life, day)
    second = life.find(Rental, Rental.asset_id == _unit(life, "BED1").id).rental_no
    assert _billed_numbers(life, "2026-06", 1) == [(first, 9), (second, 1)]


def _make_last(life: TicketShop, on: date) -> None:
    facts = signed_on(on)
    life.do(record_visit, ticket_id=life.shop.rows(Ticket)[-1].id, facts=facts)


def _everything_back(life: TicketShop) -> None:
    """Fetched from both members before July's months begin."""
    for member_no in ("M1", "M2"):
        member = life.find(Member, Member.member_no == member_no)
        lines = life.do(everything_of, member_id=member.id)
        assert len(lines) == 1
        _visit(
            life,
            date(2026, 7, 1),
            *lines,
            kind=TicketKind.PICKUP,
            reason=PickupReason.NO_LONGER_NEEDED,
            member_id=member.id,
        )
    assert _billed_numbers(life, "2026-07", 1) == []


def _lost_found_and_sold(life: TicketShop) -> None:
    _move(life, "BED1", Move.LOST, date(2026, 7, 20))
    _move(life, "BED1", Move.FOUND, date(2026, 8, 3))
    sale = replace(life.line("BED1"), terms=Terms.SALE)
    assert _refused_codes(_visit, life, date(2026, 8, 5), sale) == ["unit_not_ready"]
    _clean(life, "BED1", date(2026, 8, 4))
    _make_last(life, date(2026, 8, 5))
    assert _unit(life, "BED1").state is AssetState.SOLD
    assert _billed_numbers(life, "2026-08", 1) == []


def test_a_year_of_one_bed(life: TicketShop) -> None:
    _out_again_once_cleaned(life, _six_months_then_an_exchange(life))
    _everything_back(life)
    _lost_found_and_sold(life)
    with reading(life.shop.engine) as session:
        moves = session.execute(
            select(Movement.move, Movement.moved_on, Movement.cause_kind)
            .where(Movement.asset_id == _unit(life, "BED1").id)
            .order_by(Movement.turn)
        ).all()
    assert [tuple(one) for one in moves] == [
        (Move.RENTED_OUT, date(2025, 10, 5), "ticket"),
        (Move.RETURNED, date(2026, 4, 20), "ticket"),
        (Move.PASSED_CHECK, date(2026, 6, 2), None),
        (Move.RENTED_OUT, date(2026, 6, 2), "ticket"),
        (Move.RETURNED, date(2026, 7, 1), "ticket"),
        (Move.LOST, date(2026, 7, 20), None),
        (Move.FOUND, date(2026, 8, 3), None),
        (Move.PASSED_CHECK, date(2026, 8, 4), None),
        (Move.SOLD, date(2026, 8, 5), "ticket"),
    ]
