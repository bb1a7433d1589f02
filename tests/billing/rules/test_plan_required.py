"""Requirements that the owner turned on hold a month, after the contract's reasons; else nothing.

``billing.md``, holds: a shop holds by the listed reasons and no others until a further one is on.
"""

from datetime import date

from dmedesk.papers.rules.requirements import RequirementFact, SupportFact
from dmedesk.papers.rules.words import PaperKind, RequirementKind, Service
from tests.billing.facts import (
    MASSHEALTH,
    MEDICARE,
    amounts,
    day,
    facts,
    holds,
    pa,
    rental,
    run,
    unit,
)

SINCE = date(2026, 8, 1)
ENCOUNTER = RequirementFact(RequirementKind.ENCOUNTER, SINCE, number=6)
WRITTEN = RequirementFact(RequirementKind.WRITTEN_ORDER, SINCE)
WANTS_PA = RequirementFact(RequirementKind.AUTHORIZATION, SINCE)
OF_MASSHEALTH, OF_MEDICARE = MASSHEALTH.payer_id, MEDICARE.payer_id


def test_nothing_is_held_before_its_day_nor_for_another_payer() -> None:
    shop = facts(rental(), rental(2, payer=MEDICARE), required={OF_MASSHEALTH: [ENCOUNTER]})
    assert holds(run("2026-07", shop)) == []
    assert holds(run("2026-08", shop)) == [("R1", "2026-08-05", ["no_encounter"])]


def test_the_month_is_billed_once_the_paper_is_there() -> None:
    seen = SupportFact(PaperKind.ENCOUNTER, day("2026-01-05"))
    shop = facts(rental(), required={OF_MASSHEALTH: [ENCOUNTER]}, supports=[seen])
    assert holds(run("2026-08", shop)) == []
    assert amounts(run("2026-08", shop)) == [("R1", 2, 10_000)]


def test_further_reasons_follow_those_of_every_shop() -> None:
    shop = facts(
        rental(proven_on=None),
        units=[unit(hcpcs="E0105", charge=None)],
        prescriptions=(),
        required={OF_MASSHEALTH: [WANTS_PA, WRITTEN, ENCOUNTER]},
    )
    reasons = [
        "no_proof_of_delivery",
        "no_prescription",
        "price_refused",
        "no_written_order",
        "no_encounter",
        "authorization_required",
    ]
    assert holds(run("2026-08", shop)) == [("R1", "2026-08-05", reasons)]


def test_an_authorization_that_the_payer_wants_is_used_up_as_any_other() -> None:
    shop = facts(
        rental(),
        authorizations=[pa(1, months=1)],
        required={OF_MASSHEALTH: [WANTS_PA]},
        held={1: ["2026-08-05"]},
    )
    plan = run("2026-09", shop)
    assert [(line.month.number, line.authorization_id) for line in plan.lines] == [(2, 1)]
    assert holds(plan) == [("R1", "2026-09-05", ["authorization_required"])]
    assert plan.held[0].holds[0].detail == "no months left on PA1"


def test_a_rental_that_says_that_it_needs_one_keeps_the_reason_of_every_shop() -> None:
    shop = facts(rental(pa_required=True), required={OF_MASSHEALTH: [WANTS_PA]})
    assert holds(run("2026-08", shop)) == [("R1", "2026-08-05", ["no_prior_authorization"])]


def test_what_is_asked_of_a_purchase_or_another_family_holds_no_rent() -> None:
    bought = ENCOUNTER._replace(service=Service.PURCHASE)
    oxygen = WRITTEN._replace(family="oxygen")
    shop = facts(rental(), required={OF_MASSHEALTH: [bought, oxygen]})
    assert holds(run("2026-08", shop)) == []
    of_oxygen = facts(
        rental(),
        units=[unit(hcpcs="E1390", family="oxygen")],
        required={OF_MASSHEALTH: [oxygen]},
    )
    assert holds(run("2026-08", of_oxygen)) == [("R1", "2026-08-05", ["no_written_order"])]
