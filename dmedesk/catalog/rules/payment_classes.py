"""What the category of a CMS file says about a code: how its rent is paid, and its family.

The table stands in ``resources/catalog/cms_files.toml`` with its sources.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Any

from dmedesk.catalog.rules.words import Family, PaymentClass
from dmedesk.kit.paths import resources


@dataclass(frozen=True, slots=True)
class Class:
    """A payment class, and the product family where the category tells it."""

    payment_class: PaymentClass | None
    family: Family | None = None


@dataclass(frozen=True, slots=True)
class _PowerWheelchairs:
    category: str
    payment_class: PaymentClass
    ranges: tuple[tuple[str, str], ...]


def class_of(hcpcs: str, category: str) -> Class:
    """The class of a code by its CATG; of a row without a category (PEN), none.

    Codes are compared as text, which for one letter and four digits is their order.
    """
    if not category:
        return Class(None)
    power = _power_wheelchairs()
    if category == power.category and any(a <= hcpcs <= z for a, z in power.ranges):
        return Class(power.payment_class)
    return _categories().get(category, _other())


@cache
def areas() -> tuple[str, ...]:
    """The areas that the state columns of a CMS file have, in the order of the file."""
    return tuple(_facts()["areas"]["codes"])


@cache
def _facts() -> dict[str, Any]:
    path = resources() / "catalog" / "cms_files.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


@cache
def _categories() -> dict[str, Class]:
    return {
        row["category"]: Class(
            PaymentClass(row["payment_class"]), Family(row["family"]) if "family" in row else None
        )
        for row in _facts()["categories"]
    }


@cache
def _other() -> Class:
    return Class(PaymentClass(_facts()["other_categories"]["payment_class"]))


@cache
def _power_wheelchairs() -> _PowerWheelchairs:
    row = _facts()["power_wheelchairs"]
    return _PowerWheelchairs(
        row["category"],
        PaymentClass(row["payment_class"]),
        tuple((first, last) for first, last in row["ranges"]),
    )
