"""Where members live, who pays for them in which rank, and what was noted."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from dmedesk.members.rules.words import Setting
from dmedesk.members.tables.people import Member, Payer
from dmedesk.store.base import Base, RowVersioned
from dmedesk.store.columns import Moment, choice, unique_while


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
