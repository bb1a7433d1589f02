"""What a month costs beside the bare driver that does its minimum, by turns in one run.

``python -m tests.benchmarks.month [--grow]``; fails above a limit. Two months are posted one after
the other: the first also freezes every member's words, the second reads the ledger of the first
and looks for months of it that were entered late (its preview is told without a limit, for the
bare driver does no such thing). Processor time, so that a busy machine changes both sides alike;
the time on the wall is told too.
"""

import gc
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from statistics import median
from typing import TypeAlias

from dmedesk.billing.actions import post_month, preview_month
from dmedesk.store.engine import open_engine
from dmedesk.store.unit_of_work import reading, unit_of_work
from tests.benchmarks import month_bare, month_stock

POST_LIMIT = 10.0
PREVIEW_LIMIT = 10.0
BYTES_LIMIT = 400
COUNT = 10_000
ROUNDS = 5
FIRST, SECOND = date(2026, 9, 1), date(2026, 10, 1)

Spent: TypeAlias = tuple[float, float]
"""Seconds of the processor, and on the wall."""


def spent(work: Callable[[], object]) -> Spent:
    """What the work costs, begun with nothing to collect."""
    gc.collect()
    begun = time.process_time(), time.perf_counter()
    work()
    return time.process_time() - begun[0], time.perf_counter() - begun[1]


def bare_month(template: Path, folder: Path) -> dict[str, Spent]:
    """The bare driver's preview and post of a fresh copy."""
    connection = month_bare.connect(copied(template, folder))
    costs = {
        "preview": spent(lambda: month_bare.preview(connection)),
        "post": spent(lambda: month_bare.post(connection)),
    }
    connection.close()
    return costs


class Shop:
    """A fresh copy of the made-up shop, and what its months cost."""

    def __init__(self, template: Path, folder: Path) -> None:
        self.engine = open_engine(copied(template, folder))
        self.invoices = 0
        # A desk has looked at some month before: the connection is there, statements are compiled.
        self.preview(month_stock.LONG_AGO)

    def preview(self, month_on: date) -> None:
        """The month as the window asks for it."""
        with reading(self.engine) as session:
            preview_month(session, month_on=month_on)

    def post(self, month_on: date) -> None:
        """The whole unit of work: lock, plan, insertions, audit, commit."""
        with unit_of_work(self.engine, actor="bench", action="post_month") as work:
            self.invoices = len(post_month(work, month_on=month_on).invoice_nos)

    def size(self) -> int:
        """The bytes of the database's pages."""
        with self.engine.connect() as connection:
            pages, each = (
                connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()
                for name in ("page_count", "page_size")
            )
        return int(pages) * int(each)


def our_months(template: Path, folder: Path) -> tuple[dict[str, Spent], float]:
    """Preview and post of two months, and the bytes that an invoice of the second one takes."""
    shop = Shop(template, folder)
    costs = {
        "first preview": spent(lambda: shop.preview(FIRST)),
        "first post": spent(lambda: shop.post(FIRST)),
        "second preview": spent(lambda: shop.preview(SECOND)),
    }
    before = shop.size()
    costs["second post"] = spent(lambda: shop.post(SECOND))
    stored = (shop.size() - before) / shop.invoices
    shop.engine.dispose()
    return costs, stored


def copied(template: Path, folder: Path) -> Path:
    """A fresh copy in the folder, in the place of the last."""
    for old in folder.glob("copy*"):
        old.unlink()
    return Path(shutil.copy(template, folder / "copy.dmedesk"))


def measure(count: int, rounds: int, folder: Path) -> bool:
    """Prints what this many rentals cost; answers whether something is beyond its limit."""
    templates = folder / f"bare{count}", folder / f"shop{count}"
    month_bare.make(templates[0], count)
    month_stock.make(templates[1], count)
    bare: list[dict[str, Spent]] = []
    ours: list[dict[str, Spent]] = []
    stored = 0.0
    for _ in range(rounds):
        bare.append(bare_month(templates[0], folder))
        costs, stored = our_months(templates[1], folder)
        ours.append(costs)
    ratios = [_told(name, count, ours, bare) for name in ours[0]]
    print(f"{'stored':24} {stored:.0f} bytes an invoice of one line, limit {BYTES_LIMIT}")
    preview, post, _, post_with_ledger = ratios
    beyond = preview > PREVIEW_LIMIT or max(post, post_with_ledger) > POST_LIMIT
    return beyond or stored > BYTES_LIMIT


def _told(
    name: str, count: int, ours: list[dict[str, Spent]], bare: list[dict[str, Spent]]
) -> float:
    """Prints one line; answers the ratio of processor times."""
    kind = name.removeprefix("first ").removeprefix("second ")
    mine, mine_wall = (median(cost[name][n] for cost in ours) for n in (0, 1))
    theirs, their_wall = (median(cost[kind][n] for cost in bare) for n in (0, 1))
    print(
        f"{name:24} {mine * 1e3:6.0f} ms, bare {theirs * 1e3:5.0f} ms: {mine / theirs:.2f} times;"
        f" on the wall {mine_wall / their_wall:.2f} times; {mine / count * 1e6:.1f} us a rental"
    )
    return mine / theirs


def main() -> int:
    """Prints each cost and ratio; answers 1 where one is beyond its limit."""
    grow = "--grow" in sys.argv[1:]
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        print(f"a month of {COUNT} rentals")
        beyond = measure(COUNT, ROUNDS, folder)
        for count in (1_000, 100_000) if grow else (1_000,):
            print(f"a month of {count} rentals (told, not limited)")
            measure(count, 3 if count < COUNT else 1, folder)
    print(f"{'limit':24} {POST_LIMIT:.0f} times a post, {PREVIEW_LIMIT:.0f} times a preview")
    return int(beyond)


if __name__ == "__main__":
    sys.exit(main())
