"""What was said about a member's account. Only ever appended: a later note settles an earlier."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from dmedesk.billing.rules.notes import NoteKind
from dmedesk.members.tables import Member, Payer
from dmedesk.store.base import Base
from dmedesk.store.columns import Cents, Moment, choice


class AccountNote(Base):
    """One call, letter or note about what is owed for a member.

    ``payer_id`` is who was spoken to, empty for the member. ``promised_on`` and ``promised_cents``
    are what was promised; ``follow_up_on`` is the day to ask again. ``settles_id`` is the earlier
    note whose promise or follow-up this one settles: a note is settled once.
    """

    __tablename__ = "account_notes"
    __table_args__ = (
        UniqueConstraint("note_no"),
        UniqueConstraint("settles_id"),
        CheckConstraint("settles_id < id", name="settles_an_earlier_one"),
        CheckConstraint("promised_cents > 0", name="promised_is_positive"),
        CheckConstraint(
            "promised_cents IS NULL OR promised_on IS NOT NULL", name="promised_on_a_day"
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    note_no: Mapped[int]
    member_id: Mapped[int] = mapped_column(ForeignKey(Member.id), index=True)
    payer_id: Mapped[int | None] = mapped_column(ForeignKey(Payer.id))
    kind: Mapped[NoteKind] = mapped_column(choice(NoteKind, "kind"))
    text: Mapped[str]
    promised_on: Mapped[date | None]
    promised_cents: Mapped[int | None] = mapped_column(Cents)
    follow_up_on: Mapped[date | None] = mapped_column(index=True)
    settles_id: Mapped[int | None] = mapped_column(ForeignKey("account_notes.id"))
    noted_on: Mapped[date]
    noted_at: Mapped[datetime] = mapped_column(Moment)
    noted_by: Mapped[str]
