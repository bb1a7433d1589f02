"""The read side of the shop itself."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from sqlalchemy import select
from sqlalchemy.orm import Session

from dmedesk.kit.findings import Finding, Severity
from dmedesk.kit.postal import Letterhead, address_lines
from dmedesk.kit.stored import StoredRow, Values
from dmedesk.shop.tables import ClosedDay, Company, Logo, NumberSeries
from dmedesk.store.rows import stored_rows


def company_on(session: Session, *, on: date) -> Company | None:
    """The letterhead in force on a day, the earliest one before its first day; None without any."""
    versions = session.scalars(select(Company).order_by(Company.from_on)).all()
    in_force = [version for version in versions if version.from_on <= on]
    return in_force[-1] if in_force else next(iter(versions), None)


def no_letterhead(subject: str = "") -> Finding:
    """That there is nothing to print a paper under; ``subject`` is the paper's number."""
    message, remedy = "The shop has no letterhead.", "Enter it under Settings, Company."
    return Finding(Severity.STOP, "letterhead_missing", message, subject, remedy=remedy)


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


def printed_letterhead(session: Session, *, on: date) -> Letterhead | None:
    """The letterhead of ``company_on`` as papers print it; None for a shop without any."""
    company = company_on(session, on=on)
    if company is None:
        return None
    names = [company.logo] if company.logo else []
    place = (company.address1, company.address2, company.city, company.state, company.zip)
    return Letterhead(
        name=company.name,
        lines=address_lines(*place),
        phone=company.phone or "",
        npi=company.npi or "",
        logo=logo_contents(session, names=names).get(company.logo or ""),
    )


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


@dataclass(frozen=True, slots=True)
class Numbering:
    """What a sequence of papers is numbered by. ``row_version`` is the one that was read."""

    id: int
    prefix: str
    next_number: int
    width: int
    is_begun: bool
    row_version: int


def numbering(session: Session, *, key: str) -> Numbering | None:
    """A sequence by its key; None for a shop that was not founded."""
    series = session.scalar(select(NumberSeries).where(NumberSeries.key == key))
    if series is None:
        return None
    return Numbering(
        series.id,
        series.prefix,
        series.next_number,
        series.width,
        series.is_begun,
        series.row_version,
    )


@dataclass(frozen=True, slots=True)
class ClosedDayRow:
    """A day on which the shop is closed."""

    id: int
    closed_on: date
    name: str


def closed_days(session: Session, *, from_on: date, until_on: date) -> list[ClosedDayRow]:
    """The shop's own closed days from a day up to, and without, another, in their order."""
    chosen = (
        select(ClosedDay.id, ClosedDay.closed_on, ClosedDay.name)
        .where(ClosedDay.closed_on >= from_on, ClosedDay.closed_on < until_on)
        .order_by(ClosedDay.closed_on)
    )
    return [ClosedDayRow(*row) for row in session.execute(chosen)]


def stored_closed_days(session: Session) -> list[StoredRow]:
    """The shop's own closed days, as ``closed_days.csv`` has them."""
    return stored_rows(session, select(ClosedDay.id, ClosedDay.closed_on, ClosedDay.name))
