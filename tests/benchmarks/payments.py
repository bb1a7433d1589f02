"""What a batch of payments costs beside the bare inserts, by turns in one run.

``python -m tests.benchmarks.payments``; fails above the limit. 10,000 checks, each paying the line
of an invoice, taken in one batch, which is then closed: what is open on each line and whether a
number came before are looked up, every constraint is held, the trail is written. Processor time,
so that a busy machine changes both sides alike; the time on the wall is told too.
"""

import shutil
import sys
import tempfile
from datetime import date
from pathlib import Path
from statistics import median

from sqlalchemy import select

from dmedesk.billing.actions import close_batch, open_batch, post_month, take_payments
from dmedesk.billing.queries.balances import line_balances
from dmedesk.billing.rules.allocating import PaymentEntry, Share
from dmedesk.billing.rules.payments import PaymentFacts, PaymentKind
from dmedesk.store.engine import open_engine
from dmedesk.store.unit_of_work import reading, unit_of_work
from tests.benchmarks import month_bare, month_stock, payments_bare
from tests.benchmarks.month import SECOND, Spent, spent

LIMIT = 10.0
COUNT = 10_000
ROUNDS = 3


def make(path: Path, count: int) -> None:
    """A shop's file with a posted month of that many rentals."""
    month_stock.make(path, count)
    engine = open_engine(path)
    with unit_of_work(engine, actor="bench", action="post_month") as work:
        post_month(work, month_on=SECOND)
    engine.dispose()


def entries_of(path: Path) -> list[PaymentEntry]:
    """A check for every line of the shop."""
    engine = open_engine(path)
    with reading(engine) as session:
        lines = line_balances(session, on=date.max, only_open=True)
    engine.dispose()
    return [
        PaymentEntry(
            PaymentFacts(
                PaymentKind.CHECK, line.open_cents, f"N{number:06}", payer_id=line.payer_id
            ),
            (Share(line.line_id, line.open_cents),),
        )
        for number, line in enumerate(lines, start=1)
    ]


def our_batch(path: Path, entries: list[PaymentEntry]) -> Spent:
    """The whole unit of work: open, take, close, audit, commit."""
    engine = open_engine(path)
    with reading(engine) as session:
        session.execute(select(1))
    total = sum(entry.facts.amount_cents for entry in entries)

    def take() -> None:
        with unit_of_work(engine, actor="bench", action="take_payment") as work:
            today = work.now.astimezone().date()
            batch = open_batch(work, opened_on=today, expected_cents=total)
            take_payments(work, batch_id=batch, entries=entries)
            close_batch(work, batch_id=batch)

    cost = spent(take)
    engine.dispose()
    return cost


def bare_batch(path: Path, cents: list[int]) -> Spent:
    """The bare driver's inserts."""
    payments_bare.make(path)
    connection = month_bare.connect(path)
    cost = spent(lambda: payments_bare.post(connection, cents))
    connection.close()
    return cost


def main() -> int:
    """Prints the ratio; answers 1 where it is above the limit."""
    ours, bare = [], []
    with tempfile.TemporaryDirectory(prefix="dmedesk-bench-") as folder:
        template = Path(folder) / "template.dmedesk"
        make(template, COUNT)
        entries = entries_of(template)
        cents = [entry.facts.amount_cents for entry in entries]
        for number in range(ROUNDS):
            copy = Path(shutil.copy(template, Path(folder) / f"shop{number}.dmedesk"))
            ours.append(our_batch(copy, entries))
            bare.append(bare_batch(Path(folder) / f"bare{number}.db", cents))
    mine, theirs = (median(one[0] for one in some) for some in (ours, bare))
    wall = median(one[1] for one in ours)
    print(f"a batch of {len(entries):,} payments: {mine:.3f} s, {wall:.3f} s on the wall")
    print(f"bare inserts: {theirs:.3f} s; {mine / theirs:.2f} times, limit {LIMIT}")
    return 1 if mine / theirs > LIMIT else 0


if __name__ == "__main__":
    sys.exit(main())
