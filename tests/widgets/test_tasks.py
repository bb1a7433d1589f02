"""Queries and operations run off the UI thread, one after the other; failures come as findings."""

import logging
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from typing import Any

import pytest
import shiboken6
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from dmedesk.kit.errors import Refused, WorldError
from dmedesk.kit.findings import Finding, Severity
from dmedesk.widgets.tasks import InlineRunner, Latest, Runner, WorkerRunner

FINDINGS = (Finding(Severity.STOP, "one", "One."), Finding(Severity.STOP, "two", "Two."))


def _unexpected(answer: object) -> None:
    pytest.fail(f"not expected: {answer}")


class Doors:
    """Doors that remember how they were used, onto nothing."""

    def __init__(self) -> None:
        self.log: list[str] = []

    def reading(self) -> AbstractContextManager[Any]:
        return self._open("reading")

    def named(self, _person_id: int | None) -> "Doors":
        """Nobody is asked here."""
        return self

    def writing(self, action: str) -> AbstractContextManager[Any]:
        return self._open(action)

    @contextmanager
    def _open(self, name: str) -> Iterator[str]:
        self.log.append(f"open {name}")
        yield name
        self.log.append(f"commit {name}")


@pytest.fixture
def doors() -> Doors:
    return Doors()


@pytest.fixture
def worker(qtbot: QtBot, doors: Doors) -> Iterator[WorkerRunner]:
    assert qtbot is not None
    runner = WorkerRunner(doors)
    yield runner
    runner.close()


def test_an_operation_runs_on_the_worker_and_answers_on_the_ui_thread(
    worker: WorkerRunner, doors: Doors, qtbot: QtBot
) -> None:
    told: list[tuple[str, str, str]] = []

    def act(opened: str) -> tuple[str, str]:
        return opened, threading.current_thread().name

    worker.operate(
        act,
        action="post",
        done=lambda answer: told.append((*answer, threading.current_thread().name)),
        failed=_unexpected,
    )
    qtbot.waitUntil(lambda: bool(told))
    assert told == [("post", "writing_0", threading.main_thread().name)]
    assert doors.log == ["open post", "commit post"]


def test_answers_come_in_the_order_of_the_questions(worker: WorkerRunner, qtbot: QtBot) -> None:
    told: list[int] = []
    for number in range(20):
        worker.query(partial(_number, number), done=told.append, failed=_unexpected)
    qtbot.waitUntil(lambda: len(told) == 20)
    assert told == list(range(20))


def _number(number: int, _session: Any) -> int:
    return number


def test_after_closing_no_answer_is_handed_over(doors: Doors, qtbot: QtBot) -> None:
    told: list[int] = []
    runner = WorkerRunner(doors)
    runner.query(lambda _session: 1, done=told.append, failed=_unexpected)
    runner.close()
    qtbot.wait(10)
    assert told == []


def _raise(error: BaseException) -> Callable[[Any], int]:
    def work(_opened: Any) -> int:
        raise error

    return work


@pytest.mark.parametrize("kind", [InlineRunner, WorkerRunner])
def test_refusals_come_with_all_their_findings(
    kind: type[InlineRunner] | type[WorkerRunner], doors: Doors, qtbot: QtBot
) -> None:
    heard: list[tuple[Finding, ...]] = []
    runner: Runner = kind(doors)
    runner.operate(_raise(Refused(FINDINGS)), action="post", done=_unexpected, failed=heard.append)
    qtbot.waitUntil(lambda: bool(heard))
    assert heard == [FINDINGS]
    assert doors.log == ["open post"]
    if isinstance(runner, WorkerRunner):
        runner.close()


def test_the_world_s_failure_names_its_remedy(doors: Doors) -> None:
    heard: list[tuple[Finding, ...]] = []
    error = WorldError("The disk is full.", "Make room.")
    InlineRunner(doors).query(_raise(error), done=_unexpected, failed=heard.append)
    assert [(one.message, one.remedy) for one in heard[0]] == [("The disk is full.", "Make room.")]


def test_a_fault_of_the_program_ends_the_action_and_tells_nobody_s_data(
    doors: Doors, caplog: pytest.LogCaptureFixture
) -> None:
    heard: list[tuple[Finding, ...]] = []
    with caplog.at_level(logging.ERROR):
        runner = InlineRunner(doors)
        runner.query(_raise(KeyError("Rivera")), done=_unexpected, failed=heard.append)
    (finding,) = heard[0]
    assert finding.code == "program_fault"
    assert "KeyError" in finding.message
    assert "Rivera" not in finding.sentence() + caplog.text


def _three(doors: Any, go_on: Callable[[int], bool]) -> int:
    for made in range(3):
        if not go_on(made):
            return made
        with doors.writing("piece"):
            pass
    return 3


@pytest.mark.parametrize("kind", [InlineRunner, WorkerRunner])
def test_long_work_tells_how_far_it_is_and_ends_where_it_is_stopped(
    kind: type[InlineRunner] | type[WorkerRunner], doors: Doors, qtbot: QtBot
) -> None:
    steps, told = list[int](), list[int]()
    runner: Runner = kind(doors)
    runner.carry_out(
        _three,
        step=steps.append,
        is_stopped=lambda: doors.log.count("commit piece") == 2,
        done=told.append,
        failed=_unexpected,
    )
    qtbot.waitUntil(lambda: bool(told))
    assert (steps, told) == ([0, 1, 2], [2])
    assert doors.log == ["open piece", "commit piece"] * 2
    if isinstance(runner, WorkerRunner):
        runner.close()


