"""What changes what is owed: the entries of journals and accounts."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from dmedesk.kit.references import RecordRef


class EntryKind(StrEnum):
    """What an entry tells."""

    INVOICE = "invoice"
    CREDIT = "credit"
    PAYMENT = "payment"
    DEPOSIT = "deposit"
    GIVEN_BACK = "given_back"
    WRITE_OFF = "write_off"
    PASSED_ON = "passed_on"


ENTRY_WORDS = {
    EntryKind.INVOICE: "Invoice",
    EntryKind.CREDIT: "Credit",
    EntryKind.PAYMENT: "Payment",
    EntryKind.DEPOSIT: "Deposit",
    EntryKind.GIVEN_BACK: "Payment given back or void",
    EntryKind.WRITE_OFF: "Write-off",
    EntryKind.PASSED_ON: "Passed on",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: ``cents`` is above zero where more is owed after it, below where less is.

    ``balance_cents`` is what is owed after it, where entries are added up. ``number`` is that of
    its paper. ``member`` is empty for a payment of a payer.
    """

    id: int
    on: date
    kind: EntryKind
    number: str
    member_id: int | None
    member: str
    payer: str
    about: str
    cents: int
    opens: RecordRef | None = None
    balance_cents: int = 0


def numbered(entries: Iterable[Entry]) -> list[Entry]:
    """Entries in the order of their days, numbered from 1, each with what is owed after it."""
    in_order = sorted(entries, key=lambda one: (one.on, list(EntryKind).index(one.kind), one.id))
    found: list[Entry] = []
    balance = 0
    for place, entry in enumerate(in_order, start=1):
        balance += entry.cents
        found.append(replace(entry, id=place, balance_cents=balance))
    return found
