"""Why a line or an invoice is taken back, and what stands in the way of it."""

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping
from enum import StrEnum
from typing import Any, TypeVar

from dmedesk.kit.findings import Finding, Severity

K = TypeVar("K", bound=Hashable)


class CreditReason(StrEnum):
    """Why something posted is taken back; everything but an undo is said by a person."""

    MONTH_UNDONE = "month_undone"
    DEATH = "death"
    LEFT = "left"
    RETURNED_EARLIER = "returned_earlier"
    WRONG_PAYER = "wrong_payer"
    WRONG_ITEM = "wrong_item"
    WRONG_AMOUNT = "wrong_amount"
    DENIED = "denied"
    IN_ERROR = "in_error"
    OTHER = "other"


REASON_WORDS: Mapping[CreditReason, str] = {
    CreditReason.MONTH_UNDONE: "The month's posting was taken back",
    CreditReason.DEATH: "The month begins after the member's death",
    CreditReason.LEFT: "The month begins after the member left",
    CreditReason.RETURNED_EARLIER: "The unit had come back before",
    CreditReason.WRONG_PAYER: "Billed to the wrong payer",
    CreditReason.WRONG_ITEM: "Billed for the wrong item or code",
    CreditReason.WRONG_AMOUNT: "Billed with the wrong amount",
    CreditReason.DENIED: "Denied; to be corrected and billed again",
    CreditReason.IN_ERROR: "Billed in error",
    CreditReason.OTHER: "Another reason, as noted",
}
"""Every reason as screens and papers have it."""

CHOSEN = tuple(reason for reason in CreditReason if reason is not CreditReason.MONTH_UNDONE)
"""The reasons that a person may give."""


def words_of(reason: CreditReason, note: str) -> str:
    """The reason with what was noted: ``Billed in error: bed never used``."""
    if reason is CreditReason.OTHER and note:
        return note
    return f"{REASON_WORDS[reason]}: {note}" if note else REASON_WORDS[reason]


def credit_findings(
    *,
    invoice_no: str,
    lines: Collection[int],
    of_invoice: Collection[int],
    credited: Mapping[int, str],
    reason: CreditReason,
    note: str,
) -> Iterator[Finding]:
    """Everything that forbids the credit of these lines (ids).

    ``of_invoice`` are all lines of the invoice, ``credited`` the numbers of the credits that took
    some of them back already.
    """
    if not lines:
        yield _stop("no_line", "No line is chosen.", invoice_no, "Choose what is taken back.")
    if set(lines) - set(of_invoice):
        message = f"A line is not of invoice {invoice_no}."
        yield _stop("line_of_another", message, invoice_no, "Open the invoice of the line.")
    for credit_no in sorted({credited[line] for line in lines if line in credited}):
        message = f"{credit_no} has taken a line back already."
        remedy = "Look at the invoice again; what is credited stays so."
        yield _stop("credited_already", message, invoice_no, remedy)
    if reason is CreditReason.OTHER and not note.strip():
        message = "Another reason is not said."
        yield _stop("no_reason", message, invoice_no, "Write the reason in the note.", "note")


def taken_back(
    lines: Iterable[tuple[K, str]], credits_: Iterable[Mapping[str, Any]]
) -> dict[K, list[str]]:
    """The numbers of the credits that took each line back, by whatever a line is known by.

    Each line comes with the number of its invoice, in the order of the papers; a credit has
    ``credit_no``, ``invoice_no`` and ``lines``, the places of those that it takes (none: all).
    """
    of_invoice: dict[str, list[K]] = defaultdict(list)
    for line, invoice_no in lines:
        of_invoice[invoice_no].append(line)
    found: dict[K, list[str]] = defaultdict(list)
    for credit in credits_:
        listed = of_invoice.get(credit["invoice_no"], [])
        places = credit["lines"] or range(1, len(listed) + 1)
        for place in places:
            if place <= len(listed):
                found[listed[place - 1]].append(credit["credit_no"])
    return dict(found)


def _stop(code: str, message: str, subject: str, remedy: str, field: str = "") -> Finding:
    return Finding(Severity.STOP, code, message, subject=subject, remedy=remedy, field=field)
