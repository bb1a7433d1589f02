"""The list of rentals: months and money as billed here and before, who is away today."""

import pytest

from dmedesk.kit.lists import EVERYTHING, Ask, Filter, Match
from dmedesk.members.rules.words import LeavingReason
from dmedesk.members.tables import Member
from dmedesk.rentals.queries.listed import RENTALS, RentalListed
from dmedesk.store.unit_of_work import reading
from tests.flows.month_shop import MonthShop, day


def _listed(
    shop: MonthShop, on: str = "2026-11-10", ask: Ask = EVERYTHING
) -> dict[str, RentalListed]:
    with reading(shop.engine) as session:
        ids = RENTALS.ids(session, ask, on=day(on))
        return {one.rental_no: one for one in RENTALS.rows(session, ids, on=day(on))}


def test_months_and_money_count_those_before_the_move(shop: MonthShop) -> None:
    shop.rent("R1", started_on="2026-08-05", months_already_paid=2, paid_already_cents=20_000)
    shop.rent("R2", member_no="M2", started_on="2026-10-05")
    shop.post("2026-10")
    listed = _listed(shop)
    assert list(listed) == ["R1", "R2"]
    assert (listed["R1"].months, listed["R1"].billed_cents) == (3, 30_000)
    assert (listed["R2"].months, listed["R2"].billed_cents) == (1, 10_000)
    assert (listed["R1"].member, listed["R1"].product) == ("Rivera, M1", "Hospital bed")
    dear = Ask(filters=(Filter("billed_cents", Match.FROM, 10_001),))
    assert list(_listed(shop, ask=dear)) == ["R1"]


def test_credited_months_do_not_count(shop: MonthShop) -> None:
    shop.rent("R1", started_on="2026-10-05")
    shop.post("2026-10")
    shop.undo("2026-10")
    assert (_listed(shop)["R1"].months, _listed(shop)["R1"].billed_cents) == (0, 0)


def test_who_is_away_on_the_day_is_paused(shop: MonthShop) -> None:
    shop.rent("R1")
    shop.interrupt("R1", "2026-09-01", "2026-09-20")
    days = ("2026-08-31", "2026-09-01", "2026-09-20", "2026-09-21")
    assert [_listed(shop, on)["R1"].state for on in days] == [
        "running",
        "paused",
        "paused",
        "running",
    ]
    assert list(_listed(shop, "2026-09-05", Ask("paused"))) == ["R1"]
    assert list(_listed(shop, "2026-09-05", Ask("running"))) == []


def test_a_rental_ends_with_pick_up_death_or_leaving(shop: MonthShop) -> None:
    shop.rent("R1", ended_on="2026-10-05")
    shop.rent("R2", member_no="M2")
    shop.rent("R3", member_no="M10")
    shop.change(
        Member,
        Member.member_no == "M2",
        left_on=day("2026-10-06"),
        left_reason=next(iter(LeavingReason)),
    )
    shop.change(Member, Member.member_no == "M10", deceased_on=day("2026-10-07"))
    assert [(one.state, str(one.ended_on)) for one in _listed(shop).values()] == [
        ("ended", "2026-10-05"),
        ("ended", "2026-10-06"),
        ("ended", "2026-10-07"),
    ]
    assert len(_listed(shop, ask=Ask("ended"))) == 3


@pytest.mark.parametrize(
    ("already", "chips"), [(9, []), (10, ["month_10"]), (13, ["month_10", "month_13"])]
)
def test_months_that_want_a_look_have_their_chip(
    shop: MonthShop, already: int, chips: list[str]
) -> None:
    shop.rent("R1", started_on="2025-08-05", months_already_paid=already, paid_already_cents=90_000)
    with reading(shop.engine) as session:
        counts = RENTALS.counts(session, on=day("2026-11-10"))
    assert [chip for chip in ("month_10", "month_13") if counts[chip]] == chips
    assert (counts[""], counts["running"], counts["ended"], counts["paused"]) == (1, 1, 0, 0)
