"""The scrub over a whole month's plan: who is found, what it says, and what an owner turned on."""

from dataclasses import replace
from datetime import date
from typing import Any

from dmedesk.billing.rules.charge_plan import PlannedCharge
from dmedesk.billing.rules.charges import ChargeFact, ChargeKind
from dmedesk.billing.rules.facts import MonthFacts
from dmedesk.billing.rules.plan import MonthPlan, plan_of_charges
from dmedesk.billing.rules.scrub import has_rules_on, scrub, stopping, with_stops
from dmedesk.billing.rules.scrub_lines import Overridden, ScrubFacts
from dmedesk.members.rules import Setting, Stay
from dmedesk.papers.rules import HoldCode
from dmedesk.papers.rules.limit_holds import LimitsFact
from dmedesk.papers.rules.limit_words import EarlyReason, LimitKind, PeriodUnit, Stance
from dmedesk.papers.rules.limits import AllReceived, EarlyFact, LimitFact, ReceiptFact, Received
from dmedesk.papers.rules.requirements import RequirementFact
from dmedesk.papers.rules.scrub_law import Grade, Mends
from dmedesk.papers.rules.scrub_trials import ChainFact, TrialsFact
from dmedesk.papers.rules.words import RequirementKind
from dmedesk.rates import Quote
from tests.billing.facts import (
    MASSHEALTH,
    amounts,
    day,
    facts,
    fees_of,
    holds,
    member,
    order,
    pa,
    rental,
    run,
    unit,
)

ON = date(2026, 10, 10)
RULE_ON = RequirementFact(RequirementKind.SCRUB, date(2026, 10, 1), text="duplicate")
M1 = member(1)


def beside(month: MonthFacts, **said: Any) -> ScrubFacts:
    """What stands beside: the month's own facts."""
    return ScrubFacts(
        rentals=month.rentals,
        units=month.units,
        prescriptions=month.prescriptions,
        authorizations=month.authorizations,
        used=month.used,
        fees=fees_of,
        **said,
    )


def told(plan: MonthPlan, given: ScrubFacts, on: date | None = ON) -> list[tuple[str, str]]:
    """Rule and line of every finding."""
    return [(one.rule, one.number) for one in scrub(plan, given, on)]


def charge(number: int = 1, **said: Any) -> ChargeFact:
    return replace(
        ChargeFact(
            number,
            f"C-{number}",
            M1,
            MASSHEALTH,
            ChargeKind.SUPPLY,
            day("2026-10-05"),
            "A4615",
            proven_on=day("2026-10-05"),
        ),
        **said,
    )


def charged(*charges: ChargeFact) -> MonthPlan:
    quote = Quote(1_000, (), "schedule_row", (), {}, [])
    return plan_of_charges([PlannedCharge(one, quote) for one in charges])


def test_a_month_as_it_should_be_has_no_finding() -> None:
    month = facts(rental(), rental(2))
    assert told(run("2026-10", month), beside(month, company_npi="1234567893")) == []


def test_holds_are_told_with_their_clause_and_cannot_be_gone_over() -> None:
    month = facts(rental(proven_on=None))
    (found,) = scrub(run("2026-10", month), beside(month), ON)
    assert (found.rule, found.grade, found.is_hold) == ("no_proof_of_delivery", Grade.STOP, True)
    assert found.citation == "101 CMR 322.03(10)(a)"
    assert (found.cents, found.number, found.from_on) == (7_500, "R1", day("2026-10-05"))


def test_two_rentals_of_a_code_are_found_on_both() -> None:
    month = facts(rental(1, of=M1), rental(2, of=M1), rental(3, of=member(3)))
    found = told(run("2026-10", month), beside(month))
    assert found == [("duplicate", "R1"), ("duplicate", "R2")]


def test_a_month_that_stands_billed_is_a_duplicate_while_it_overlaps() -> None:
    """R2's month from the sixth of September is billed; R1's begins on the fifth of October."""
    ledger = {"2026-09-06": (1, 3)}
    overlapping = rental(2, of=M1, started_on="2026-07-06", ledger=ledger, ended_on="2026-10-06")
    month = facts(rental(1, of=M1), overlapping)
    assert told(run("2026-10", month), beside(month)) == [("duplicate", "R1")]
    ends = rental(2, of=M1, started_on="2026-07-05", ledger={"2026-09-05": (1, 3)})
    month = facts(rental(1, of=M1), ends._replace(terms=ends.terms._replace(ended_on=ON)))
    plan = run("2026-10", month)
    assert ("duplicate", "R1") in told(plan, beside(month))  # R2's October is in the run as well.
    credited = rental(
        2, of=M1, started_on="2026-07-06", ledger={"2026-09-06": (2, 3)}, ended_on="2026-10-06"
    )
    month = facts(rental(1, of=M1), credited)
    assert told(run("2026-10", month), beside(month)) == []


