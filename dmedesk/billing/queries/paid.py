"""What pages show of payments: the batches, one batch with its payments, and their deposit slip."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session

from dmedesk.billing.queries.allocating import open_lines, standing_allocations
from dmedesk.billing.queries.balances import allocated_of_payment, gone_of_payment
from dmedesk.billing.queries.batches import (
    closed_batch,
    counted_cents_of,
    counts_in_batch,
    expected_cents_of,
)
from dmedesk.billing.queries.own import own_accounts
from dmedesk.billing.rules.allocating import Share, suggest
from dmedesk.billing.rules.deposits import DepositLine, DepositSlip
from dmedesk.billing.rules.payments import KIND_WORDS, PaymentFacts, PaymentKind, PaymentStep
from dmedesk.billing.tables import (
    Allocation,
    BatchFact,
    Invoice,
    InvoiceLine,
    Payment,
    PaymentBatch,
    PaymentFact,
    RemittanceLine,
)
from dmedesk.kit.plain_list import PlainList
from dmedesk.kit.postal import Letterhead
from dmedesk.members.tables import Member, Payer
from dmedesk.shop.queries.company import printed_letterhead


@dataclass(frozen=True, slots=True)
class BatchListed:
    """One batch: its totals, and whether it is closed. ``difference_cents`` is None without one."""

    id: int
    batch_no: int
    opened_on: date
    opened_by: str
    note: str
    payments: int
    counted_cents: int
    expected_cents: int | None
    is_closed: bool

    @property
    def difference_cents(self) -> int | None:
        """What was typed less what was expected."""
        return None if self.expected_cents is None else self.counted_cents - self.expected_cents


@dataclass(frozen=True, slots=True)
class PaymentLine:
    """One payment of a batch: what it is, what it pays in words, and what is left of it.

    ``answers`` is how many lines a remittance answers to, ``answered_cents`` what it pays of them.
    """

    id: int
    payment_no: int
    kind: PaymentKind
    account: str
    reference: str
    amount_cents: int
    unapplied_cents: int
    is_deposit: bool
    is_void: bool
    answers: int
    answered_cents: int
    pays: str
    payer_id: int | None
    member_id: int | None
    batch_id: int
    received_on: date
    recorded_by: str


@dataclass(frozen=True, slots=True)
class BatchRead:
    """A batch with its payments in the order of its lines."""

    head: BatchListed
    lines: tuple[PaymentLine, ...]


def list_batches(session: Session, *, batch_id: int | None = None) -> list[BatchListed]:
    """Every batch, the newest first; or one."""
    payments = (
        select(func.count(Payment.id))
        .where(Payment.batch_id == PaymentBatch.id, counts_in_batch())
        .correlate(PaymentBatch)
        .scalar_subquery()
    )
    chosen = select(
        PaymentBatch.id,
        PaymentBatch.batch_no,
        PaymentBatch.opened_on,
        PaymentBatch.opened_by,
        PaymentBatch.note,
        payments,
        counted_cents_of(PaymentBatch.id),
        expected_cents_of(PaymentBatch.id),
        closed_batch(),
    ).order_by(PaymentBatch.batch_no.desc())
    if batch_id is not None:
        chosen = chosen.where(PaymentBatch.id == batch_id)
    return [BatchListed(*row) for row in session.execute(chosen)]


BATCHES: PlainList[BatchListed] = PlainList(
    lambda session, _on: list_batches(session),
    chips={
        "open": lambda row, _on: not row.is_closed,
        "differing": lambda row, _on: not row.is_closed and bool(row.difference_cents),
        "closed": lambda row, _on: row.is_closed,
    },
)
"""Every batch, the newest first."""


def read_batch(session: Session, *, batch_id: int) -> BatchRead | None:
    """One batch with its payments; None where there is none of this id."""
    heads = list_batches(session, batch_id=batch_id)
    if not heads:
        return None
    return BatchRead(heads[0], tuple(payments_of(session, batch_id=batch_id)))


def payments_of(
    session: Session,
    *,
    batch_id: int | None = None,
    member_id: int | None = None,
    payer_id: int | None = None,
    payment_ids: Sequence[int] | None = None,
) -> list[PaymentLine]:
    """The payments of a batch, a member, a payer, or some; in the order in which they came."""
    wanted = {
        Payment.batch_id: batch_id,
        Payment.member_id: member_id,
        Payment.payer_id: payer_id,
    }
    clauses = [column == value for column, value in wanted.items() if value is not None]
    if payment_ids is not None:
        clauses.append(Payment.id.in_(payment_ids))
    chosen = (
        select(
            Payment,
            Payer.name,
            Member.last_name,
            Member.first_name,
            allocated_of_payment(date.max),
            gone_of_payment(date.max),
            exists().where(
                PaymentFact.payment_id == Payment.id, PaymentFact.step == PaymentStep.REVERSED
            ),
        )
        .outerjoin(Payer, Payer.id == Payment.payer_id)
        .outerjoin(Member, Member.id == Payment.member_id)
        .where(*clauses)
        .order_by(Payment.id)
    )
    rows = session.execute(chosen).all()
    paying = _pays(session, [row[0].id for row in rows])
    answered = _answered(session, [row[0].id for row in rows])
    return [_line(row, paying, answered) for row in rows]


def _line(
    row: Any, paying: dict[int, list[str]], answered: dict[int, tuple[int, int]]
) -> PaymentLine:
    payment, payer, last, first, allocated, gone, void = row
    answers, cents = answered.get(payment.id, (0, 0))
    return PaymentLine(
        payment.id,
        payment.payment_no,
        payment.kind,
        payer if payment.payer_id else f"{last}, {first}",
        payment.reference,
        payment.amount_cents,
        payment.amount_cents - allocated - gone,
        payment.is_deposit,
        bool(void),
        answers,
        cents,
        ", ".join(paying.get(payment.id, ())),
        payment.payer_id,
        payment.member_id,
        payment.batch_id,
        payment.received_on,
        payment.recorded_by,
    )


def payments_on_invoice(session: Session, invoice_id: int) -> list[PaymentLine]:
    """The payments that paid lines of an invoice, those reversed since too, or answered them."""
    lines = select(InvoiceLine.id).where(InvoiceLine.invoice_id == invoice_id)
    paid = select(Allocation.payment_id).where(Allocation.line_id.in_(lines))
    answered = select(RemittanceLine.payment_id).where(RemittanceLine.line_id.in_(lines))
    ids = sorted({*session.scalars(paid), *session.scalars(answered)})
    return payments_of(session, payment_ids=ids) if ids else []


def batch_of_payment(session: Session, *, payment_id: int) -> int | None:
    """The id of a payment's batch; None where there is no such payment."""
    return session.scalar(select(Payment.batch_id).where(Payment.id == payment_id))


