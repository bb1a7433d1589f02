"""The run of a month (``billing.md``, rental months): what it takes and what is finished."""

import pytest

from dmedesk.billing.rules.plan import PlannedHold, PlannedLine
from dmedesk.rentals.rules import Served
from tests.billing.facts import (
    MEDICARE,
    PRIVATE,
    amounts,
    away,
    day,
    facts,
    finished,
    holds,
    member,
    rental,
    run,
    unit,
)


def test_a_run_bills_the_rental_months_that_begin_in_its_month() -> None:
    shop = facts(rental())
    assert amounts(run("2026-06", shop)) == []
    assert amounts(run("2026-07", shop)) == [("R1", 1, 10_000)]
    assert amounts(run("2026-10", shop)) == [("R1", 4, 7_500)]


@pytest.mark.parametrize(
    ("paid", "billed", "amount"),
    [
        (8_900, 0, 1_100),
        (8_901, 0, 1_099),
        (8_000, 901, 1_099),
        (8_000, 1_999, 1),
        (10_000, 0, None),
        (9_000, 1_000, None),
    ],
)
def test_what_was_paid_before_and_invoiced_here_counts_toward_the_ceiling(
    paid: int, billed: int, amount: int | None
) -> None:
    started = rental(
        months_already_paid=1,
        paid_already_cents=paid,
        billed_cents=billed,
        ledger={"2026-08-05": (1, 2), "2026-09-05": (1, 3)},
    )
    plan = run("2026-10", facts(started, units=[unit(hcpcs="E0163")]))
    assert amounts(plan) == ([] if amount is None else [("R1", 4, amount)])
    # The ceiling is reached before the last payable month: the highest number billed is named.
    assert finished(plan) == ([("R1", 3)] if amount is None else [])


def test_a_ceiling_reached_before_the_move_names_the_months_already_paid() -> None:
    started = rental(months_already_paid=2, paid_already_cents=10_000)
    plan = run("2026-10", facts(started, units=[unit(hcpcs="E0163")]))
    assert finished(plan) == [("R1", 2)]


def test_a_credited_month_is_not_the_highest_number_billed() -> None:
    started = rental(paid_already_cents=10_000, ledger={"2026-08-05": (1, 2), "2026-09-05": (2, 3)})
    plan = run("2026-10", facts(started, units=[unit(hcpcs="E0163")]))
    assert finished(plan) == [("R1", 2)]


def test_a_month_that_is_not_payable_is_finished_and_not_held() -> None:
    started = rental(started_on="2025-07-05", proven_on=None)
    plan = run("2026-10", facts(started, prescriptions=()))
    assert (holds(plan), finished(plan)) == ([], [("R1", 13)])


def test_a_rental_is_finished_once_in_a_run_however_many_of_its_months_are() -> None:
    started = rental(started_on="2025-07-05")
    plan = run("2026-10", facts(started, held={1: ["2026-08-05", "2026-09-05"]}))
    assert finished(plan) == [("R1", 13)]


def test_what_the_same_run_takes_before_counts_as_paid() -> None:
    started = rental(paid_already_cents=8_500, months_already_paid=1)
    plan = run("2026-10", facts(started, units=[unit(hcpcs="E0163")], held={1: ["2026-09-05"]}))
    assert amounts(plan) == [("R1", 3, 1_100), ("R1", 4, 400)]


def test_a_held_month_is_not_paid() -> None:
    started = rental(paid_already_cents=8_500, months_already_paid=1, proven_on="2026-09-06")
    plan = run("2026-10", facts(started, units=[unit(hcpcs="E0163")], held={1: ["2026-09-05"]}))
    assert amounts(plan) == [("R1", 4, 1_100)]
    assert holds(plan) == [("R1", "2026-09-05", ["no_proof_of_delivery"])]


def test_a_billed_month_is_not_billed_again_a_credited_one_is() -> None:
    billed = rental(1, ledger={"2026-10-05": (1, 4)})
    credited = rental(2, ledger={"2026-10-05": (2, 4)})
    plan = run("2026-10", facts(billed, credited))
    assert amounts(plan) == [("R2", 4, 7_500)]
    assert plan.lines[0].rental.next_turn(plan.lines[0].month.from_on) == 3


