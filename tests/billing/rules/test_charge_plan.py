"""What holds a charge: the papers as rent, its price, and who pays; each kind by what it needs."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from dmedesk.billing.rules.charge_plan import HeldCharge, PlannedCharge, judge_charges
from dmedesk.billing.rules.charge_pricing import ASKED_OF, SERVICES, asked_faults, quote_of
from dmedesk.billing.rules.charges import ChargeFact, ChargeFacts, ChargeKind
from dmedesk.billing.rules.paying import CoverFact
from dmedesk.members.rules import Regime
from dmedesk.papers.rules import AuthorizationFact, PrescriptionFact
from dmedesk.rates import Fees, Quote, price
from dmedesk.rentals.rules import MemberFact, PayerFact

DAY = date(2026, 10, 5)
MH = PayerFact(1, "MH", Regime.MASSHEALTH)
PP = PayerFact(3, "PP", Regime.PRIVATE)
ORDER = PrescriptionFact(DAY, None, "1234567893")
FEES = {
    "E0163": Fees(rows={"NU": 10_000, "RR": 1_000}, payment_class="inexpensive"),
    "K0739": Fees(rows={"": 2_500, "U5": 6_000}),
}
CHAIR = ChargeFact(
    1,
    "C-000001",
    MemberFact(7, "M1", None, ()),
    MH,
    ChargeKind.PURCHASE,
    DAY,
    "E0163",
    usual_charge_cents=12_000,
    proven_on=DAY,
)


def judge(charge: ChargeFact, **facts: Any) -> PlannedCharge | HeldCharge:
    papers: dict[str, Any] = {"prescriptions": {(7, "E0163"): [ORDER]}}
    told = ChargeFacts(charges=[charge], **papers | facts)
    (fate,) = judge_charges(told, price=price, fees=lambda _r, code, _d, _z: FEES.get(code))
    return fate


def holds(charge: ChargeFact, **facts: Any) -> list[str]:
    fate = judge(charge, **facts)
    return [hold.code.value for hold in fate.holds] if isinstance(fate, HeldCharge) else []


HELD: list[tuple[dict[str, Any], dict[str, Any], list[str]]] = [
    ({}, {}, []),
    ({"proven_on": None}, {}, ["no_proof_of_delivery"]),
    ({"proven_on": date(2026, 10, 6)}, {}, ["no_proof_of_delivery"]),
    ({}, {"prescriptions": {}}, ["no_prescription"]),
    ({"pa_required": True}, {}, ["no_prior_authorization"]),
    ({"usual_charge_cents": None}, {}, ["price_refused"]),
    ({"deceased_on": DAY}, {}, []),
    ({"deceased_on": date(2026, 10, 4)}, {}, ["died_before"]),
    (
        {"proven_on": None, "pa_required": True, "usual_charge_cents": None},
        {"prescriptions": {}},
        ["no_proof_of_delivery", "no_prescription", "no_prior_authorization", "price_refused"],
    ),
    # 130 CMR 409.420(A): a repair needs no new order; work is not handed over.
    (
        {"kind": ChargeKind.REPAIR, "hcpcs": "K0739", "proven_on": None},
        {"prescriptions": {}},
        [],
    ),
    # 101 CMR 322.03(14)(c): the substitute of a rented unit costs nothing.
    (
        {"kind": ChargeKind.SUBSTITUTE, "asked": {"owned_by_member": False}},
        {"prescriptions": {}},
        ["not_payable"],
    ),
]


@pytest.mark.parametrize(("changed", "facts", "expected"), HELD)
def test_every_reason_is_told(
    changed: dict[str, Any], facts: dict[str, Any], expected: list[str]
) -> None:
    assert holds(replace(CHAIR, **changed), **facts) == expected


def test_an_authorization_that_covers_the_day_releases() -> None:
    pa = AuthorizationFact(1, "PA1", DAY, date(2026, 10, 6), 0)
    charge = replace(CHAIR, pa_required=True)
    spent = {"authorizations": {(7, "E0163"): [pa]}}
    assert holds(charge, **spent) == ["authorization_months_used"]
    endless = {"authorizations": {(7, "E0163"): [pa._replace(months=None)]}}
    assert holds(charge, **endless) == []


def test_who_pays_holds_until_its_reason_is_written() -> None:
    covers = {7: [CoverFact(2, "MC", Regime.MEDICARE, 1, DAY)]}
    assert holds(CHAIR, covers=covers) == ["other_payer_first"]
    assert holds(replace(CHAIR, why_payer="denied, CO-96"), covers=covers) == []
    masshealth = {7: [CoverFact(1, "MH", Regime.MASSHEALTH, 1, DAY)]}
    assert holds(replace(CHAIR, payer=PP), covers=masshealth) == ["member_not_billed"]


def test_what_waits_says_what_it_comes_to() -> None:
    held = judge(replace(CHAIR, proven_on=None, units=3))
    assert isinstance(held, HeldCharge)
    assert held.quote is not None
    assert held.quote.amount_cents == 30_000


def test_charges_stand_by_member_payer_day_and_number() -> None:
    others = [
        replace(CHAIR, charge_no="C-000003"),
        replace(CHAIR, charge_no="C-000002"),
        replace(CHAIR, charge_no="C-000004", service_on=date(2026, 10, 4)),
        replace(CHAIR, charge_no="C-000005", member=MemberFact(8, "M0", None, ())),
    ]
    judged = judge_charges(ChargeFacts(charges=others), price=price, fees=lambda *_: None)
    assert [one.charge.charge_no[-1] for one in judged] == ["5", "4", "2", "3"]


def test_direct_service_is_counted_in_hours() -> None:
    """322.03(2): hours times the U5 row."""
    fitted = replace(
        CHAIR,
        kind=ChargeKind.DIRECT_SERVICE,
        hcpcs="K0739",
        units=3,
        usual_charge_cents=7_000,
        proven_on=None,
    )
    fate = judge(fitted)
    assert isinstance(fate, PlannedCharge)
    assert (fate.quote.amount_cents, fate.quote.modifiers) == (18_000, ("U5",))


def test_typed_modifiers_follow_the_engines() -> None:
    quote = quote_of(
        replace(CHAIR, modifiers=("NU", "KX")), price=price, fees=lambda *_: FEES["E0163"]
    )
    assert isinstance(quote, Quote)
    assert quote.modifiers == ("NU", "KX")


def test_a_private_payer_pays_the_usual_charge() -> None:
    used = replace(CHAIR, payer=PP, condition="used", units=2)
    quote = quote_of(used, price=price, fees=lambda *_: None)
    assert isinstance(quote, Quote)
    assert (quote.amount_cents, quote.modifiers, quote.basis) == (24_000, ("UE",), "usual_charge")


def test_every_kind_knows_its_service_and_its_keys() -> None:
    assert SERVICES.keys() | {ChargeKind.REMAINDER} == ASKED_OF.keys() == set(ChargeKind)
    for kind, keys in ASKED_OF.items():
        assert all("not asked" not in fault for fault in asked_faults(kind, dict.fromkeys(keys)))
    assert asked_faults(ChargeKind.SUPPLY, {"hours": 3})
