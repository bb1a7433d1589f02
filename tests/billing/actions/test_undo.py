"""Undo (``billing.md``, answer of preview and post): by credit, on the next numbers."""

import pytest

from dmedesk.billing.tables import (
    Credit,
    Invoice,
)
from dmedesk.kit.errors import Refused
from dmedesk.rentals.tables import MonthEntry, Rental
from tests.flows.month_shop import (
    MonthShop,
    billed,
    day,
    held,
    numbers,
)


def test_undo_credits_the_last_posting_on_the_next_numbers(shop: MonthShop) -> None:
    shop.rent("R1")
    shop.rent("R2", member_no="M2")
    shop.post("2026-10")
    assert shop.undo("2026-10") == [("INV-000003", "INV-000001"), ("INV-000004", "INV-000002")]
    assert sum(entry.amount_cents for entry in shop.rows(MonthEntry)) == 0
    assert len(shop.rows(Invoice)) == 2
    again = shop.post("2026-10")
    assert numbers(again) == ["INV-000005", "INV-000006"]
    assert [entry.turn for entry in shop.rows(MonthEntry)] == [1, 1, 2, 2, 3, 3]
    assert shop.undo("2026-10")[0][0] == "INV-000007"


def test_undo_takes_back_one_posting_at_a_time_and_none_that_added_nothing(
    shop: MonthShop,
) -> None:
    shop.rent("R1")
    shop.post("2026-10")
    shop.rent("R2", member_no="M2")
    shop.post("2026-10")
    shop.rent("R3", member_no="M10", proven_on=None)
    shop.post("2026-10")
    shop.post("2026-10")
    assert [invoice for _, invoice in shop.undo("2026-10")] == ["INV-000002"]
    assert [invoice for _, invoice in shop.undo("2026-10")] == ["INV-000001"]
    with pytest.raises(Refused, match="Nothing posted for 2026-10 stands"):
        shop.undo("2026-10")


def test_undo_is_refused_where_a_later_posting_billed_the_same_rentals(shop: MonthShop) -> None:
    shop.rent("R1")
    shop.rent("R2", member_no="M2")
    shop.post("2026-10")
    shop.post("2026-11")
    with pytest.raises(Refused, match="R1, R2"):
        shop.undo("2026-10")
    assert shop.rows(Credit) == []
    shop.undo("2026-11")
    shop.undo("2026-10")
    assert billed(shop.preview("2026-11")) == [("R1", 5, "75.00"), ("R2", 5, "75.00")]


def test_a_later_posting_of_other_rentals_does_not_stand_in_the_way(shop: MonthShop) -> None:
    shop.rent("R1")
    shop.post("2026-10")
    shop.change(Rental, Rental.rental_no == "R1", ended_on=day("2026-10-31"))
    shop.rent("R2", started_on="2026-11-01")
    shop.post("2026-11")
    assert [invoice for _, invoice in shop.undo("2026-10")] == ["INV-000001"]


def test_what_is_credited_does_not_count_as_paid(shop: MonthShop) -> None:
    shop.rent(
        "R1",
        hcpcs="E0163",
        months_already_paid=2,
        paid_already_cents=8_500,
        started_on="2026-07-05",
    )
    assert billed(shop.post("2026-09")) == [("R1", 3, "11.00")]
    shop.undo("2026-09")
    assert billed(shop.post("2026-10")) == [("R1", 4, "11.00")]
    assert billed(shop.post("2026-09")) == [("R1", 3, "4.00")]


def test_a_month_that_was_taken_back_is_not_a_posted_month(shop: MonthShop) -> None:
    shop.rent("R1")
    shop.rent("R2", proven_on=None)
    shop.post("2026-10")
    shop.undo("2026-10")
    november = shop.preview("2026-11")
    assert "late" not in november
    assert held(november) == [("R2", "2026-11-05", ["no_proof_of_delivery"])]
