"""Units and their notes as the files have them."""

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from dmedesk.assets.tables import (
    Asset,
    AssetNote,
    Count,
    CountFact,
    CountUnit,
    MaintenanceEntry,
    MaintenancePlan,
    Movement,
    Place,
    UnitCheck,
)
from dmedesk.catalog.tables import Product
from dmedesk.kit.stored import StoredRow
from dmedesk.members.tables import Member
from dmedesk.store.rows import stored_rows


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
            Asset.inventory_no,
            Asset.udi_di,
            Asset.udi_pi,
            Asset.lot_expires_on,
            Asset.warranty_ends_on,
            Asset.vendor,
            Asset.purchase_invoice_no,
        ).join(Product, Product.id == Asset.product_id),
    )


def stored_asset_notes(session: Session) -> list[StoredRow]:
    """Every note about a unit, as ``asset_notes.csv`` has it; the serial in its compared form."""
    return stored_rows(
        session,
        select(
            AssetNote.id,
            Asset.serial_key.label("serial"),
            AssetNote.written_at,
            AssetNote.written_by,
            AssetNote.note,
        ).join(Asset, Asset.id == AssetNote.asset_id),
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


def count_ids(session: Session) -> dict[int, int]:
    """The id of every count by its number."""
    return dict(session.execute(select(Count.count_no, Count.id)).all())


def stored_counts(session: Session) -> list[StoredRow]:
    """Every count as it began, as ``counts.csv`` has it."""
    return stored_rows(
        session,
        select(
            Count.id,
            Count.count_no,
            Place.name.label("place"),
            Count.begun_on,
            Count.begun_at,
            Count.begun_by,
        ).outerjoin(Place, Place.id == Count.place_id),
    )


def stored_count_units(session: Session) -> list[StoredRow]:
    """Every unit that a count expected, as ``count_units.csv`` has it."""
    return stored_rows(
        session,
        select(CountUnit.id, Count.count_no, Asset.serial_key.label("serial"))
        .join(Count, Count.id == CountUnit.count_id)
        .join(Asset, Asset.id == CountUnit.asset_id),
    )


def stored_count_facts(session: Session) -> list[StoredRow]:
    """Every scan and settling, as ``count_facts.csv`` has it."""
    return stored_rows(
        session,
        select(
            CountFact.id,
            Count.count_no,
            CountFact.turn,
            CountFact.step,
            CountFact.scanned,
            Asset.serial_key.label("serial"),
            CountFact.was_state,
            Place.name.label("was_place"),
            CountFact.settled,
            CountFact.note,
            CountFact.done_on,
            CountFact.recorded_at,
            CountFact.recorded_by,
        )
        .join(Count, Count.id == CountFact.count_id)
        .outerjoin(Asset, Asset.id == CountFact.asset_id)
        .outerjoin(Place, Place.id == CountFact.was_place_id),
    )


def plan_ids(session: Session) -> dict[int, int]:
    """The id of every maintenance plan by its number."""
    return dict(session.execute(select(MaintenancePlan.plan_no, MaintenancePlan.id)).all())


def stored_plans(session: Session) -> list[StoredRow]:
    """Every maintenance plan, as ``maintenance_plans.csv`` has it."""
    return stored_rows(
        session,
        select(
            MaintenancePlan.id,
            MaintenancePlan.plan_no,
            Product.product_no,
            MaintenancePlan.work,
            MaintenancePlan.every,
            MaintenancePlan.interval_count.label("interval"),
            MaintenancePlan.source,
            MaintenancePlan.ended_on,
        ).join(Product, Product.id == MaintenancePlan.product_id),
    )


def stored_maintenance(session: Session) -> list[StoredRow]:
    """Every entry of the units' logs, as ``maintenance.csv`` has it."""
    return stored_rows(
        session,
        select(
            MaintenanceEntry.id,
            Asset.serial_key.label("serial"),
            MaintenanceEntry.turn,
            MaintenanceEntry.step,
            MaintenanceEntry.done_on,
            MaintenancePlan.plan_no,
            MaintenanceEntry.fault,
            MaintenanceEntry.work,
            MaintenanceEntry.hours,
            MaintenanceEntry.parts,
            MaintenanceEntry.cost_cents.label("cost"),
            MaintenanceEntry.technician,
            MaintenanceEntry.vendor,
            MaintenanceEntry.note,
            MaintenanceEntry.reverses,
            MaintenanceEntry.recorded_at,
            MaintenanceEntry.recorded_by,
        )
        .join(Asset, Asset.id == MaintenanceEntry.asset_id)
        .outerjoin(MaintenancePlan, MaintenancePlan.id == MaintenanceEntry.plan_id),
    )
