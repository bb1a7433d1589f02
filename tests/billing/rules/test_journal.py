"""Entries stand in the order of their days, and each tells what is owed after it."""

from datetime import date

from dmedesk.billing.rules.journal import Entry, EntryKind, numbered


def _entry(number: int, day: int, kind: EntryKind, cents: int) -> Entry:
    return Entry(number, date(2026, 10, day), kind, str(number), 1, "Rivera", "MH", "", cents)


def test_a_day_begins_with_its_invoices_and_balances_run_on() -> None:
    found = numbered(
        [
            _entry(9, 2, EntryKind.PAYMENT, -30),
            _entry(8, 2, EntryKind.INVOICE, 100),
            _entry(7, 1, EntryKind.INVOICE, 50),
            _entry(1, 2, EntryKind.WRITE_OFF, -20),
        ]
    )
    assert [(one.id, one.number, one.balance_cents) for one in found] == [
        (1, "7", 50),
        (2, "8", 150),
        (3, "9", 120),
        (4, "1", 100),
    ]
