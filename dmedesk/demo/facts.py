"""What the demo shop is made of, from ``resources/demo/shop.toml``, and how it numbers things."""

import tomllib
from collections.abc import Mapping
from functools import cache
from typing import Any

from dmedesk.kit.paths import resources


@cache
def facts() -> dict[str, Any]:
    """The names, products, units and fees of the demo shop."""
    return tomllib.loads((resources() / "demo" / "shop.toml").read_text(encoding="utf-8"))


def member_no(number: int) -> str:
    """The number of the n-th member."""
    return f"M{number:04}"


def serial_of(product_no: str, number: int) -> str:
    """The serial of a product's n-th unit."""
    return f"{product_no}-{24000 + number * 17}"


def npi_of(practitioner: Mapping[str, Any]) -> str:
    """A practitioner's nine digits and their check digit, which one of them has mistyped."""
    base: str = practitioner["base"]
    right = int(_check_digit(base))
    return base + str((right + 1) % 10 if practitioner.get("mistyped") else right)


def _check_digit(base: str) -> str:
    """Luhn over the nine digits after the prefix 80840 (45 CFR 162)."""
    digits = [int(digit) for digit in reversed("80840" + base)]
    total = sum(sum(divmod(2 * digit, 10)) for digit in digits[::2]) + sum(digits[1::2])
    return str(-total % 10)
