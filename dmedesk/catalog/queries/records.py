"""One product with all that its page shows of its own house; one fee row of the shop's own."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import inspect, select
from sqlalchemy.orm import Session

from dmedesk.catalog.rules.fees import fee_of
from dmedesk.catalog.rules.words import FeeRegime
from dmedesk.catalog.tables import FeeRow, Product

_NOT_VALUES = frozenset({"id", "row_version"})


@dataclass(frozen=True, slots=True)
class ProductRecord:
    """One product. ``values`` are its attributes, ``version`` the row version they were read at."""

    id: int
    title: str
    version: int
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class FeeRecord:
    """One fee row of the shop's own: its attributes, the fee as one value, and its edition."""

    id: int
    version: int
    edition_id: int
    values: Mapping[str, Any]


def product_record(session: Session, product_id: int) -> ProductRecord | None:
    """One product; None where there is none of this id."""
    found = session.get(Product, product_id)
    if found is None:
        return None
    return ProductRecord(found.id, found.description, found.row_version, _values(found))


def own_fee_id(
    session: Session, *, regime: FeeRegime, hcpcs: str, modifiers: str, from_on: date
) -> int | None:
    """The id of the shop's own row that is known by these; None where it is published."""
    chosen = select(FeeRow.id).where(
        FeeRow.regime == regime,
        FeeRow.hcpcs == hcpcs,
        FeeRow.modifiers == modifiers,
        FeeRow.from_on == from_on,
    )
    return session.scalar(chosen)


def fee_record(session: Session, row_id: int) -> FeeRecord | None:
    """One fee row of the shop's own; None where there is none of this id."""
    found = session.get(FeeRow, row_id)
    if found is None:
        return None
    values = _values(found)
    values["fee"] = fee_of(values.pop("state"), values.pop("fee_cents"))
    return FeeRecord(found.id, found.row_version, values.pop("edition_id"), values)


def _values(row: Any) -> dict[str, Any]:
    names = (column.key for column in inspect(type(row)).columns)
    return {name: getattr(row, name) for name in names if name not in _NOT_VALUES}
