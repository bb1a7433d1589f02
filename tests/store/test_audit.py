"""The audit trail is written by one mechanism: whatever changes a record, the trail tells it."""

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from sqlalchemy import Engine, delete, func, insert, select, update
from sqlalchemy.orm import Session

from dmedesk.assets.rules import AssetState
from dmedesk.assets.tables import Asset
from dmedesk.catalog.tables import Product
from dmedesk.members.rules import Regime
from dmedesk.members.tables import Payer
from dmedesk.store.audit import plain_values, secret_columns
from dmedesk.store.engine import writing
from dmedesk.store.tables import Verb
from dmedesk.store.trail import Addition, Edit, Entry, trail
from dmedesk.store.unit_of_work import reading, unit_of_work

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


def _payer(code: str) -> dict[str, object]:
    return {"code": code, "name": f"Payer {code}", "regime": Regime.PRIVATE}


@pytest.fixture
def payers(shop_engine: Engine) -> Engine:
    """A shop with three payers: A, B, C."""
    with unit_of_work(shop_engine, actor="ann", action="import") as work:
        work.session.add_all([Payer(**_payer(code)) for code in "ABC"])
    return shop_engine


def _newest(engine: Engine) -> Entry:
    with reading(engine) as session:
        return trail(session, limit=1)[0]


def _count(engine: Engine) -> int:
    with reading(engine) as session:
        return len(trail(session, limit=100))


def test_who_when_and_which_action(shop_engine: Engine) -> None:
    with unit_of_work(shop_engine, actor="ann", action="add_payer", clock=lambda: NOON) as work:
        work.session.add(Payer(**_payer("A")))
    entry = _newest(shop_engine)
    assert (entry.actor, entry.at, entry.action) == ("ann", NOON, "add_payer")


def test_an_action_that_changed_nothing_leaves_no_entry(payers: Engine) -> None:
    before = _count(payers)
    with unit_of_work(payers, actor="ann", action="edit_payer") as work:
        payer = work.session.scalars(select(Payer).where(Payer.code == "A")).one()
        payer.name = str(payer.name)
        work.session.execute(update(Payer).where(Payer.code == "A").values(name="Payer A"))
    assert _count(payers) == before


def test_added_rows_are_told_as_a_range(payers: Engine) -> None:
    assert _newest(payers).additions == (Addition("payers", 3, 1, 3),)
    assert _newest(payers).edits == ()


def test_several_flushes_are_one_entry(shop_engine: Engine) -> None:
    with unit_of_work(shop_engine, actor="ann", action="import") as work:
        for code in "ABC":
            work.session.add(Payer(**_payer(code)))
            work.session.flush()
    assert _newest(shop_engine).additions == (Addition("payers", 3, 1, 3),)
    assert _count(shop_engine) == 1


def test_old_and_new_values_of_an_edited_row(payers: Engine) -> None:
    with unit_of_work(payers, actor="bob", action="edit_payer") as work:
        payer = work.session.scalars(select(Payer).where(Payer.code == "B")).one()
        payer.name, payer.regime, payer.city = "Bee", Regime.MEDICARE, "Lynn"
    assert _newest(payers).edits == (
        Edit(
            "payers",
            2,
            Verb.CHANGED,
            {"name": "Payer B", "regime": "private", "city": None},
            {"name": "Bee", "regime": "medicare", "city": "Lynn"},
        ),
    )


def test_two_edits_of_a_row_are_told_as_one(payers: Engine) -> None:
    with unit_of_work(payers, actor="bob", action="edit_payer") as work:
        payer = work.session.scalars(select(Payer).where(Payer.code == "B")).one()
        payer.name = "Bee"
        work.session.flush()
        payer.name, payer.city = "Beech", "Lynn"
    (edit,) = _newest(payers).edits
    assert edit.old_values == {"name": "Payer B", "city": None}
    assert edit.new_values == {"name": "Beech", "city": "Lynn"}


def test_an_edit_that_is_taken_back_is_not_told(payers: Engine) -> None:
    before = _count(payers)
    with unit_of_work(payers, actor="bob", action="edit_payer") as work:
        payer = work.session.scalars(select(Payer).where(Payer.code == "B")).one()
        payer.name = "Bee"
        work.session.flush()
        payer.name = "Payer B"
    assert _count(payers) == before


