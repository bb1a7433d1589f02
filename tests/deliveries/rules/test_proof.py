"""Proof of delivery: what each method needs, who may not sign, which day counts.

101 CMR 322.03(10)(a); 130 CMR 427.430; 42 CFR 424.57(c)(12); Medicare's methods 1 to 3.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from dmedesk.deliveries.rules.proof import (
    ProofFacts,
    ServiceDay,
    kept_until,
    proof_findings,
    service_day,
)
from dmedesk.deliveries.rules.words import CarrierDay, Method, Relationship, UnsignedReason
from dmedesk.kit.findings import Severity
from dmedesk.members.rules import Regime

DAY = date(2026, 10, 5)
MASSHEALTH, MEDICARE, PRIVATE = Regime.MASSHEALTH, Regime.MEDICARE, Regime.PRIVATE

DIRECT = ProofFacts(
    Method.DIRECT,
    delivered_on=DAY,
    has_signature=True,
    signer="Nora Rivera",
    relationship=Relationship.SELF,
    signed_on=DAY,
    delivered_by=("Dan Cole",),
)
UNSIGNED = ProofFacts(
    Method.UNSIGNED,
    delivered_on=DAY,
    reason=UnsignedReason.PHYSICALLY_UNABLE,
    driver_note="Member in bed, both hands bandaged; daughter at work. Bed set up and tried.",
    delivered_by=("Dan Cole",),
)
CARRIER = ProofFacts(
    Method.CARRIER,
    delivered_on=DAY,
    shipped_on=date(2026, 10, 2),
    carrier="UPS",
    package_id="1Z999",
    carrier_evidence="Delivered 10/05 11:20 front door",
)
FACILITY = ProofFacts(
    Method.FACILITY,
    delivered_on=DAY,
    has_signature=True,
    facility="Elm Street Nursing",
    received_by="B. Okoye RN",
)
BEFORE = replace(DIRECT, method=Method.BEFORE_DISCHARGE, discharged_on=date(2026, 10, 7))


def _fields(facts: ProofFacts, regime: Regime = MASSHEALTH) -> list[str]:
    found = proof_findings(facts, regime=regime)
    return [one.field for one in found if one.severity is Severity.STOP]


@pytest.mark.parametrize(
    ("facts", "regime", "day"),
    [
        (DIRECT, MASSHEALTH, DAY),
        (DIRECT, MEDICARE, DAY),
        (DIRECT, PRIVATE, DAY),
        (UNSIGNED, MASSHEALTH, DAY),
        (UNSIGNED, PRIVATE, DAY),
        (CARRIER, MASSHEALTH, DAY),
        (CARRIER, MEDICARE, DAY),
        (FACILITY, MEDICARE, DAY),
        (BEFORE, MEDICARE, date(2026, 10, 7)),
    ],
)
def test_a_whole_proof_gives_its_day(facts: ProofFacts, regime: Regime, day: date) -> None:
    found = service_day(facts, regime=regime)
    assert isinstance(found, ServiceDay)
    assert found.on == day
    assert found.citation


def test_only_medicare_leaves_the_choice_of_the_shipping_day() -> None:
    def day(regime: Regime) -> date:
        found = service_day(CARRIER, regime=regime, carrier_day=CarrierDay.SHIPPED)
        assert isinstance(found, ServiceDay)
        return found.on

    assert day(MEDICARE) == date(2026, 10, 2)
    assert day(MASSHEALTH) == DAY


def test_the_day_of_the_signature_counts_and_another_one_is_told() -> None:
    late = replace(DIRECT, signed_on=date(2026, 10, 6))
    found = service_day(late, regime=MASSHEALTH)
    assert isinstance(found, ServiceDay)
    assert found.on == date(2026, 10, 6)
    (warning,) = proof_findings(late, regime=MASSHEALTH)
    assert (warning.severity, warning.code) == (Severity.WARNING, "signed_on_another_day")


@pytest.mark.parametrize(
    ("facts", "without", "fields"),
    [
        (DIRECT, {"has_signature": False}, ["has_signature"]),
        (DIRECT, {"signer": " "}, ["signer"]),
        (DIRECT, {"relationship": None}, ["relationship"]),
        (DIRECT, {"signed_on": None}, ["signed_on"]),
        (DIRECT, {"delivered_on": None}, ["delivered_on"]),
        (
            DIRECT,
            {"has_signature": False, "signer": "", "relationship": None, "signed_on": None},
            ["has_signature", "signer", "relationship", "signed_on"],
        ),
        (UNSIGNED, {"reason": None}, ["reason"]),
        (UNSIGNED, {"driver_note": "  "}, ["driver_note"]),
        (CARRIER, {"carrier": ""}, ["carrier"]),
        (CARRIER, {"package_id": ""}, ["package_id"]),
        (CARRIER, {"carrier_evidence": ""}, ["carrier_evidence"]),
        (CARRIER, {"shipped_on": date(2026, 10, 6)}, ["delivered_on"]),
        (FACILITY, {"facility": ""}, ["facility"]),
        (FACILITY, {"received_by": ""}, ["received_by"]),
        (FACILITY, {"has_signature": False}, ["has_signature"]),
        (BEFORE, {"discharged_on": None}, ["discharged_on"]),
        (BEFORE, {"has_signature": False}, ["has_signature"]),
    ],
)
def test_what_is_missing_is_named_all_at_once(
    facts: ProofFacts, without: Mapping[str, Any], fields: list[str]
) -> None:
    lacking = replace(facts, **without)
    assert _fields(lacking) == fields
    assert isinstance(service_day(lacking, regime=MASSHEALTH), list)


def test_a_parcel_on_the_day_it_was_shipped_is_fine() -> None:
    assert _fields(replace(CARRIER, shipped_on=DAY)) == []


def test_medicare_wants_the_shipping_day_and_no_drivers_note() -> None:
    assert _fields(replace(CARRIER, shipped_on=None)) == []
    assert _fields(replace(CARRIER, shipped_on=None), MEDICARE) == ["shipped_on"]
    assert _fields(UNSIGNED, MEDICARE) == ["method"]


@pytest.mark.parametrize(
    ("delivered_on", "is_fine"),
    [
        (date(2026, 10, 4), False),
        (date(2026, 10, 5), True),
        (date(2026, 10, 7), True),
        (date(2026, 10, 8), False),
    ],
)
def test_two_days_before_discharge_and_not_after_it(delivered_on: date, is_fine: bool) -> None:
    facts = replace(BEFORE, delivered_on=delivered_on, signed_on=delivered_on)
    assert _fields(facts) == ([] if is_fine else ["delivered_on"])


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        (replace(DIRECT, signer="dan  COLE"), "signer"),
        (replace(DIRECT, signer="Eve Stone"), "signer"),
        (replace(DIRECT, relationship=Relationship.SUPPLIER_STAFF), "relationship"),
        (replace(FACILITY, received_by="Eve Stone"), "received_by"),
    ],
)
def test_the_suppliers_people_may_not_sign(facts: ProofFacts, field: str) -> None:
    found = proof_findings(facts, regime=MEDICARE, suppliers_people=frozenset({"Eve Stone"}))
    assert [one.field for one in found] == [field]


@pytest.mark.parametrize(
    ("service_on", "until"),
    [
        (date(2026, 10, 5), date(2033, 10, 5)),
        (date(2024, 2, 29), date(2031, 3, 1)),
    ],
)
def test_kept_for_seven_years(service_on: date, until: date) -> None:
    assert kept_until(service_on) == until
