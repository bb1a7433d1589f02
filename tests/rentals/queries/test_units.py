"""The list of units: who has each, since when, who had it, and what it earned."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine

from dmedesk.assets.actions.checks import pass_check
from dmedesk.assets.actions.counting import begin_count, scan_in_count
from dmedesk.assets.actions.maintaining import read_hours
from dmedesk.assets.actions.moves import move_unit, take_back_move
from dmedesk.assets.queries.listed import UnitListed
from dmedesk.assets.rules import AssetState
from dmedesk.assets.rules.checks import Check
from dmedesk.assets.rules.moves import Move
from dmedesk.assets.tables import Asset
from dmedesk.catalog.tables import Product
from dmedesk.kit.lists import EVERYTHING, Ask, Filter, Match
from dmedesk.members.rules import LeavingReason
from dmedesk.members.tables import Member
from dmedesk.rentals.queries.units import UNITS
from dmedesk.rentals.tables import Rental
from dmedesk.shop.actions.policies import say_policy
from dmedesk.shop.rules.policies import UNSEEN_MONTHS
from dmedesk.store.unit_of_work import UnitOfWork, reading, unit_of_work
from tests.flows.month_shop import MonthShop, clock, day

TODAY = date(2026, 11, 3)


@pytest.fixture
def shop(shop_engine: Engine) -> MonthShop:
    """R1's first unit was exchanged on June 1; R2 ended in July, and its unit is with M10 now."""
    made = MonthShop(shop_engine).found()
    made.rent("R1", member_no="M1", started_on="2026-03-10")
    made.exchange("R1", serial="X1", hcpcs="E0260", on="2026-06-01")
    made.rent("R2", member_no="M2", started_on="2026-03-15", ended_on="2026-07-20")
    made.unit("SHELF", "E0163")
    made.change(Member, Member.member_no == "M1", city="Lynn")
    return made


def units(shop: MonthShop, ask: Ask = EVERYTHING) -> dict[str, UnitListed]:
    with reading(shop.engine) as session:
        ids = UNITS.ids(session, ask, on=TODAY)
        return {one.serial: one for one in UNITS.rows(session, ids, on=TODAY)}


def test_who_has_a_unit_since_when_and_where(shop: MonthShop) -> None:
    unit = units(shop)["X1"]
    assert (unit.holder, unit.since, unit.place) == ("Rivera, M1", day("2026-06-01"), "Lynn")
    assert (unit.last_holder, unit.state) == (None, AssetState.READY)


def test_who_had_a_unit_and_since_when_it_is_back(shop: MonthShop) -> None:
    found = units(shop)
    first, second = found["SR1"], found["SR2"]
    assert (first.holder, first.last_holder, first.since) == (None, "Rivera, M1", day("2026-06-01"))
    assert (second.last_holder, second.since) == ("Rivera, M2", day("2026-07-20"))
    assert (found["SHELF"].last_holder, found["SHELF"].since) == (None, None)


def test_a_unit_earned_the_months_that_began_while_it_served(shop: MonthShop) -> None:
    for month in ("2026-05", "2026-06"):
        shop.post(month)
    earned = {serial: one.earned_cents for serial, one in units(shop).items()}
    assert earned["SHELF"] == 0
    assert min(earned[serial] for serial in ("SR1", "SR2", "X1")) > 0
    shop.undo("2026-06")
    assert units(shop)["X1"].earned_cents == 0


def test_states_are_counted(shop: MonthShop) -> None:
    shop.change(Asset, Asset.serial == "X1", state=AssetState.ON_RENT)
    shop.change(Asset, Asset.serial == "SR1", state=AssetState.CLEANING)
    with reading(shop.engine) as session:
        found = UNITS.counts(session, on=TODAY)
    counted = [found[chip] for chip in ("", "in_stock", "out", "apart", "gone")]
    assert counted == [4, 2, 1, 1, 0]


def test_units_to_fetch_are_of_the_gone_or_of_ended_rentals(shop: MonthShop) -> None:
    assert units(shop, Ask("to_fetch")) == {}
    left = {"left_on": TODAY, "left_reason": LeavingReason.MOVED_AWAY}
    shop.change(Member, Member.member_no == "M1", **left)
    assert list(units(shop, Ask("to_fetch"))) == ["X1"]
    shop.change(Asset, Asset.serial == "X1", state=AssetState.LOST)
    assert units(shop, Ask("to_fetch")) == {}
    shop.change(Asset, Asset.serial == "X1", state=AssetState.ON_RENT)
    shop.change(Member, Member.member_no == "M1", left_on=TODAY + timedelta(days=1))
    assert units(shop, Ask("to_fetch")) == {}
    shop.change(Rental, Rental.rental_no == "R1", ended_on=TODAY + timedelta(days=1))
    assert units(shop, Ask("to_fetch")) == {}
    shop.change(Rental, Rental.rental_no == "R1", ended_on=TODAY)
    assert list(units(shop, Ask("to_fetch"))) == ["X1"]
    shop.change(Asset, Asset.serial == "X1", state=AssetState.CLEANING)
    assert units(shop, Ask("to_fetch")) == {}


def test_a_unit_of_a_member_who_is_away_is_paused(shop: MonthShop) -> None:
    shop.interrupt("R1", "2026-11-01", "2026-11-20")
    assert list(units(shop, Ask("paused"))) == ["X1"]


