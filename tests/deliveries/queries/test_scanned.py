"""Units are found by what was scanned, as they stand; payers are proposed by coverage."""

from datetime import date

import pytest
from sqlalchemy import Engine

from dmedesk.assets.rules import AssetState
from dmedesk.assets.tables import Asset
from dmedesk.deliveries.queries.scanned import (
    everything_with,
    proposed_payer,
    unit_chosen,
    unit_scanned,
)
from dmedesk.members.tables import Coverage, Member, Payer
from dmedesk.store.unit_of_work import reading
from tests.deliveries.tickets import TicketShop
from tests.flows.month_shop import MonthShop

TODAY = date(2026, 11, 3)


@pytest.fixture
def tickets(shop_engine: Engine) -> TicketShop:
    shop = MonthShop(shop_engine).found()
    shop.unit("SN1", "E0260")
    shop.rent("R2", member_no="M2", serial="SN5")
    shop.rent("R1", member_no="M2", serial="SN6")
    shop.rent("R3", member_no="M2", serial="SN7", ended_on="2026-09-01")
    return TicketShop(shop)


def test_a_serial_is_read_however_it_is_written(tickets: TicketShop) -> None:
    tickets.shop.change(Asset, Asset.serial == "SN1", inventory_no="A-17")
    with reading(tickets.shop.engine) as session:
        for text in ("SN1", " sn-1 ", "A-17"):
            unit = unit_scanned(session, text, on=TODAY)
            assert unit is not None
            assert (unit.serial, unit.holder_id, unit.why_not) == ("SN1", None, ())
        assert unit_scanned(session, "SN", on=TODAY) is None
        assert unit_chosen(session, 99, on=TODAY) is None


def test_a_unit_on_rent_names_its_member_and_its_rental(tickets: TicketShop) -> None:
    with reading(tickets.shop.engine) as session:
        unit = unit_scanned(session, "SN6", on=TODAY)
    assert unit is not None
    assert (unit.holder, unit.rental_no, unit.product) == ("Rivera, M2", "R1", "Hospital bed")


def test_a_unit_names_the_slip_that_it_stands_on(tickets: TicketShop) -> None:
    made = tickets.open(tickets.line("SN1"))
    with reading(tickets.shop.engine) as session:
        unit = unit_scanned(session, "SN1", on=TODAY)
    assert unit is not None
    assert (unit.on_slip, unit.slip_id) == ("SLIP-000001", made)


def test_a_unit_that_may_not_go_out_says_why(tickets: TicketShop) -> None:
    tickets.shop.change(Asset, Asset.serial == "SN1", state=AssetState.CLEANING)
    with reading(tickets.shop.engine) as session:
        unit = unit_scanned(session, "SN1", on=TODAY)
    assert unit is not None
    assert [one.code for one in unit.why_not] == ["unit_not_ready"]


def test_everything_that_a_member_has_is_fetched_at_once(tickets: TicketShop) -> None:
    member_id = tickets.find(Member, Member.member_no == "M2").id
    lent = {"state": AssetState.LOANED, "holder_id": member_id}
    tickets.shop.change(Asset, Asset.serial == "SN1", **lent)
    tickets.shop.unit("SN9", "E0163")
    tickets.shop.change(Asset, Asset.serial == "SN9", state=AssetState.SOLD, holder_id=member_id)
    with reading(tickets.shop.engine) as session:
        found = {
            (one.serial, one.rental_no)
            for one in everything_with(session, member_id=member_id, on=TODAY)
        }
    assert found == {("SN6", "R1"), ("SN5", "R2"), ("SN1", "")}


def test_who_pays_first_on_the_day_is_proposed(tickets: TicketShop) -> None:
    member_id = tickets.find(Member, Member.member_no == "M1").id
    payers = {code: tickets.find(Payer, Payer.code == code).id for code in ("MH", "MC", "PP")}
    for code, rank, from_on, until_on in (
        ("MH", 2, date(2026, 1, 1), None),
        ("MC", 1, date(2026, 1, 1), date(2026, 10, 1)),
        ("PP", 1, date(2026, 11, 1), None),
    ):
        tickets.shop.add(
            Coverage(
                member_id=member_id,
                payer_id=payers[code],
                rank=rank,
                from_on=from_on,
                until_on=until_on,
            )
        )
    with reading(tickets.shop.engine) as session:
        on_days = [
            proposed_payer(session, member_id=member_id, on=day)
            for day in (date(2026, 9, 30), date(2026, 10, 1), date(2025, 1, 1))
        ]
    assert [one and one.title for one in on_days] == ["Payer MC", "Payer MH", None]
