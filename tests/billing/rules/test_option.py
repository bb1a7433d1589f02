"""Every ceiling of a purchase option by its clause, and the one that bites, on both readings.

101 CMR 322.03(6)(a), (e), (f); the fee as new is 1,000.00.
"""

from collections.abc import Mapping
from datetime import date

import pytest

from dmedesk.billing.rules.charges import ChargeFact, ChargeKind
from dmedesk.billing.rules.option import OptionPrice, option_price
from dmedesk.members.rules import Regime
from dmedesk.rates import price
from dmedesk.rates.question import Fees
from dmedesk.rentals.rules import MemberFact, PayerFact

NEW_FEE, THIRTEEN, USED = (
    "101 CMR 322.03(6)(a)",
    "101 CMR 322.03(6)(f), (18)",
    "101 CMR 322.03(6)(e)",
)
FEES = Fees(rows={"NU": 100_000})


def asked(paid: str, readings: Mapping[str, str] | None = None, **said: object) -> OptionPrice:
    values: dict[str, object] = {
        "charge_id": 0,
        "charge_no": "",
        "member": MemberFact(1, "M1"),
        "payer": PayerFact(1, "MH", Regime.MASSHEALTH),
        "kind": ChargeKind.PURCHASE_OPTION,
        "service_on": date(2026, 10, 20),
        "hcpcs": "E0260",
        "payment_class": "capped",
        "asked": {"paid_to_date": paid},
    }
    charge = ChargeFact(**{**values, **said})  # type: ignore[arg-type]
    return option_price(
        charge,
        price=price,
        fees=lambda *_asked: FEES,
        readings=lambda *_asked: readings or {},
    )


@pytest.mark.parametrize(
    ("paid", "cents"),
    [("0.00", 100_000), ("999.99", 1), ("1000.00", 0), ("1000.01", 0)],
)
def test_what_is_left_of_the_fee_as_new(paid: str, cents: int) -> None:
    found = asked(paid)
    assert found.cents == cents
    assert [(one.clause, one.cents, one.bites) for one in found.ceilings] == [
        (NEW_FEE, 100_000, True),
        (THIRTEEN, 105_000, False),
    ]


def test_a_payer_that_reads_thirteen_months() -> None:
    found = asked("525.00", {"purchase_ceiling": "thirteen_months"})
    assert found.cents == 52_500
    assert [one.clause for one in found.ceilings if one.bites] == [THIRTEEN]


def test_a_payer_that_credits_no_rent() -> None:
    assert asked("525.00", {"rent_credit": "not_credited"}).cents == 100_000


def test_a_used_item_is_bought_at_its_share() -> None:
    found = asked("525.00", condition="used")
    assert found.cents == 22_500
    assert [(one.clause, one.cents) for one in found.ceilings if one.bites] == [(USED, 75_000)]


def test_an_inexpensive_item_has_no_thirteen_months() -> None:
    found = asked("300.00", payment_class="inexpensive", usual_charge_cents=90_000)
    assert found.cents == 70_000
    assert [(one.clause, one.bites) for one in found.ceilings] == [
        (NEW_FEE, True),
        ("101 CMR 322.03(1)(a)", False),
    ]


def test_a_private_payer_pays_the_usual_charge_and_has_no_ceiling() -> None:
    private = PayerFact(2, "PP", Regime.PRIVATE)
    found = asked("525.00", payer=private, usual_charge_cents=120_000)
    assert (found.cents, found.ceilings) == (120_000, ())
    assert asked("525.00", payer=private).cents is None
