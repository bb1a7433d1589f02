"""Limits that the owner turned on, what members received, why early, and who was asked for refills.

All but the limits themselves is only ever appended: what was mistaken is taken back by a further
fact.
"""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from dmedesk.members.tables import Member, Payer
from dmedesk.papers.rules.limit_words import (
    Answer,
    Channel,
    EarlyReason,
    LimitKind,
    PeriodUnit,
    Source,
    Stance,
    Treatment,
)
from dmedesk.store.base import Base, RowVersioned
from dmedesk.store.columns import Moment, choice


class Limit(RowVersioned, Base):
    """At most ``quantity`` of a code every so many days, months or years, of one payer.

    From a day up to, and without, ``until_on``. ``proposal`` is the shipped one that it came from
    (empty: the shop's own), ``citation`` and ``why`` say who wants it.
    """

    __tablename__ = "limits"
    __table_args__ = (
        UniqueConstraint("limit_no"),
        CheckConstraint("until_on IS NULL OR until_on > from_on", name="from_before_until"),
        CheckConstraint("quantity >= 1", name="quantity_is_positive"),
        CheckConstraint("every >= 1", name="every_is_positive"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    limit_no: Mapped[str]
    payer_id: Mapped[int] = mapped_column(ForeignKey(Payer.id), index=True)
    kind: Mapped[LimitKind] = mapped_column(choice(LimitKind, "kind"))
    hcpcs: Mapped[str]
    quantity: Mapped[int]
    every: Mapped[int]
    unit: Mapped[PeriodUnit] = mapped_column(choice(PeriodUnit, "unit"))
    treatment: Mapped[Treatment] = mapped_column(choice(Treatment, "treatment"))
    stance: Mapped[Stance] = mapped_column(choice(Stance, "stance"))
    from_on: Mapped[date]
    until_on: Mapped[date | None]
    proposal: Mapped[str]
    citation: Mapped[str]
    why: Mapped[str]


class Receipt(Base):
    """A member received something; ``turn`` counts what was said of one source from 1.

    The last turn counts; a ``quantity`` of 0 says that nothing was received after all. ``days`` is
    how long it lasts, ``returned_on`` the day on which it came back. ``source_no`` of a delivery is
    the slip and the line's place (``SLIP-000001/1``).
    """

    __tablename__ = "receipts"
    __table_args__ = (
        UniqueConstraint("source", "source_no", "turn"),
        CheckConstraint("turn >= 1", name="turn_is_positive"),
        CheckConstraint("quantity >= 0", name="quantity_is_not_negative"),
        CheckConstraint("days >= 1", name="days_are_positive"),
        CheckConstraint(
            "returned_on IS NULL OR returned_on >= received_on", name="returned_after_receipt"
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    source: Mapped[Source] = mapped_column(choice(Source, "source"))
    source_no: Mapped[str]
    turn: Mapped[int]
    member_id: Mapped[int] = mapped_column(ForeignKey(Member.id), index=True)
    payer_id: Mapped[int | None] = mapped_column(ForeignKey(Payer.id))
    hcpcs: Mapped[str]
    quantity: Mapped[int]
    days: Mapped[int | None]
    received_on: Mapped[date]
    returned_on: Mapped[date | None]
    note: Mapped[str]
    recorded_at: Mapped[datetime] = mapped_column(Moment)
    recorded_by: Mapped[str]


class Replacement(Base):
    """Why a thing is wanted again before its time; what proves it is attached to it.

    ``undoes_no`` takes another one back, and ``evidence`` then says why.
    """

    __tablename__ = "replacements"
    __table_args__ = (
        UniqueConstraint("replacement_no"),
        UniqueConstraint("undoes_no"),
        ForeignKeyConstraint(
            ["undoes_no"], ["replacements.replacement_no"], name="fk_replacements_undoes_no"
        ),
        CheckConstraint("evidence <> ''", name="evidence_is_said"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    replacement_no: Mapped[str]
    member_id: Mapped[int] = mapped_column(ForeignKey(Member.id), index=True)
    hcpcs: Mapped[str]
    reason: Mapped[EarlyReason] = mapped_column(choice(EarlyReason, "reason"))
    happened_on: Mapped[date]
    evidence: Mapped[str]
    undoes_no: Mapped[str | None]
    recorded_at: Mapped[datetime] = mapped_column(Moment)
    recorded_by: Mapped[str]


class RefillContact(Base):
    """Somebody was asked whether a refill is wanted. ``undoes_no`` takes another one back.

    ``who`` was asked; ``quantity_left`` is what is left, where it was told (it need not be).
    """

    __tablename__ = "refill_contacts"
    __table_args__ = (
        UniqueConstraint("contact_no"),
        UniqueConstraint("undoes_no"),
        ForeignKeyConstraint(
            ["undoes_no"], ["refill_contacts.contact_no"], name="fk_refill_contacts_undoes_no"
        ),
        CheckConstraint("quantity_left >= 0", name="quantity_left_is_not_negative"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    contact_no: Mapped[str]
    member_id: Mapped[int] = mapped_column(ForeignKey(Member.id), index=True)
    hcpcs: Mapped[str]
    contacted_on: Mapped[date]
    channel: Mapped[Channel] = mapped_column(choice(Channel, "channel"))
    who: Mapped[str]
    answer: Mapped[Answer] = mapped_column(choice(Answer, "answer"))
    quantity_left: Mapped[int | None]
    note: Mapped[str]
    undoes_no: Mapped[str | None]
    recorded_at: Mapped[datetime] = mapped_column(Moment)
    recorded_by: Mapped[str]


class InsulinStatement(Base):
    """From a day on a member is treated with insulin, or is not; a later statement corrects it."""

    __tablename__ = "insulin_statements"
    __table_args__ = (UniqueConstraint("statement_no"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    statement_no: Mapped[str]
    member_id: Mapped[int] = mapped_column(ForeignKey(Member.id), index=True)
    from_on: Mapped[date]
    is_treated: Mapped[bool]
    said_by: Mapped[str]
    recorded_at: Mapped[datetime] = mapped_column(Moment)
    recorded_by: Mapped[str]
