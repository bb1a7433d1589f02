"""The words of payments: how money came, what a payer answered, and what is wrong with an entry.

Pure: plain values in, findings out. Money is integer cents.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dmedesk.kit.findings import Finding, stopping
from dmedesk.rates.money import format_dollars


class PaymentKind(StrEnum):
    """How money came."""

    CHECK = "check"
    CARD_SLIP = "card_slip"
    TRANSFER = "transfer"
    REMITTANCE = "remittance"


KIND_WORDS: Mapping[PaymentKind, str] = {
    PaymentKind.CHECK: "Check",
    PaymentKind.CARD_SLIP: "Card slip",
    PaymentKind.TRANSFER: "Transfer",
    PaymentKind.REMITTANCE: "Remittance",
}
"""The kinds as people read them, spelled as on the supplier's own papers."""


class BatchStep(StrEnum):
    """What happened to a batch: its expected total was said, or it was closed."""

    EXPECTED = "expected"
    CLOSED = "closed"


class PaymentStep(StrEnum):
    """What happened to a payment after it came: it was void, or some of it was given back."""

    REVERSED = "reversed"
    RETURNED = "returned"


class ReversalReason(StrEnum):
    """Why a payment is void."""

    BOUNCED = "bounced"
    STOPPED = "stopped"
    TAKEN_BACK = "taken_back"
    ENTERED_WRONG = "entered_wrong"


REVERSAL_WORDS: Mapping[ReversalReason, str] = {
    ReversalReason.BOUNCED: "Check bounced",
    ReversalReason.STOPPED: "Payment was stopped",
    ReversalReason.TAKEN_BACK: "Payer took it back",
    ReversalReason.ENTERED_WRONG: "Entered wrong",
}


class Outcome(StrEnum):
    """What a payer answered to a line."""

    PAID = "paid"
    REDUCED = "reduced"
    DENIED = "denied"


OUTCOME_WORDS: Mapping[Outcome, str] = {
    Outcome.PAID: "Paid",
    Outcome.REDUCED: "Reduced",
    Outcome.DENIED: "Denied",
}


class WriteOffReason(StrEnum):
    """Why an amount is not asked of a payer any more: given up, or passed on to the next one."""

    CONTRACT = "contract"
    UNCOLLECTIBLE = "uncollectible"
    SMALL_BALANCE = "small_balance"
    FILED_LATE = "filed_late"
    DENIED_FOR_GOOD = "denied_for_good"
    COURTESY = "courtesy"
    PASSED_ON = "passed_on"


WRITE_OFF_WORDS: Mapping[WriteOffReason, str] = {
    WriteOffReason.CONTRACT: "Payer's allowed amount is lower",
    WriteOffReason.UNCOLLECTIBLE: "Cannot be collected",
    WriteOffReason.SMALL_BALANCE: "Too small to pursue",
    WriteOffReason.FILED_LATE: "Filed too late",
    WriteOffReason.DENIED_FOR_GOOD: "Denied for good",
    WriteOffReason.COURTESY: "Courtesy",
    WriteOffReason.PASSED_ON: "Passed on to the next payer",
}

GIVEN_UP = {
    reason: words
    for reason, words in WRITE_OFF_WORDS.items()
    if reason is not WriteOffReason.PASSED_ON
}
"""The reasons for which a person writes an amount off."""


class AppealStep(StrEnum):
    """What happened to an appeal."""

    SENT = "sent"
    GRANTED = "granted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


APPEAL_WORDS: Mapping[AppealStep, str] = {
    AppealStep.SENT: "Appeal sent",
    AppealStep.GRANTED: "Appeal granted",
    AppealStep.REFUSED: "Appeal refused",
    AppealStep.WITHDRAWN: "Appeal withdrawn",
}


@dataclass(frozen=True, slots=True)
class PaymentFacts:
    """A payment as somebody types it. Whose it is, is said by exactly one of payer and member.

    ``reference`` is its number as printed: a check's, a slip's, a transfer's, a remittance's.
    ``dated_on`` stands on it; None where nothing does. ``is_deposit`` keeps it for later.
    """

    kind: PaymentKind
    amount_cents: int
    reference: str = ""
    payer_id: int | None = None
    member_id: int | None = None
    dated_on: date | None = None
    is_deposit: bool = False
    note: str = ""


def reference_key(reference: str) -> str | None:
    """A number in the form in which it is compared: capitals and digits, no zeros before it.

    None where there is none.
    """
    key = reference.upper()
    if not key.isalnum():
        key = "".join(filter(str.isalnum, key))
    return key.lstrip("0") or None


def payment_findings(facts: PaymentFacts, *, received_on: date) -> Iterator[Finding]:
    """What is wrong with a payment, before it is written down."""
    if (facts.payer_id is None) == (facts.member_id is None):
        yield stopping("who", "Say whose payment it is.", "Choose a payer or a member.", "payer")
    if facts.kind is PaymentKind.REMITTANCE:
        if facts.amount_cents < 0:
            yield stopping("amount", "A remittance pays nothing less than 0.", "", "amount")
        if facts.payer_id is None:
            yield stopping("who", "A remittance comes from a payer.", "Choose the payer.", "payer")
    elif facts.amount_cents <= 0:
        yield stopping("amount", "A payment is more than 0.", "Type its amount.", "amount")
    needs_number = facts.kind in (PaymentKind.CHECK, PaymentKind.REMITTANCE)
    if needs_number and reference_key(facts.reference) is None:
        what = KIND_WORDS[facts.kind].lower()
        yield stopping("reference", f"A {what} has a number.", "Type it as printed.", "reference")
    if facts.dated_on is not None and facts.dated_on > received_on:
        yield stopping(
            "postdated",
            f"It is dated {facts.dated_on}, after the day of its batch.",
            "Take it into a batch of that day.",
            "dated_on",
        )


@dataclass(frozen=True, slots=True)
class Counted:
    """A batch's two totals: what was expected, by an adding machine's tape, and what was typed."""

    expected_cents: int | None
    counted_cents: int
    payments: int

    @property
    def difference_cents(self) -> int | None:
        """What was typed less what was expected; None while no total was said."""
        return None if self.expected_cents is None else self.counted_cents - self.expected_cents


def closing_findings(counted: Counted, *, batch_no: int) -> Iterator[Finding]:
    """Why a batch may not be closed."""
    if not counted.payments:
        yield stopping("empty_batch", f"Batch {batch_no} has no payment.", "Type one.", "")
    difference = counted.difference_cents
    if difference is None:
        remedy = "Add up the checks by themselves and type their total."
        yield stopping("no_total", f"Batch {batch_no} has no expected total.", remedy, "expected")
    elif difference:
        more = "more" if difference > 0 else "less"
        yield stopping(
            "out_of_balance",
            f"Batch {batch_no} does not balance: {format_dollars(abs(difference))} {more} was "
            "typed than expected.",
            "Compare its payments with the papers, then correct the wrong one or the total.",
            "expected",
        )
