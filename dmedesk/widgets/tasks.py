"""The one door between a window and the database: queries and operations, off the UI thread.

A query reads, an operation writes; both are plain functions that get what the door opens (a
session, a unit of work) on the one worker thread, in one transaction. The answer, or the findings
of what failed, comes back on the UI thread.
"""

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from typing import Any, Protocol, TypeAlias, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from dmedesk.kit.errors import Refused, WorldError
from dmedesk.kit.findings import Finding, Severity

T = TypeVar("T")

Failed: TypeAlias = Callable[[tuple[Finding, ...]], None]
"""Hears why a query or an operation failed: every finding, each with its remedy."""

_log = logging.getLogger(__name__)


class Doors(Protocol):
    """Opens the database; each door is one transaction."""

    def reading(self) -> AbstractContextManager[Any]:
        """A session that sees one state of everything and changes nothing."""
        ...

    def writing(self, action: str) -> AbstractContextManager[Any]:
        """A unit of work under the action's name; commits at its end."""
        ...


class Runner(Protocol):
    """Runs queries and operations, one after the other."""

    def query(self, ask: Callable[[Any], T], *, done: Callable[[T], None], failed: Failed) -> None:
        """Run ``ask`` with a reading session, and hand its answer to ``done``."""
        ...

    def operate(
        self, act: Callable[[Any], T], *, action: str, done: Callable[[T], None], failed: Failed
    ) -> None:
        """Run ``act`` with a unit of work, commit, and hand its answer to ``done``."""
        ...


class WorkerRunner(QObject):
    """Runs them on one worker thread; answers come back through a signal. Close it at the end."""

    _finished = Signal(object)

    def __init__(self, doors: Doors, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._doors = doors
        self._closed = False
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="database")
        self._finished.connect(self._hand_over, Qt.ConnectionType.QueuedConnection)

    def query(self, ask: Callable[[Any], T], *, done: Callable[[T], None], failed: Failed) -> None:
        """Run ``ask`` with a reading session."""
        self._start(lambda: _answer(self._doors.reading(), ask, done, failed))

    def operate(
        self, act: Callable[[Any], T], *, action: str, done: Callable[[T], None], failed: Failed
    ) -> None:
        """Run ``act`` with a unit of work."""
        self._start(lambda: _answer(self._doors.writing(action), act, done, failed))

    def close(self) -> None:
        """Wait for what runs, drop what waits; no answer is handed over any more."""
        self._closed = True
        self._worker.shutdown(wait=True, cancel_futures=True)

    def _start(self, work: Callable[[], Callable[[], None]]) -> None:
        self._worker.submit(lambda: self._finished.emit(work()))

    def _hand_over(self, answer: Callable[[], None]) -> None:
        if not self._closed:
            answer()


class InlineRunner:
    """Runs everything at once where it is asked: for tests, and for pictures of the windows."""

    def __init__(self, doors: Doors) -> None:
        self._doors = doors

    def query(self, ask: Callable[[Any], T], *, done: Callable[[T], None], failed: Failed) -> None:
        """Run ``ask`` with a reading session."""
        _answer(self._doors.reading(), ask, done, failed)()

    def operate(
        self, act: Callable[[Any], T], *, action: str, done: Callable[[T], None], failed: Failed
    ) -> None:
        """Run ``act`` with a unit of work."""
        _answer(self._doors.writing(action), act, done, failed)()


class Latest:
    """Asks through a runner and hears only the answer to the last question (a month, a search)."""

    def __init__(self, runner: Runner) -> None:
        self._runner = runner
        self._asked = 0

    def query(self, ask: Callable[[Any], T], *, done: Callable[[T], None], failed: Failed) -> None:
        """As the runner's; a question that a later one has overtaken is not even asked."""
        self._asked += 1
        mine = self._asked

        def ask_if_last(session: Any) -> tuple[T, ...]:
            return (ask(session),) if mine == self._asked else ()

        def tell_if_last(answer: tuple[T, ...]) -> None:
            if mine == self._asked:
                done(*answer)

        def fail_if_last(findings: tuple[Finding, ...]) -> None:
            if mine == self._asked:
                failed(findings)

        self._runner.query(ask_if_last, done=tell_if_last, failed=fail_if_last)


def _answer(
    door: AbstractContextManager[Any],
    work: Callable[[Any], T],
    done: Callable[[T], None],
    failed: Failed,
) -> Callable[[], None]:
    """What is to be done on the UI thread once the work is over."""
    try:
        with door as opened:
            found = work(opened)
    except Refused as refusal:
        findings = refusal.findings
        return lambda: failed(findings)
    except WorldError as error:
        world = Finding(Severity.STOP, "world_failed", error.what, remedy=error.remedy)
        return lambda: failed((world,))
    except Exception as error:  # noqa: BLE001 - our own bug ends the action, not the desk
        bug = bug_finding(error, "Nothing was changed.")
        return lambda: failed((bug,))
    return lambda: done(found)


def bug_finding(error: BaseException, consequence: str) -> Finding:
    """A fault of the program: logged by its kind and place, without anybody's data."""
    place = error.__traceback__
    while place is not None and place.tb_next is not None:
        place = place.tb_next
    where = f"{place.tb_frame.f_globals.get('__name__')}:{place.tb_lineno}" if place else "?"
    _log.error("%s at %s", type(error).__name__, where)
    return Finding(
        Severity.STOP,
        "program_fault",
        f"The program made a mistake ({type(error).__name__} at {where}). {consequence}",
        remedy="Press F5 and try again; if it comes back, report this line.",
    )
