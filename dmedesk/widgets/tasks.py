"""The one door between a window and the database: queries and operations, off the UI thread.

A query reads, an operation writes; both are plain functions that get what the door opens (a
session, a unit of work) on a worker thread, in one transaction. Long work gets the doors themselves
and writes piece by piece. The answer, or the findings of what failed, comes back on the UI thread.
"""

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, nullcontext
from functools import partial
from typing import Any, Protocol, TypeAlias, TypeVar

from PySide6.QtCore import QObject, Qt, Signal
from shiboken6 import isValid

from dmedesk.kit.errors import Refused, WorldError
from dmedesk.kit.findings import Finding, Severity

T = TypeVar("T")

Failed: TypeAlias = Callable[[tuple[Finding, ...]], None]
"""Hears why a query or an operation failed: every finding, each with its remedy."""

GoOn: TypeAlias = Callable[[int], bool]
"""Told by long work, between two pieces, how many are made; False where it is to end there."""

_NOTHING_CHANGED = "Nothing was changed."
_KEPT = "What was finished before is kept."

_log = logging.getLogger(__name__)


class Doors(Protocol):
    """Opens the database; each door is one transaction."""

    def reading(self) -> AbstractContextManager[Any]:
        """A session that sees one state of everything and changes nothing."""
        ...

    def writing(self, action: str) -> AbstractContextManager[Any]:
        """A unit of work under the action's name; commits at its end.

        Whatever refuses it does so when it is entered.
        """
        ...

    def named(self, person_id: int | None) -> "Doors":
        """The same doors, written through in the name of this person of the staff; None: nobody."""
        ...


class Runner(Protocol):
    """Runs queries one after the other, and operations; neither waits for long work."""

    def query(self, ask: Callable[[Any], T], *, done: Callable[[T], None], failed: Failed) -> None:
        """Run ``ask`` with a reading session, and hand its answer to ``done``."""
        ...

    def operate(
        self, act: Callable[[Any], T], *, action: str, done: Callable[[T], None], failed: Failed
    ) -> None:
        """Run ``act`` with a unit of work, commit, and hand its answer to ``done``."""
        ...

    def carry_out(
        self,
        work: Callable[[Doors, GoOn], T],
        *,
        step: Callable[[int], None],
        is_stopped: Callable[[], bool],
        done: Callable[[T], None],
        failed: Failed,
    ) -> None:
        """Run long work in the background; ``step`` hears how far it is.

        It is told to end at its next safe place where ``is_stopped``, or where the desk closes. All
        of it is done in the name of whoever asks for it now, whoever sits here when it ends.
        """
        ...

    def work_as(self, person_id: int | None) -> None:
        """What is begun from now on is done in the name of this person; None for nobody."""
        ...


