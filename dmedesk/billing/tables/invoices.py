"""What was posted: runs, invoices, their lines, credits, held months, and the stored papers.

Nothing here is ever edited or deleted; a correction is a credit and, perhaps, a new invoice.
"""

from datetime import date, datetime

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    LargeBinary,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from dmedesk.billing.rules import PrintedKind
from dmedesk.billing.rules.charges import RunKind
from dmedesk.billing.tables.charges import Charge
from dmedesk.members.tables import Member, Payer
from dmedesk.rentals.tables import MonthEntry, Rental
from dmedesk.store.base import Base
from dmedesk.store.columns import Cents, Moment, choice


class BillingRun(Base):
    """One posting of the month that begins on ``month_on``, for one payer or (empty) for all.

    Or, by its kind, of charges that were invoiced at once; ``month_on`` is then that of their
    service, and the month is not posted by it.
    ``posted_on`` is the day by the shop's own clock: the date on its invoices.
    ``engine_edition`` is the edition of the rate engine that priced its lines, whose wording
    explains them for good. A run that was undone has only credited invoices.
    """

    __tablename__ = "billing_runs"

    id: Mapped[int] = mapped_column(primary_key=True)
    month_on: Mapped[date] = mapped_column(index=True)
    payer_id: Mapped[int | None] = mapped_column(ForeignKey(Payer.id))
    posted_at: Mapped[datetime] = mapped_column(Moment)
    posted_on: Mapped[date]
    posted_by: Mapped[str]
    engine_edition: Mapped[str]
    kind: Mapped[RunKind] = mapped_column(
        choice(RunKind, "kind"), server_default=text("'month'"), default=RunKind.MONTH
    )


class PrintedWords(Base):
    """The words that invoices print about one company, member, payer or product, frozen.

    ``words`` is a JSON array (``rules.printed``). A row is added when the words of a subject
    differ from its last row; invoices and lines refer to the last one when they were posted.
    """

    __tablename__ = "printed_words"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[PrintedKind] = mapped_column(choice(PrintedKind, "kind"))
    subject_id: Mapped[int]
    words: Mapped[str]


class Invoice(Base):
    """One invoice of one member to one payer. ``invoice_no`` shares its sequence with credits."""

    __tablename__ = "invoices"
    __table_args__ = (UniqueConstraint("invoice_no"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    invoice_no: Mapped[str]
    run_id: Mapped[int] = mapped_column(ForeignKey(BillingRun.id), index=True)
    member_id: Mapped[int] = mapped_column(ForeignKey(Member.id), index=True)
    payer_id: Mapped[int] = mapped_column(ForeignKey(Payer.id))
    total_cents: Mapped[int] = mapped_column(Cents)
    company_words_id: Mapped[int] = mapped_column(ForeignKey(PrintedWords.id))
    member_words_id: Mapped[int] = mapped_column(ForeignKey(PrintedWords.id))
    payer_words_id: Mapped[int] = mapped_column(ForeignKey(PrintedWords.id))


class Ruling(Base):
    """How a line was priced, in words that many lines share; a line refers to one.

    ``modifiers`` are joined by spaces, ``citations`` by line feeds; ``readings`` is a JSON object
    of the named readings that decided.
    """

    __tablename__ = "rulings"
    __table_args__ = (UniqueConstraint("modifiers", "basis", "citations", "readings"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    modifiers: Mapped[str]
    basis: Mapped[str]
    citations: Mapped[str]
    readings: Mapped[str]


class InvoiceLine(Base):
    """One rental month, or one charge, on an invoice: with every number that its amount rests on.

    A month's rental, first day, number and amount stand in its ledger entry; it has ``days`` days.
    ``last_month`` is the number of the last payable month, if there is one. A charge's line names
    the charge and the turn of its ledger, where its amount stands; ``charge_id`` and ``entry_id``
    are never both there. ``trace`` has the engine's steps as compact JSON. A charge without a
    usual charge (a substitute) has none.
    """

    __tablename__ = "invoice_lines"
    __table_args__ = (
        UniqueConstraint("entry_id"),
        UniqueConstraint("charge_id", "charge_turn"),
        ForeignKeyConstraint(
            ["charge_id", "charge_turn"],
            ["charge_entries.charge_id", "charge_entries.turn"],
            name="fk_invoice_lines_charge_turn",
        ),
        CheckConstraint(
            "(entry_id IS NOT NULL AND charge_id IS NULL AND charge_turn IS NULL"
            " AND usual_charge_cents IS NOT NULL)"
            " OR (entry_id IS NULL AND charge_id IS NOT NULL AND charge_turn IS NOT NULL)",
            name="a_month_or_a_charge",
        ),
        CheckConstraint("usual_charge_cents >= 0", name="charge_is_not_negative"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    invoice_id: Mapped[int] = mapped_column(ForeignKey(Invoice.id), index=True)
    entry_id: Mapped[int | None] = mapped_column(ForeignKey(MonthEntry.id))
    charge_id: Mapped[int | None] = mapped_column(ForeignKey(Charge.id))
    charge_turn: Mapped[int | None]
    days: Mapped[int]
    product_words_id: Mapped[int] = mapped_column(ForeignKey(PrintedWords.id))
    serial: Mapped[str]
    ruling_id: Mapped[int] = mapped_column(ForeignKey(Ruling.id))
    last_month: Mapped[int | None]
    usual_charge_cents: Mapped[int | None] = mapped_column(Cents)
    trace: Mapped[str]


class HeldMonth(Base):
    """A rental month that a posted run could not bill; ``reasons`` is its list as JSON."""

    __tablename__ = "held_months"
    __table_args__ = (UniqueConstraint("run_id", "rental_id", "from_on"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    run_id: Mapped[int] = mapped_column(ForeignKey(BillingRun.id))
    rental_id: Mapped[int] = mapped_column(ForeignKey(Rental.id), index=True)
    from_on: Mapped[date]
    number: Mapped[int]
    reasons: Mapped[str]


class InvoiceDocument(Base):
    """The paper of an invoice: its bytes and their SHA-256 (hex), stored once, when made."""

    __tablename__ = "invoice_documents"
    __table_args__ = (UniqueConstraint("invoice_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    invoice_id: Mapped[int] = mapped_column(ForeignKey(Invoice.id))
    content: Mapped[bytes] = mapped_column(LargeBinary)
    sha256: Mapped[str]
    made_at: Mapped[datetime] = mapped_column(Moment)
