"""The read side of the shop itself."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from dmedesk.kit.records import StoredRow
from dmedesk.shop.tables import Company, NumberSeries
from dmedesk.store.rows import stored_rows


def company_on(session: Session, *, on: date) -> Company | None:
    """The letterhead in force on a day, the earliest one before its first day; None without any."""
    versions = session.scalars(select(Company).order_by(Company.from_on)).all()
    in_force = [version for version in versions if version.from_on <= on]
    return in_force[-1] if in_force else next(iter(versions), None)


def stored_letterheads(session: Session) -> list[StoredRow]:
    """Every version of the letterhead, as ``company.csv`` has it."""
    columns = (Company.address1, Company.address2, Company.city, Company.state, Company.zip)
    chosen = select(Company.id, Company.from_on, Company.name, *columns, Company.phone, Company.npi)
    return stored_rows(session, chosen)


def stored_numbering(session: Session) -> list[StoredRow]:
    """What the papers are numbered by, as ``numbering.csv`` has it."""
    return stored_rows(
        session,
        select(
            NumberSeries.id,
            NumberSeries.key.label("series"),
            NumberSeries.prefix,
            NumberSeries.next_number,
            NumberSeries.width,
        ),
    )
