"""CATG gives the class (``billing.md``: files)."""

import pytest

from dmedesk.catalog.rules.payment_classes import Class, class_of
from dmedesk.catalog.rules.words import Family, PaymentClass


@pytest.mark.parametrize(
    ("category", "found"),
    [
        ("CR", Class(PaymentClass.CAPPED)),
        ("IN", Class(PaymentClass.INEXPENSIVE)),
        ("FS", Class(PaymentClass.MONTHLY)),
        ("OX", Class(PaymentClass.MONTHLY, Family.OXYGEN)),
        *((rest, Class(PaymentClass.PURCHASE_ONLY)) for rest in ("SU", "PO", "TE", "LT", "ZZ")),
        ("", Class(None)),
    ],
)
def test_a_category_gives_its_class(category: str, found: Class) -> None:
    assert class_of("E0601", category) == found


@pytest.mark.parametrize(
    ("hcpcs", "power"),
    [
        ("K0009", False),
        ("K0010", True),
        ("K0014", True),
        ("K0015", False),
        ("K0812", False),
        ("K0813", True),
        ("K0898", True),
        ("K0899", False),
    ],
)
def test_capped_codes_of_two_ranges_are_power_wheelchairs(hcpcs: str, power: bool) -> None:
    capped = PaymentClass.CAPPED_POWER_WHEELCHAIR if power else PaymentClass.CAPPED
    assert class_of(hcpcs, "CR") == Class(capped)
    assert class_of(hcpcs, "IN") == Class(PaymentClass.INEXPENSIVE)
