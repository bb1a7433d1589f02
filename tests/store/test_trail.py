"""Reading the audit trail: newest first, page by page, or all about one record."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import Engine, select

from dmedesk.members.rules import Regime
from dmedesk.members.tables import Payer
from dmedesk.store.trail import (
    entries_about,
    entry_of,
    last_change_at,
    names_of,
    rows_named,
    table_named_by,
    trail,
    trail_of,
)
from dmedesk.store.unit_of_work import reading, unit_of_work


@pytest.fixture
def busy_shop(shop_engine: Engine) -> Engine:
    """Three payers added at once, the second one changed, the third removed."""
    with unit_of_work(shop_engine, actor="ann", action="import") as work:
        rows = [{"code": code, "name": code, "regime": Regime.PRIVATE} for code in "ABC"]
        work.append(Payer, rows)
    with unit_of_work(shop_engine, actor="bob", action="edit") as work:
        work.session.get_one(Payer, 2).name = "Bee"
    with unit_of_work(shop_engine, actor="bob", action="remove") as work:
        work.session.delete(work.session.get_one(Payer, 3))
    return shop_engine


def test_the_newest_come_first(busy_shop: Engine) -> None:
    with reading(busy_shop) as session:
        assert [entry.action for entry in trail(session, limit=9)] == ["remove", "edit", "import"]


def test_page_by_page(busy_shop: Engine) -> None:
    with reading(busy_shop) as session:
        first = trail(session, limit=2)
        second = trail(session, limit=2, before_id=first[-1].id)
    assert [entry.action for entry in first] == ["remove", "edit"]
    assert [entry.action for entry in second] == ["import"]


@pytest.mark.parametrize(
    ("row_id", "actions"),
    [(1, ["import"]), (2, ["edit", "import"]), (3, ["remove", "import"]), (4, [])],
)
def test_all_about_one_record(busy_shop: Engine, row_id: int, actions: list[str]) -> None:
    with reading(busy_shop) as session:
        found = trail_of(session, table_name="payers", row_id=row_id, limit=9)
    assert [entry.action for entry in found] == actions


def test_a_record_of_another_table_is_another_record(busy_shop: Engine) -> None:
    with reading(busy_shop) as session:
        assert trail_of(session, table_name="members", row_id=2, limit=9) == ()


def test_the_trail_cannot_be_read_into_a_change(busy_shop: Engine) -> None:
    with reading(busy_shop) as session:
        before = trail(session, limit=9)
        assert session.scalars(select(Payer.name).order_by(Payer.id)).all() == ["A", "Bee"]
        assert trail(session, limit=9) == before


def test_when_anything_was_last_done(shop_engine: Engine) -> None:
    with reading(shop_engine) as session:
        assert last_change_at(session) is None
    noon = datetime(2026, 11, 22, 17, tzinfo=UTC)
    with unit_of_work(shop_engine, actor="ann", action="enter", clock=lambda: noon) as work:
        work.append(Payer, [{"code": "A", "name": "A", "regime": Regime.PRIVATE}])
    with reading(shop_engine) as session:
        assert last_change_at(session) == noon


def test_an_id_that_is_given_again_begins_a_history_of_its_own(busy_shop: Engine) -> None:
    """SQLite does so by itself; the history of a record that is gone is told in whole."""
    again = Payer(id=3, code="D", name="D", regime=Regime.PRIVATE)
    with unit_of_work(busy_shop, actor="cid", action="enter") as work:
        work.session.add(again)
    with unit_of_work(busy_shop, actor="cid", action="edit") as work:
        work.session.get_one(Payer, 3).name = "Dee"
    assert _about(busy_shop, 3) == (["edit", "enter"], 2)
    assert _about(busy_shop, 1) == (["import"], 1)
    with unit_of_work(busy_shop, actor="cid", action="swap") as work:
        work.session.delete(work.session.get_one(Payer, 3))
        work.session.flush()
        work.session.add(Payer(id=3, code="E", name="E", regime=Regime.PRIVATE))
    assert _about(busy_shop, 3) == (["swap"], 1)
    with unit_of_work(busy_shop, actor="cid", action="remove") as work:
        work.session.delete(work.session.get_one(Payer, 3))
    assert _about(busy_shop, 3)[0][-1] == "import"


def _about(engine: Engine, row_id: int) -> tuple[list[str], int]:
    with reading(engine) as session:
        found = trail_of(session, table_name="payers", row_id=row_id, limit=9)
        about = entries_about(session, table_name="payers", row_id=row_id)
    return [entry.action for entry in found], len(about)


def test_what_concerns_a_record_and_what_names_it(busy_shop: Engine) -> None:
    with reading(busy_shop) as session:
        about = {
            row_id: len(entries_about(session, table_name="payers", row_id=row_id))
            for row_id in (1, 2, 3, 4)
        }
        assert about == {1: 1, 2: 2, 3: 2, 4: 0}
        assert names_of(session, "payers", "code", [1, 2, 3]) == {1: "A", 2: "B"}
        assert names_of(session, "payers", "colour", [1]) == {}
        assert rows_named(session, "payers", "code", "b") == [2]
        first = trail(session, limit=9)[-1]
        assert entry_of(session, first.id) == first
        assert entry_of(session, 999) is None
    assert table_named_by("coverages", "payer_id") == "payers"
    assert table_named_by("coverages", "rank") == table_named_by("none", "x") == ""
