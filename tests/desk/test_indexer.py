"""The index is kept while the desk is open, beside everything else."""

import pytest
from pytestqt.qtbot import QtBot

from dmedesk.desk.indexer import Indexer
from dmedesk.kit.findings import Finding
from dmedesk.members.tables import Member
from dmedesk.widgets.page import Workplace
from dmedesk.widgets.tasks import InlineRunner, WorkerRunner
from tests.flows.month_shop import NOW, MonthShop
from tests.gui.fixtures import EngineDoors
from tests.store.searching import found


def test_it_catches_up_after_the_desk_opened_and_after_a_change(
    workplace: Workplace, rented: MonthShop, qtbot: QtBot
) -> None:
    indexer = Indexer(workplace)
    with qtbot.waitSignal(indexer.caught_up, timeout=5_000):
        pass
    assert len(found(rented.engine, "rivera")["Members"]) == 3
    rented.change(Member, Member.member_no == "M1", last_name="Costa")
    with qtbot.waitSignal(indexer.caught_up, timeout=5_000):
        workplace.changed.emit()
    assert found(rented.engine, "costa")["Members"] == ["Costa, M1"]


def test_it_works_on_the_worker(doors: EngineDoors, rented: MonthShop, qtbot: QtBot) -> None:
    runner = WorkerRunner(doors)
    indexer = Indexer(Workplace(runner, today=NOW.date()))
    with qtbot.waitSignal(indexer.ended, timeout=5_000):
        indexer.catch_up()
        indexer.catch_up()
    runner.close()
    assert "Members" in found(rented.engine, "rivera")


def test_a_desk_that_only_reads_leaves_the_index_alone(
    doors: EngineDoors, rented: MonthShop, qtbot: QtBot
) -> None:
    workplace = Workplace(InlineRunner(doors), today=NOW.date(), may_write=False)
    indexer = Indexer(workplace)
    with qtbot.assertNotEmitted(indexer.ended):
        indexer.catch_up()
    assert found(rented.engine, "rivera") == {}


def test_why_it_failed_is_kept_until_it_works_again(
    workplace: Workplace, rented: MonthShop, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert rented is not None
    indexer = Indexer(workplace)
    ended: list[tuple[Finding, ...]] = []
    indexer.ended.connect(lambda: ended.append(indexer.trouble))
    with monkeypatch.context() as broken:
        broken.setattr("dmedesk.desk.indexer.feeds", lambda: (None,))
        indexer.catch_up()
    indexer.catch_up()
    assert [bool(trouble) for trouble in ended] == [True, False]
    assert not indexer.is_behind


def test_a_rebuilt_index_finds_what_the_old_one_found(
    workplace: Workplace, rented: MonthShop
) -> None:
    indexer = Indexer(workplace)
    indexer.catch_up()
    before = found(rented.engine, "rivera")
    assert before
    indexer.rebuild()
    assert found(rented.engine, "rivera") == before
