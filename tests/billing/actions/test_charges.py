"""Entering, proving and withdrawing charges: once for one source, and what is wrong all at once."""

from typing import Any

import pytest

from dmedesk.billing.rules.charges import ChargeKind, SourceKind
from dmedesk.billing.tables import Charge, ChargeClaim, ChargeProof
from dmedesk.kit.errors import Refused
from dmedesk.members.tables import Member
from dmedesk.rentals.rules import Proof
from tests.flows.charge_shop import cover, enter, invoice_now, prove, withdraw
from tests.flows.month_shop import MonthShop, day

SLIP = (SourceKind.SLIP_LINE, "SLIP-000001/2")


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [finding.code for finding in refused.value.findings]


def test_a_charge_is_entered_with_its_claim_and_proof(shop: MonthShop) -> None:
    assert enter(shop, units=2, modifiers=("KX",), asked={"markup_percentage": "35"}) == "C-000001"
    (charge,) = shop.rows(Charge)
    assert (charge.source, charge.source_no, charge.source_turn) == ("by_hand", "C-000001", 1)
    assert (charge.units, charge.modifiers) == (2, "KX")
    assert charge.asked == '{"markup_percentage":"35"}'
    assert [(one.turn, one.proof) for one in shop.rows(ChargeProof)] == [(1, Proof.SIGNED)]


def test_one_source_is_charged_once_until_it_is_withdrawn(shop: MonthShop) -> None:
    first = enter(shop, source=SLIP)
    with pytest.raises(Refused) as refused:
        enter(shop, source=SLIP)
    assert codes(refused) == ["charged_already"]
    assert first in refused.value.findings[0].message
    withdraw(shop, first)
    assert enter(shop, source=SLIP) == "C-000002"
    assert [claim.turn for claim in shop.rows(ChargeClaim)] == [1, 2, 3]


WRONG: list[tuple[dict[str, Any], list[str]]] = [
    ({"hcpcs": " ", "description": ""}, ["code_missing", "description_missing"]),
    ({"units": 0}, ["units_missing"]),
    ({"kind": ChargeKind.SUBSTITUTE, "units": 2}, ["one_only"]),
    ({"service_on": "2026-11-04", "proven_on": None}, ["service_to_come"]),
    ({"proof": Proof.SIGNED, "proof_on": None, "proven_on": None}, ["proof_without_day"]),
    ({"modifiers": ("RA",)}, ["modifier_not_with_code"]),
    ({"asked": {"hours": 3}}, ["bad_request"]),
    ({"asked": {"markup_percentage": "many"}}, ["bad_request"]),
]


@pytest.mark.parametrize(("said", "expected"), WRONG)
def test_what_is_wrong_is_refused(
    shop: MonthShop, said: dict[str, Any], expected: list[str]
) -> None:
    with pytest.raises(Refused) as refused:
        enter(shop, **said)
    assert codes(refused) == expected


def test_the_day_of_service_may_be_today_and_the_day_of_death(shop: MonthShop) -> None:
    shop.change(Member, Member.member_no == "M1", deceased_on=day("2026-10-05"))
    enter(shop, service_on="2026-10-05")
    with pytest.raises(Refused) as refused:
        enter(shop, service_on="2026-10-06")
    assert codes(refused) == ["died_before"]
    enter(shop, "M2", service_on="2026-11-03")


def test_another_payer_comes_before_masshealth(shop: MonthShop) -> None:
    """130 CMR 450.316: payer of last resort, whatever its rank."""
    cover(shop, "M1", "MH", 1)
    cover(shop, "M1", "MC", 2, from_on="2026-10-05")
    enter(shop, service_on="2026-10-04")
    with pytest.raises(Refused) as refused:
        enter(shop, service_on="2026-10-05")
    assert codes(refused) == ["other_payer_first"]
    assert "450.316" in refused.value.findings[0].message
    enter(shop, why_payer="MC denied it on 2026-10-30 (CO-96)")
    enter(shop, payer="MC")


def test_a_masshealth_member_is_not_billed(shop: MonthShop) -> None:
    """130 CMR 450.316: never the member for a covered service."""
    cover(shop, "M1", "MH")
    with pytest.raises(Refused) as refused:
        enter(shop, payer="PP")
    assert codes(refused) == ["member_not_billed"]
    enter(shop, payer="PP", why_payer="not covered, 130 CMR 409.414")
    enter(shop, "M2", payer="PP")


def test_a_private_payer_of_the_member_is_another_payer(shop: MonthShop) -> None:
    cover(shop, "M1", "MH")
    cover(shop, "M1", "PP", 2)
    enter(shop, payer="PP")


def test_what_is_billed_or_withdrawn_stays_as_it_is(shop: MonthShop) -> None:
    billed, gone = enter(shop), enter(shop)
    invoice_now(shop, billed)
    withdraw(shop, gone)
    for number, code in ((billed, "charge_billed"), (gone, "charge_withdrawn")):
        with pytest.raises(Refused) as refused:
            withdraw(shop, number)
        assert codes(refused) == [code]
        with pytest.raises(Refused) as refused:
            prove(shop, number, "2026-10-05")
        assert codes(refused) == [code]


def test_a_reason_and_a_day_are_wanted(shop: MonthShop) -> None:
    number = enter(shop)
    with pytest.raises(Refused) as refused:
        withdraw(shop, number, " ")
    assert codes(refused) == ["reason_missing"]
    with pytest.raises(Refused) as refused:
        prove(shop, number, None)
    assert codes(refused) == ["proof_without_day"]
