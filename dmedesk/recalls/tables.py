"""Recalls: the notice as it came, what happened to it, members' letters, units' remedies.

How each unit stands to a recall is written down in ``assets`` (``StopMark``), which knows the
recall by its number. Nothing here is ever billed.
"""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from dmedesk.assets.tables import Asset
from dmedesk.deliveries.tables import Ticket
from dmedesk.members.tables import Member
from dmedesk.recalls.rules.words import (
    Asked,
    Channel,
    Hazard,
    LetterStep,
    LetterWay,
    RecallClass,
    Remedy,
    Source,
    StepKind,
)
from dmedesk.store.base import Base, RowVersioned
from dmedesk.store.columns import Cents, Moment, choice


class Recall(RowVersioned, Base):
    """One recall: its notice, when and how it was received and by whom, what it asks.

    ``received_on`` starts the clock (101 CMR 322.03(15)). The bytes of the notice are attached to
    the recall, ``notice_sha256`` is their digest. ``codes_text`` is the notice's own text of codes;
    ``codes_are_whole`` says that a person found all of it among the criteria. ``asked`` is what the
    instructions ask of each unit, ``member_words`` what a member is told to do, in plain words.
    """

    __tablename__ = "recalls"
    __table_args__ = (UniqueConstraint("recall_no"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    recall_no: Mapped[str]
    title: Mapped[str]
    firm: Mapped[str]
    fda_no: Mapped[str | None] = mapped_column(index=True)
    event_no: Mapped[str | None]
    recall_class: Mapped[RecallClass] = mapped_column(choice(RecallClass, "recall_class"))
    source: Mapped[Source] = mapped_column(choice(Source, "source"))
    received_on: Mapped[date]
    received_time: Mapped[str | None]
    received_how: Mapped[Channel] = mapped_column(choice(Channel, "received_how"))
    received_by: Mapped[str]
    notice_name: Mapped[str | None]
    notice_sha256: Mapped[str | None]
    initiated_on: Mapped[date | None]
    maker_due_on: Mapped[date | None]
    product_text: Mapped[str | None]
    codes_text: Mapped[str | None]
    codes_are_whole: Mapped[bool]
    reason_text: Mapped[str | None]
    instructions: Mapped[str | None]
    asked: Mapped[Asked] = mapped_column(choice(Asked, "asked"))
    member_words: Mapped[str | None]
    contact: Mapped[str | None]
    recorded_at: Mapped[datetime] = mapped_column(Moment)
    recorded_by: Mapped[str]


class RecallStep(Base):
    """What happened to a recall as a whole, only ever appended; ``turn`` counts from 1.

    ``who`` is the named person who judged, or who did it. ``cents`` is what the maker credited.
    """

    __tablename__ = "recall_steps"
    __table_args__ = (
        UniqueConstraint("recall_id", "turn"),
        CheckConstraint("turn >= 1", name="turn_is_positive"),
        CheckConstraint("(step = 'judged') = (hazard IS NOT NULL)", name="judging_has_a_hazard"),
        CheckConstraint("(step = 'credited') = (cents IS NOT NULL)", name="credits_have_money"),
        CheckConstraint("cents >= 0", name="cents_are_not_negative"),
        CheckConstraint("who <> ''", name="somebody_is_named"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    recall_id: Mapped[int] = mapped_column(ForeignKey(Recall.id))
    turn: Mapped[int]
    step: Mapped[StepKind] = mapped_column(choice(StepKind, "step"))
    hazard: Mapped[Hazard | None] = mapped_column(choice(Hazard, "hazard"))
    done_on: Mapped[date]
    who: Mapped[str]
    cents: Mapped[int | None] = mapped_column(Cents)
    note: Mapped[str]
    recorded_at: Mapped[datetime] = mapped_column(Moment)
    recorded_by: Mapped[str]


class RecallLetter(Base):
    """The letter to one member about one recall, as it was made: one each, never edited.

    Its bytes are attached to the recall; ``sha256`` is their digest.
    """

    __tablename__ = "recall_letters"
    __table_args__ = (UniqueConstraint("letter_no"), UniqueConstraint("recall_id", "member_id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    letter_no: Mapped[str]
    recall_id: Mapped[int] = mapped_column(ForeignKey(Recall.id))
    member_id: Mapped[int] = mapped_column(ForeignKey(Member.id), index=True)
    is_large: Mapped[bool]
    sha256: Mapped[str]
    made_at: Mapped[datetime] = mapped_column(Moment)
    made_by: Mapped[str]


class RecallLetterFact(Base):
    """What became of a letter: sent, tried, given with its proof. Only ever appended."""

    __tablename__ = "recall_letter_facts"
    __table_args__ = (
        UniqueConstraint("letter_id", "turn"),
        CheckConstraint("turn >= 1", name="turn_is_positive"),
        CheckConstraint("step <> 'given' OR note <> ''", name="given_has_a_proof"),
        CheckConstraint("step <> 'unreachable' OR note <> ''", name="unreachable_has_a_reason"),
        CheckConstraint("step = 'unreachable' OR way IS NOT NULL", name="way_is_said"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    letter_id: Mapped[int] = mapped_column(ForeignKey(RecallLetter.id))
    turn: Mapped[int]
    step: Mapped[LetterStep] = mapped_column(choice(LetterStep, "step"))
    way: Mapped[LetterWay | None] = mapped_column(choice(LetterWay, "way"))
    done_on: Mapped[date]
    who: Mapped[str]
    note: Mapped[str]
    recorded_at: Mapped[datetime] = mapped_column(Moment)
    recorded_by: Mapped[str]


class RecallRemedy(Base):
    """What was done with a unit, when and by whom, what it cost us. Only ever appended.

    ``ticket_id`` is the slip that brought a substitute. The cost is inside the rate and billed to
    nobody (101 CMR 322.03(15)).
    """

    __tablename__ = "recall_remedies"
    __table_args__ = (
        UniqueConstraint("recall_id", "asset_id", "turn"),
        CheckConstraint("turn >= 1", name="turn_is_positive"),
        CheckConstraint("cost_cents >= 0", name="cost_is_not_negative"),
        CheckConstraint("done_by <> ''", name="somebody_did_it"),
        CheckConstraint("remedy <> 'not_found' OR note <> ''", name="not_found_has_a_reason"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    recall_id: Mapped[int] = mapped_column(ForeignKey(Recall.id))
    asset_id: Mapped[int] = mapped_column(ForeignKey(Asset.id), index=True)
    turn: Mapped[int]
    remedy: Mapped[Remedy] = mapped_column(choice(Remedy, "remedy"))
    done_on: Mapped[date]
    done_by: Mapped[str]
    ticket_id: Mapped[int | None] = mapped_column(ForeignKey(Ticket.id), index=True)
    cost_cents: Mapped[int | None] = mapped_column(Cents)
    note: Mapped[str]
    recorded_at: Mapped[datetime] = mapped_column(Moment)
    recorded_by: Mapped[str]
