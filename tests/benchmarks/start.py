"""The desk's cold start against a bare window over the same file, by turns in one run.

``python -m tests.benchmarks.start``; fails above the limit. From the start of a new Python to
painted rows of a shop with 100,000 units, imports included. Both as they are installed: the first
turn, which does not count, leaves every module as bytecode. With a folder (``make bench-start``)
the two bundles in it are started, as an office has the program. Wall-clock time, for a person
waits by it; the processor's is told beside it.
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

from dmedesk.bootstrap.commands import found
from dmedesk.store.engine import open_engine
from dmedesk.store.unit_of_work import unit_of_work

LIMIT = 1.5
ROUNDS = 7
UNITS = 100_000
PAGE = "units"


def make_shop(path: Path) -> None:
    """A shop with many units of a few products."""
    found(str(path), name="Start Medical")
    engine = open_engine(path)
    with unit_of_work(engine, actor="bench", action="import") as work:
        connection = work.session.connection()
        connection.exec_driver_sql(
            "INSERT INTO products (id, product_no, hcpcs, description) VALUES"
            " (1, 'BED', 'E0260', 'Hospital bed'), (2, 'OXY', 'E1390', 'Concentrator')"
        )
        connection.exec_driver_sql(
            "INSERT INTO assets (id, serial, serial_key, product_id, state) VALUES (?, ?, ?, ?, ?)",
            [
                (number, f"SN{number:07}", f"SN{number:07}", 1 + number % 2, "ready")
                for number in range(1, UNITS + 1)
            ],
        )
    engine.dispose()


def settings_for(shop: Path, path: Path) -> None:
    """As a person left it who works with units."""
    today = datetime.now(UTC).astimezone().date().isoformat()
    path.write_text(json.dumps({"desk.page": {str(shop): [PAGE, today]}}), encoding="utf-8")


def programs(bundles: Path | None) -> dict[str, list[str]]:
    """What is started, by name: modules by this Python, or the programs of two bundles."""
    names = {"bare": "start_bare", "desk": "start_desk"}
    if bundles is None:
        python = [sys.executable, "-m"]
        return {name: [*python, f"tests.benchmarks.{module}"] for name, module in names.items()}
    ending = ".exe" if sys.platform == "win32" else ""
    return {
        name: [str(bundles / module / "dmedesk" / f"dmedesk{ending}")]
        for name, module in names.items()
    }


def started(program: list[str], shop: Path, settings: Path) -> tuple[float, float]:
    """Seconds by the clock and of the processor until the program says that it is ready."""
    settings_for(shop, settings)
    environment = os.environ | {
        "DMEDESK_SETTINGS": str(settings),
        "PYTHONPYCACHEPREFIX": str(settings.parent / "read"),
        "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen"),
    }
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(
        [*program, str(shop)],
        check=True,
        env=environment,
        stdout=subprocess.DEVNULL,
        timeout=60,
    )
    took = time.perf_counter() - begun
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    worked = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return took, worked


def main(bundles: Path | None = None) -> bool:
    """Prints the figures; answers whether the start is beyond its limit."""
    with tempfile.TemporaryDirectory() as folder:
        shop, settings = Path(folder, "start.dmedesk"), Path(folder, "settings.json")
        make_shop(shop)
        asked = programs(bundles)
        times: dict[str, list[tuple[float, float]]] = {name: [] for name in asked}
        for turn in range(ROUNDS + 1):
            for name, program in asked.items():
                measured = started(program, shop, settings)
                if turn:
                    times[name].append(measured)
    clock = {name: median(one[0] for one in found) for name, found in times.items()}
    worked = {name: median(one[1] for one in found) for name, found in times.items()}
    ratio = clock["desk"] / clock["bare"]
    name = "start" if bundles is None else "bundle"
    print(
        f"{name:10} desk {clock['desk']:.2f} s, bare window {clock['bare']:.2f} s:"
        f" {ratio:.2f} times (limit {LIMIT}); processor {worked['desk'] / worked['bare']:.2f} times"
    )
    return ratio > LIMIT


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else None))
