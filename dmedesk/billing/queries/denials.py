"""The queue of what payers did not pay, and one line of an invoice with all of its money."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select, true
from sqlalchemy.orm import Session

from dmedesk.billing.queries.balances import LineBalance, line_balances
from dmedesk.billing.rules.appeals import deadline_of
from dmedesk.billing.rules.denials import Trouble, trouble_of
from dmedesk.billing.rules.payments import AppealStep, Outcome, PaymentKind, WriteOffReason
from dmedesk.billing.rules.printed import product_words
from dmedesk.billing.tables import (
    Allocation,
    Appeal,
    Charge,
    InvoiceLine,
    Payment,
    PrintedWords,
    RemittanceLine,
    WriteOff,
)
from dmedesk.kit.plain_list import PlainList
from dmedesk.kit.references import RecordRef
from dmedesk.members.tables import Member, Payer

_AT_ONCE = 500
"""How many lines a statement names; of more, all are read."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a payer answered to a line, with the last step of its appeal, if one was sent."""

    id: int
    payment_no: int
    payment_id: int
    reference: str
    answered_on: date
    outcome: Outcome
    paid_cents: int
    allowed_cents: int | None
    codes: str
    remarks: str
    appeal: AppealStep | None
    appealed_on: date | None
    appeal_until: date | None


@dataclass(frozen=True, slots=True)
class Denied:
    """A line of the queue: what is open on it, why, and until when it can be appealed.

    ``id`` is the invoice line's. ``missing_cents`` is what the payer did not pay of what was
    billed. ``deadline_on`` is None where the program knows none.
    """

    id: int
    invoice_id: int
    invoice_no: str
    place: int
    member_id: int
    member: str
    payer_id: int
    payer_code: str
    item: str
    trouble: Trouble
    amount_cents: int
    paid_cents: int
    missing_cents: int
    open_cents: int
    codes: str
    answered_on: date | None
    deadline_on: date | None
    appeal: AppealStep | None

    @property
    def name(self) -> str:
        """The line as people name it."""
        return f"{self.invoice_no} line {self.place}"


def denied_lines(session: Session, *, on: date) -> list[Denied]:
    """Every line that a payer denied, reduced or paid short, and that is open; oldest first."""
    answers = answers_of(session)
    ids = {*answers, *_paid_by_payers(session)}
    balances = line_balances(session, on=on, line_ids=ids if len(ids) <= _AT_ONCE else None)
    concerned = [one for one in balances if one.open_cents > 0 and one.line_id in ids]
    members, payers, items = _names(session, [one.line_id for one in concerned])
    found = [
        _denied(one, answers.get(one.line_id, ()), members, payers, items) for one in concerned
    ]
    return sorted(
        (one for one in found if one is not None),
        key=lambda one: (one.deadline_on or date.max, one.answered_on or date.max, one.id),
    )


def _denied(
    balance: LineBalance,
    answers: Sequence[Answer],
    members: dict[int, str],
    payers: dict[int, tuple[str, str]],
    items: dict[int, str],
) -> Denied | None:
    last = answers[-1] if answers else None
    trouble = trouble_of(
        None if last is None else last.outcome, None if last is None else last.appeal
    )
    if trouble is None:
        return None
    code, regime = payers[balance.payer_id]
    known = None if last is None else deadline_of(regime, last.answered_on)
    return Denied(
        balance.line_id,
        balance.invoice_id,
        balance.invoice_no,
        balance.place,
        balance.member_id,
        members[balance.member_id],
        balance.payer_id,
        code,
        items[balance.line_id],
        trouble,
        balance.amount_cents,
        balance.paid_cents,
        balance.amount_cents - balance.paid_cents,
        balance.open_cents,
        "" if last is None else last.codes,
        None if last is None else last.answered_on,
        None if known is None else known.on,
        None if last is None else last.appeal,
    )