def test_rent_of_what_was_bought_is_found_by_the_purchase() -> None:
    month = facts(rental(1, of=M1))
    bought = charge(7, kind=ChargeKind.PURCHASE, hcpcs="E0260", service_on=day("2026-10-05"))
    plan = run("2026-10", month)
    (found,) = scrub(plan, beside(month, standing=[bought]), ON)
    assert (found.rule, found.other) == ("bought_and_rented", ("charge", "C-7"))
    assert found.citation == "101 CMR 322.03(6)(a)"
    later = replace(bought, service_on=day("2026-10-06"))
    assert told(plan, beside(month, standing=[later])) == []


def test_a_charge_for_what_the_rent_has_in_it_is_found() -> None:
    """The family comes from the fee row where the product names none."""
    month = facts(rental(1, of=M1), units=[unit(1, hcpcs="E1390")])
    (found,) = scrub(charged(charge()), beside(month), ON)
    assert (found.rule, found.citation) == ("rental_includes_parts", "101 CMR 322.03(3)(a)")
    month = facts(rental(1, of=M1))
    assert told(charged(charge()), beside(month)) == []


def test_an_authorization_with_its_last_month_used_is_told() -> None:
    month = facts(rental(pa_required=True), authorizations=[pa(1, months=3)], used={1: 2})
    assert told(run("2026-10", month), beside(month)) == [("authorization_ends", "R1")]
    month = facts(rental(pa_required=True), authorizations=[pa(1, months=3)], used={1: 1})
    assert told(run("2026-10", month), beside(month)) == []


def test_the_first_month_is_of_the_day_received() -> None:
    month = facts(rental(started_on="2026-10-05", proven_on="2026-10-04"))
    assert told(run("2026-10", month), beside(month)) == [("day_of_service", "R1")]
    assert told(run("2026-11", month), beside(month), date(2026, 11, 6)) == []


def test_a_resident_of_a_facility_brings_its_share() -> None:
    lives = M1._replace(stays=(Stay(Setting.NURSING_FACILITY, day("2026-10-05"), None),))
    chair = charge(member=lives, kind=ChargeKind.PURCHASE, family="wheeled_mobility")
    assert told(charged(chair), ScrubFacts()) == [("facility_share", "C-1")]
    before = replace(chair, service_on=day("2026-10-04"), proven_on=day("2026-10-04"))
    assert told(charged(before), ScrubFacts()) == []


def test_the_letterhead_is_looked_at_once() -> None:
    month = facts(rental(), rental(2))
    plan = run("2026-10", month)
    assert told(plan, beside(month, company_npi="")) == [("company_npi", "")]


def test_clocks_are_judged_by_a_day_and_left_out_without() -> None:
    month = facts(rental(proven_on="2026-07-05"), held={1: ["2026-07-05"]})
    plan = run("2026-10", month)
    late = date(2026, 11, 3)  # The ninetieth day after the fourth of August is the second.
    assert told(plan, beside(month), late) == [("filing", "R1")]
    assert told(plan, beside(month), None) == []


def test_somebody_went_on_over_it() -> None:
    month = facts(rental(1, of=M1), rental(2, of=M1))
    gone = {
        ("duplicate", "rental", "R1", day("2026-10-05")): Overridden("two rooms", "ana", ON),
    }
    found = scrub(run("2026-10", month), beside(month, overrides=gone), ON)
    assert [(one.number, one.why, one.by) for one in found] == [
        ("R1", "two rooms", "ana, 2026-10-10"),
        ("R2", "", ""),
    ]
    required = {MASSHEALTH.payer_id: [RULE_ON]}
    assert [one.number for one in stopping(found, required)] == ["R2"]


