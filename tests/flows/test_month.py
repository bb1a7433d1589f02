"""A shop's months, one after the other (``billing.md``), on both databases."""

import json

import pytest

from dmedesk.assets.rules import Condition
from dmedesk.assets.tables import Asset
from dmedesk.billing.tables import Ruling
from dmedesk.members.rules import LeavingReason
from dmedesk.members.tables import Member
from dmedesk.papers.tables import AuthorizationUse
from dmedesk.rentals.tables import MonthEntry
from dmedesk.shop.actions.policies import say_policy
from dmedesk.store.unit_of_work import unit_of_work
from tests.flows.month_shop import (
    MonthShop,
    billed,
    clock,
    day,
    held,
    months_from,
)


def test_a_held_month_is_released_by_its_own_month_or_a_later_one(shop: MonthShop) -> None:
    shop.rent("R1", proven_on=None)
    shop.rent("R2", proven_on=None, member_no="M2")
    shop.post("2026-09")
    shop.prove("R1", "2026-09-05")
    assert billed(shop.post("2026-09")) == [("R1", 3, "100.00")]
    shop.prove("R2", "2026-09-05")
    october = shop.post("2026-10")
    # The released month stands on the invoice of the month that released it.
    assert billed(october) == [
        ("R1", 4, "75.00"),
        ("R2", 3, "100.00"),
        ("R2", 4, "75.00"),
    ]
    assert [invoice["total"] for invoice in october["invoices"]] == ["75.00", "175.00"]
    assert billed(shop.post("2026-09")) == []


def test_a_later_month_may_be_posted_while_an_earlier_one_still_has_holds(shop: MonthShop) -> None:
    shop.rent("R1", proven_on=None)
    shop.post("2026-08")
    shop.prove("R1", "2026-10-05")
    october = shop.post("2026-10")
    assert billed(october) == [("R1", 4, "75.00")]
    assert held(october) == [("R1", "2026-08-05", ["no_proof_of_delivery"])]
    shop.prove("R1", "2026-08-05")
    # September was never posted, so no run has held its month: only its own run bills it.
    assert billed(shop.post("2026-11")) == [("R1", 2, "100.00"), ("R1", 5, "75.00")]
    assert billed(shop.post("2026-09")) == [("R1", 3, "100.00")]


def test_an_exchanged_unit_is_billed_from_the_first_month_that_it_begins(shop: MonthShop) -> None:
    shop.rent("R1")
    shop.exchange("R1", serial="S2", hcpcs="E0260", on="2026-10-05")
    assert [line["serial"] for line in shop.post("2026-09")["lines"]] == ["SR1"]
    assert [line["serial"] for line in shop.post("2026-10")["lines"]] == ["S2"]


def test_an_interruption_is_neither_billed_nor_counted(shop: MonthShop) -> None:
    shop.rent("R1")
    shop.interrupt("R1", "2026-09-01", "2026-10-04")
    taken = [billed(shop.post(month)) for month in months_from("2026-07", 5)]
    assert taken == [
        [("R1", 1, "100.00")],
        [("R1", 2, "100.00")],
        [],
        [("R1", 3, "100.00")],
        [("R1", 4, "75.00")],
    ]


def test_month_ends_are_counted_from_the_anchor(shop: MonthShop) -> None:
    shop.rent("R1", started_on="2026-01-31")
    lines = [shop.post(month)["lines"][0] for month in months_from("2026-01", 4)]
    assert [(line["from_on"], line["until_on"]) for line in lines] == [
        ("2026-01-31", "2026-02-27"),
        ("2026-02-28", "2026-03-30"),
        ("2026-03-31", "2026-04-29"),
        ("2026-04-30", "2026-05-30"),
    ]


def test_a_capped_rental_pays_thirteen_months_and_is_finished_in_every_later_run(
    shop: MonthShop,
) -> None:
    shop.rent("R1", started_on="2025-08-15")
    taken = [shop.post(month) for month in months_from("2025-08", 15)]
    assert [billed(month) for month in taken[11:]] == [
        [("R1", 12, "75.00")],
        [("R1", 13, "75.00")],
        [],
        [],
    ]
    assert [month["finished"] for month in taken[12:]] == [
        [],
        [{"rental_no": "R1", "last_month": 13}],
        [{"rental_no": "R1", "last_month": 13}],
    ]
    assert sum(entry.amount_cents for entry in shop.rows(MonthEntry)) == 105_000


def test_an_inexpensive_rental_is_trimmed_at_the_fee_if_new_and_then_finished(
    shop: MonthShop,
) -> None:
    shop.rent("R1", hcpcs="E0163", started_on="2026-01-05")
    taken = [shop.post(month) for month in months_from("2026-01", 11)]
    # Nine months of 11.00 leave 1.00 of the 100.00; the eleventh is past the last of ten.
    assert [billed(month) for month in taken[8:]] == [
        [("R1", 9, "11.00")],
        [("R1", 10, "1.00")],
        [],
    ]
    assert [month["finished"] for month in taken[9:]] == [
        [],
        [{"rental_no": "R1", "last_month": 10}],
    ]