class WorkerRunner(QObject):
    """Runs them on a thread for each kind, so that reading never waits for writing.

    What they answer comes back through a signal. Close it at the end.
    """

    _finished = Signal(object)

    def __init__(self, doors: Doors, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._doors = doors
        self._closed = False
        self._reader, self._writer, self._background = (
            ThreadPoolExecutor(max_workers=1, thread_name_prefix=name)
            for name in ("reading", "writing", "background")
        )
        self._finished.connect(self._hand_over, Qt.ConnectionType.QueuedConnection)

    def query(self, ask: Callable[[Any], T], *, done: Callable[[T], None], failed: Failed) -> None:
        """Run ``ask`` with a reading session."""
        self._start(self._reader, lambda: _answer(self._doors.reading(), ask, done, failed))

    def operate(
        self, act: Callable[[Any], T], *, action: str, done: Callable[[T], None], failed: Failed
    ) -> None:
        """Run ``act`` with a unit of work, in the name of whoever asks for it now."""
        door = self._doors.writing(action)
        self._start(self._writer, lambda: _answer(door, act, done, failed))

    def carry_out(
        self,
        work: Callable[[Doors, GoOn], T],
        *,
        step: Callable[[int], None],
        is_stopped: Callable[[], bool],
        done: Callable[[T], None],
        failed: Failed,
    ) -> None:
        """Run long work beside everything else, in the name of whoever asks for it now."""
        doors = self._doors

        def go_on(made: int) -> bool:
            self._finished.emit(partial(step, made))
            return not (self._closed or is_stopped())

        self._start(self._background, lambda: _carried_out(doors, work, go_on, done, failed))

    def work_as(self, person_id: int | None) -> None:
        """What is begun from now on is done in the name of this person."""
        self._doors = self._doors.named(person_id)

    def close(self) -> None:
        """Wait for what runs, long work to its next safe place; drop what waits, and all answers.

        No thread of it is left afterwards.
        """
        self._closed = True
        for worker in (self._reader, self._writer, self._background):
            worker.shutdown(wait=True, cancel_futures=True)

    def _start(self, worker: ThreadPoolExecutor, work: Callable[[], Callable[[], None]]) -> None:
        if not self._closed:
            worker.submit(lambda: self._finished.emit(work()))

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

    def carry_out(
        self,
        work: Callable[[Doors, GoOn], T],
        *,
        step: Callable[[int], None],
        is_stopped: Callable[[], bool],
        done: Callable[[T], None],
        failed: Failed,
    ) -> None:
        """Run long work to its end, or until stopped."""

        def go_on(made: int) -> bool:
            step(made)
            return not is_stopped()

        _carried_out(self._doors, work, go_on, done, failed)()

    def work_as(self, person_id: int | None) -> None:
        """What is begun from now on is done in the name of this person."""
        self._doors = self._doors.named(person_id)


class Latest:
    """Asks through a runner and hears only the answer to the last question (a month, a search)."""

    def __init__(self, runner: Runner) -> None:
        self._runner = runner
        self._asked = 0

    def forget(self) -> None:
        """Hear no answer to what was asked so far."""
        self._asked += 1

    def query(self, ask: Callable[[Any], T], *, done: Callable[[T], None], failed: Failed) -> None:
        """As the runner's; a question that a later one has overtaken is not even asked."""
        self._asked += 1
        mine = self._asked

        def ask_if_last(session: Any) -> tuple[T, ...]:
            return (ask(session),) if mine == self._asked else ()

        def tell_if_last(answer: tuple[T, ...]) -> None:
            if mine == self._asked:
                _tell(done, *answer)

        def fail_if_last(findings: tuple[Finding, ...]) -> None:
            if mine == self._asked:
                _tell(failed, findings)

        self._runner.query(ask_if_last, done=tell_if_last, failed=fail_if_last)


def _answer(
    door: AbstractContextManager[Any],
    work: Callable[[Any], T],
    done: Callable[[T], None],
    failed: Failed,
    consequence: str = _NOTHING_CHANGED,
) -> Callable[[], None]:
    """What is to be done on the UI thread once the work is over."""
    try:
        with door as opened:
            found = work(opened)
    except Refused as refusal:
        findings = refusal.findings
        return lambda: _tell(failed, findings)
    except WorldError as error:
        world = Finding(Severity.STOP, "world_failed", error.what, remedy=error.remedy)
        return lambda: _tell(failed, (world,))
    except Exception as error:  # noqa: BLE001 - our own bug ends the action, not the desk
        bug = bug_finding(error, consequence)
        return lambda: _tell(failed, (bug,))
    return lambda: _tell(done, found)


def _tell(hearer: Callable[..., None], *answer: Any) -> None:
    """Hand an answer over, unless the page that asked was closed meanwhile: nobody hears it."""
    owner = _owner(hearer)
    if not isinstance(owner, QObject) or isValid(owner):
        hearer(*answer)


def _owner(hearer: Any) -> object:
    """Whose method it is, or who ``self`` is in a function without a name; None for nobody."""
    while isinstance(hearer, partial):
        hearer = hearer.func
    free = getattr(getattr(hearer, "__code__", None), "co_freevars", ())
    if "self" in free:
        return hearer.__closure__[free.index("self")].cell_contents
    return getattr(hearer, "__self__", None)


def _carried_out(
    doors: Doors,
    work: Callable[[Doors, GoOn], T],
    go_on: GoOn,
    done: Callable[[T], None],
    failed: Failed,
) -> Callable[[], None]:
    """What is to be done on the UI thread once long work is over."""
    return _answer(nullcontext(doors), lambda opened: work(opened, go_on), done, failed, _KEPT)


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
        remedy="Press F5 and try again; if it comes back, send the report: F1, About DMEDesk.",
    )