def test_a_rule_that_was_turned_on_holds_from_its_day_for_its_payer() -> None:
    required = {MASSHEALTH.payer_id: [RULE_ON]}
    month = facts(rental(1, of=M1), rental(2, of=M1), required=required)
    assert has_rules_on(required)
    before = run("2026-09", month)
    assert holds(run("2026-09", with_stops(month, scrub(before, beside(month), None)))) == []
    plan = run("2026-10", month)
    assert len(amounts(plan)) == 2
    held = run("2026-10", with_stops(month, scrub(plan, beside(month), None)))
    assert [number for number, _, _ in holds(held)] == ["R1", "R2"]
    (hold,) = held.held[0].holds
    assert hold.code is HoldCode.SCRUB_STOP
    assert hold.detail == (
        "Billed twice: rental R2 has E0260 from 2026-10-05 as well (130 CMR 409.414 (duplicate"
        " equipment))"
    )
    other = {MASSHEALTH.payer_id: [RULE_ON._replace(hcpcs="E0163")], 9: [RULE_ON]}
    assert not list(stopping(scrub(plan, beside(month), None), other))


def test_a_charge_that_is_stopped_is_held() -> None:
    rule = RULE_ON._replace(text="rental_includes_parts")
    month = facts(
        rental(1, of=M1),
        units=[unit(1, hcpcs="E1390")],
        required={MASSHEALTH.payer_id: [rule]},
    )
    stopped = with_stops(month, scrub(charged(charge()), beside(month), None))
    (hold,) = stopped.charges.stopped["C-1"]
    assert hold.code is HoldCode.SCRUB_STOP
    assert stopped.stopped == {}


def test_a_prescription_that_ends_is_a_note_behind_the_stops() -> None:
    ending = order()._replace(expires_on=day("2026-11-20"))
    month = facts(rental(1, of=M1), rental(2, of=M1), prescriptions=[ending])
    found = scrub(run("2026-10", month), beside(month), ON)
    assert [one.grade for one in found] == [Grade.STOP, Grade.STOP, Grade.NOTE, Grade.NOTE]


BEDS = LimitFact(
    "LIM-0001",
    LimitKind.REPLACEMENT,
    Stance.WARN,
    "E0260",
    1,
    5,
    PeriodUnit.YEARS,
    day("2020-01-01"),
    citation="42 U.S.C. 1395m(a)(7)(C)",
)


def early(limit: LimitFact, came_on: str, *reasons: EarlyFact) -> list[tuple[str, str, str]]:
    """What is told of R1, whose bed came in July 2026, one having come before."""
    received = Received([ReceiptFact(day(came_on))], reasons)
    limits = LimitsFact({MASSHEALTH.payer_id: [limit]}, AllReceived({(1, "E0260"): received}))
    month = replace(facts(rental(of=M1, proven_on="2026-07-05")), limits=limits)
    found = scrub(run("2026-10", month), beside(month, limits=limits), ON)
    return [(one.rule, one.grade.value, one.citation) for one in found]


def test_a_limit_that_warns_is_told_and_holds_nothing() -> None:
    assert early(BEDS, "2021-07-06") == [("limit_passed", "warn", BEDS.citation)]
    assert early(BEDS, "2021-07-05") == []
    assert early(BEDS._replace(hcpcs="E0163"), "2021-07-06") == []
    stops = BEDS._replace(stance=Stance.STOP)
    assert early(stops, "2021-07-06") == [("frequency_limit", "stop", "")]


def test_an_early_one_with_its_reason_is_a_note() -> None:
    lost = EarlyFact(day("2026-07-01"), EarlyReason.LOST, "Fire report", is_attached=True)
    assert early(BEDS, "2025-07-05", lost) == [("limit_excused", "note", BEDS.citation)]
    unproven = lost._replace(is_attached=False)
    assert early(BEDS, "2025-07-05", unproven) == [("limit_passed", "warn", BEDS.citation)]


def test_a_trial_that_waits_is_told_on_its_line() -> None:
    month = facts(rental(of=M1))
    chain = ChainFact("Bed on trial", 3, day("2026-01-01"), None, "The guideline")
    trials = TrialsFact({(MASSHEALTH.payer_id, "E0260"): [chain]})
    (found,) = scrub(run("2026-10", month), beside(month, trials=trials), ON)
    assert (found.rule, found.citation, found.mends) == (
        "trial_missing",
        "The guideline",
        Mends.TRIAL,
    )
