"""The statements that members were made: only ever appended, their bytes attached to the member."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from dmedesk.members.tables import Member
from dmedesk.store.base import Base
from dmedesk.store.columns import Cents, Moment


class MadeStatement(Base):
    """A statement as it was made. ``turn`` counts those of a member of one day from 1.

    ``owed_cents`` is what it says that the member owes, ``held_cents`` what the shop holds of the
    member's; ``sha256`` (hex) is the digest of its bytes.
    """

    __tablename__ = "statements"
    __table_args__ = (
        UniqueConstraint("statement_no"),
        UniqueConstraint("member_id", "as_of_on", "turn"),
        CheckConstraint("turn >= 1", name="turn_is_positive"),
        CheckConstraint(
            "owed_cents >= 0 AND held_cents >= 0 AND (owed_cents = 0 OR held_cents = 0)",
            name="owed_or_held",
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    statement_no: Mapped[str]
    member_id: Mapped[int] = mapped_column(ForeignKey(Member.id))
    as_of_on: Mapped[date]
    turn: Mapped[int]
    is_large: Mapped[bool]
    owed_cents: Mapped[int] = mapped_column(Cents)
    held_cents: Mapped[int] = mapped_column(Cents)
    sha256: Mapped[str]
    made_at: Mapped[datetime] = mapped_column(Moment)
    made_by: Mapped[str]
