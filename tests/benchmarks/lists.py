"""A list of 100,000 rentals: what a jump anywhere costs beside a plain table over a Python list.

``python -m tests.benchmarks.lists``; fails above the limit. Ours reads its rows from the file on
the worker as it is jumped; the plain ``QTableView``, undressed, has the same texts in memory. A
jump lasts until everything in sight is painted with its rows, blanks do not count. By turns in
one run, on the wall.
"""

import os
import random
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from statistics import median
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QEventLoop, Qt, QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QTableView
from sqlalchemy import Engine

from dmedesk.kit.lists import EVERYTHING, Ask, Sort
from dmedesk.rentals.queries.listed import RENTALS, RentalListed
from dmedesk.rentals.screens.rentals import COLUMNS
from dmedesk.store.engine import open_engine
from dmedesk.store.unit_of_work import reading, unit_of_work
from dmedesk.widgets.dress import dress
from dmedesk.widgets.lasting import keep_constants
from dmedesk.widgets.listing.model import ListModel, read_list
from dmedesk.widgets.listing.view import ListView
from dmedesk.widgets.page import Workplace
from dmedesk.widgets.tasks import WorkerRunner
from tests.benchmarks import month_stock

LIMIT = 3.0
COUNT = 100_000
ROUNDS, JUMPS = 5, 40
SIZE = (1_200, 800)
TODAY = date(2026, 11, 29)
SHOWN = tuple(column for column in COLUMNS if column.shown)
PATIENCE = 5_000
"""Milliseconds for one jump; who waits longer is stuck."""


@dataclass(frozen=True, slots=True)
class BenchDoors:
    """The doors of the made-up shop."""

    engine: Engine

    def reading(self) -> AbstractContextManager[Any]:
        return reading(self.engine)

    def named(self, _person_id: int | None) -> "BenchDoors":
        """Nobody is asked here."""
        return self

    def writing(self, action: str) -> AbstractContextManager[Any]:
        return unit_of_work(self.engine, actor="bench", action=action)


class PlainModel(QAbstractTableModel):
    """Texts in a list of tuples."""

    def __init__(self, rows: Sequence[Sequence[str]]) -> None:
        super().__init__()
        self._rows = rows

    def rowCount(self, _parent: Any = None) -> int:  # noqa: N802 - Qt's name
        return len(self._rows)

    def columnCount(self, _parent: Any = None) -> int:  # noqa: N802 - Qt's name
        return len(SHOWN)

    def data(self, index: Any, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            return self._rows[index.row()][index.column()]
        return None


class PlainView(QTableView):
    """A table that counts how often it was painted."""

    paints = 0
    waiting: QEventLoop | None = None

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        super().paintEvent(event)
        self.paints += 1
        if self.waiting is not None:
            self.waiting.quit()


class OurView(ListView[RentalListed]):
    """Our table, counting the paintings that had every row in sight."""

    paints = 0
    waiting: QEventLoop | None = None

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        super().paintEvent(event)
        first, last = self.places_in_sight()
        places = (first, min(last, len(self.rows_model.ids)) - 1)
        if all(self.rows_model.row_at(place) is not None for place in places):
            self.paints += 1
            if self.waiting is not None:
                self.waiting.quit()


def plain_view(engine: Engine) -> PlainView:
    """The same rows as texts in memory."""
    with reading(engine) as session:
        ids = RENTALS.ids(session, on=TODAY)
        rows: list[tuple[str, ...]] = []
        for start in range(0, len(ids), 1_000):
            some = RENTALS.rows(session, ids[start : start + 1_000], on=TODAY)
            rows += [tuple(column.text(row) for column in SHOWN) for row in some]
    view = PlainView()
    model = PlainModel(rows)
    model.setParent(view)
    view.setModel(model)
    return view


def our_view(runner: WorkerRunner, engine: Engine) -> OurView:
    """The list as the desk shows it."""
    workplace = Workplace(runner, today=TODAY)
    model: ListModel[RentalListed] = ListModel(workplace, RENTALS, SHOWN, failed=_fail)
    view = OurView("Rentals", model)
    with reading(engine) as session:
        view.show_reading(read_list(RENTALS, EVERYTHING, TODAY, (), session), moves=True)
    return view


def _fail(findings: Any) -> None:
    raise RuntimeError(findings)


def jumps(view: PlainView | OurView, chosen: random.Random) -> list[float]:
    """Seconds from each jump until what is in sight has been painted."""
    view.resize(*SIZE)
    view.show()
    _settle()
    bar, spent = view.verticalScrollBar(), []
    for _ in range(JUMPS):
        place = chosen.randrange(COUNT - 100)
        before, begun = view.paints, time.perf_counter()
        view.waiting = QEventLoop()
        QTimer.singleShot(PATIENCE, view.waiting, view.waiting.quit)
        bar.setValue(place)
        if view.paints == before:
            view.waiting.exec()
        if view.paints == before:
            raise RuntimeError("the table is not painted")
        spent.append(time.perf_counter() - begun)
        view.waiting = None
        _settle()
    view.hide()
    return spent


def _settle() -> None:
    """Let what was begun come to its end: neighbouring pages, for one."""
    until = time.perf_counter() + 0.08
    while time.perf_counter() < until:
        QApplication.processEvents()
        time.sleep(0.005)


def first_answers(engine: Engine) -> dict[str, float]:
    """Seconds until the worker has all ids: as the list opens, sorted anew, counted."""

    def spent(work: Callable[[Any], object]) -> float:
        with reading(engine) as session:
            begun = time.perf_counter()
            work(session)
            return time.perf_counter() - begun

    by_member = Ask(sorts=(Sort("member", descending=True),))
    return {
        "opened": spent(lambda session: RENTALS.ids(session, on=TODAY)),
        "sorted by member": spent(lambda session: RENTALS.ids(session, by_member, on=TODAY)),
        "chips counted": spent(lambda session: RENTALS.counts(session, on=TODAY)),
    }


def measured(app: QApplication, engine: Engine) -> tuple[float, float]:
    """The median of a jump: plain and undressed, and ours as it is worn."""
    runner = WorkerRunner(BenchDoors(engine))
    plain = plain_view(engine)
    sheet = app.styleSheet()
    ours = our_view(runner, engine)
    theirs_spent: list[float] = []
    ours_spent: list[float] = []
    chosen = random.Random(1)
    try:
        for _ in range(ROUNDS):
            app.setStyleSheet("")
            theirs_spent += jumps(plain, chosen)
            app.setStyleSheet(sheet)
            ours_spent += jumps(ours, chosen)
    finally:
        runner.close()
    return median(theirs_spent), median(ours_spent)


def main() -> int:
    """Prints both costs and their ratio; answers 1 above the limit."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    keep_constants()
    found = QApplication.instance()
    app = found if isinstance(found, QApplication) else QApplication(sys.argv[:1])
    dress(app)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "shop.dmedesk")
        month_stock.make(path, COUNT)
        engine = open_engine(path)
        theirs, ours = measured(app, engine)
        answers = first_answers(engine)
        engine.dispose()
    ratio = ours / theirs
    print(
        f"jump in {COUNT:,} rentals  {ours * 1e3:.1f} ms, plain table over a list "
        f"{theirs * 1e3:.1f} ms: {ratio:.2f} times"
    )
    told = ", ".join(f"{name} {seconds * 1e3:.0f} ms" for name, seconds in answers.items())
    print(f"{'on the worker':24} {told}")
    print(f"{'limit':24} {LIMIT} times")
    return 1 if ratio > LIMIT else 0


if __name__ == "__main__":
    sys.exit(main())
