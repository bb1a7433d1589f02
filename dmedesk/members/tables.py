"""Members and where they live, who pays for them, and who prescribes."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from dmedesk.members.rules import Regime, Setting
from dmedesk.store.base import Base, RowVersioned
from dmedesk.store.columns import choice


class Payer(RowVersioned, Base):
    """Who pays: MassHealth, Medicare, another plan or the member; known by its code."""

    __tablename__ = "payers"
    __table_args__ = (UniqueConstraint("code"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str]
    name: Mapped[str]
    regime: Mapped[Regime] = mapped_column(choice(Regime, "regime"))
    address1: Mapped[str | None]
    address2: Mapped[str | None]
    city: Mapped[str | None]
    state: Mapped[str | None]
    zip: Mapped[str | None]


class Practitioner(RowVersioned, Base):
    """Who signs prescriptions, known by NPI: kept as given, valid or not (the month holds it)."""

    __tablename__ = "practitioners"
    __table_args__ = (UniqueConstraint("npi"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    npi: Mapped[str]
    last_name: Mapped[str]
    first_name: Mapped[str | None]
    phone: Mapped[str | None]


class Member(RowVersioned, Base):
    """The person who receives equipment, with or without coverage."""

    __tablename__ = "members"
    __table_args__ = (UniqueConstraint("member_no"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    member_no: Mapped[str]
    last_name: Mapped[str]
    first_name: Mapped[str]
    birth_on: Mapped[date | None]
    masshealth_id: Mapped[str | None]
    medicare_mbi: Mapped[str | None]
    address1: Mapped[str | None]
    address2: Mapped[str | None]
    city: Mapped[str | None]
    state: Mapped[str | None]
    zip: Mapped[str | None]
    phone: Mapped[str | None]
    deceased_on: Mapped[date | None]


class Residence(RowVersioned, Base):
    """Where a member lives from a first day on; ``until_on`` is the day after the last."""

    __tablename__ = "residences"
    __table_args__ = (
        UniqueConstraint("member_id", "from_on"),
        CheckConstraint("until_on IS NULL OR until_on > from_on", name="from_before_until"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey(Member.id))
    setting: Mapped[Setting] = mapped_column(choice(Setting, "setting"))
    from_on: Mapped[date]
    until_on: Mapped[date | None]
    facility_name: Mapped[str | None]
