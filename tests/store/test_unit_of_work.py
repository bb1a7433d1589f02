"""The unit of work: one write transaction, one audit entry, one moment; all of it or nothing."""

import threading
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from sqlalchemy import Engine, func, insert, select

from dmedesk.kit.errors import Refused, WorldError
from dmedesk.members.rules import Regime
from dmedesk.members.tables import Payer
from dmedesk.store.engine import open_engine, writing
from dmedesk.store.tables import AuditEntry
from dmedesk.store.unit_of_work import reading, unit_of_work

MASSHEALTH = {"code": "MH", "name": "MassHealth", "regime": Regime.MASSHEALTH}
MEDICARE = {"code": "MC", "name": "Medicare", "regime": Regime.MEDICARE}


def _codes(engine: Engine) -> list[str]:
    with reading(engine) as session:
        return list(session.scalars(select(Payer.code).order_by(Payer.id)))


def test_what_was_done_is_kept(shop_engine: Engine) -> None:
    with unit_of_work(shop_engine, actor="ann", action="add_payer") as work:
        work.session.add(Payer(**MASSHEALTH))
    assert _codes(shop_engine) == ["MH"]


def test_an_exception_takes_everything_back(shop_engine: Engine) -> None:
    def fail() -> None:
        with unit_of_work(shop_engine, actor="ann", action="add_payer") as work:
            work.session.add(Payer(**MASSHEALTH))
            work.session.flush()
            raise LookupError

    with pytest.raises(LookupError):
        fail()
    assert _codes(shop_engine) == []
    with reading(shop_engine) as session:
        assert session.scalar(select(func.count(AuditEntry.id))) == 0


def test_the_moment_is_one_and_in_utc(shop_engine: Engine) -> None:
    boston = timezone(timedelta(hours=-4))
    moments = iter([datetime(2026, 10, 31, 22, 0, tzinfo=boston)])
    with unit_of_work(shop_engine, actor="ann", action="x", clock=lambda: next(moments)) as work:
        assert work.now == datetime(2026, 11, 1, 2, 0, tzinfo=UTC)
        assert work.now.tzinfo is UTC
        work.session.add(Payer(**MASSHEALTH))
    with reading(shop_engine) as session:
        assert session.scalars(select(AuditEntry.at)).one() == work.now


def test_rows_are_appended_in_bulk(shop_engine: Engine) -> None:
    with unit_of_work(shop_engine, actor="ann", action="import") as work:
        first, last = work.append(Payer, [MASSHEALTH, MEDICARE])
        assert last == first + 1
    assert _codes(shop_engine) == ["MH", "MC"]


def test_appending_nothing_is_a_mistake(shop_engine: Engine) -> None:
    with (
        unit_of_work(shop_engine, actor="ann", action="import") as work,
        pytest.raises(ValueError, match="no rows"),
    ):
        work.append(Payer, [])


def test_rows_can_be_used_after_the_end(shop_engine: Engine) -> None:
    with unit_of_work(shop_engine, actor="ann", action="add_payer") as work:
        payer = Payer(**MASSHEALTH)
        work.session.add(payer)
    assert payer.code == "MH"


def test_the_second_desk_is_refused_with_a_finding(shop_engine: Engine) -> None:
    with unit_of_work(shop_engine, actor="ann", action="add_payer") as work:
        mine = Payer(**MASSHEALTH)
        work.session.add(mine)
    with unit_of_work(shop_engine, actor="bob", action="edit_payer") as work:
        work.session.scalars(select(Payer)).one().name = "Bob's"

    def edit() -> None:
        with unit_of_work(shop_engine, actor="ann", action="edit_payer") as work:
            work.session.add(mine)
            mine.name = "Ann's"

    with pytest.raises(Refused) as refused:
        edit()
    assert [finding.code for finding in refused.value.findings] == ["changed_meanwhile"]
    with reading(shop_engine) as session:
        assert session.scalars(select(Payer.name)).one() == "Bob's"


def test_a_database_that_stays_busy_is_explained(shop_file: Path) -> None:
    engine = open_engine(shop_file, busy_seconds=0.01)
    with (
        writing(engine).begin(),
        pytest.raises(WorldError, match=r"busy.*Nothing was changed"),
        unit_of_work(engine, actor="ann", action="x"),
    ):
        pass
    engine.dispose()


def test_reading_cannot_write(shop_engine: Engine) -> None:
    def write() -> None:
        with reading(shop_engine) as session:
            session.add(Payer(**MASSHEALTH))
            session.flush()

    with pytest.raises(RuntimeError, match="reading session"):
        write()
    assert _codes(shop_engine) == []


def test_whoever_holds_the_lock_goes_first(shop_engine: Engine) -> None:
    order: list[str] = []
    begun = threading.Event()

    def second() -> None:
        begun.wait()
        with unit_of_work(shop_engine, actor="bob", action="post_month") as work:
            work.lock("billing")
            order.append("second")

    thread = threading.Thread(target=second)
    thread.start()
    with unit_of_work(shop_engine, actor="ann", action="post_month") as work:
        work.lock("billing")
        begun.set()
        thread.join(0.05)
        order.append("first")
    thread.join()
    assert order == ["first", "second"]


def test_a_range_that_was_inserted_by_hand(shop_engine: Engine) -> None:
    with unit_of_work(shop_engine, actor="ann", action="import") as work:
        work.session.connection().execute(insert(Payer), [MASSHEALTH, MEDICARE])
        work.appended("payers", 2, 1, 2)
    with reading(shop_engine) as session:
        assert session.scalars(select(AuditEntry.action)).all() == ["import"]
