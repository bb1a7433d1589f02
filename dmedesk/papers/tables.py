"""Prescriptions and prior authorizations, and the authorized months that invoices used up."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from dmedesk.members.tables import Member, Practitioner
from dmedesk.store.base import Base, RowVersioned


class Prescription(RowVersioned, Base):
    """A signed order of one code for a member. ``expires_on`` is its last good day."""

    __tablename__ = "prescriptions"
    __table_args__ = (
        UniqueConstraint("member_id", "hcpcs", "signed_on", "practitioner_id"),
        CheckConstraint(
            "expires_on IS NULL OR expires_on >= signed_on", name="expires_after_signed"
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey(Member.id))
    hcpcs: Mapped[str]
    signed_on: Mapped[date]
    practitioner_id: Mapped[int] = mapped_column(ForeignKey(Practitioner.id), index=True)
    expires_on: Mapped[date | None]


class Authorization(RowVersioned, Base):
    """A prior authorization of one code for a member; empty ``months`` is no limit of them."""

    __tablename__ = "authorizations"
    __table_args__ = (
        UniqueConstraint("member_id", "hcpcs", "pa_number"),
        CheckConstraint("until_on IS NULL OR until_on > from_on", name="from_before_until"),
        CheckConstraint("months IS NULL OR months >= 0", name="months_are_not_negative"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey(Member.id))
    hcpcs: Mapped[str]
    pa_number: Mapped[str]
    from_on: Mapped[date]
    until_on: Mapped[date | None]
    months: Mapped[int | None]


class AuthorizationUse(Base):
    """One month of an authorization used by an invoiced line, or given back by its credit.

    Only ever appended: ``months`` is 1 when the line is invoiced and -1 when it is credited, so
    what is used up is their sum. ``rental_id`` names a row of the rentals' house, which stands
    above this one; billing writes it down here and is its only writer.
    """

    __tablename__ = "authorization_uses"
    __table_args__ = (
        UniqueConstraint("rental_id", "month_from_on", "round", "months"),
        CheckConstraint("months IN (1, -1)", name="one_month_used_or_given_back"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    authorization_id: Mapped[int] = mapped_column(ForeignKey(Authorization.id), index=True)
    rental_id: Mapped[int]
    month_from_on: Mapped[date]
    round: Mapped[int]
    months: Mapped[int]