def test_a_ceiling_reached_before_the_last_month_names_the_highest_number_billed(
    shop: MonthShop,
) -> None:
    shop.rent(
        "R1",
        hcpcs="E0163",
        started_on="2026-07-05",
        months_already_paid=2,
        paid_already_cents=9_000,
    )
    assert billed(shop.post("2026-09")) == [("R1", 3, "10.00")]
    october = shop.post("2026-10")
    assert (october["lines"], october["finished"]) == (
        [],
        [{"rental_no": "R1", "last_month": 3}],
    )


def test_a_nursing_facility_lowers_oxygen_from_the_first_day_that_it_is_lived_in(
    shop: MonthShop,
) -> None:
    shop.rent("R1", hcpcs="E1390")
    shop.move_in("M1", "2026-10-05")
    assert billed(shop.post("2026-09")) == [("R1", 3, "200.00")]
    assert billed(shop.post("2026-10")) == [("R1", 4, "180.00")]


def test_a_death_ends_the_months_that_begin_after_it(shop: MonthShop) -> None:
    shop.rent("R1")
    shop.change(Member, Member.member_no == "M1", deceased_on=day("2026-10-05"))
    assert billed(shop.post("2026-10")) == [("R1", 4, "75.00")]
    november = shop.post("2026-11")
    assert (november["lines"], november["finished"]) == ([], [])


@pytest.mark.parametrize("reason", LeavingReason)
def test_leaving_ends_the_months_that_begin_after_it(
    shop: MonthShop, reason: LeavingReason
) -> None:
    shop.rent("R1")
    shop.change(Member, Member.member_no == "M1", left_on=day("2026-10-05"), left_reason=reason)
    assert billed(shop.post("2026-10")) == [("R1", 4, "75.00")]
    november = shop.post("2026-11")
    assert (november["lines"], november["finished"]) == ([], [])


def test_months_of_an_authorization_are_used_given_back_and_used_again(shop: MonthShop) -> None:
    shop.rent("R1", pa_required=True)
    shop.authorize("M1", "E0260", "PA1", 1)
    shop.authorize("M1", "E0260", "PA2", 1)
    assert billed(shop.post("2026-09")) == [("R1", 3, "100.00")]
    assert billed(shop.post("2026-10")) == [("R1", 4, "75.00")]
    assert held(shop.post("2026-11")) == [("R1", "2026-11-05", ["authorization_months_used"])]
    shop.undo("2026-10")
    assert billed(shop.post("2026-11")) == [("R1", 5, "75.00")]
    assert held(shop.preview("2026-10")) == [("R1", "2026-10-05", ["authorization_months_used"])]
    uses = [(use.authorization_id, use.round, use.months) for use in shop.rows(AuthorizationUse)]
    assert uses == [(1, 1, 1), (2, 1, 1), (2, 1, -1), (2, 1, 1)]


def test_a_private_payer_pays_the_usual_charge(shop: MonthShop) -> None:
    shop.rent("R1", payer="PP", started_on="2020-01-05")
    line = shop.post("2026-10")["lines"][0]
    assert (line["amount"], line["modifiers"], line["basis"], line["citations"]) == (
        "500.00",
        ["RR"],
        "usual_charge",
        [],
    )


def test_months_entered_late_are_listed_by_a_later_preview_and_taken_by_their_own_run(
    shop: MonthShop,
) -> None:
    shop.rent("R1")
    shop.rent("R2", proven_on=None)
    shop.post("2026-10")
    assert "late" not in shop.preview("2026-11")
    shop.rent("R3", started_on="2026-10-20")
    shop.rent("R4", started_on="2026-10-21", proven_on=None)
    assert "late" not in shop.preview("2026-10")
    late = shop.preview("2026-11")["late"]
    assert [(one["month"], one["rental_no"], one["from_on"], one["amount"]) for one in late] == [
        ("2026-10", "R3", "2026-10-20", "100.00"),
        ("2026-10", "R4", "2026-10-21", None),
    ]
    assert billed(shop.post("2026-10")) == [("R3", 1, "100.00")]
    assert "late" not in shop.preview("2026-11")


def test_a_reading_binds_the_months_that_begin_from_its_day_on(shop: MonthShop) -> None:
    shop.rent("R1", started_on="2026-07-05")
    shop.rent("R2", started_on="2026-07-05", payer="MH", member_no="M2")
    for serial in ("SR1", "SR2"):
        shop.change(Asset, Asset.serial == serial, condition=Condition.USED)
    said = {"key": "reading.used_capped_rental", "value": "used_share", "why": "Bulletin"}
    with unit_of_work(shop.engine, actor="ana", action="say_policy", clock=clock) as work:
        say_policy(work, from_on=day("2026-08-01"), regime="masshealth", **said)
    assert billed(shop.post("2026-07")) == [("R1", 1, "100.00"), ("R2", 1, "100.00")]
    assert billed(shop.post("2026-08")) == [("R1", 2, "75.00"), ("R2", 2, "75.00")]
    with unit_of_work(shop.engine, actor="ana", action="say_policy", clock=clock) as work:
        own = {**said, "value": "capped_schedule"}
        say_policy(work, from_on=day("2026-09-01"), regime="masshealth", payer_code="MH", **own)
    assert billed(shop.preview("2026-09")) == [("R1", 3, "100.00"), ("R2", 3, "100.00")]
    rulings = [json.loads(row.readings) for row in shop.rows(Ruling)]
    assert [one["used_capped_rental"] for one in rulings] == ["capped_schedule", "used_share"]