def _pays(session: Session, payment_ids: Sequence[int]) -> dict[int, list[str]]:
    standing = standing_allocations(session, Allocation.payment_id.in_(payment_ids))
    lines = open_lines(session, line_ids=[one.line_id for one in standing])
    found: dict[int, list[str]] = defaultdict(list)
    for one in standing:
        found[one.payment_id].append(lines[one.line_id].name)
    return found


def _answered(session: Session, payment_ids: Sequence[int]) -> dict[int, tuple[int, int]]:
    chosen = (
        select(RemittanceLine.payment_id, func.count(), func.sum(RemittanceLine.paid_cents))
        .where(RemittanceLine.payment_id.in_(payment_ids))
        .group_by(RemittanceLine.payment_id)
    )
    return {id_: (count, int(cents)) for id_, count, cents in session.execute(chosen)}


def proposed_shares(
    session: Session, *, facts: PaymentFacts, invoice_id: int | None = None
) -> tuple[Share, ...]:
    """What a payment is proposed to pay: the lines of the invoice, or the oldest of its account.

    A deposit and a remittance pay nothing by themselves. A member's payment goes to invoices to
    the member, never to what MassHealth or Medicare was billed for.
    """
    if facts.is_deposit or facts.kind is PaymentKind.REMITTANCE:
        return ()
    if invoice_id is not None:
        lines = open_lines(session, invoice_ids=[invoice_id])
    elif facts.payer_id is not None:
        lines = open_lines(session, payer_id=facts.payer_id, only_open=True)
    else:
        lines = open_lines(session, member_id=facts.member_id, only_open=True)
        own = {payer_id for payer_id, _ in own_accounts(session, member_id=facts.member_id)}
        lines = {id_: line for id_, line in lines.items() if line.payer_id in own}
    return suggest(list(lines.values()), facts.amount_cents)


def account_of(session: Session, *, invoice_id: int) -> tuple[int, int]:
    """The payer and the member of an invoice."""
    chosen = select(Invoice.payer_id, Invoice.member_id).where(Invoice.id == invoice_id)
    payer_id, member_id = session.execute(chosen).one()
    return payer_id, member_id


def deposit_slip(session: Session, *, batch_id: int) -> DepositSlip:
    """What the deposit slip of a batch prints: its checks and other papers, as they are typed."""
    read = read_batch(session, batch_id=batch_id)
    if read is None:
        raise LookupError(f"no batch {batch_id}")
    lines = [
        DepositLine(KIND_WORDS[line.kind], line.reference, line.account, line.amount_cents)
        for line in read.lines
        if line.amount_cents and not line.is_void
    ]
    head = read.head
    supplier = printed_letterhead(session, on=head.opened_on) or Letterhead("")
    return DepositSlip(supplier, head.batch_no, head.opened_on, tuple(lines))


def closed_at(session: Session, *, batch_id: int) -> tuple[date, str] | None:
    """When a batch was closed and by whom; None while it is open."""
    chosen = select(BatchFact.done_on, BatchFact.recorded_by).where(
        BatchFact.batch_id == batch_id, BatchFact.counted_cents.is_not(None)
    )
    row = session.execute(chosen).first()
    return None if row is None else (row[0], row[1])