def test_what_has_no_usual_charge_or_ends_soon(shop: MonthShop) -> None:
    shop.change(Product, Product.hcpcs == "E0163", usual_rental_cents=None)
    shop.change(Asset, Asset.serial == "SHELF", warranty_ends_on=date(2026, 12, 1))
    for chip in ("priceless", "warranty"):
        assert list(units(shop, Ask(chip))) == ["SHELF"]
    shop.change(Asset, Asset.serial == "SHELF", state=AssetState.RETIRED)
    assert list(units(shop, Ask("gone"))) == ["SHELF"]


@pytest.mark.parametrize(
    ("ends_on", "found"),
    [
        ("2026-11-02", []),
        ("2026-11-03", ["SHELF"]),
        ("2027-02-01", ["SHELF"]),
        ("2027-02-02", []),
    ],
)
def test_a_warranty_that_ends_within_ninety_days(
    shop: MonthShop, ends_on: str, found: list[str]
) -> None:
    shop.change(Asset, Asset.serial == "SHELF", warranty_ends_on=day(ends_on))
    assert list(units(shop, Ask("warranty"))) == found
    shop.change(Asset, Asset.serial == "SHELF", state=AssetState.LOST)
    assert units(shop, Ask("warranty")) == {}


def test_what_nothing_was_heard_of_for_so_many_months_is_unseen(shop: MonthShop) -> None:
    """X1 since June 1, SR2 since July 20, SR1 since June 1; of SHELF nothing was ever heard."""
    assert list(units(shop, Ask("not_seen"))) == ["SHELF"]
    shop.change(Asset, Asset.serial == "SHELF", acquired_on=day("2025-11-03"))
    assert list(units(shop, Ask("not_seen"))) == ["SHELF"]
    shop.change(Asset, Asset.serial == "SHELF", acquired_on=day("2025-11-04"))
    assert units(shop, Ask("not_seen")) == {}
    with unit_of_work(shop.engine, actor="ana", action="say_policy", clock=clock) as work:
        say_policy(work, key=UNSEEN_MONTHS, value="5", from_on=TODAY, why="insurer")
    assert list(units(shop, Ask("not_seen"))) == ["SHELF", "SR1", "X1"]


def test_every_fact_of_a_unit_is_heard(shop: MonthShop) -> None:
    shelf = next(row.id for row in units(shop).values() if row.serial == "SHELF")
    assert units(shop)["SHELF"].seen_on is None
    with unit_of_work(shop.engine, actor="ana", action="work", clock=clock) as work:
        for on, act in (
            ("2026-08-01", _moved),
            ("2026-08-02", _checked),
            ("2026-08-03", _counted),
            ("2026-08-04", _maintained),
        ):
            act(work, shelf, day(on))
    with reading(shop.engine) as session:
        (row,) = UNITS.rows(session, [shelf], on=TODAY)
        told = UNITS.counts(session, on=TODAY)["not_seen"]
    assert (row.seen_on, told) == (day("2026-08-04"), 0)


def _moved(work: UnitOfWork, asset_id: int, on: date) -> None:
    move_unit(work, asset_id=asset_id, move=Move.SENT_TO_REPAIR, moved_on=on)
    move_unit(work, asset_id=asset_id, move=Move.REPAIRED, moved_on=on)


def _checked(work: UnitOfWork, asset_id: int, on: date) -> None:
    seen = [Check.CLEAN, Check.WORKING]
    pass_check(work, asset_id=asset_id, checked_on=on, technician="Tom", seen=seen)


def _counted(work: UnitOfWork, _asset_id: int, on: date) -> None:
    count_id = begin_count(work, place_id=None, begun_on=on)
    scan_in_count(work, count_id=count_id, scanned="SHELF", scanned_on=on)


def _maintained(work: UnitOfWork, asset_id: int, on: date) -> None:
    read_hours(work, asset_id=asset_id, hours=7, read_on=on, today=TODAY)


def test_a_serial_is_filtered_as_it_is_compared(shop: MonthShop) -> None:
    asked = Ask(filters=(Filter("serial_key", Match.CONTAINS, "helf"),))
    assert list(units(shop, asked)) == ["SHELF"]


def test_who_had_a_unit_by_its_own_moves(shop: MonthShop) -> None:
    """They are later than the rentals that moved in; a return taken back ends nothing."""
    (asset_id,) = (one.id for one in shop.rows(Asset) if one.serial == "SR2")

    def move(move: Move, **more: Any) -> None:
        with unit_of_work(shop.engine, actor="ana", action="move_unit", clock=clock) as work:
            move_unit(work, asset_id=asset_id, move=move, moved_on=TODAY, **more)

    move(Move.LENT, member_id=1)
    unit = units(shop)["SR2"]
    assert (unit.holder, unit.holder_id, unit.last_holder) == ("Rivera, M1", 1, "Rivera, M2")
    move(Move.RETURNED)
    assert units(shop)["SR2"].last_holder == "Rivera, M1"
    with unit_of_work(shop.engine, actor="ana", action="take_back_move", clock=clock) as work:
        take_back_move(work, asset_id=asset_id, turn=2, taken_back_on=TODAY, note="no")
    unit = units(shop)["SR2"]
    assert (unit.holder, unit.last_holder) == ("Rivera, M1", "Rivera, M2")
