"""Every kind and source of charge has its words."""

import pytest

from dmedesk.billing.rules.charge_words import KINDS, SOURCES, charge_named, units_named
from dmedesk.billing.rules.charges import ChargeKind, SourceKind
from dmedesk.billing.rules.printed import PrintedCharge


def test_nothing_is_without_words() -> None:
    assert set(KINDS) == set(ChargeKind)
    assert set(SOURCES) == set(SourceKind)


@pytest.mark.parametrize(
    ("kind", "units", "condition", "named", "counted"),
    [
        (ChargeKind.PURCHASE, 1, "used", "Purchase, used C7", "1 unit"),
        (ChargeKind.SUPPLY, 30, "new", "Supply C7", "30 units"),
        (ChargeKind.DIRECT_SERVICE, 3, "new", "Direct service C7", "3 hours"),
        (ChargeKind.INFUSION_DAY, 1, "new", "Infusion day C7", "1 day"),
    ],
)
def test_a_charge_is_named(
    kind: ChargeKind, units: int, condition: str, named: str, counted: str
) -> None:
    charge = PrintedCharge("C7", kind, units, condition)
    assert (charge_named(charge), units_named(charge)) == (named, counted)
