"""Products, kits, fees and their editions as their files have them."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from dmedesk.catalog.rules.fees import fee_of
from dmedesk.catalog.tables import CmsFee, CmsZip, FeeEdition, FeeRow, Kit, KitLine, Product
from dmedesk.kit.stored import StoredRow
from dmedesk.store.rows import stored_rows


def product_ids(session: Session) -> dict[str, int]:
    """The id of every product by number."""
    return dict(session.execute(select(Product.product_no, Product.id)).all())


def stored_products(session: Session) -> list[StoredRow]:
    """Every product, as ``products.csv`` has it; money in cents."""
    return stored_rows(
        session,
        select(
            Product.id,
            Product.product_no,
            Product.hcpcs,
            Product.description,
            Product.manufacturer,
            Product.model,
            Product.udi_di,
            Product.usual_rental_cents.label("usual_rental"),
            Product.usual_purchase_cents.label("usual_purchase"),
            Product.family,
            Product.payment_class,
        ),
    )


def kit_ids(session: Session) -> dict[str, int]:
    """The id of every kit by its name."""
    return dict(session.execute(select(Kit.name, Kit.id)).all())


def stored_kits(session: Session) -> list[StoredRow]:
    """Every kit, as ``kits.csv`` has it."""
    return stored_rows(
        session,
        select(Kit.id, Kit.name.label("kit"), Kit.from_on, Kit.ended_on, Kit.note),
    )


def stored_kit_lines(session: Session) -> list[StoredRow]:
    """What is in every kit, as ``kit_lines.csv`` has it."""
    return stored_rows(
        session,
        select(
            KitLine.id,
            Kit.name.label("kit"),
            Product.product_no,
            KitLine.quantity,
            KitLine.by_serial,
        )
        .join(Kit, Kit.id == KitLine.kit_id)
        .join(Product, Product.id == KitLine.product_id)
        .order_by(KitLine.id),
    )


def edition_ids(session: Session) -> dict[int, int]:
    """The id of the n-th file that the rate book took in."""
    return dict(enumerate(session.scalars(select(FeeEdition.id).order_by(FeeEdition.id)), start=1))


def stored_fees(session: Session) -> list[StoredRow]:
    """Every row in our own form, as ``fees.csv`` has it; ``until_on`` is the day after the last."""
    chosen = select(
        FeeRow.id,
        FeeRow.hcpcs,
        FeeRow.modifiers,
        FeeRow.state,
        FeeRow.fee_cents,
        FeeRow.from_on,
        FeeRow.until_on,
        FeeRow.payment_class,
        FeeRow.family,
        FeeRow.source,
        FeeRow.regime,
        FeeRow.edition_id,
    )
    return _with_fees(session, stored_rows(session, chosen))


def stored_editions(session: Session) -> list[StoredRow]:
    """Every file that the rate book took in, in that order, as ``fee_editions.csv`` has it."""
    chosen = select(
        FeeEdition.id,
        FeeEdition.id.label("edition_id"),
        FeeEdition.kind,
        FeeEdition.from_on,
        FeeEdition.state,
        FeeEdition.area,
        FeeEdition.file_name,
        FeeEdition.sha256,
        FeeEdition.source,
        FeeEdition.row_count,
        FeeEdition.imported_at,
        FeeEdition.imported_by,
    ).order_by(FeeEdition.id)
    return _numbered(session, stored_rows(session, chosen))


def stored_cms_fees(session: Session) -> list[StoredRow]:
    """Every published fee, as ``cms_fees.csv`` has it."""
    chosen = select(
        CmsFee.id,
        CmsFee.edition_id,
        CmsFee.hcpcs,
        CmsFee.modifiers,
        CmsFee.area,
        CmsFee.cba_name,
        CmsFee.state,
        CmsFee.fee_cents,
        CmsFee.payment_class,
        CmsFee.family,
    )
    return _with_fees(session, stored_rows(session, chosen))


def stored_cms_zips(session: Session) -> list[StoredRow]:
    """Every published ZIP, as ``cms_zips.csv`` has it."""
    chosen = select(CmsZip.id, CmsZip.edition_id, CmsZip.zip, CmsZip.state, CmsZip.cba_name)
    return _numbered(session, stored_rows(session, chosen))


def _with_fees(session: Session, rows: list[StoredRow]) -> list[StoredRow]:
    for row in rows:
        row.values["fee"] = fee_of(row.values.pop("state"), row.values.pop("fee_cents"))
    return _numbered(session, rows)


def _numbered(session: Session, rows: list[StoredRow]) -> list[StoredRow]:
    """The rows with their edition's place in the order of all, for its id."""
    places = {edition_id: place for place, edition_id in edition_ids(session).items()}
    for row in rows:
        row.values["edition"] = places[row.values.pop("edition_id")]
    return rows
