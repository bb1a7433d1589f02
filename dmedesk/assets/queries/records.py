"""One unit with all that its page shows of its own house."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import inspect, select
from sqlalchemy.orm import Session

from dmedesk.assets.rules import AssetState
from dmedesk.assets.rules.units import odd_shape
from dmedesk.assets.tables import Asset, AssetNote
from dmedesk.catalog.queries.finding import product_named
from dmedesk.store.finding import Found

_NOT_VALUES = frozenset({"id", "row_version", "serial_key"})
_SERIALS_LOOKED_AT = 50


@dataclass(frozen=True, slots=True)
class UnitNote:
    """What somebody wrote down about a unit, and when (UTC)."""

    written_at: datetime
    written_by: str
    note: str


@dataclass(frozen=True, slots=True)
class UnitRecord:
    """One unit. ``values`` are its attributes, ``version`` the row version they were read at.

    ``oddity`` is a word where its serial looks otherwise than those of its product.
    """

    id: int
    serial: str
    state: AssetState
    version: int
    product: Found | None
    values: Mapping[str, Any]
    notes: tuple[UnitNote, ...]
    oddity: str


def unit_record(session: Session, asset_id: int) -> UnitRecord | None:
    """One unit; None where there is none of this id."""
    unit = session.get(Asset, asset_id)
    if unit is None:
        return None
    names = [column.key for column in inspect(Asset).columns if column.key not in _NOT_VALUES]
    return UnitRecord(
        unit.id,
        unit.serial,
        unit.state,
        unit.row_version,
        product_named(session, unit.product_id),
        {name: getattr(unit, name) for name in names},
        _notes(session, asset_id),
        odd_shape(unit.serial, _serials_beside(session, unit)),
    )


def _notes(session: Session, asset_id: int) -> tuple[UnitNote, ...]:
    chosen = (
        select(AssetNote)
        .where(AssetNote.asset_id == asset_id)
        .order_by(AssetNote.written_at.desc(), AssetNote.id.desc())
    )
    return tuple(
        UnitNote(one.written_at, one.written_by, one.note) for one in session.scalars(chosen)
    )


def _serials_beside(session: Session, unit: Asset) -> list[str]:
    """Serials of other units of its product, the latest ones."""
    chosen = (
        select(Asset.serial)
        .where(Asset.product_id == unit.product_id, Asset.id != unit.id)
        .order_by(Asset.id.desc())
        .limit(_SERIALS_LOOKED_AT)
    )
    return list(session.scalars(chosen))
