"""Takes payments with what they pay; reverses one that is void; gives back what is left of one."""

from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import func, select

from dmedesk.billing.actions.allocating import take_back, write_allocations
from dmedesk.billing.actions.batches import LOCK, open_batch_of, today_of
from dmedesk.billing.queries.allocating import (
    Numbered,
    Presented,
    numbers_taken,
    open_lines,
    standing_allocations,
)
from dmedesk.billing.queries.balances import payment_balances
from dmedesk.billing.rules.allocating import PaymentEntry, Share, share_findings
from dmedesk.billing.rules.payments import (
    KIND_WORDS,
    PaymentFacts,
    PaymentStep,
    ReversalReason,
    payment_findings,
    reference_key,
)
from dmedesk.billing.tables import Allocation, Payment, PaymentBatch, PaymentFact
from dmedesk.kit.collector import collector_paused
from dmedesk.kit.errors import Refused
from dmedesk.kit.findings import Finding, Severity, stopping, stops
from dmedesk.rates.money import format_dollars
from dmedesk.store.bulk import append_many
from dmedesk.store.unit_of_work import UnitOfWork

_PAYMENT = (
    Payment.payment_no,
    Payment.batch_id,
    Payment.place,
    Payment.kind,
    Payment.payer_id,
    Payment.member_id,
    Payment.reference,
    Payment.reference_key,
    Payment.presented,
    Payment.dated_on,
    Payment.received_on,
    Payment.amount_cents,
    Payment.is_deposit,
    Payment.file_id,
    Payment.note,
    Payment.recorded_at,
    Payment.recorded_by,
)


def take_payment(
    work: UnitOfWork, *, batch_id: int, facts: PaymentFacts, shares: Sequence[Share] = ()
) -> int:
    """Take one payment into an open batch, with the lines that it pays; answers its id.

    What no line takes stays on the account of its payer or member. Refused for what cannot be: no
    amount, a number that came before and stands, more than is open on a line, somebody else's line.
    """
    return take_payments(work, batch_id=batch_id, entries=[PaymentEntry(facts, tuple(shares))])[0]


@collector_paused()
def take_payments(
    work: UnitOfWork,
    *,
    batch_id: int,
    entries: Sequence[PaymentEntry],
    file_id: int | None = None,
) -> Sequence[int]:
    """Take payments into an open batch, all or none; answers their ids in the order given.

    Refused as ``take_payment`` is, with everything that is wrong at once.
    """
    work.lock(LOCK)
    batch = open_batch_of(work, batch_id=batch_id)
    keys = [reference_key(entry.facts.reference) for entry in entries]
    taken = numbers_taken(work.session, [key for key in keys if key])
    named = {share.line_id for entry in entries for share in entry.shares}
    lines = open_lines(work.session, line_ids=named)
    found = [
        finding
        for entry in entries
        for finding in payment_findings(entry.facts, received_on=batch.opened_on)
    ]
    presented = _presented(entries, keys, taken, found)
    found += share_findings(entries, lines)
    if stops(found):
        raise Refused(found)
    ids = _insert(work, batch, entries, keys, presented, file_id)
    rows = [
        (id_, share, max(batch.opened_on, lines[share.line_id].posted_on), None)
        for id_, entry in zip(ids, entries, strict=True)
        for share in entry.shares
    ]
    write_allocations(work, rows=rows)
    return ids


def _presented(
    entries: Sequence[PaymentEntry],
    keys: Sequence[str | None],
    taken: Mapping[Numbered, Presented],
    found: list[Finding],
) -> list[int]:
    """How often each payment's number has come, this time included; a finding where one stands."""
    known = dict(taken)
    times = []
    for entry, key in zip(entries, keys, strict=True):
        facts = entry.facts
        if key is None:
            times.append(1)
            continue
        numbered = (facts.payer_id, facts.member_id, facts.kind, key)
        before = known.get(numbered, Presented(0, None))
        if before.standing_no is not None:
            found.append(_came_before(facts, before.standing_no))
        known[numbered] = Presented(before.times + 1, before.standing_no or 0)
        times.append(before.times + 1)
    return times


def _came_before(facts: PaymentFacts, payment_no: int) -> Finding:
    where = f"payment {payment_no}" if payment_no else "a line above"
    return Finding(
        Severity.STOP,
        "number_taken",
        f"{KIND_WORDS[facts.kind]} {facts.reference} is {where} already.",
        subject=facts.reference,
        remedy="Where it was presented again, reverse the first one before.",
        field="reference",
    )


