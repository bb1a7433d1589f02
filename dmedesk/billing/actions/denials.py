"""Works what payers did not pay: written off, or appealed; rebilling is a credit and a new line."""

from collections.abc import Iterator
from datetime import date

from sqlalchemy import exists, select

from dmedesk.billing.actions.batches import LOCK, today_of
from dmedesk.billing.queries.allocating import open_lines
from dmedesk.billing.rules.appeals import appeal_findings, deadline_of
from dmedesk.billing.rules.payments import GIVEN_UP, AppealStep, WriteOffReason
from dmedesk.billing.tables import Appeal, Charge, Invoice, InvoiceLine, RemittanceLine, WriteOff
from dmedesk.kit.errors import Refused
from dmedesk.kit.findings import Finding, stopping
from dmedesk.members.tables import Payer
from dmedesk.rates.money import format_dollars
from dmedesk.store.unit_of_work import UnitOfWork


def write_off(
    work: UnitOfWork,
    *,
    line_id: int,
    cents: int,
    reason: WriteOffReason,
    note: str = "",
    written_on: date | None = None,
) -> int:
    """Give up an amount of a line; answers the write-off's id. Refused for more than is open.

    What passes on to another payer is not given up: ``actions.passing``.
    """
    if reason not in GIVEN_UP:
        raise ValueError(f"{reason} is no reason to give something up")
    work.lock(LOCK)
    on = written_on or today_of(work)
    line = open_lines(work.session, line_ids=[line_id])[line_id]
    found = []
    if not 0 < cents <= line.open_cents:
        message = f"{format_dollars(line.open_cents)} is open on {line.name}."
        found.append(stopping("written_off_too_much", message, "Write off no more.", "amount"))
    if on < line.posted_on:
        found.append(stopping("too_early", f"It was posted on {line.posted_on}.", "", "written_on"))
    if found:
        raise Refused(found)
    row = WriteOff(
        line_id=line_id,
        amount_cents=cents,
        reason=reason,
        note=note.strip(),
        written_on=on,
        recorded_at=work.now,
        recorded_by=work.actor,
    )
    return _append(work, row)


def take_back_write_off(
    work: UnitOfWork, *, write_off_id: int, taken_back_on: date | None = None, note: str = ""
) -> None:
    """Take a write-off back: its amount is open again. Refused the second time."""
    work.lock(LOCK)
    on = taken_back_on or today_of(work)
    first = work.session.get_one(WriteOff, write_off_id)
    back = select(exists().where(WriteOff.reverses_id == write_off_id))
    found = []
    if first.reverses_id is not None or work.session.scalar(back):
        found.append(stopping("taken_back", "It was taken back before.", "Nothing is left to do."))
    if on < first.written_on:
        found.append(stopping("too_early", f"It was written off on {first.written_on}.", ""))
    if first.charge_id is not None and not found:
        found.append(_passed_on(work, first.charge_id))
    if found:
        raise Refused(found)
    reverse_write_off(work, first=first, on=on, note=note.strip())


def _passed_on(work: UnitOfWork, charge_id: int) -> Finding:
    number = work.session.scalar(select(Charge.charge_no).where(Charge.id == charge_id))
    message = f"It was passed on to the next payer, by charge {number}."
    remedy = (
        "Credit that charge's invoice line and withdraw the charge: then it is open here again."
    )
    return stopping("passed_on", message, remedy)


def reverse_write_off(work: UnitOfWork, *, first: WriteOff, on: date, note: str) -> None:
    """Append what takes a write-off back; whoever calls has seen to it that it stands."""
    row = WriteOff(
        line_id=first.line_id,
        amount_cents=-first.amount_cents,
        reverses_id=first.id,
        reversed_cents=first.amount_cents,
        reason=first.reason,
        note=note,
        written_on=on,
        recorded_at=work.now,
        recorded_by=work.actor,
    )
    _append(work, row)


def _append(work: UnitOfWork, row: WriteOff) -> int:
    work.session.add(row)
    work.session.flush()
    return row.id


def appeal(
    work: UnitOfWork,
    *,
    remittance_line_id: int,
    step: AppealStep,
    done_on: date | None = None,
    deadline_on: date | None = None,
    note: str = "",
) -> None:
    """Write down that a payer's answer is appealed, or what came of it.

    The last day for it is the one of the law that the program knows for the payer; ``deadline_on``
    is another one, by the payer's letter. Refused after it, twice, and for a line that was paid.
    """
    work.lock(LOCK)
    on = done_on or today_of(work)
    answer = work.session.get_one(RemittanceLine, remittance_line_id)
    until, citation = _deadline(work, answer, step, deadline_on)
    last = _last_step(work, remittance_line_id)
    judged = appeal_findings(
        step,
        outcome=answer.outcome,
        answered_on=answer.answered_on,
        done_on=on,
        deadline_on=until,
        is_sent=last is not None and last.step is AppealStep.SENT,
    )
    found = [*judged, *_before_the_last(on, last)]
    if found:
        raise Refused(found)
    work.session.add(
        Appeal(
            remittance_line_id=remittance_line_id,
            turn=1 if last is None else last.turn + 1,
            step=step,
            done_on=on,
            deadline_on=until,
            citation=citation,
            note=note.strip(),
            recorded_at=work.now,
            recorded_by=work.actor,
        )
    )
    work.session.flush()


def _before_the_last(on: date, last: Appeal | None) -> Iterator[Finding]:
    if last is not None and on < last.done_on:
        yield stopping("too_early", f"The step before was on {last.done_on}.", "Type a later day.")


def _last_step(work: UnitOfWork, remittance_line_id: int) -> Appeal | None:
    steps = select(Appeal).where(Appeal.remittance_line_id == remittance_line_id)
    return work.session.scalar(steps.order_by(Appeal.turn.desc()).limit(1))


def _deadline(
    work: UnitOfWork, answer: RemittanceLine, step: AppealStep, said: date | None
) -> tuple[date | None, str]:
    if step is not AppealStep.SENT:
        return None, ""
    if said is not None:
        return said, "The payer's letter"
    regime = work.session.scalar(
        select(Payer.regime)
        .join(Invoice, Invoice.payer_id == Payer.id)
        .join(InvoiceLine, InvoiceLine.invoice_id == Invoice.id)
        .where(InvoiceLine.id == answer.line_id)
    )
    known = None if regime is None else deadline_of(regime.value, answer.answered_on)
    return (None, "") if known is None else (known.on, known.citation)
