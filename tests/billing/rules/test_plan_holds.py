"""What a run holds (``billing.md``, holds): every reason, in order, and what a PA has left."""

import pytest

from tests.billing.facts import (
    INVALID_NPI,
    PRIVATE,
    amounts,
    facts,
    holds,
    member,
    order,
    pa,
    rental,
    run,
    unit,
)


def test_every_reason_that_applies_is_listed_in_their_order() -> None:
    started = rental(proven_on=None, pa_required=True)
    plan = run("2026-10", facts(started, units=[unit(charge=None)], prescriptions=()))
    assert holds(plan) == [
        (
            "R1",
            "2026-10-05",
            ["no_proof_of_delivery", "no_prescription", "no_prior_authorization", "price_refused"],
        )
    ]
    plan = run(
        "2026-10",
        facts(
            started,
            units=[unit(charge=None)],
            prescriptions=[order(npi=INVALID_NPI)],
            authorizations=[pa(1, months=0)],
        ),
    )
    assert holds(plan)[0][2] == [
        "no_proof_of_delivery",
        "practitioner_npi_invalid",
        "authorization_months_used",
        "price_refused",
    ]


@pytest.mark.parametrize(
    ("hcpcs", "charge", "reason"),
    [
        ("E0260", None, "missing_usual_charge"),
        ("E9999", 1_000, "bad_request"),
        ("E0105", 1_000, "bad_request"),
        ("E2601", 1_000, "no_rule_applies"),
    ],
)
def test_a_refused_price_gives_the_engines_reason(
    hcpcs: str, charge: int | None, reason: str
) -> None:
    plan = run("2026-10", facts(rental(), units=[unit(hcpcs=hcpcs, charge=charge)]))
    assert [(hold.code, hold.detail) for hold in plan.held[0].holds] == [("price_refused", reason)]


def test_a_month_before_the_first_edition_is_held() -> None:
    plan = run("2023-06", facts(rental(started_on="2023-06-01")))
    assert plan.held[0].holds[0].detail == "outside_effective_dates"


def test_a_product_whose_fees_are_unknown_but_whose_class_is_its_own_misses_a_fee() -> None:
    plan = run("2026-10", facts(rental(), units=[unit(hcpcs="E9999", payment_class="monthly")]))
    assert plan.held[0].holds[0].detail == "missing_fee"


def test_the_holds_are_for_private_payers_too() -> None:
    started = rental(payer=PRIVATE, proven_on=None, pa_required=True)
    plan = run("2026-10", facts(started, units=[unit(charge=None)], prescriptions=()))
    assert holds(plan)[0][2] == [
        "no_proof_of_delivery",
        "no_prescription",
        "no_prior_authorization",
        "price_refused",
    ]
    assert plan.held[0].holds[-1].detail == "missing_usual_charge"


def test_a_line_uses_one_month_of_one_authorization_in_the_order_of_the_work() -> None:
    # Three rentals of one member and code share two authorizations; R10 begins before R2.
    same = member(1)
    rentals = [
        rental(1, of=same, pa_required=True, rental_no="R2", started_on="2026-07-05"),
        rental(2, of=same, pa_required=True, rental_no="R10", started_on="2026-07-05"),
        rental(3, of=same, pa_required=True, rental_no="R1", started_on="2026-07-06"),
        rental(4, of=same, rental_no="R3", started_on="2026-07-01"),
    ]
    shop = facts(
        *rentals, authorizations=[pa(2, months=2), pa(1, from_on="2026-02-01")], used={2: 1}
    )
    plan = run("2026-10", shop)
    assert [(line.rental.rental_no, line.authorization_id) for line in plan.lines] == [
        ("R1", 1),
        ("R10", 2),
        ("R2", 1),
        ("R3", None),
    ]


def test_when_every_authorization_is_used_up_the_next_line_is_held() -> None:
    same = member(1)
    rentals = [rental(number, of=same, pa_required=True) for number in (1, 2)]
    plan = run("2026-10", facts(*rentals, authorizations=[pa(1, months=1)]))
    assert amounts(plan) == [("R1", 4, 7_500)]
    assert holds(plan) == [("R2", "2026-10-05", ["authorization_months_used"])]


def test_a_line_that_is_held_for_another_reason_uses_no_month() -> None:
    same = member(1)
    unproven = rental(1, of=same, pa_required=True, proven_on=None)
    proven = rental(2, of=same, pa_required=True)
    plan = run("2026-10", facts(unproven, proven, authorizations=[pa(1, months=1)]))
    assert amounts(plan) == [("R2", 4, 7_500)]
