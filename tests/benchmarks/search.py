"""Search as one types, among 100,000 members, units and rentals and 500,000 entries of the audit.

``python -m tests.benchmarks.search``; fails above the limits. Against the bare window of
``search_bare``, by turns in one run: what the question costs more than the bare one to the index,
in processor time, and how long a key takes to the repainted list, on the wall.
"""

import os
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from typing import Any

from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget
from sqlalchemy import Engine, text

from dmedesk.desk.feeds import feeds
from dmedesk.desk.palette import SearchField
from dmedesk.desk.results import ResultList
from dmedesk.store.engine import open_engine, writing
from dmedesk.store.search import find
from dmedesk.store.unit_of_work import reading
from dmedesk.widgets.dress import dress
from dmedesk.widgets.page import Workplace
from dmedesk.widgets.parts import column
from dmedesk.widgets.tasks import WorkerRunner
from tests.benchmarks import month_stock
from tests.benchmarks.lists import TODAY, BenchDoors
from tests.benchmarks.search_bare import COUNT, KINDS, BareWindow, made_up_name, make
from tests.store.searching import index

MORE_MS, TIMES = 2.0, 1.5
AUDIT = 500_000
ROUNDS = 5
ASKED = ("wheelchair", "sn00412", "oxygen", "fitzgar", "hospital", "kelmor")
PATIENCE = 5.0


def typed() -> Iterator[str]:
    """Each word as it is typed, key by key."""
    for word in ASKED:
        yield from (word[:end] for end in range(1, len(word) + 1))


def stock(path: Path) -> None:
    """The made-up shop with names, serials and products to look for, its trail, and its index."""
    month_stock.make(path, COUNT)
    engine = open_engine(path)
    chance = random.Random(7)
    people = [
        {"id": n + 1, "last": made_up_name(chance), "first": made_up_name(chance)}
        for n in range(COUNT)
    ]
    units = [{"id": n + 1, "serial": f"SN{chance.randrange(10**7):07}-{n}"} for n in range(COUNT)]
    edits = [{"id": n % COUNT + 1} for n in range(AUDIT)]
    with writing(engine).begin() as connection:
        connection.execute(
            text("UPDATE members SET last_name = :last, first_name = :first WHERE id = :id"), people
        )
        connection.execute(
            text("UPDATE assets SET serial = :serial, serial_key = :serial WHERE id = :id"), units
        )
        for number, kind in enumerate(KINDS):
            named = text("UPDATE products SET description = :kind WHERE id % 6 = :number")
            connection.execute(named, {"kind": kind, "number": number})
        connection.execute(
            text(
                "INSERT INTO audit_edits (entry_id, table_name, row_id, verb, old_values,"
                " new_values) VALUES (1, 'assets', :id, 'changed', '{}', '{}')"
            ),
            edits,
        )
    begun = time.perf_counter()
    records = index(engine)
    print(f"{'index made':24} {records:,} records in {time.perf_counter() - begun:.1f} s")
    begun = time.perf_counter()
    index(engine)
    print(f"{'nothing new':24} {(time.perf_counter() - begun) * 1e3:.1f} ms")
    engine.dispose()


class CountingList(ResultList):
    """Our list, counting how often it was painted."""

    paints = 0

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        super().paintEvent(event)
        self.paints += 1


def _until(is_so: Callable[[], bool]) -> float:
    """Seconds until it is so, while Qt works."""
    begun = time.perf_counter()
    while not is_so():
        QApplication.processEvents()
        if time.perf_counter() - begun > PATIENCE:
            raise RuntimeError("nothing is painted")
    return time.perf_counter() - begun


def bare_keys(window: BareWindow) -> list[float]:
    """Seconds from each key to the repainted table."""
    spent = []
    for written in typed():
        before, begun = window.view.paints, time.perf_counter()
        window.field.setText(written)
        _until(lambda: window.view.paints > before)  # noqa: B023 (called here)
        spent.append(time.perf_counter() - begun)
    return spent


