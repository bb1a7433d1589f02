"""The read side of the shop itself."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from dmedesk.shop.tables import Company


def company_on(session: Session, *, on: date) -> Company | None:
    """The letterhead in force on a day, the earliest one before its first day; None without any."""
    versions = session.scalars(select(Company).order_by(Company.from_on)).all()
    in_force = [version for version in versions if version.from_on <= on]
    return in_force[-1] if in_force else next(iter(versions), None)
