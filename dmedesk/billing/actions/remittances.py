"""Takes what payers answered: line by line, or from a file as a whole."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import func, select

from dmedesk.billing.actions.allocating import write_allocations
from dmedesk.billing.actions.batches import LOCK, open_batch_of
from dmedesk.billing.actions.payments import take_payments
from dmedesk.billing.queries.allocating import open_lines
from dmedesk.billing.queries.balances import payment_balances, whole_cents
from dmedesk.billing.queries.remittances import amounts_of, read_remittance_file
from dmedesk.billing.rules.allocating import OpenLine, PaymentEntry, Share
from dmedesk.billing.rules.payments import PaymentFacts, PaymentKind
from dmedesk.billing.rules.remittance_file import RemittanceRead
from dmedesk.billing.rules.remittances import (
    AnswerFacts,
    answer_findings,
    outcome_of,
    written_adjustments,
)
from dmedesk.billing.tables import Payment, RemittanceFile, RemittanceLine
from dmedesk.kit.errors import Refused
from dmedesk.kit.findings import Finding, Severity, stops
from dmedesk.rates.money import format_dollars
from dmedesk.store.bulk import append_many
from dmedesk.store.unit_of_work import UnitOfWork

_COLUMNS = (
    RemittanceLine.payment_id,
    RemittanceLine.place,
    RemittanceLine.line_id,
    RemittanceLine.outcome,
    RemittanceLine.paid_cents,
    RemittanceLine.allowed_cents,
    RemittanceLine.adjustments,
    RemittanceLine.remarks,
    RemittanceLine.answered_on,
    RemittanceLine.recorded_at,
    RemittanceLine.recorded_by,
)


def enter_remittance_line(work: UnitOfWork, *, payment_id: int, facts: AnswerFacts) -> int:
    """Enter what a remittance answers to one line; answers the row's id.

    What it pays is allocated to the line as far as it is open there; the rest stays on the payer's
    account. Refused in a closed batch, for another payer's line, and beyond what is left of it.
    """
    work.lock(LOCK)
    payment = work.session.get_one(Payment, payment_id)
    open_batch_of(work, batch_id=payment.batch_id)
    lines = open_lines(work.session, line_ids=[facts.line_id])
    (balance,) = payment_balances(work.session, on=date.max, payment_ids=[payment_id])
    answered = select(whole_cents(func.sum(RemittanceLine.paid_cents))).where(
        RemittanceLine.payment_id == payment_id
    )
    unanswered = payment.amount_cents - work.session.scalars(answered).one()
    left_cents = min(unanswered, balance.unapplied_cents)
    found = list(_findings(payment, facts, lines, left_cents))
    if facts.line_id in lines:
        (amount,) = amounts_of(work.session, [facts.line_id]).values()
        found += answer_findings(facts, amount, name=lines[facts.line_id].name)
    if stops(found):
        raise Refused(found)
    return _write(work, payment, [facts], lines)[0]


def _findings(
    payment: Payment, facts: AnswerFacts, lines: dict[int, OpenLine], left_cents: int
) -> list[Finding]:
    line = lines.get(facts.line_id)
    if line is None:
        return [_stop("unknown_line", "This line is not on an invoice.", "line")]
    found = []
    if payment.kind is not PaymentKind.REMITTANCE:
        found.append(_stop("no_remittance", "A check answers to no line.", "line"))
    if line.payer_id != payment.payer_id:
        found.append(_stop("other_payer", f"{line.name} was billed to another payer.", "line"))
    if facts.paid_cents > left_cents:
        left = format_dollars(left_cents)
        found.append(_stop("allocated_too_much", f"{left} is left of the remittance.", "paid"))
    return found


def take_remittance_csv(
    work: UnitOfWork, *, batch_id: int, content: bytes, file_name: str
) -> Sequence[int]:
    """Take a file of remittances into an open batch, all of it or nothing; answers the payments.

    Refused with every finding of the file; a file, and a payer's remittance, is taken once.
    """
    work.lock(LOCK)
    read = read_remittance_file(work.session, content=content, file_name=file_name)
    if stops(read.findings) or not read.remittances:
        raise Refused(read.findings or [_stop("empty_file", "The file has no remittance.", "")])
    file = RemittanceFile(
        sha256=read.sha256, file_name=file_name, taken_at=work.now, taken_by=work.actor
    )
    work.session.add(file)
    work.session.flush()
    entries = [PaymentEntry(_facts(one)) for one in read.remittances]
    ids = take_payments(work, batch_id=batch_id, entries=entries, file_id=file.id)
    for payment_id, one in zip(ids, read.remittances, strict=True):
        named = [answer.line_id for answer in one.answers]
        payment = work.session.get_one(Payment, payment_id)
        _write(work, payment, one.answers, open_lines(work.session, line_ids=named))
    return ids


def _facts(read: RemittanceRead) -> PaymentFacts:
    return PaymentFacts(
        PaymentKind.REMITTANCE,
        read.amount_cents,
        reference=read.number,
        payer_id=read.payer_id,
        dated_on=read.paid_on,
    )


def _write(
    work: UnitOfWork,
    payment: Payment,
    answers: Sequence[AnswerFacts],
    lines: dict[int, OpenLine],
) -> Sequence[int]:
    """Append answers, and let what they pay pay their lines, as far as those are open."""
    session = work.session
    amounts = amounts_of(session, list(lines))
    last = select(func.max(RemittanceLine.place)).where(RemittanceLine.payment_id == payment.id)
    place = session.scalar(last) or 0
    on = payment.dated_on or payment.received_on
    rows = [
        (
            payment.id,
            place + nth,
            facts.line_id,
            outcome_of(facts, amounts[facts.line_id]),
            facts.paid_cents,
            facts.allowed_cents,
            written_adjustments(facts.adjustments),
            facts.remarks,
            on,
            work.now,
            work.actor,
        )
        for nth, facts in enumerate(answers, 1)
    ]
    ids = append_many(work, RemittanceLine, _COLUMNS, rows)
    write_allocations(work, rows=_paying(payment, answers, ids, lines))
    return ids


def _paying(
    payment: Payment,
    answers: Sequence[AnswerFacts],
    ids: Sequence[int],
    lines: dict[int, OpenLine],
) -> list[tuple[int, Share, date, int | None]]:
    left = {line_id: line.open_cents for line_id, line in lines.items()}
    rows: list[tuple[int, Share, date, int | None]] = []
    for id_, facts in zip(ids, answers, strict=True):
        cents = min(facts.paid_cents, left[facts.line_id])
        if cents > 0:
            left[facts.line_id] -= cents
            on = max(payment.received_on, lines[facts.line_id].posted_on)
            rows.append((payment.id, Share(facts.line_id, cents), on, id_))
    return rows


def _stop(code: str, message: str, field: str) -> Finding:
    remedy = "Compare it with the remittance."
    return Finding(Severity.STOP, code, message, remedy=remedy, field=field)
