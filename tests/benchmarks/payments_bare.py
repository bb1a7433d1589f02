"""The limit for payments: the bare driver inserts payments and what each pays, and nothing else.

Two tables with the indexes that any program would have, ``executemany`` in one transaction of a
write-ahead log whose commits reach the disk. Nothing is looked up: not what is open, not whether a
number came before.
"""

from pathlib import Path
from typing import Any

from tests.benchmarks.month_bare import connect

_SCHEMA = """
CREATE TABLE payment(id INTEGER PRIMARY KEY, number INTEGER, batch_id INTEGER, kind TEXT,
    payer_id INTEGER, reference TEXT, received TEXT, amount_cents INTEGER, at TEXT, by TEXT);
CREATE UNIQUE INDEX payment_number ON payment(number);
CREATE UNIQUE INDEX payment_reference ON payment(payer_id, kind, reference);
CREATE INDEX payment_batch ON payment(batch_id);
CREATE TABLE allocation(id INTEGER PRIMARY KEY, payment_id INTEGER REFERENCES payment(id),
    line_id INTEGER, amount_cents INTEGER, allocated TEXT, at TEXT, by TEXT);
CREATE INDEX allocation_payment ON allocation(payment_id);
CREATE INDEX allocation_line ON allocation(line_id);
"""

_PAYMENT = "INSERT INTO payment VALUES(?, ?, 1, 'check', 1, ?, '2026-11-03', ?, '2026-11-03', 'b')"
_ALLOCATION = "INSERT INTO allocation VALUES(NULL, ?, ?, ?, '2026-11-03', '2026-11-03', 'b')"


def make(path: Path) -> None:
    """An empty file with both tables."""
    connection = connect(path)
    connection.executescript(_SCHEMA)
    connection.close()


def post(connection: Any, cents: list[int]) -> None:
    """A payment of each amount, and what it pays, in one transaction."""
    connection.execute("BEGIN IMMEDIATE")
    numbered = list(enumerate(cents, 1))
    connection.executemany(_PAYMENT, [(n, n, f"N{n:06}", one) for n, one in numbered])
    connection.executemany(_ALLOCATION, [(n, n, one) for n, one in numbered])
    connection.execute("COMMIT")
