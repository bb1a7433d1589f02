"""Appending in bulk: few statements, every id, and the range in the audit, on both databases."""

from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, event, insert, select

from dmedesk.members.rules import Regime
from dmedesk.members.tables import Payer
from dmedesk.store.bulk import append_many
from dmedesk.store.tables import AuditAddition
from dmedesk.store.unit_of_work import UnitOfWork, reading, unit_of_work

COLUMNS = (Payer.code, Payer.name, Payer.regime, Payer.city, Payer.row_version)


def payers(first: int, last: int) -> list[tuple[Any, ...]]:
    """Rows in which a column is empty here and filled there."""
    return [
        (f"P{n}", f"Payer {n}", Regime.PRIVATE, "Boston" if n % 2 else None, 1)
        for n in range(first, last)
    ]


@pytest.fixture
def inserts(shop_engine: Engine) -> Iterator[list[str]]:
    """Every INSERT into payers that the database is sent."""
    sent: list[str] = []

    def note(*arguments: Any) -> None:
        if arguments[2].startswith("INSERT INTO payers"):
            sent.append(arguments[2])

    event.listen(shop_engine, "before_cursor_execute", note)
    yield sent
    event.remove(shop_engine, "before_cursor_execute", note)


def append(work: UnitOfWork, first: int, last: int) -> range:
    work.lock("payers")
    return append_many(work, Payer, COLUMNS, payers(first, last))


def test_every_row_has_its_id_and_its_place_in_the_audit(
    shop_engine: Engine, inserts: list[str]
) -> None:
    with unit_of_work(shop_engine, actor="ana", action="first") as work:
        append(work, 0, 3)
    with unit_of_work(shop_engine, actor="ana", action="second") as work:
        ids = append(work, 3, 2_503)
    assert len(inserts) == 2
    with reading(shop_engine) as session:
        chosen = select(Payer.id, Payer.code, Payer.regime, Payer.city).order_by(Payer.id)
        stored = list(session.execute(chosen))
        ranges = [
            (one.row_count, one.first_id, one.last_id)
            for one in session.scalars(select(AuditAddition).order_by(AuditAddition.id))
        ]
    assert stored[3:] == [
        (id_, code, regime, city)
        for id_, (code, _, regime, city, _) in zip(ids, payers(3, 2_503), strict=True)
    ]
    assert ranges == [(3, 1, 3), (2_500, 4, 2_503)]


def test_no_rows_are_nothing_to_do(shop_engine: Engine) -> None:
    with unit_of_work(shop_engine, actor="ana", action="none") as work:
        assert len(append_many(work, Payer, COLUMNS, [])) == 0


def test_rows_added_without_the_lock_are_our_own_mistake(shop_engine: Engine) -> None:
    def add_one_more(connection: Connection, _cursor: object, sent: str, *_: object) -> None:
        if sent.startswith("INSERT INTO payers (code, name, regime, city"):
            values = {"code": "X", "name": "X", "regime": Regime.PRIVATE, "row_version": 1}
            connection.execute(insert(Payer).values(values))

    event.listen(shop_engine, "after_cursor_execute", add_one_more)
    with (
        pytest.raises(RuntimeError, match="payers"),
        unit_of_work(shop_engine, actor="ana", action="wrong") as work,
    ):
        append(work, 0, 3)
    event.remove(shop_engine, "after_cursor_execute", add_one_more)
