"""The kinds of charges are those that the rate engine prices."""

from typing import get_args

from dmedesk.billing.rules.charges import ChargeKind
from dmedesk.rates.question import Service

SOLD = {ChargeKind.SUPPLY, ChargeKind.REPAIR}
"""Priced as a purchase."""


def test_every_kind_is_a_service_of_the_engine() -> None:
    services = set(get_args(Service))
    asked = set(ChargeKind) - SOLD - {ChargeKind.REMAINDER}
    assert {kind.value for kind in asked} <= services
