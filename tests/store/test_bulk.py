"""Appending in bulk: few statements, every id, and the range in the audit, on both databases."""

from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import Engine, event, select

from dmedesk.members.rules import Regime
from dmedesk.members.tables import Payer
from dmedesk.store.bulk import append_known
from dmedesk.store.tables import AuditAddition
from dmedesk.store.unit_of_work import UnitOfWork, reading, unit_of_work


def payers(first: int, last: int) -> list[dict[str, Any]]:
    """Rows in which a column is empty here and filled there."""
    return [
        {
            "code": f"P{n}",
            "name": f"Payer {n}",
            "regime": Regime.PRIVATE,
            "city": "Boston" if n % 2 else None,
            "row_version": 1,
        }
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


def append(work: UnitOfWork, first: int, last: int) -> dict[tuple[Any, ...], int]:
    work.lock("payers")
    return append_known(work, Payer, payers(first, last), by=[Payer.code])


def test_every_row_has_its_id_and_its_place_in_the_audit(
    shop_engine: Engine, inserts: list[str]
) -> None:
    with unit_of_work(shop_engine, actor="ana", action="first") as work:
        append(work, 0, 3)
    with unit_of_work(shop_engine, actor="ana", action="second") as work:
        ids = append(work, 3, 2_503)
    assert len(inserts) == 2
    with reading(shop_engine) as session:
        stored = {code: id_ for id_, code in session.execute(select(Payer.id, Payer.code))}
        ranges = [
            (one.row_count, one.first_id, one.last_id)
            for one in session.scalars(select(AuditAddition).order_by(AuditAddition.id))
        ]
    assert {code: id_ for (code,), id_ in ids.items()} == {
        code: id_ for code, id_ in stored.items() if code not in {"P0", "P1", "P2"}
    }
    assert ranges == [(3, 1, 3), (2_500, 4, 2_503)]


def test_no_rows_are_nothing_to_do(shop_engine: Engine) -> None:
    with unit_of_work(shop_engine, actor="ana", action="none") as work:
        assert append_known(work, Payer, [], by=[Payer.code]) == {}


def test_rows_that_no_longer_tell_apart_are_our_own_mistake(shop_engine: Engine) -> None:
    with (
        pytest.raises(RuntimeError, match="payers"),
        unit_of_work(shop_engine, actor="ana", action="wrong") as work,
    ):
        append_known(work, Payer, payers(0, 3), by=[Payer.regime])
