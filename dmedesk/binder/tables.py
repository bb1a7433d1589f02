"""That an audit binder was made. Its bytes are not kept: they are copies of what is."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from dmedesk.members.tables import Member
from dmedesk.store.base import Base
from dmedesk.store.columns import Moment


class Binder(Base):
    """One binder: whose, for which days, which sections (by their keys, between blanks), how many
    pages, how many things its cover calls missing, and the SHA-256 of its bytes.

    ``turn`` counts a member's binders from 1. A fact: never edited. Not exported, for it tells of
    paper and not of the business.
    """

    __tablename__ = "binders"
    __table_args__ = (
        UniqueConstraint("member_id", "turn"),
        UniqueConstraint("binder_no"),
        CheckConstraint("turn >= 1", name="turn_is_positive"),
        CheckConstraint("pages >= 1", name="has_pages"),
        CheckConstraint("missing >= 0", name="missing_is_not_negative"),
        CheckConstraint("until_on > from_on", name="ends_after_it_begins"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey(Member.id))
    turn: Mapped[int]
    binder_no: Mapped[str]
    from_on: Mapped[date | None]
    until_on: Mapped[date | None]
    sections: Mapped[str]
    pages: Mapped[int]
    missing: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(64))
    made_at: Mapped[datetime] = mapped_column(Moment)
    made_by: Mapped[str] = mapped_column(String(200))
