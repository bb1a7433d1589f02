"""Lets what is left of payments pay lines of invoices, and takes that back."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from dmedesk.billing.actions.batches import LOCK, today_of
from dmedesk.billing.queries.allocating import Standing, open_lines, standing_allocations
from dmedesk.billing.queries.balances import payment_balances
from dmedesk.billing.rules.allocating import PaymentEntry, Share, share_findings
from dmedesk.billing.rules.payments import PaymentFacts
from dmedesk.billing.tables import Allocation, Payment
from dmedesk.kit.errors import Refused
from dmedesk.kit.findings import Finding, Severity
from dmedesk.store.bulk import append_many
from dmedesk.store.unit_of_work import UnitOfWork

_COLUMNS = (
    Allocation.payment_id,
    Allocation.line_id,
    Allocation.amount_cents,
    Allocation.reverses_id,
    Allocation.reversed_cents,
    Allocation.remittance_line_id,
    Allocation.allocated_on,
    Allocation.recorded_at,
    Allocation.recorded_by,
)


def allocate(
    work: UnitOfWork, *, payment_id: int, shares: Sequence[Share], allocated_on: date | None = None
) -> None:
    """Let what is left of a payment pay lines; today, or on a day from its coming on.

    Refused for more than is left, or open on a line, and for somebody else's line.
    """
    work.lock(LOCK)
    payment = work.session.get_one(Payment, payment_id)
    on = allocated_on or today_of(work)
    (balance,) = payment_balances(work.session, on=date.max, payment_ids=[payment_id])
    lines = open_lines(work.session, line_ids=[share.line_id for share in shares])
    left = PaymentFacts(
        payment.kind,
        balance.unapplied_cents,
        payer_id=payment.payer_id,
        member_id=payment.member_id,
    )
    found = list(share_findings([PaymentEntry(left, tuple(shares))], lines))
    found += _too_early(on, [payment.received_on, *(line.posted_on for line in lines.values())])
    if not shares:
        found.append(_stop("allocated_nothing", "Nothing is allocated.", "Type an amount."))
    if found:
        raise Refused(found)
    write_allocations(work, rows=[(payment_id, share, on, None) for share in shares])


def _too_early(on: date, days: Iterable[date]) -> Iterator[Finding]:
    earliest = max(days)
    if on < earliest:
        yield _stop("too_early", f"It cannot be allocated before {earliest}.", "Type a later day.")


def take_back_allocation(
    work: UnitOfWork, *, allocation_id: int, taken_back_on: date | None = None
) -> None:
    """Take an allocation back: its amount is on the account again. Refused the second time."""
    work.lock(LOCK)
    on = taken_back_on or today_of(work)
    allocation = work.session.get_one(Allocation, allocation_id)
    standing = standing_allocations(work.session, Allocation.id == allocation_id)
    found = list(_too_early(on, [allocation.allocated_on]))
    if not standing:
        found.append(_stop("taken_back", "It was taken back before.", "Nothing is left to do."))
    if found:
        raise Refused(found)
    take_back(work, standing=standing, on=on)


def release_lines(work: UnitOfWork, *, line_ids: Sequence[int], released_on: date) -> int:
    """Take back all that payments paid of lines, for they are credited; answers the cents.

    What was paid is on the account of its payer or member again.
    """
    work.lock(LOCK)
    standing = standing_allocations(work.session, Allocation.line_id.in_(line_ids))
    take_back(work, standing=standing, on=released_on)
    return sum(one.amount_cents for one in standing)


def write_allocations(
    work: UnitOfWork, *, rows: Sequence[tuple[int, Share, date, int | None]]
) -> Sequence[int]:
    """Append allocations: payment, share, day, and the answer that each follows, if one.

    Whoever calls holds the lock of payments and has seen that they fit.
    """
    return append_many(
        work,
        Allocation,
        _COLUMNS,
        [
            (id_, share.line_id, share.cents, None, None, answer_id, on, work.now, work.actor)
            for id_, share, on, answer_id in rows
        ],
    )


def take_back(work: UnitOfWork, *, standing: Sequence[Standing], on: date) -> None:
    """Append the opposite of allocations that stand. Whoever calls holds the lock of payments."""
    append_many(
        work,
        Allocation,
        _COLUMNS,
        [
            (
                one.payment_id,
                one.line_id,
                -one.amount_cents,
                one.id,
                one.amount_cents,
                one.remittance_line_id,
                on,
                work.now,
                work.actor,
            )
            for one in standing
        ],
    )


def _stop(code: str, message: str, remedy: str) -> Finding:
    return Finding(Severity.STOP, code, message, remedy=remedy, field="shares")
