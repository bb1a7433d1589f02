"""Members and where they live, who pays for them, and who prescribes."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from dmedesk.members.rules.words import LeavingReason, Regime, Setting, Standing
from dmedesk.store.base import Base, RowVersioned
from dmedesk.store.columns import Moment, choice, unique_while


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


class Coverage(RowVersioned, Base):
    """A payer of a member: in which rank, from a first day on, and by which number it knows them.

    ``until_on`` is the day after the last. No two of one rank hold on one day: the step that made
    the table bids the database see to that, PostgreSQL by an exclusion, SQLite by triggers.
    """

    __tablename__ = "coverages"
    __table_args__ = (
        UniqueConstraint("member_id", "rank", "from_on"),
        CheckConstraint("until_on IS NULL OR until_on > from_on", name="from_before_until"),
        CheckConstraint("rank >= 1", name="rank_is_positive"),
        unique_while(
            "uq_coverages_member_id_rank_open", "member_id", "rank", condition="until_on IS NULL"
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey(Member.id))
    payer_id: Mapped[int] = mapped_column(ForeignKey(Payer.id), index=True)
    rank: Mapped[int]
    from_on: Mapped[date]
    until_on: Mapped[date | None]
    number: Mapped[str | None]


class MemberNote(Base):
    """What somebody wrote down about a member. Only ever appended."""

    __tablename__ = "member_notes"

    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey(Member.id), index=True)
    written_at: Mapped[datetime] = mapped_column(Moment)
    written_by: Mapped[str]
    note: Mapped[str]
