"""Members and who pays for them: what every list names."""

from datetime import date

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from dmedesk.members.rules.words import LeavingReason, Regime
from dmedesk.store.base import Base, RowVersioned
from dmedesk.store.columns import choice


class Payer(RowVersioned, Base):
    """Who pays: MassHealth, Medicare, another plan or the member; known by its code.

    ``filing_days`` are the days within which it must have a claim (MassHealth: 130 CMR 450.309).
    """

    __tablename__ = "payers"
    __table_args__ = (
        UniqueConstraint("code"),
        CheckConstraint("filing_days > 0", name="filing_days_are_positive"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str]
    name: Mapped[str]
    regime: Mapped[Regime] = mapped_column(choice(Regime, "regime"))
    address1: Mapped[str | None]
    address2: Mapped[str | None]
    city: Mapped[str | None]
    state: Mapped[str | None]
    zip: Mapped[str | None]
    phone: Mapped[str | None]
    electronic_payer_id: Mapped[str | None]
    filing_days: Mapped[int | None]


class Member(RowVersioned, Base):
    """The person who receives equipment, with or without coverage.

    ``deceased_on`` and ``left_on`` stop every rental: no month that begins after such a day is
    due. The delivery address is empty where it is the same as the address.
    """

    __tablename__ = "members"
    __table_args__ = (
        UniqueConstraint("member_no"),
        CheckConstraint(
            "(left_on IS NULL AND left_reason IS NULL)"
            " OR (left_on IS NOT NULL AND left_reason IS NOT NULL)",
            name="left_for_a_reason",
        ),
    )

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
    left_on: Mapped[date | None]
    left_reason: Mapped[LeavingReason | None] = mapped_column(choice(LeavingReason, "left_reason"))
    phone2: Mapped[str | None]
    language: Mapped[str | None]
    delivery_address1: Mapped[str | None]
    delivery_address2: Mapped[str | None]
    delivery_city: Mapped[str | None]
    delivery_state: Mapped[str | None]
    delivery_zip: Mapped[str | None]
    directions: Mapped[str | None]
    emergency_name: Mapped[str | None]
    emergency_relation: Mapped[str | None]
    emergency_phone: Mapped[str | None]
