"""One judge for the page and for the action: the payer's law, the shop's choices, its people."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from dmedesk.deliveries.rules.judging import Judge
from dmedesk.deliveries.rules.proof import ServiceDay
from dmedesk.deliveries.rules.words import CarrierDay
from dmedesk.members.rules import Regime
from dmedesk.shop.rules.policies import CARRIER_DAY, Policies, Said, policy_kinds
from dmedesk.shop.rules.rights import Role
from dmedesk.shop.rules.staff import PersonFact
from tests.deliveries.rules.test_proof import CARRIER, DAY, DIRECT, FACILITY

SHIPPED = Said(1, CARRIER_DAY, "medicare", "", DAY, "shipped")
OWN = SHIPPED._replace(id=2, payer_code="MC", value="delivered")


def _judge(regime: Regime = Regime.MEDICARE, **more: object) -> Judge:
    return replace(Judge(regime, DAY), **more)  # type: ignore[arg-type]


def test_the_policy_may_say_what_the_law_leaves() -> None:
    assert set(policy_kinds()[CARRIER_DAY].options) == {one.value for one in CarrierDay}


@pytest.mark.parametrize(
    ("regime", "said", "delivered_on", "expected"),
    [
        (Regime.MEDICARE, (), DAY, DAY),
        (Regime.MEDICARE, (SHIPPED,), DAY, CARRIER.shipped_on),
        (Regime.MEDICARE, (SHIPPED,), DAY - timedelta(days=1), DAY - timedelta(days=1)),
        (Regime.MASSHEALTH, (SHIPPED,), DAY, DAY),
        (Regime.PRIVATE, (SHIPPED,), DAY, DAY),
        (Regime.MEDICARE, (SHIPPED, OWN), DAY, DAY),
        (Regime.MEDICARE, (SHIPPED, OWN._replace(payer_code="XX")), DAY, CARRIER.shipped_on),
    ],
)
def test_the_day_of_a_parcel_by_the_payers_policy_of_that_day(
    regime: Regime, said: tuple[Said, ...], delivered_on: date, expected: date
) -> None:
    judge = _judge(regime, policies=Policies(said), payer_code="MC")
    found = judge.service_day(replace(CARRIER, delivered_on=delivered_on))
    assert isinstance(found, ServiceDay)
    assert found.on == expected


@pytest.mark.parametrize(
    ("until_on", "fields"), [(None, ["signer"]), (DAY, []), (DAY + timedelta(days=1), ["signer"])]
)
def test_whoever_works_here_on_the_day_may_not_sign(
    until_on: date | None, fields: list[str]
) -> None:
    nora = PersonFact(1, "nora  RIVERA", Role.DRIVER, date(2020, 1, 1), until_on)
    judge = _judge(people=(nora,))
    assert [one.field for one in judge.refusals(DIRECT)] == fields


@pytest.mark.parametrize("facts", [DIRECT, replace(FACILITY, received_by="Nora Rivera")])
def test_the_driver_of_the_slip_may_not_sign(facts: object) -> None:
    judge = _judge(driver="Nora Rivera")
    assert len(judge.refusals(facts)) == 1  # type: ignore[arg-type]


@pytest.mark.parametrize("field", ["delivered_on", "signed_on", "shipped_on"])
@pytest.mark.parametrize(("days", "is_refused"), [(-1, False), (0, False), (1, True)])
def test_a_day_to_come_is_refused(field: str, days: int, is_refused: bool) -> None:
    facts = replace(CARRIER, **{field: DAY + timedelta(days=days)})  # type: ignore[arg-type]
    codes = [one.code for one in _judge().refusals(facts)]
    assert (f"{field}_to_come" in codes) == is_refused


def test_what_is_only_missing_is_no_refusal() -> None:
    lacking = replace(DIRECT, has_signature=False, signer="", relationship=None, signed_on=None)
    assert _judge().refusals(lacking) == []
    assert isinstance(_judge().service_day(lacking), list)
    (only,) = _judge().refusals(replace(lacking, delivered_on=None))
    assert only.code == "no_day_of_visit"