def test_a_query_waits_neither_for_an_operation_nor_for_long_work(
    worker: WorkerRunner, qtbot: QtBot
) -> None:
    may_end = threading.Event()
    told: list[str] = []

    def wait(_opened: Any) -> str:
        assert may_end.wait(5)
        return "written"

    worker.operate(wait, action="post", done=told.append, failed=_unexpected)
    worker.carry_out(
        lambda _doors, _go_on: wait(None),
        step=_unexpected,
        is_stopped=lambda: False,
        done=told.append,
        failed=_unexpected,
    )
    worker.query(lambda _session: "read", done=told.append, failed=_unexpected)
    qtbot.waitUntil(lambda: told == ["read"])
    may_end.set()
    qtbot.waitUntil(lambda: told == ["read", "written", "written"])


def test_closing_ends_long_work_at_its_next_safe_place(doors: Doors, qtbot: QtBot) -> None:
    assert qtbot is not None
    runner = WorkerRunner(doors)
    begun = threading.Event()
    made: list[int] = []

    def work(_doors: Any, go_on: Callable[[int], bool]) -> None:
        begun.set()
        while go_on(len(made)):
            made.append(1)
            threading.Event().wait(0.005)

    runner.carry_out(
        work,
        step=lambda _made: None,
        is_stopped=lambda: False,
        done=_unexpected,
        failed=_unexpected,
    )
    assert begun.wait(5)
    runner.close()
    count = len(made)
    qtbot.wait(20)
    assert len(made) == count


def test_what_is_asked_after_the_end_is_dropped(doors: Doors) -> None:
    runner = WorkerRunner(doors)
    runner.close()
    runner.query(lambda _session: 1, done=_unexpected, failed=_unexpected)
    assert doors.log == []


def test_a_fault_of_long_work_says_that_what_was_finished_is_kept(doors: Doors) -> None:
    heard: list[tuple[Finding, ...]] = []
    InlineRunner(doors).carry_out(
        lambda _doors, _go_on: _raise(KeyError("x"))(None),
        step=_unexpected,
        is_stopped=lambda: False,
        done=_unexpected,
        failed=heard.append,
    )
    assert "is kept" in heard[0][0].message


class _Waiting:
    """A runner that works, and answers, when it is told to."""

    def __init__(self) -> None:
        self.work: list[Callable[[Any], Any]] = []
        self.answers: list[Callable[[Any], None]] = []

    def query(self, ask: Any, *, done: Any, failed: Any) -> None:  # noqa: ARG002 - a runner's shape
        self.work.append(ask)
        self.answers.append(done)

    def operate(self, _act: Any, *, action: str, done: Any, failed: Any) -> None:
        raise NotImplementedError

    def carry_out(self, _work: Any, *, step: Any, is_stopped: Any, done: Any, failed: Any) -> None:
        raise NotImplementedError

    def work_as(self, person_id: int | None) -> None:
        raise NotImplementedError


def test_only_the_answer_to_the_last_question_is_heard() -> None:
    waiting, told = _Waiting(), list[str]()
    latest = Latest(waiting)
    for month in ("October", "November"):
        latest.query(partial(_say, month), done=told.append, failed=_unexpected)
    first, second = (work(None) for work in waiting.work)
    assert first == ()
    waiting.answers[1](second)
    waiting.answers[0](first)
    assert told == ["November"]


def test_an_answer_that_was_overtaken_on_its_way_is_dropped() -> None:
    waiting, told = _Waiting(), list[str]()
    latest = Latest(waiting)
    latest.query(partial(_say, "October"), done=told.append, failed=_unexpected)
    found = waiting.work[0](None)
    latest.query(partial(_say, "November"), done=told.append, failed=_unexpected)
    waiting.answers[0](found)
    assert told == []


def _say(month: str, _session: Any) -> str:
    return month


class Hearer(QObject):
    """A page that has asked something."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[str] = []

    def hear(self, said: str) -> None:
        self.setObjectName(said)
        self.heard.append(said)

    def ways(self) -> Sequence[Callable[[str], None]]:
        return (self.hear, lambda said: self.hear(said.strip()), partial(self.hear))


@pytest.mark.parametrize("way", [0, 1, 2])
@pytest.mark.parametrize("is_latest", [False, True])
def test_a_page_that_was_closed_hears_no_answer(
    worker: WorkerRunner, qtbot: QtBot, way: int, *, is_latest: bool
) -> None:
    asked, other = Hearer(), Hearer()
    done = asked.ways()[way]
    asks = Latest(worker) if is_latest else worker
    asks.query(lambda _session: "late", done=done, failed=_unexpected)
    shiboken6.delete(asked)
    worker.query(lambda _session: "later", done=other.hear, failed=_unexpected)
    qtbot.waitUntil(lambda: other.heard == ["later"])
    assert asked.heard == []
