"""The limit for a month: the bare driver reads rentals, works out capped rent, stores invoices.

The month's minimum and no more: one table of rentals that already knows every month's number, one
rule without law, dates or rows, invoices and lines by ``executemany`` in one transaction of a
write-ahead log whose commits reach the disk. No holds, no ledger, no audit, no frozen words.
"""

import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

from tests.benchmarks.bare_rent import BareRent, BareRental, bare_rent

_SCHEMA = """
CREATE TABLE customer(id INTEGER PRIMARY KEY, name TEXT, street TEXT);
CREATE TABLE rental(id INTEGER PRIMARY KEY, customer_id INTEGER, state TEXT, description TEXT,
    purchase_cents INTEGER, month_no INTEGER, is_power INTEGER, charge_cents INTEGER);
CREATE INDEX rental_active ON rental(state);
CREATE TABLE invoice(id INTEGER PRIMARY KEY, number TEXT, customer_id INTEGER, period TEXT,
    issued TEXT, total_cents INTEGER, state TEXT);
CREATE TABLE invoice_line(id INTEGER PRIMARY KEY, invoice_id INTEGER REFERENCES invoice(id),
    rental_id INTEGER, text TEXT, quantity INTEGER, price_cents INTEGER, amount_cents INTEGER,
    why TEXT);
CREATE UNIQUE INDEX invoice_number ON invoice(number);
CREATE INDEX invoice_customer ON invoice(customer_id, period);
CREATE INDEX line_invoice ON invoice_line(invoice_id);
CREATE UNIQUE INDEX line_once ON invoice_line(rental_id, invoice_id);
"""

_ACTIVE = (
    "SELECT r.purchase_cents, r.month_no, r.is_power, r.charge_cents, r.id, r.customer_id,"
    " r.description, c.name FROM rental r JOIN customer c ON c.id = r.customer_id"
    " WHERE r.state = 'active'"
)

Charged = tuple[Sequence[Any], BareRent]


def make(path: Path, count: int) -> None:
    """A file with that many active rentals, one a customer."""
    chosen = random.Random(1)
    connection = connect(path)
    connection.executescript(_SCHEMA)
    connection.execute("BEGIN")
    connection.executemany(
        "INSERT INTO customer VALUES(?, ?, ?)",
        [(n, f"Patient {n:05}", f"{n} Main Street") for n in range(count)],
    )
    connection.executemany(
        "INSERT INTO rental VALUES(?, ?, 'active', 'Wheelchair', ?, ?, ?, ?)",
        [
            (n, n, chosen.randrange(5_000, 500_000), n % 13 + 1, n % 10 == 0, 90_000)
            for n in range(count)
        ],
    )
    connection.execute("COMMIT")
    connection.close()


def connect(path: Path) -> Any:
    """The driver as the shop's engine sets it."""
    connection = dbapi2.connect(str(path), isolation_level=None)
    for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
        connection.execute(f"PRAGMA {pragma}")
    return connection


def preview(connection: Any) -> list[Charged]:
    """Read and compute."""
    return [
        (row, bare_rent(BareRental(row[0], row[1], bool(row[2]), row[3])))
        for row in connection.execute(_ACTIVE).fetchall()
    ]


def post(connection: Any) -> None:
    """Read, compute and store in one transaction."""
    charged = preview(connection)
    connection.execute("BEGIN IMMEDIATE")
    connection.executemany(
        "INSERT INTO invoice VALUES(?, ?, ?, '2026-10', '2026-11-03', ?, 'open')",
        [(n, f"INV-{n:06}", row[5], rent.cents) for n, (row, rent) in enumerate(charged, 1)],
    )
    connection.executemany(
        "INSERT INTO invoice_line VALUES(NULL, ?, ?, ?, 1, ?, ?, ?)",
        [
            (n, row[4], row[6], rent.cents, rent.cents, _told(rent))
            for n, (row, rent) in enumerate(charged, 1)
        ],
    )
    connection.execute("COMMIT")


def _told(rent: BareRent) -> str:
    return "\n".join(
        f"{step.rule}: {step.percentage}% of {step.base_cents / 100:.2f} = {step.cents / 100:.2f}"
        for step in rent.steps
    )