def test_of_two_edits_only_the_one_that_stayed_is_told(payers: Engine) -> None:
    with unit_of_work(payers, actor="bob", action="edit_payer") as work:
        payer = work.session.scalars(select(Payer).where(Payer.code == "B")).one()
        payer.name, payer.city = "Bee", "Lynn"
        work.session.flush()
        payer.name = "Payer B"
    (edit,) = _newest(payers).edits
    assert (edit.old_values, edit.new_values) == ({"city": None}, {"city": "Lynn"})


def test_the_old_value_is_told_even_when_it_was_never_read(payers: Engine) -> None:
    with unit_of_work(payers, actor="bob", action="edit_payer") as work:
        payer = work.session.scalars(select(Payer).where(Payer.code == "B")).one()
        work.session.expire(payer, ["name"])
        payer.name = "Bee"
    (edit,) = _newest(payers).edits
    assert (edit.old_values, edit.new_values) == ({"name": "Payer B"}, {"name": "Bee"})


def test_a_value_that_the_database_works_out(payers: Engine) -> None:
    with unit_of_work(payers, actor="bob", action="edit_payer") as work:
        payer = work.session.scalars(select(Payer).where(Payer.code == "B")).one()
        payer.name = func.upper(Payer.name)
    (edit,) = _newest(payers).edits
    assert (edit.old_values, edit.new_values) == ({"name": "Payer B"}, {"name": "PAYER B"})


def test_a_row_changed_in_the_unit_that_added_it_is_only_added(shop_engine: Engine) -> None:
    with unit_of_work(shop_engine, actor="ann", action="import") as work:
        payer = Payer(**_payer("A"))
        work.session.add(payer)
        work.session.flush()
        payer.name = "Ay"
    entry = _newest(shop_engine)
    assert (entry.edits, entry.additions) == ((), (Addition("payers", 1, 1, 1),))


def test_dates_cents_and_choices_are_told_as_plain_values(shop_engine: Engine) -> None:
    with unit_of_work(shop_engine, actor="ann", action="import") as work:
        product = Product(product_no="P1", hcpcs="E0250", description="Bed")
        work.session.add(product)
        work.session.flush()
        asset = {
            "serial": "1",
            "serial_key": "1",
            "product_id": product.id,
            "state": AssetState.READY,
        }
        work.append(Asset, [asset])
    with unit_of_work(shop_engine, actor="ann", action="edit") as work:
        bed = work.session.scalars(select(Asset)).one()
        bed.acquired_on, bed.cost_cents, bed.state = date(2026, 1, 31), 123_45, AssetState.CLEANING
    (edit,) = _newest(shop_engine).edits
    assert edit.new_values == {
        "acquired_on": "2026-01-31",
        "cost_cents": 12345,
        "state": "cleaning",
    }


def test_a_removed_row_leaves_all_its_values(payers: Engine) -> None:
    with unit_of_work(payers, actor="bob", action="remove_payer") as work:
        work.session.delete(work.session.scalars(select(Payer).where(Payer.code == "C")).one())
    (edit,) = _newest(payers).edits
    assert (edit.table_name, edit.row_id, edit.verb) == ("payers", 3, Verb.REMOVED)
    assert edit.old_values["code"] == "C"
    assert edit.old_values["regime"] == "private"
    assert edit.new_values == {}


def test_a_row_changed_and_then_removed(payers: Engine) -> None:
    with unit_of_work(payers, actor="bob", action="remove_payer") as work:
        payer = work.session.scalars(select(Payer).where(Payer.code == "C")).one()
        payer.name = "Sea"
        work.session.flush()
        work.session.delete(payer)
    (edit,) = _newest(payers).edits
    assert (edit.verb, edit.old_values["name"]) == (Verb.REMOVED, "Payer C")


def test_a_row_added_and_removed_in_one_unit_never_was(shop_engine: Engine) -> None:
    with unit_of_work(shop_engine, actor="bob", action="try") as work:
        payer = Payer(**_payer("A"))
        work.session.add(payer)
        work.session.flush()
        work.session.delete(payer)
    assert _count(shop_engine) == 0


