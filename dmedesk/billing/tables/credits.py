"""What took invoiced lines back. Nothing here is ever edited or deleted."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from dmedesk.billing.rules.crediting import CreditReason
from dmedesk.billing.tables.invoices import Invoice, InvoiceLine
from dmedesk.store.base import Base
from dmedesk.store.columns import Cents, Moment, choice


class Credit(Base):
    """Lines of one invoice taken back, with the reason; its number is the next of the invoices'.

    What it takes back stands in ``credit_lines``; ``total_cents`` is their sum, above zero. A
    credit of a whole invoice is one of all its lines. ``note`` is empty where nothing was noted.
    """

    __tablename__ = "credits"
    __table_args__ = (UniqueConstraint("credit_no"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    credit_no: Mapped[str]
    invoice_id: Mapped[int] = mapped_column(ForeignKey(Invoice.id), index=True)
    total_cents: Mapped[int] = mapped_column(Cents)
    reason: Mapped[CreditReason] = mapped_column(choice(CreditReason, "reason"))
    note: Mapped[str]
    credited_at: Mapped[datetime] = mapped_column(Moment)
    credited_on: Mapped[date]
    credited_by: Mapped[str]


class CreditLine(Base):
    """One line that a credit takes back; the database lets no line be taken back twice."""

    __tablename__ = "credit_lines"
    __table_args__ = (UniqueConstraint("line_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    credit_id: Mapped[int] = mapped_column(ForeignKey(Credit.id), index=True)
    line_id: Mapped[int] = mapped_column(ForeignKey(InvoiceLine.id))
