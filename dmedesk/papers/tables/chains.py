"""Chains as the owner turned them on or made them, and the trials of members in them."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from dmedesk.members.tables import Member, Payer
from dmedesk.papers.rules.chains import CriterionKind, Stage
from dmedesk.papers.tables.orders import Order
from dmedesk.store.base import Base, RowVersioned
from dmedesk.store.columns import Moment, choice, unique_while


class Chain(RowVersioned, Base):
    """A trial and what comes after it, for codes of a payer, up to and without ``until_on``.

    ``codes`` are the HCPCS codes between spaces. The second authorization is asked for at the
    latest on the last day, and ``ask_days`` before it the day's list says so. ``proposal`` is the
    shipped one that it came from (empty: the shop's own); ``confirm`` is what its text leaves open.
    """

    __tablename__ = "chains"
    __table_args__ = (
        UniqueConstraint("chain_no"),
        CheckConstraint("until_on IS NULL OR until_on > from_on", name="from_before_until"),
        CheckConstraint("trial_months >= 1", name="trial_has_a_month"),
        CheckConstraint("ask_days >= 0", name="ask_days_are_not_negative"),
        CheckConstraint("codes <> ''", name="has_a_code"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    chain_no: Mapped[str]
    payer_id: Mapped[int] = mapped_column(ForeignKey(Payer.id), index=True)
    title: Mapped[str]
    codes: Mapped[str]
    trial_months: Mapped[int]
    ask_days: Mapped[int]
    from_on: Mapped[date]
    until_on: Mapped[date | None]
    proposal: Mapped[str]
    citation: Mapped[str]
    why: Mapped[str]
    confirm: Mapped[str]


class ChainCriterion(RowVersioned, Base):
    """One thing that a chain wants shown (``rules.chains.Criterion``)."""

    __tablename__ = "chain_criteria"
    __table_args__ = (
        UniqueConstraint("chain_id", "stage", "label"),
        CheckConstraint("label <> ''", name="has_a_label"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    chain_id: Mapped[int] = mapped_column(ForeignKey(Chain.id))
    stage: Mapped[Stage] = mapped_column(choice(Stage, "stage"))
    label: Mapped[str]
    kind: Mapped[CriterionKind] = mapped_column(choice(CriterionKind, "kind"))
    text: Mapped[str]
    line: Mapped[str]
    unit: Mapped[str]
    may_except: Mapped[bool]
    is_optional: Mapped[bool]
    citation: Mapped[str]
    confirm: Mapped[str]


class Trial(RowVersioned, Base):
    """One member in a chain, for one code; one at a time. ``begun_on`` is the day of receipt.

    One that is over has ``closed_on`` and says why.
    """

    __tablename__ = "trials"
    __table_args__ = (
        UniqueConstraint("trial_no"),
        unique_while(
            "uq_trials_member_id_hcpcs_open", "member_id", "hcpcs", condition="closed_on IS NULL"
        ),
        CheckConstraint(
            "(closed_on IS NULL) = (closed_because IS NULL)", name="closed_for_a_reason"
        ),
        CheckConstraint("closed_on >= begun_on", name="closed_after_it_began"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    trial_no: Mapped[str]
    chain_id: Mapped[int] = mapped_column(ForeignKey(Chain.id), index=True)
    member_id: Mapped[int] = mapped_column(ForeignKey(Member.id), index=True)
    hcpcs: Mapped[str]
    order_id: Mapped[int | None] = mapped_column(ForeignKey(Order.id), index=True)
    opened_on: Mapped[date]
    begun_on: Mapped[date | None]
    closed_on: Mapped[date | None]
    closed_because: Mapped[str | None]
    note: Mapped[str | None]


class TrialAnswer(Base):
    """What was written down of a criterion. Only ever appended, ``turn`` from 1; the last counts.

    ``said`` is empty where it was taken back, for a ``reason``; a reason beside a value asks for
    an exception. ``file_sha256`` is the evidence among the files attached to the trial.
    """

    __tablename__ = "trial_answers"
    __table_args__ = (
        UniqueConstraint("trial_id", "turn"),
        CheckConstraint("turn >= 1", name="turn_is_positive"),
        CheckConstraint("said IS NOT NULL OR reason IS NOT NULL", name="said_or_taken_back"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    trial_id: Mapped[int] = mapped_column(ForeignKey(Trial.id))
    turn: Mapped[int]
    criterion_id: Mapped[int] = mapped_column(ForeignKey(ChainCriterion.id), index=True)
    said: Mapped[str | None]
    reason: Mapped[str | None]
    evidence: Mapped[str | None]
    evidence_on: Mapped[date | None]
    file_sha256: Mapped[str | None] = mapped_column(String(64))
    recorded_at: Mapped[datetime] = mapped_column(Moment)
    recorded_by: Mapped[str]
