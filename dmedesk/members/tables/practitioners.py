"""Who prescribes, and what the public lists said of them."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from dmedesk.members.rules.words import Standing
from dmedesk.store.base import Base, RowVersioned
from dmedesk.store.columns import Moment, choice


class Practitioner(RowVersioned, Base):
    """Who signs prescriptions, known by NPI: kept as given, valid or not (the month holds it).

    ``license_expires_on`` is the last day on which the license is good.
    """

    __tablename__ = "practitioners"
    __table_args__ = (UniqueConstraint("npi"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    npi: Mapped[str]
    last_name: Mapped[str]
    first_name: Mapped[str | None]
    phone: Mapped[str | None]
    fax: Mapped[str | None]
    address1: Mapped[str | None]
    address2: Mapped[str | None]
    city: Mapped[str | None]
    state: Mapped[str | None]
    zip: Mapped[str | None]
    license_no: Mapped[str | None]
    license_expires_on: Mapped[date | None]


class PractitionerCheck(Base):
    """One look into the public lists: what it showed on its day, and who looked. Only appended.

    Of several the one of the latest day counts, then the one recorded last.
    """

    __tablename__ = "practitioner_checks"

    id: Mapped[int] = mapped_column(primary_key=True)
    practitioner_id: Mapped[int] = mapped_column(ForeignKey(Practitioner.id), index=True)
    checked_on: Mapped[date]
    standing: Mapped[Standing] = mapped_column(choice(Standing, "standing"))
    source: Mapped[str]
    checked_by: Mapped[str]
    recorded_at: Mapped[datetime] = mapped_column(Moment)
