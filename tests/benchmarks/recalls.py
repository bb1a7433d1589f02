"""A recall matched over 100,000 units: ``python -m tests.benchmarks.recalls``; fails above 3 times.

Against the bare query of the same units by the driver, by turns in one run, in processor time: a
notice of one product with a range of serials, one of every product with a list, one of lots.
"""

import random
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from sqlalchemy import text

from dmedesk.assets.queries.stops import matched
from dmedesk.assets.rules.criteria import Criterion, CriterionKind
from dmedesk.assets.rules.matching import Notice
from dmedesk.store.engine import open_engine, writing
from dmedesk.store.unit_of_work import reading
from tests.benchmarks import month_stock

COUNT, ROUNDS, TIMES = 100_000, 5, 3.0
BARE = (
    "SELECT assets.id, product_id, serial, lot, assets.udi_di, udi_pi FROM assets"
    " JOIN products ON products.id = product_id"
)
_K = CriterionKind
NOTICES = {
    "a range of one model": Notice(
        "Northfield",
        (
            Criterion(1, _K.MODEL, "NF-1"),
            Criterion(1, _K.SERIAL_RANGE, "SN0010000", "SN0019999"),
        ),
    ),
    "serials of any model": Notice(
        "", tuple(Criterion(1, _K.SERIAL, f"SN{number * 37:07}") for number in range(500))
    ),
    "lots of one maker": Notice(
        "Northfield", tuple(Criterion(1, _K.LOT, f"L{number}") for number in range(50))
    ),
}


def stock(path: Path) -> None:
    """100,000 units with serials, lots, and products of six models."""
    month_stock.make(path, COUNT)
    engine = open_engine(path)
    chance = random.Random(7)
    units = [
        {"id": n + 1, "serial": f"SN{n:07}", "lot": f"L{chance.randrange(900)}"}
        for n in range(COUNT)
    ]
    with writing(engine).begin() as connection:
        connection.execute(
            text(
                "UPDATE assets SET serial = :serial, serial_key = :serial, lot = :lot"
                " WHERE id = :id"
            ),
            units,
        )
        connection.execute(
            text("UPDATE products SET manufacturer = 'Northfield', model = 'NF-' || id")
        )
    engine.dispose()


def _seconds(act: Callable[[], object]) -> float:
    begun = time.process_time()
    act()
    return time.process_time() - begun


def main() -> bool:
    """Measure; whether a match costs more than it may."""
    beyond = False
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "shop.dmedesk"
        stock(path)
        engine = open_engine(path)
        with reading(engine) as session:

            def bare() -> object:
                cursor = session.connection().connection.cursor()
                return cursor.execute(BARE).fetchall()

            for name, notice in NOTICES.items():
                found = matched(session, notice)
                pairs = [
                    (_seconds(lambda: matched(session, notice)), _seconds(bare))  # noqa: B023
                    for _round in range(ROUNDS)
                ]
                ratio = median(ours / max(theirs, 1e-9) for ours, theirs in pairs)
                beyond |= ratio > TIMES
                ours = median(pair[0] for pair in pairs) * 1_000
                print(f"{name:24} {len(found.found):,} found {ours:7.1f} ms, {ratio:.2f} times")
        engine.dispose()
    return beyond


if __name__ == "__main__":
    sys.exit(int(main()))
