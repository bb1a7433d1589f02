"""A charge takes units and money of an authorization, and its credit gives them back.

Below, on and above what is left; what the owner turned on holds a charge as it holds rent.
"""

import pytest
from sqlalchemy import select

from dmedesk.members.tables import Member, Payer
from dmedesk.papers.queries.happened import drawn_from
from dmedesk.papers.queries.record_papers import drawn_of
from dmedesk.papers.rules.words import RequirementKind, Service
from dmedesk.papers.tables import Authorization, AuthorizationChargeUse, Requirement
from dmedesk.store.unit_of_work import reading
from tests.flows.charge_shop import charged, enter, held_charges, invoice_now, withdraw
from tests.flows.month_shop import MonthShop, day
from tests.flows.test_purchase_option import take


def authorize(shop: MonthShop, number: str = "PA1", **said: int | None) -> None:
    """An authorization of M1's commode chair, of the year 2026."""
    with reading(shop.engine) as session:
        member_id = session.scalars(select(Member.id).where(Member.member_no == "M1")).one()
    shop.add(
        Authorization(
            member_id=member_id,
            hcpcs="E0163",
            pa_number=number,
            from_on=day("2026-01-01"),
            until_on=day("2027-01-01"),
            **said,
        )
    )


def turn_on(shop: MonthShop, kind: RequirementKind, from_on: str, **said: object) -> None:
    with reading(shop.engine) as session:
        payer_id = session.scalars(select(Payer.id).where(Payer.code == "MH")).one()
    shop.add(
        Requirement(
            requirement_no="REQ-000001",
            payer_id=payer_id,
            kind=kind,
            from_on=day(from_on),
            hcpcs="",
            service=Service.PURCHASE,
            text="",
            citation="130 CMR 409.418",
            why="Asked for",
            proposal="",
            **said,
        )
    )


def used(shop: MonthShop) -> tuple[int, int]:
    with reading(shop.engine) as session:
        return drawn_of(session, authorization_id=1)


@pytest.mark.parametrize(("units", "held"), [(2, []), (3, []), (4, ["authorization_months_used"])])
def test_units_below_on_and_above_what_was_granted(
    shop: MonthShop, units: int, held: list[str]
) -> None:
    authorize(shop, units=3)
    number = enter(shop, units=units, pa_required=True)
    month = shop.post("2026-10")
    assert held_charges(month) == ([(number, held)] if held else [])
    assert used(shop) == ((0, 0) if held else (units, units * 10_000))


@pytest.mark.parametrize(("cents", "is_held"), [(20_001, False), (20_000, False), (19_999, True)])
def test_money_above_on_and_below_what_is_needed(
    shop: MonthShop, cents: int, is_held: bool
) -> None:
    authorize(shop, amount_cents=cents)
    enter(shop, units=2, pa_required=True)
    assert bool(held_charges(shop.post("2026-10"))) is is_held


def test_what_one_charge_takes_is_not_left_for_the_next(shop: MonthShop) -> None:
    authorize(shop, units=3)
    first = enter(shop, service_on="2026-10-05", units=2, pa_required=True)
    second = enter(shop, service_on="2026-10-06", units=2, pa_required=True)
    month = shop.post("2026-10")
    assert charged(month) == [(first, "200.00", ["NU"])]
    (told,) = month["held_charges"]
    assert told["charge_no"] == second
    assert told["reasons"][0]["detail"] == "1 of 3 units left on PA1, and 2 are needed"
    authorize(shop, "PA2", units=2)
    assert charged(shop.post("2026-10")) == [(second, "200.00", ["NU"])]
    assert [(one.authorization_id, one.units) for one in shop.rows(AuthorizationChargeUse)] == [
        (1, 2),
        (2, 2),
    ]


def test_a_credit_gives_units_back_and_the_next_bill_takes_them_again(shop: MonthShop) -> None:
    authorize(shop, units=1)
    number = enter(shop, pa_required=True)
    (invoice_no,) = invoice_now(shop, number)
    assert used(shop) == (1, 10_000)
    shop.credit(invoice_no)
    assert used(shop) == (0, 0)
    invoice_now(shop, number)
    shop.post("2026-10")
    assert used(shop) == (1, 10_000)
    assert [(one.turn, one.units) for one in shop.rows(AuthorizationChargeUse)] == [
        (1, 1),
        (2, -1),
        (3, 1),
    ]
    with reading(shop.engine) as session:
        told = [one.sentence for one in drawn_from(session, authorization_id=1)]
    assert told == [
        "Used 1 units, $100.00 by charge C-000001",
        "Given back 1 units, $100.00 by charge C-000001",
        "Used 1 units, $100.00 by charge C-000001",
    ]


def test_an_undone_month_gives_units_back(shop: MonthShop) -> None:
    authorize(shop, units=1)
    enter(shop, pa_required=True)
    shop.post("2026-10")
    shop.undo("2026-10")
    assert used(shop) == (0, 0)


def test_a_charge_of_a_day_before_it_was_turned_on_is_not_held(shop: MonthShop) -> None:
    turn_on(shop, RequirementKind.AUTHORIZATION, "2026-10-06")
    before = enter(shop, service_on="2026-10-05")
    on = enter(shop, service_on="2026-10-06")
    month = shop.post("2026-10")
    assert charged(month) == [(before, "100.00", ["NU"])]
    assert held_charges(month) == [(on, ["authorization_required"])]
    authorize(shop, units=1)
    assert charged(shop.post("2026-10")) == [(on, "100.00", ["NU"])]
    assert used(shop) == (1, 10_000)


def test_a_requirement_holds_a_charge_with_the_words_that_hold_rent(shop: MonthShop) -> None:
    turn_on(shop, RequirementKind.ENCOUNTER, "2026-01-01", number=6)
    number = enter(shop, proven_on=None)
    month = shop.preview("2026-10")
    assert held_charges(month) == [(number, ["no_proof_of_delivery", "no_encounter"])]
    (told,) = month["held_charges"]
    assert told["reasons"][1]["detail"].startswith("not seen from 2026-04-05 to 2026-10-05")
    withdraw(shop, number)


def test_an_option_begins_where_its_rental_began(shop: MonthShop) -> None:
    """Seen within six months before the rental began, 409.430, not before it was bought."""
    shop.rent("R1", started_on="2026-10-05")
    shop.post("2026-10")
    turn_on(shop, RequirementKind.ENCOUNTER, "2026-01-01", number=6)
    take(shop, 90_000)
    (told,) = shop.preview("2026-11")["held_charges"]
    assert [one["code"] for one in told["reasons"]] == ["no_encounter"]
    assert "to 2026-10-05, the start" in told["reasons"][0]["detail"]
