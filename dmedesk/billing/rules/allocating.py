"""What of a payment pays which lines: what is proposed, and what cannot be. Pure; integer cents."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dmedesk.billing.rules.payments import PaymentFacts
from dmedesk.kit.findings import Finding, Severity
from dmedesk.rates.money import format_dollars


@dataclass(frozen=True, slots=True)
class OpenLine:
    """A line that may be paid: whose it is, and what is open on it."""

    line_id: int
    invoice_id: int
    name: str
    member_id: int
    payer_id: int
    posted_on: date
    open_cents: int


@dataclass(frozen=True, slots=True)
class Share:
    """What of a payment pays one line."""

    line_id: int
    cents: int


@dataclass(frozen=True, slots=True)
class PaymentEntry:
    """A payment with the lines that it pays at once."""

    facts: PaymentFacts
    shares: tuple[Share, ...] = ()


def suggest(
    lines: Sequence[OpenLine], cents: int, *, first: Sequence[int] = ()
) -> tuple[Share, ...]:
    """Which lines an amount pays: those of the invoices ``first``, then the oldest.

    What no line takes is left: an overpayment stays on the account.
    """
    wanted = {invoice_id: place for place, invoice_id in enumerate(first)}
    ordered = sorted(
        (line for line in lines if line.open_cents > 0),
        key=lambda line: (
            wanted.get(line.invoice_id, len(wanted)),
            line.posted_on,
            line.line_id,
        ),
    )
    shares = []
    for line in ordered:
        part = min(line.open_cents, cents)
        if part <= 0:
            break
        shares.append(Share(line.line_id, part))
        cents -= part
    return tuple(shares)


def share_findings(
    entries: Sequence[PaymentEntry], lines: Mapping[int, OpenLine]
) -> Iterator[Finding]:
    """Why payments cannot pay these lines: somebody else's, too much, nothing, not there."""
    taken: dict[int, int] = defaultdict(int)
    for entry in entries:
        yield from _of_one(entry, lines, taken)
        total = sum(share.cents for share in entry.shares)
        amount = entry.facts.amount_cents
        if total > amount:
            yield _stop(
                "allocated_too_much",
                f"{format_dollars(total)} is allocated of {format_dollars(amount)}.",
                "Allocate no more than the payment has.",
            )


def _of_one(
    entry: PaymentEntry, lines: Mapping[int, OpenLine], taken: dict[int, int]
) -> Iterator[Finding]:
    for share in entry.shares:
        line = lines.get(share.line_id)
        if line is None:
            yield _stop("unknown_line", "This line is not on an invoice.", "Choose a line.")
            continue
        if share.cents <= 0:
            yield _stop("allocated_nothing", f"Nothing is allocated to {line.name}.", "", line)
        taken[share.line_id] += share.cents
        if taken[share.line_id] > line.open_cents:
            yield _stop(
                "paid_too_much",
                f"{format_dollars(line.open_cents)} is open on {line.name}, less than "
                f"{format_dollars(taken[share.line_id])}.",
                "Allocate what is open; the rest stays on the account.",
                line,
            )
        yield from _whose(entry.facts, line)


def _whose(facts: PaymentFacts, line: OpenLine) -> Iterator[Finding]:
    if facts.payer_id is not None and facts.payer_id != line.payer_id:
        yield _stop("other_payer", f"{line.name} was billed to another payer.", "", line)
    if facts.member_id is not None and facts.member_id != line.member_id:
        yield _stop("other_member", f"{line.name} is another member's.", "", line)


def _stop(code: str, message: str, remedy: str, line: OpenLine | None = None) -> Finding:
    subject = line.name if line else ""
    return Finding(Severity.STOP, code, message, subject=subject, remedy=remedy, field="shares")