def answers_of(
    session: Session, *, line_ids: Collection[int] | None = None
) -> dict[int, list[Answer]]:
    """What payers answered to lines (None: to all), by line, the oldest first."""
    in_turn = session.scalars(select(Appeal).order_by(Appeal.turn))
    steps = {step.remittance_line_id: step for step in in_turn}
    chosen = (
        select(RemittanceLine, Payment.payment_no, Payment.reference)
        .join(Payment, Payment.id == RemittanceLine.payment_id)
        .order_by(RemittanceLine.answered_on, RemittanceLine.id)
    )
    if line_ids is not None:
        chosen = chosen.where(RemittanceLine.line_id.in_(line_ids))
    found: dict[int, list[Answer]] = defaultdict(list)
    for one, payment_no, reference in session.execute(chosen):
        step = steps.get(one.id)
        found[one.line_id].append(
            Answer(
                one.id,
                payment_no,
                one.payment_id,
                reference,
                one.answered_on,
                one.outcome,
                one.paid_cents,
                one.allowed_cents,
                one.adjustments,
                one.remarks,
                None if step is None else step.step,
                None if step is None else step.done_on,
                None if step is None else step.deadline_on,
            )
        )
    return dict(found)


def _paid_by_payers(session: Session) -> set[int]:
    """The lines on which a payer's payment stands."""
    chosen = (
        select(Allocation.line_id)
        .join(Payment, Payment.id == Allocation.payment_id)
        .where(Payment.payer_id.is_not(None))
        .distinct()
    )
    return set(session.scalars(chosen))


def _names(
    session: Session, line_ids: Collection[int]
) -> tuple[dict[int, str], dict[int, tuple[str, str]], dict[int, str]]:
    members = select(Member.id, Member.last_name + ", " + Member.first_name)
    payers = select(Payer.id, Payer.code, Payer.regime)
    words = (
        select(InvoiceLine.id, PrintedWords.words)
        .join(PrintedWords, PrintedWords.id == InvoiceLine.product_words_id)
        .where(InvoiceLine.id.in_(line_ids) if len(line_ids) <= _AT_ONCE else true())
    )
    return (
        dict(session.execute(members).all()),
        {id_: (code, regime.value) for id_, code, regime in session.execute(payers)},
        {id_: _item(printed) for id_, printed in session.execute(words)},
    )


def _item(printed: str) -> str:
    product = product_words(printed)
    return f"{product.hcpcs} {product.description}"


DENIALS: PlainList[Denied] = PlainList(
    lambda session, on: denied_lines(session, on=on),
    chips={
        "denied": lambda row, _on: row.trouble is Trouble.DENIED,
        "reduced": lambda row, _on: row.trouble is Trouble.REDUCED,
        "underpaid": lambda row, _on: row.trouble is Trouble.UNDERPAID,
        "appealed": lambda row, _on: row.trouble is Trouble.APPEALED,
        "overdue": lambda row, on: (
            row.trouble is not Trouble.APPEALED
            and row.deadline_on is not None
            and row.deadline_on < on
        ),
    },
)
"""What is to be worked, what ends first on top."""


@dataclass(frozen=True, slots=True)
class MoneyFact:
    """Something that befell a line's money: when, what in words, how much, who wrote it down.

    ``opens`` is the charge that it passed on to.
    """

    on: date
    what: str
    cents: int | None
    who: str
    write_off_id: int | None = None
    opens: RecordRef | None = None


@dataclass(frozen=True, slots=True)
class LineRead:
    """One line of an invoice: its row of the queue or none, its balance, answers and facts.

    ``passed_on_cents`` is what of it the next payer is asked for.
    """

    balance: LineBalance
    member: str
    payer_code: str
    item: str
    denied: Denied | None
    answers: tuple[Answer, ...]
    facts: tuple[MoneyFact, ...]
    deadline_on: date | None
    citation: str
    passed_on_cents: int