def test_earlier_months_are_taken_where_a_posted_run_held_them_and_no_others() -> None:
    shop = facts(rental(1), rental(2), held={1: ["2026-08-05", "2026-11-05"]})
    assert amounts(run("2026-10", shop)) == [
        ("R1", 2, 10_000),
        ("R1", 4, 7_500),
        ("R2", 4, 7_500),
    ]


def test_a_held_month_that_is_no_month_any_more_is_dropped() -> None:
    ended = rental(1, ended_on="2026-08-05")
    interrupted = rental(2, interruptions=(away("2026-08-01", "2026-08-06"),))
    moved = rental(3, started_on="2026-07-06")
    billed = rental(4, ledger={"2026-08-05": (1, 2), "2026-10-05": (1, 4)})
    held = {number: ["2026-08-05"] for number in (1, 2, 3, 4)}
    plan = run("2026-10", facts(ended, interrupted, moved, billed, held=held))
    assert [line.month.from_on.isoformat() for line in plan.lines] == ["2026-10-05", "2026-10-06"]


def test_the_unit_that_served_on_the_first_day_is_billed() -> None:
    exchanged = rental(
        asset_id=2,
        served=(Served(1, day("2026-07-05"), day("2026-10-05")), Served(2, day("2026-10-05"))),
    )
    shop = facts(exchanged, units=[unit(1, hcpcs="E1390"), unit(2)])
    assert [line.unit.serial for line in run("2026-09", shop).lines] == ["S1"]
    assert [line.unit.serial for line in run("2026-10", shop).lines] == ["S2"]


def test_one_invoice_a_member_and_payer_in_the_order_of_text() -> None:
    two, ten = member(2, "M2"), member(10, "M10")
    shop = facts(
        rental(1, of=two, rental_no="R9"),
        rental(2, of=two, rental_no="R10"),
        rental(3, of=two, payer=PRIVATE, rental_no="R1"),
        rental(4, of=ten, payer=MEDICARE, rental_no="R7"),
        held={1: ["2026-09-05"]},
    )
    plan = run("2026-10", shop)
    assert [(one.member.member_no, one.payer.code, len(one.lines)) for one in plan.invoices] == [
        ("M10", "MC", 1),
        ("M2", "MH", 3),
        ("M2", "PP", 1),
    ]
    assert [(line.rental.rental_no, line.month.number) for line in plan.lines] == [
        ("R7", 4),
        ("R10", 4),
        ("R9", 3),
        ("R9", 4),
        ("R1", 4),
    ]
    assert plan.total_cents == sum(line.quote.amount_cents for line in plan.lines)


def test_months_of_posted_months_that_are_neither_billed_nor_held_are_late() -> None:
    shop = facts(
        rental(1, ledger={"2026-08-05": (1, 2), "2026-09-05": (2, 3)}),
        rental(2, proven_on=None),
        rental(3, started_on="2025-07-05"),
        rental(4, started_on="2026-10-01"),
        held={2: ["2026-08-05"]},
        posted=["2026-08", "2026-09", "2026-11"],
    )
    plan = run("2026-10", shop)
    late = [(one.rental.rental_no, one.month.number, type(one)) for one in plan.late]
    # Month 13 of R3 began in July 2026, so that nothing of it is payable in August or later.
    assert late == [("R1", 3, PlannedLine), ("R2", 3, PlannedHold)]
    assert amounts(plan) == [("R1", 4, 7_500), ("R4", 1, 10_000)]


def test_a_late_month_is_priced_as_a_run_of_its_own_month_would_price_it_now() -> None:
    """``billing.md``: months neither billed nor held are late; none hides behind another one."""
    started = rental(paid_already_cents=9_000, months_already_paid=1)
    shop = facts(started, units=[unit(hcpcs="E0163")], posted=["2026-08", "2026-09"])
    plan = run("2026-10", shop)
    cents = [one.quote.amount_cents for one in plan.late if isinstance(one, PlannedLine)]
    assert cents == [1_000, 1_000]
    assert amounts(plan) == [("R1", 4, 1_000)]
