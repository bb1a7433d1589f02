"""What a month of many rentals costs until it stands painted on its page, beside the bare work.

``python -m tests.benchmarks.month_window``; fails above a limit. The page asks its runner's thread
for the month, which has a month posted before it, fills its tables and paints them. The bare driver
reads and computes the same rentals, by turns in one run. Processor time, so that a busy machine
changes both sides alike; the time on the wall is told too. Meanwhile a timer of the window ticks:
what its thread works between two ticks is how long the window hears nothing. Then the table is
scrolled, and jumped about in.
"""

import os
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from statistics import median
from typing import Any

from PySide6.QtCore import QEventLoop, QTimer
from sqlalchemy import Engine

from dmedesk.billing.actions import post_month
from dmedesk.billing.screens.month import MonthPage
from dmedesk.desk.program import application
from dmedesk.store.engine import open_engine
from dmedesk.store.unit_of_work import reading, unit_of_work
from dmedesk.widgets.page import Workplace
from dmedesk.widgets.tasks import WorkerRunner
from tests.benchmarks import month_bare, month_stock
from tests.benchmarks.month import COUNT, FIRST, ROUNDS, SECOND, Spent, copied, spent

LIMIT = 10.0
BUSY_LIMIT = 3.0
"""Times the bare work: it is so long that a window might do it between two frames or three."""
SCROLL_LIMIT = 1.0
TICK = 10
STEPS = 40
PATIENCE = 60


@dataclass(frozen=True)
class Doors:
    """The doors of the made-up shop."""

    engine: Engine

    def reading(self) -> AbstractContextManager[Any]:
        """As the program opens it."""
        return reading(self.engine)

    def writing(self, action: str) -> AbstractContextManager[Any]:
        """As the program opens it."""
        return unit_of_work(self.engine, actor="bench", action=action)

    def named(self, _person_id: int | None) -> "Doors":
        """Nobody is asked here."""
        return self


@dataclass
class Heartbeat:
    """A timer of the window; ``longest`` is what its thread worked between two ticks, seconds."""

    longest: float = 0.0
    last: float = field(default_factory=time.thread_time)

    def tick(self) -> None:
        """One more."""
        now = time.thread_time()
        self.longest = max(self.longest, now - self.last)
        self.last = now


def on_screen(page: MonthPage) -> tuple[Spent, float]:
    """What it costs from asking for the month to its picture, and the longest time without a tick.

    The month shown before is another one, so that the table is filled and painted wholly.
    """
    _show(page, FIRST)
    beat, timer = Heartbeat(), QTimer()
    timer.timeout.connect(beat.tick)
    timer.start(TICK)
    cost = spent(lambda: _show(page, SECOND))
    beat.tick()
    return cost, beat.longest


def _show(page: MonthPage, month_on: date) -> None:
    page.go_to(month_on)
    _until(lambda: page.read is not None and page.read.plan.month_on == month_on)
    QEventLoop().processEvents()


def scrolled(page: MonthPage) -> list[float]:
    """Seconds of each step: three rows on, then anywhere."""
    table, bar = page.preview.ready, page.preview.ready.verticalScrollBar()
    places = [*range(0, 3 * STEPS, 3), *(n * bar.maximum() // STEPS for n in range(STEPS))]
    steps = []
    for place in places:
        begun = time.thread_time()
        bar.setValue(place)
        table.viewport().repaint()
        steps.append(time.thread_time() - begun)
    return steps


def _until(reached: Callable[[], bool]) -> None:
    """Lets the window work, and sleep, until it is so."""
    loop, end = QEventLoop(), time.perf_counter() + PATIENCE
    while not reached():
        loop.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        if time.perf_counter() > end:
            raise RuntimeError("the month did not come")


def _page(engine: Engine) -> tuple[MonthPage, WorkerRunner]:
    runner = WorkerRunner(Doors(engine))
    page = MonthPage(Workplace(runner, today=SECOND))
    page.resize(1366, 768)
    page.show()
    _until(lambda: page.read is not None)
    return page, runner


def measure(folder: Path) -> bool:
    """Prints what the window costs; answers whether something is beyond its limit."""
    month_bare.make(folder / "bare", COUNT)
    month_stock.make(folder / "shop", COUNT)
    engine = open_engine(copied(folder / "shop", folder))
    with unit_of_work(engine, actor="bench", action="post_month") as work:
        post_month(work, month_on=FIRST)
    connection = month_bare.connect(folder / "bare")
    page, runner = _page(engine)
    bare: list[Spent] = []
    ours: list[tuple[Spent, float]] = []
    for _ in range(ROUNDS):
        bare.append(spent(lambda: month_bare.preview(connection)))
        ours.append(on_screen(page))
    steps = scrolled(page)
    runner.close()
    engine.dispose()
    connection.close()
    mine, wall, theirs = (
        median(costs) * 1e3
        for costs in ((c[0] for c, _ in ours), (c[1] for c, _ in ours), (c[0] for c in bare))
    )
    busy = median(gap for _, gap in ours) * 1e3
    step = median(steps) * 1e3
    print(
        f"{'month on screen':24} {mine:6.0f} ms, bare {theirs:5.0f} ms: {mine / theirs:.2f} times,"
        f" limit {LIMIT:.0f}; {wall:.0f} ms on the wall"
    )
    print(
        f"{'window busy at most':24} {busy:6.0f} ms: {busy / theirs:.2f} times, limit"
        f" {BUSY_LIMIT:.0f}"
    )
    print(
        f"{'scrolled and repainted':24} {step:6.1f} ms: {step / theirs:.2f} times, limit"
        f" {SCROLL_LIMIT:.0f}; at most {max(steps) * 1e3:.1f} ms"
    )
    ratios = (mine / theirs / LIMIT, busy / theirs / BUSY_LIMIT, step / theirs / SCROLL_LIMIT)
    return max(ratios) > 1


def main() -> int:
    """Prints each cost; answers 1 where one is beyond its limit."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application()
    print(f"the window of a month of {COUNT} rentals")
    with tempfile.TemporaryDirectory() as made:
        return int(measure(Path(made)))


if __name__ == "__main__":
    sys.exit(main())
