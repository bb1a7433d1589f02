"""The read side of units."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from dmedesk.assets.tables import Asset, Movement, Place, UnitCheck
from dmedesk.catalog.tables import Product
from dmedesk.kit.records import StoredRow
from dmedesk.members.tables import Member
from dmedesk.store.rows import stored_rows
from dmedesk.store.search import Entry, Feed, said


def stored_assets(session: Session) -> list[StoredRow]:
    """Every unit, as ``assets.csv`` has it."""
    return stored_rows(
        session,
        select(
            Asset.id,
            Asset.serial,
            Product.product_no,
            Asset.condition,
            Asset.lot,
            Asset.acquired_on,
            Asset.cost_cents.label("cost"),
            Asset.state,
        ).join(Product, Product.id == Asset.product_id),
    )


def asset_ids(session: Session) -> dict[str, int]:
    """The id of every unit by the compared form of its serial."""
    return dict(session.execute(select(Asset.serial_key, Asset.id)).all())


def place_ids(session: Session) -> dict[str, int]:
    """The id of every place by its name."""
    return dict(session.execute(select(Place.name, Place.id)).all())


def stored_places(session: Session) -> list[StoredRow]:
    """Every place, as ``places.csv`` has it."""
    named = Place.name.label("place")
    return stored_rows(session, select(Place.id, named, Place.kind, Place.closed_on))


def stored_movements(session: Session) -> list[StoredRow]:
    """Every movement, as ``movements.csv`` has it."""
    before, after = aliased(Member), aliased(Member)
    left, reached = aliased(Place), aliased(Place)
    return stored_rows(
        session,
        select(
            Movement.id,
            Asset.serial_key.label("serial"),
            Movement.turn,
            Movement.move,
            Movement.moved_on,
            Movement.from_state,
            Movement.to_state,
            before.member_no.label("from_member"),
            after.member_no.label("to_member"),
            left.name.label("from_place"),
            reached.name.label("to_place"),
            Movement.cause_kind.label("cause"),
            Movement.cause_no,
            Movement.note,
            Movement.reverses,
            Movement.recorded_at,
            Movement.recorded_by,
        )
        .join(Asset, Asset.id == Movement.asset_id)
        .outerjoin(before, before.id == Movement.from_member_id)
        .outerjoin(after, after.id == Movement.to_member_id)
        .outerjoin(left, left.id == Movement.from_place_id)
        .outerjoin(reached, reached.id == Movement.to_place_id),
    )


def stored_checks(session: Session) -> list[StoredRow]:
    """Every look at the bench, as ``unit_checks.csv`` has it."""
    return stored_rows(
        session,
        select(
            UnitCheck.id,
            Asset.serial_key.label("serial"),
            UnitCheck.checked_on,
            UnitCheck.technician,
            UnitCheck.seen,
            UnitCheck.passed,
            UnitCheck.note,
            UnitCheck.recorded_at,
            UnitCheck.recorded_by,
        ).join(Asset, Asset.id == UnitCheck.asset_id),
    )


def _unit(row: Any) -> Entry:
    return Entry(
        row.id,
        row.serial,
        said(row.description, row.hcpcs, row.state.value.replace("_", " "), row.lot),
        numbers=(row.serial_key, row.lot, row.udi_di),
        others=(row.description, row.hcpcs, row.manufacturer, row.model),
    )


UNITS = Feed(
    kind="asset",
    section="Units",
    letter="u",
    rows=select(
        Asset.id,
        Asset.serial,
        Asset.serial_key,
        Asset.state,
        Asset.lot,
        Product.description,
        Product.hcpcs,
        Product.manufacturer,
        Product.model,
        Product.udi_di,
    ).join(Product, Product.id == Asset.product_id),
    entry=_unit,
    table="assets",
    tables={"assets": Asset.id, "products": Product.id},
)