def test_an_update_in_bulk_is_told_row_by_row(payers: Engine) -> None:
    with unit_of_work(payers, actor="bob", action="move_payers") as work:
        work.session.execute(update(Payer).where(Payer.code != "B").values(city="Lynn"))
    assert [(edit.row_id, edit.old_values, edit.new_values) for edit in _newest(payers).edits] == [
        (1, {"city": None}, {"city": "Lynn"}),
        (3, {"city": None}, {"city": "Lynn"}),
    ]


def test_an_update_in_bulk_raises_the_versions(payers: Engine) -> None:
    with unit_of_work(payers, actor="bob", action="move_payers") as work:
        work.session.execute(update(Payer).where(Payer.code == "B").values(city="Lynn"))
    with reading(payers) as session:
        assert session.scalars(select(Payer.row_version).order_by(Payer.id)).all() == [1, 2, 1]


def test_an_update_by_rows_is_told_row_by_row(payers: Engine) -> None:
    with unit_of_work(payers, actor="bob", action="move_payers") as work:
        rows = [
            {"id": 1, "city": "Lynn", "row_version": 1},
            {"id": 2, "city": "Salem", "row_version": 1},
        ]
        work.session.execute(update(Payer), rows)
    assert [edit.new_values for edit in _newest(payers).edits] == [
        {"city": "Lynn"},
        {"city": "Salem"},
    ]


def test_a_deletion_in_bulk_is_told_row_by_row(payers: Engine) -> None:
    with unit_of_work(payers, actor="bob", action="remove_payers") as work:
        work.session.execute(delete(Payer).where(Payer.code.in_(["A", "C"])))
    edits = _newest(payers).edits
    assert [(edit.row_id, edit.verb) for edit in edits] == [(1, Verb.REMOVED), (3, Verb.REMOVED)]
    assert edits[0].old_values["code"] == "A"


def test_rows_appended_in_bulk_are_a_range(payers: Engine) -> None:
    with unit_of_work(payers, actor="ann", action="import") as work:
        work.append(Payer, [_payer("D"), _payer("E")])
    assert _newest(payers).additions == (Addition("payers", 2, 4, 5),)


def test_rows_inserted_in_bulk_without_their_ids_are_counted(payers: Engine) -> None:
    with unit_of_work(payers, actor="ann", action="import") as work:
        work.session.execute(insert(Payer), [_payer("D"), _payer("E")])
        work.session.execute(insert(Payer).values(**_payer("F")))
    assert _newest(payers).additions == (Addition("payers", 3, None, None),)


def test_rows_added_without_ids_stand_apart_from_the_range_of_the_others(payers: Engine) -> None:
    with unit_of_work(payers, actor="ann", action="import") as work:
        work.session.add(Payer(**_payer("D")))
        work.session.flush()
        work.append(Payer, [_payer("E"), _payer("F")])
        work.session.execute(insert(Payer), [_payer("G")])
    assert _newest(payers).additions == (
        Addition("payers", 3, 4, 6),
        Addition("payers", 1, None, None),
    )


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (None, None),
        (True, True),
        (12_345, 12_345),
        ("Lynn", "Lynn"),
        ([1, {"a": 2}], [1, {"a": 2}]),
        (Regime.MEDICARE, "medicare"),
        (date(2026, 11, 22), "2026-11-22"),
        (NOON, "2026-11-22T12:00:00+00:00"),
        (NOON.astimezone(timezone(timedelta(hours=-5))), "2026-11-22T12:00:00+00:00"),
        (Decimal("1.10"), "1.10"),
        (
            b"abc",
            {
                "bytes": 3,
                "sha256": "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
            },
        ),
    ],
)
def test_every_kind_of_value_has_a_plain_form(value: object, told: object) -> None:
    assert plain_values({"column": value}) == {"column": told}


def test_a_session_without_a_unit_of_work_is_not_recorded(payers: Engine) -> None:
    before = _count(payers)
    with Session(writing(payers)) as session, session.begin():
        session.add(Payer(**_payer("D")))
        session.get_one(Payer, 1).name = "Ay"
        session.delete(session.get_one(Payer, 2))
    assert _count(payers) == before


def test_nothing_of_a_secret_column_is_kept() -> None:
    assert "digest" in secret_columns("staff_pins")
    assert plain_values({"digest": b"x", "name": "a"}, hidden={"digest"}) == {
        "digest": "***",
        "name": "a",
    }
