"""The read side of the shop itself."""

from collections.abc import Collection, Iterator
from datetime import date
from hashlib import sha256

from sqlalchemy import select
from sqlalchemy.orm import Session

from dmedesk.kit.findings import Finding, Severity
from dmedesk.kit.records import StoredRow, Values
from dmedesk.shop.tables import Company, Logo, NumberSeries
from dmedesk.store.rows import stored_rows


def company_on(session: Session, *, on: date) -> Company | None:
    """The letterhead in force on a day, the earliest one before its first day; None without any."""
    versions = session.scalars(select(Company).order_by(Company.from_on)).all()
    in_force = [version for version in versions if version.from_on <= on]
    return in_force[-1] if in_force else next(iter(versions), None)


def stored_letterheads(session: Session) -> list[StoredRow]:
    """Every version of the letterhead, as ``company.csv`` has it."""
    columns = (Company.address1, Company.address2, Company.city, Company.state, Company.zip)
    marks = (Company.phone, Company.npi, Company.logo)
    return stored_rows(session, select(Company.id, Company.from_on, Company.name, *columns, *marks))


def letterhead_on(session: Session, *, on: date) -> Values:
    """The letterhead of ``company_on``, as ``company.csv`` has it; empty without any."""
    company = company_on(session, on=on)
    found = (row.values for row in stored_letterheads(session) if company and row.id == company.id)
    return next(found, {})


def logo_names(session: Session) -> set[str]:
    """The names of every logo that the shop has, or had."""
    return set(session.scalars(select(Logo.name)))


def logo_contents(session: Session, *, names: Collection[str]) -> dict[str, bytes]:
    """The bytes of these logos, by name and in its order; the database is asked only for some."""
    if not names:
        return {}
    chosen = select(Logo.name, Logo.content).where(Logo.name.in_(names)).order_by(Logo.name)
    return dict(session.execute(chosen).all())


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


def logo_faults(session: Session) -> Iterator[Finding]:
    """Logos whose bytes are not those that their names tell any more."""
    for name, content in session.execute(select(Logo.name, Logo.content)):
        if sha256(content).hexdigest() != name.partition(".")[0]:
            yield Finding(
                Severity.STOP,
                "logo_damaged",
                "The stored logo is not the one that was taken in.",
                subject=name,
                remedy="Take it from a backup, or put a new letterhead in force.",
            )
