"""Long work is done in the name of whoever began it, whoever sits at the desk when it ends."""

import threading
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest
from pytestqt.qtbot import QtBot

from dmedesk.bootstrap.doors import ShopDoors
from dmedesk.kit.clock import system_clock
from dmedesk.kit.findings import Finding
from dmedesk.shop.actions.staff import add_person
from dmedesk.shop.rules.rights import Role
from dmedesk.store.trail import trail
from dmedesk.widgets.page import Workplace
from dmedesk.widgets.tasks import Doors, GoOn, WorkerRunner
from tests.desk.guarded import guarded, people

PATIENCE = 20


@pytest.fixture
def doors(tmp_path: Path) -> Iterator[ShopDoors]:
    with guarded(tmp_path) as opened:
        yield opened


def test_its_later_pieces_keep_the_name_also_after_somebody_else_signed_in(
    doors: ShopDoors, qtbot: QtBot
) -> None:
    ids = people(doors)
    runner = WorkerRunner(doors)
    workplace = Workplace(runner, today=system_clock().astimezone().date())
    workplace.seat(SimpleNamespace(id=ids["Ana"], name="Ana", allowed=()))
    went_on, told = threading.Event(), list[int]()
    wrong: list[tuple[Finding, ...]] = []

    def add(opened: Doors, name: str) -> None:
        with opened.writing("add_person") as work:
            add_person(work, name=name, role=Role.READER, from_on=date(2026, 1, 1))

    def work(opened: Doors, go_on: GoOn) -> int:
        add(opened, "Cy")
        go_on(1)
        assert went_on.wait(PATIENCE)
        add(opened, "Di")
        return 2

    def step(_made: int) -> None:
        # Ben may add nobody: in his name the second piece would be refused.
        workplace.seat(SimpleNamespace(id=ids["Ben"], name="Ben", allowed=()))
        went_on.set()

    runner.carry_out(
        work, step=step, is_stopped=lambda: False, done=told.append, failed=wrong.append
    )
    qtbot.waitUntil(lambda: bool(told or wrong))
    runner.close()
    assert (told, wrong) == ([2], [])
    with doors.reading() as session:
        assert [entry.actor for entry in trail(session, limit=2)] == ["Ana", "Ana"]