def our_keys(field: SearchField, shown: CountingList) -> list[float]:
    """Seconds from each key to the list repainted with its answer."""
    spent, answers = [], list[int]()
    listen = field.shown.connect(lambda: answers.append(shown.paints))
    for written in typed():
        answers.clear()
        begun = time.perf_counter()
        field.setText(written)
        _until(lambda: bool(answers) and shown.paints > answers[-1])
        spent.append(time.perf_counter() - begun)
    field.shown.disconnect(listen)
    return spent


def our_window(runner: WorkerRunner) -> tuple[QMainWindow, SearchField, CountingList]:
    """A window that has nothing but the search."""
    window = QMainWindow()
    workplace = Workplace(runner, today=TODAY, may_write=False)
    field = SearchField(workplace)
    shown = CountingList()
    layout = field.panel.layout()
    assert layout is not None
    layout.replaceWidget(field.list, shown)
    field.list.hide()
    field.list = shown
    held = QWidget()
    held.setLayout(column(field, None))
    window.setCentralWidget(held)
    window.resize(1_200, 800)
    return window, field, shown


def questions(engine: Engine, bare: BareWindow) -> tuple[list[float], list[float]]:
    """Milliseconds of every question: ours with all its sections, and the bare one.

    Processor time: a busy machine takes its turn in the middle of whichever is longer.
    """
    ours, theirs = [], []
    for _ in range(ROUNDS):
        for written in typed():
            begun = time.process_time()
            bare.store.ids(written)
            theirs.append((time.process_time() - begun) * 1e3)
            with reading(engine) as session:
                session.connection()
                begun = time.process_time()
                find(session, feeds(), written)
                ours.append((time.process_time() - begun) * 1e3)
    return ours, theirs


def keys(app: QApplication, engine: Engine, bare: BareWindow) -> tuple[list[float], list[float]]:
    """Seconds of every key, ours as it is worn and the bare window's undressed."""
    runner = WorkerRunner(BenchDoors(engine))
    window, field, shown = our_window(runner)
    sheet = app.styleSheet()
    ours, theirs = list[float](), list[float]()
    for _ in range(ROUNDS):
        app.setStyleSheet("")
        bare.show()
        bare.activateWindow()
        theirs += bare_keys(bare)
        bare.hide()
        app.setStyleSheet(sheet)
        window.show()
        window.activateWindow()
        field.setFocus()
        _until(field.hasFocus)
        ours += our_keys(field, shown)
        window.hide()
    runner.close()
    return ours, theirs


def _late(spent: list[float]) -> float:
    return sorted(spent)[int(len(spent) * 0.95)]


def _measure(app: QApplication, folder: Path) -> tuple[Any, Any]:
    stock(folder / "shop.dmedesk")
    make(folder / "bare.sqlite")
    engine = open_engine(folder / "shop.dmedesk")
    bare = BareWindow(folder / "bare.sqlite")
    asked, typed_keys = questions(engine, bare), keys(app, engine, bare)
    bare.store.close()
    engine.dispose()
    return asked, typed_keys


def main() -> int:
    """Prints both comparisons; answers 1 above a limit."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    found = QApplication.instance()
    app = found if isinstance(found, QApplication) else QApplication(sys.argv[:1])
    dress(app)
    with tempfile.TemporaryDirectory() as folder:
        (asked, bare_asked), (ours, theirs) = _measure(app, Path(folder))
    more = median(asked) - median(bare_asked)
    late_more = _late(asked) - _late(bare_asked)
    ratio = median(ours) / median(theirs)
    print(
        f"{'question':24} {median(asked):.2f} ms, bare {median(bare_asked):.2f} ms: {more:+.2f} ms;"
        f" one in twenty {_late(asked):.2f}, bare {_late(bare_asked):.2f}: {late_more:+.2f} ms"
    )
    print(
        f"{'key to repainted list':24} {median(ours) * 1e3:.1f} ms, bare"
        f" {median(theirs) * 1e3:.1f} ms: {ratio:.2f} times; one in twenty"
        f" {_late(ours) * 1e3:.1f}, bare {_late(theirs) * 1e3:.1f}"
    )
    print(f"{'limits':24} {MORE_MS} ms more, {TIMES} times")
    return 1 if more > MORE_MS or ratio > TIMES else 0


if __name__ == "__main__":
    sys.exit(main())