def read_line(session: Session, *, line_id: int, on: date) -> LineRead | None:
    """One line with its money; None where there is none of this id."""
    balances = line_balances(session, on=on, line_ids=[line_id])
    if not balances:
        return None
    (balance,) = balances
    members, payers, items = _names(session, [line_id])
    answers = answers_of(session, line_ids=[line_id]).get(line_id, [])
    denied = _denied(balance, answers, members, payers, items) if balance.open_cents > 0 else None
    code, regime = payers[balance.payer_id]
    known = deadline_of(regime, answers[-1].answered_on) if answers else None
    return LineRead(
        balance,
        members[balance.member_id],
        code,
        items[line_id],
        denied if answers or balance.paid_cents else None,
        tuple(answers),
        tuple(sorted(_facts(session, line_id), key=lambda one: one.on)),
        None if known is None else known.on,
        "" if known is None else known.citation,
        _passed_on(session, line_id),
    )


def _passed_on(session: Session, line_id: int) -> int:
    cents = select(func.sum(WriteOff.amount_cents)).where(
        WriteOff.line_id == line_id, WriteOff.reason == WriteOffReason.PASSED_ON
    )
    return int(session.scalar(cents) or 0)


def _facts(session: Session, line_id: int) -> Iterator[MoneyFact]:
    paid = (
        select(Allocation, Payment.payment_no, Payment.kind, Payment.reference)
        .join(Payment, Payment.id == Allocation.payment_id)
        .where(Allocation.line_id == line_id)
        .order_by(Allocation.id)
    )
    for one, payment_no, kind, reference in session.execute(paid):
        word = "paid by" if one.reverses_id is None else "taken back from"
        what = f"{word} payment {payment_no}, {_kind(kind)} {reference}".rstrip()
        yield MoneyFact(one.allocated_on, what, one.amount_cents, one.recorded_by)
    yield from _given_up(session, line_id)
    appeals = (
        select(Appeal)
        .join(RemittanceLine, RemittanceLine.id == Appeal.remittance_line_id)
        .where(RemittanceLine.line_id == line_id)
        .order_by(Appeal.id)
    )
    for step in session.scalars(appeals):
        note = f": {step.note}" if step.note else ""
        until = f", by {step.deadline_on} ({step.citation})" if step.deadline_on else ""
        what = f"appeal {step.step.value}{until}{note}"
        yield MoneyFact(step.done_on, what, None, step.recorded_by)


def _given_up(session: Session, line_id: int) -> Iterator[MoneyFact]:
    """What was written off or passed on, and taken back again."""
    written = (
        select(WriteOff, Charge.charge_no)
        .outerjoin(Charge, Charge.id == WriteOff.charge_id)
        .where(WriteOff.line_id == line_id)
        .order_by(WriteOff.id)
    )
    rows = session.execute(written).all()
    back = {off.reverses_id for off, _ in rows}
    for off, charge_no in rows:
        note = f": {off.note}" if off.note else ""
        told = (off.written_on, _given_up_words(off, charge_no) + note)
        if off.charge_id is not None:
            charge = RecordRef("charge", off.charge_id)
            yield MoneyFact(*told, off.amount_cents, off.recorded_by, opens=charge)
            continue
        standing = off.id if off.reverses_id is None and off.id not in back else None
        yield MoneyFact(*told, off.amount_cents, off.recorded_by, standing)


def _given_up_words(off: WriteOff, charge_no: str | None) -> str:
    if off.reason is WriteOffReason.PASSED_ON:
        return f"passed on to the next payer, {charge_no}" if charge_no else "taken back from there"
    word = "written off" if off.reverses_id is None else "write-off taken back"
    return f"{word}, {_reason(off.reason)}"


def _kind(kind: PaymentKind) -> str:
    return kind.value.replace("_", " ")


def _reason(reason: WriteOffReason) -> str:
    return reason.value.replace("_", " ")