def _insert(
    work: UnitOfWork,
    batch: PaymentBatch,
    entries: Sequence[PaymentEntry],
    keys: Sequence[str | None],
    presented: Sequence[int],
    file_id: int | None,
) -> Sequence[int]:
    session = work.session
    number = session.scalar(select(func.max(Payment.payment_no))) or 0
    last_place = select(func.max(Payment.place)).where(Payment.batch_id == batch.id)
    place = session.scalar(last_place) or 0
    rows = [
        (
            number + nth,
            batch.id,
            place + nth,
            entry.facts.kind,
            entry.facts.payer_id,
            entry.facts.member_id,
            entry.facts.reference.strip(),
            key,
            times,
            entry.facts.dated_on,
            batch.opened_on,
            entry.facts.amount_cents,
            entry.facts.is_deposit,
            file_id,
            entry.facts.note.strip(),
            work.now,
            work.actor,
        )
        for nth, (entry, key, times) in enumerate(zip(entries, keys, presented, strict=True), 1)
    ]
    return append_many(work, Payment, _PAYMENT, rows)


def reverse_payment(
    work: UnitOfWork,
    *,
    payment_id: int,
    reason: ReversalReason,
    reversed_on: date | None = None,
    note: str = "",
) -> None:
    """Reverse a payment that is void: what it paid is open again. Refused the second time."""
    work.lock(LOCK)
    on = reversed_on or today_of(work)
    payment, found = _not_void(work, payment_id, on)
    if found:
        raise Refused(found)
    (balance,) = payment_balances(work.session, on=date.max, payment_ids=[payment_id])
    standing = standing_allocations(work.session, Allocation.payment_id == payment_id)
    take_back(work, standing=standing, on=on)
    _append(
        work,
        payment,
        PaymentStep.REVERSED,
        balance.amount_cents - balance.gone_cents,
        reason=reason,
        on=on,
        note=note,
    )


def return_deposit(
    work: UnitOfWork,
    *,
    payment_id: int,
    cents: int,
    reference: str = "",
    returned_on: date | None = None,
    note: str = "",
) -> None:
    """Give back what no line took of a payment, by the shop's own check or transfer ``reference``.

    Refused for more than is left of it.
    """
    work.lock(LOCK)
    on = returned_on or today_of(work)
    payment, found = _not_void(work, payment_id, on)
    (balance,) = payment_balances(work.session, on=date.max, payment_ids=[payment_id])
    if not 0 < cents <= balance.unapplied_cents:
        left = format_dollars(balance.unapplied_cents)
        found.append(stopping("returned_too_much", f"{left} of it is left.", "Give back no more."))
    if found:
        raise Refused(found)
    _append(work, payment, PaymentStep.RETURNED, cents, on=on, reference=reference, note=note)


def _not_void(work: UnitOfWork, payment_id: int, on: date) -> tuple[Payment, list[Finding]]:
    payment = work.session.get_one(Payment, payment_id)
    void = select(PaymentFact.done_on).where(
        PaymentFact.payment_id == payment_id, PaymentFact.step == PaymentStep.REVERSED
    )
    reversed_on = work.session.scalar(void)
    latest = select(func.max(Allocation.allocated_on)).where(Allocation.payment_id == payment_id)
    earliest = max(payment.received_on, work.session.scalar(latest) or payment.received_on)
    found = []
    if reversed_on is not None:
        message = f"Payment {payment.payment_no} was reversed on {reversed_on}."
        found.append(stopping("reversed", message, "There is nothing left of it."))
    elif on < earliest:
        found.append(stopping("too_early", f"It cannot be before {earliest}.", "Type a later day."))
    return payment, found


def _append(
    work: UnitOfWork,
    payment: Payment,
    step: PaymentStep,
    cents: int,
    *,
    on: date,
    reason: ReversalReason | None = None,
    reference: str = "",
    note: str = "",
) -> None:
    last = select(func.max(PaymentFact.turn)).where(PaymentFact.payment_id == payment.id)
    work.session.add(
        PaymentFact(
            payment_id=payment.id,
            turn=(work.session.scalar(last) or 0) + 1,
            step=step,
            amount_cents=cents,
            reason=reason,
            done_on=on,
            reference=reference.strip(),
            note=note.strip(),
            recorded_at=work.now,
            recorded_by=work.actor,
        )
    )
    work.session.flush()
