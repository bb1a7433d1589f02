"""HCPCS codes that a supplier of equipment meets, as small typed facts with their source.

They name a code on screen and propose a class for a new product; what a fee file says about a
code wins. Limits of use are no facts of a code and do not stand here.
"""

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from types import MappingProxyType

from dmedesk.catalog.rules.words import Family, PaymentClass
from dmedesk.kit.paths import resources


class Source(StrEnum):
    """Where a fact is from; ``resources/catalog/README.md`` says which edition."""

    HCPCS = "HCPCS"
    DMEPOS = "DMEPOS"


@dataclass(frozen=True, slots=True)
class Code:
    """One code: what it is, and the class and family that CMS's category gives, if any."""

    code: str
    words: str
    payment_class: PaymentClass | None
    family: Family | None
    source: Source


@cache
def codes() -> Mapping[str, Code]:
    """Every code by its five characters."""
    text = (resources() / "catalog" / "hcpcs.csv").read_text(encoding="utf-8")
    return MappingProxyType(
        {
            row["code"]: Code(
                row["code"],
                row["words"],
                PaymentClass(row["payment_class"]) if row["payment_class"] else None,
                Family(row["family"]) if row["family"] else None,
                Source(row["source"]),
            )
            for row in csv.DictReader(io.StringIO(text))
        }
    )
