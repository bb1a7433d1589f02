"""The money after the invoice: batches, payments, what they pay, and what payers answered.

All of it is appended. What was wrong is taken back by a further row, which the database lets refer
to each row once. An allocation or a write-off that is taken back has its amount below zero, so that
what a line was paid is the sum of its rows.
"""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from dmedesk.billing.rules.payments import (
    AppealStep,
    BatchStep,
    Outcome,
    PaymentKind,
    PaymentStep,
    ReversalReason,
    WriteOffReason,
)
from dmedesk.billing.tables.charges import Charge
from dmedesk.billing.tables.invoices import InvoiceLine
from dmedesk.members.tables import Member, Payer
from dmedesk.store.base import Base
from dmedesk.store.columns import Cents, Moment, choice, unique_while

_TAKEN_BACK = (
    "(reverses_id IS NULL AND reversed_cents IS NULL AND amount_cents > 0)"
    " OR (reverses_id IS NOT NULL AND reversed_cents IS NOT NULL AND reversed_cents > 0"
    " AND amount_cents = -reversed_cents)"
)


class PaymentBatch(Base):
    """The payments of one deposit. ``opened_on`` is the day on which they were received."""

    __tablename__ = "payment_batches"
    __table_args__ = (UniqueConstraint("batch_no"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    batch_no: Mapped[int]
    opened_on: Mapped[date]
    note: Mapped[str]
    opened_at: Mapped[datetime] = mapped_column(Moment)
    opened_by: Mapped[str]


class BatchFact(Base):
    """The total that a batch is expected to have, the last one counts; or that it was closed.

    ``counted_cents`` is what its payments came to when it was closed: the database closes none that
    does not balance, none twice, and takes no payment into a closed one (by the step that made the
    tables).
    """

    __tablename__ = "batch_facts"
    __table_args__ = (
        UniqueConstraint("batch_id", "turn"),
        CheckConstraint("turn >= 1", name="turn_is_positive"),
        CheckConstraint(
            "(step = 'expected' AND counted_cents IS NULL)"
            " OR (step = 'closed' AND counted_cents IS NOT NULL"
            " AND counted_cents = expected_cents)",
            name="closed_in_balance",
        ),
        unique_while("uq_batch_facts_batch_id_closed", "batch_id", condition="step = 'closed'"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    batch_id: Mapped[int] = mapped_column(ForeignKey(PaymentBatch.id))
    turn: Mapped[int]
    step: Mapped[BatchStep] = mapped_column(choice(BatchStep, "step"))
    expected_cents: Mapped[int] = mapped_column(Cents)
    counted_cents: Mapped[int | None] = mapped_column(Cents)
    done_on: Mapped[date]
    recorded_at: Mapped[datetime] = mapped_column(Moment)
    recorded_by: Mapped[str]


class RemittanceFile(Base):
    """A file of remittances that was taken in; none is taken twice."""

    __tablename__ = "remittance_files"
    __table_args__ = (UniqueConstraint("sha256"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    sha256: Mapped[str]
    file_name: Mapped[str]
    taken_at: Mapped[datetime] = mapped_column(Moment)
    taken_by: Mapped[str]


class Payment(Base):
    """Money that came from a payer or a member, or a remittance that pays nothing.

    ``reference`` is its number as printed, ``reference_key`` as it is compared, empty where it has
    none. A number counts once for whom it comes from; ``presented`` is 2 where a reversed payment
    was presented again. ``is_deposit`` keeps it for what is billed later. ``place`` is its line in
    the batch.
    """

    __tablename__ = "payments"
    __table_args__ = (
        UniqueConstraint("payment_no"),
        UniqueConstraint("batch_id", "place"),
        UniqueConstraint("payer_id", "kind", "reference_key", "presented"),
        UniqueConstraint("member_id", "kind", "reference_key", "presented"),
        CheckConstraint("(payer_id IS NULL) <> (member_id IS NULL)", name="of_one_account"),
        CheckConstraint(
            "amount_cents > 0 OR (amount_cents = 0 AND kind = 'remittance')",
            name="amount_is_positive",
        ),
        CheckConstraint("presented >= 1", name="presented_is_counted"),
        CheckConstraint("place >= 1", name="place_is_counted"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    payment_no: Mapped[int]
    batch_id: Mapped[int] = mapped_column(ForeignKey(PaymentBatch.id))
    place: Mapped[int]
    kind: Mapped[PaymentKind] = mapped_column(choice(PaymentKind, "kind"))
    payer_id: Mapped[int | None] = mapped_column(ForeignKey(Payer.id))
    member_id: Mapped[int | None] = mapped_column(ForeignKey(Member.id))
    reference: Mapped[str]
    reference_key: Mapped[str | None]
    presented: Mapped[int]
    dated_on: Mapped[date | None]
    received_on: Mapped[date]
    amount_cents: Mapped[int] = mapped_column(Cents)
    is_deposit: Mapped[bool]
    file_id: Mapped[int | None] = mapped_column(ForeignKey(RemittanceFile.id))
    note: Mapped[str]
    recorded_at: Mapped[datetime] = mapped_column(Moment)
    recorded_by: Mapped[str]


class PaymentFact(Base):
    """What happened to a payment later: it is void, once; or some of it was given back."""

    __tablename__ = "payment_facts"
    __table_args__ = (
        UniqueConstraint("payment_id", "turn"),
        CheckConstraint("turn >= 1", name="turn_is_positive"),
        CheckConstraint(
            "(step = 'reversed' AND reason IS NOT NULL AND amount_cents >= 0)"
            " OR (step = 'returned' AND reason IS NULL AND amount_cents > 0)",
            name="reversed_or_returned",
        ),
        unique_while(
            "uq_payment_facts_payment_id_reversed", "payment_id", condition="step = 'reversed'"
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    payment_id: Mapped[int] = mapped_column(ForeignKey(Payment.id))
    turn: Mapped[int]
    step: Mapped[PaymentStep] = mapped_column(choice(PaymentStep, "step"))
    amount_cents: Mapped[int] = mapped_column(Cents)
    reason: Mapped[ReversalReason | None] = mapped_column(choice(ReversalReason, "reason"))
    done_on: Mapped[date]
    reference: Mapped[str]
    note: Mapped[str]
    recorded_at: Mapped[datetime] = mapped_column(Moment)
    recorded_by: Mapped[str]


class RemittanceLine(Base):
    """What a payer answered to one line of an invoice, as its remittance has it.

    ``adjustments`` are its group and reason codes with amounts, ``CO-45 12.50``, joined by `` | ``;
    ``remarks`` its remark codes, a space between. ``allowed_cents`` is what the payer allows, empty
    where it does not say.
    """

    __tablename__ = "remittance_lines"
    __table_args__ = (
        UniqueConstraint("payment_id", "place"),
        CheckConstraint("place >= 1", name="place_is_counted"),
        CheckConstraint("paid_cents >= 0", name="paid_is_not_negative"),
        CheckConstraint("allowed_cents >= 0", name="allowed_is_not_negative"),
        CheckConstraint("outcome <> 'denied' OR paid_cents = 0", name="denied_pays_nothing"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    payment_id: Mapped[int] = mapped_column(ForeignKey(Payment.id))
    place: Mapped[int]
    line_id: Mapped[int] = mapped_column(ForeignKey(InvoiceLine.id), index=True)
    outcome: Mapped[Outcome] = mapped_column(choice(Outcome, "outcome"))
    paid_cents: Mapped[int] = mapped_column(Cents)
    allowed_cents: Mapped[int | None] = mapped_column(Cents)
    adjustments: Mapped[str]
    remarks: Mapped[str]
    answered_on: Mapped[date] = mapped_column(index=True)
    recorded_at: Mapped[datetime] = mapped_column(Moment)
    recorded_by: Mapped[str]


class Allocation(Base):
    """What of a payment pays which line of an invoice; one that is taken back is below zero.

    What is taken back names payment, line and amount of the row that it takes back, and the
    database holds them equal. ``remittance_line_id`` is the answer that it follows, if one.
    """

    __tablename__ = "allocations"
    __table_args__ = (
        UniqueConstraint("id", "payment_id", "line_id", "amount_cents"),
        UniqueConstraint("reverses_id"),
        ForeignKeyConstraint(
            ["reverses_id", "payment_id", "line_id", "reversed_cents"],
            [
                "allocations.id",
                "allocations.payment_id",
                "allocations.line_id",
                "allocations.amount_cents",
            ],
            name="fk_allocations_reverses_id",
        ),
        CheckConstraint(_TAKEN_BACK, name="positive_or_taken_back"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    payment_id: Mapped[int] = mapped_column(ForeignKey(Payment.id), index=True)
    line_id: Mapped[int] = mapped_column(ForeignKey(InvoiceLine.id), index=True)
    amount_cents: Mapped[int] = mapped_column(Cents)
    reverses_id: Mapped[int | None]
    reversed_cents: Mapped[int | None] = mapped_column(Cents)
    remittance_line_id: Mapped[int | None] = mapped_column(ForeignKey(RemittanceLine.id))
    allocated_on: Mapped[date]
    recorded_at: Mapped[datetime] = mapped_column(Moment)
    recorded_by: Mapped[str]


class WriteOff(Base):
    """What of a line is given up, and why; one that is taken back is below zero.

    Or what is passed on to the next payer: ``charge_id`` is then the charge that asks it for
    exactly this amount. A charge has one such row.
    """

    __tablename__ = "write_offs"
    __table_args__ = (
        UniqueConstraint("id", "line_id", "amount_cents"),
        UniqueConstraint("reverses_id"),
        ForeignKeyConstraint(
            ["reverses_id", "line_id", "reversed_cents"],
            ["write_offs.id", "write_offs.line_id", "write_offs.amount_cents"],
            name="fk_write_offs_reverses_id",
        ),
        UniqueConstraint("charge_id"),
        CheckConstraint(_TAKEN_BACK, name="positive_or_taken_back"),
        CheckConstraint(
            "(charge_id IS NOT NULL) = (reason = 'passed_on' AND reverses_id IS NULL)",
            name="passed_on_to_a_charge",
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    line_id: Mapped[int] = mapped_column(ForeignKey(InvoiceLine.id), index=True)
    amount_cents: Mapped[int] = mapped_column(Cents)
    reverses_id: Mapped[int | None]
    reversed_cents: Mapped[int | None] = mapped_column(Cents)
    reason: Mapped[WriteOffReason] = mapped_column(choice(WriteOffReason, "reason"))
    charge_id: Mapped[int | None] = mapped_column(ForeignKey(Charge.id))
    note: Mapped[str]
    written_on: Mapped[date]
    recorded_at: Mapped[datetime] = mapped_column(Moment)
    recorded_by: Mapped[str]


class Appeal(Base):
    """An appeal of what a payer answered: sent, then granted, refused or withdrawn.

    ``deadline_on`` is the last day on which it could be sent, ``citation`` where that stands.
    """

    __tablename__ = "appeals"
    __table_args__ = (
        UniqueConstraint("remittance_line_id", "turn"),
        CheckConstraint("turn >= 1", name="turn_is_positive"),
        CheckConstraint("(step = 'sent') = (turn % 2 = 1)", name="sent_before_answered"),
        CheckConstraint("step = 'sent' OR deadline_on IS NULL", name="only_sent_has_a_deadline"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    remittance_line_id: Mapped[int] = mapped_column(ForeignKey(RemittanceLine.id))
    turn: Mapped[int]
    step: Mapped[AppealStep] = mapped_column(choice(AppealStep, "step"))
    done_on: Mapped[date]
    deadline_on: Mapped[date | None]
    citation: Mapped[str]
    note: Mapped[str]
    recorded_at: Mapped[datetime] = mapped_column(Moment)
    recorded_by: Mapped[str]
