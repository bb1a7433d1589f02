"""What one unit of work did is taken back by its audit entry, where nothing later rests on it."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import Engine, select

from dmedesk.kit.findings import Finding
from dmedesk.members.rules import Regime, Setting
from dmedesk.members.tables import Member, Payer, Residence
from dmedesk.store.base import all_tables
from dmedesk.store.undoing import (
    Done,
    changed_since,
    done_with,
    resting_on,
    take_back,
    value_from_plain,
)
from dmedesk.store.unit_of_work import reading, unit_of_work


@pytest.fixture
def done(shop_engine: Engine) -> Done:
    """Payer A was there; a unit of work renamed it and added B and a member with a residence."""
    with unit_of_work(shop_engine, actor="ann", action="enter") as work:
        work.session.add(Payer(code="A", name="A", regime=Regime.PRIVATE))
    with unit_of_work(shop_engine, actor="ann", action="import") as work:
        payer = work.session.scalars(select(Payer)).one()
        payer.name, payer.regime = "Ay", Regime.MEDICARE
        work.append(Payer, [{"code": "B", "name": "B", "regime": Regime.PRIVATE}])
        member = Member(member_no="M1", last_name="Alda", first_name="Rose")
        work.session.add(member)
        work.session.flush()
        stay = {"member_id": member.id, "setting": Setting.HOME, "from_on": date(2026, 1, 1)}
        work.append(Residence, [stay])
        added = {name: sorted(ids) for name, ids in work.added_ids().items()}
    with reading(shop_engine) as session:
        return done_with(session, table=Member, row_id=added["members"][0], added=added)


def test_added_rows_go_and_old_values_come_back(shop_engine: Engine, done: Done) -> None:
    with reading(shop_engine) as session:
        assert [*resting_on(session, done.added), *changed_since(session, done)] == []
    with unit_of_work(shop_engine, actor="ann", action="undo_import") as work:
        take_back(work, done)
    with reading(shop_engine) as session:
        (payer,) = session.scalars(select(Payer))
        assert (payer.name, payer.regime) == ("A", Regime.PRIVATE)
        assert session.scalars(select(Member)).all() == []


def test_what_refers_to_added_rows_stands_against_it(shop_engine: Engine, done: Done) -> None:
    with unit_of_work(shop_engine, actor="bob", action="enter") as work:
        stay = {"member_id": done.added["members"][0], "setting": Setting.HOME}
        work.append(Residence, [{**stay, "from_on": date(2026, 2, 1)}])
    with reading(shop_engine) as session:
        (found,) = resting_on(session, done.added)
        assert found.message == "1 of residences rest on members that it added."
        assert list(resting_on(session, done.added, passed=["resid"])) == []


def test_what_was_changed_and_changed_back_is_as_it_was(shop_engine: Engine, done: Done) -> None:
    found: list[Finding] = []
    for name in ("Bee", "Ay"):
        with unit_of_work(shop_engine, actor="bob", action="edit") as work:
            work.session.scalars(select(Payer).where(Payer.code == "A")).one().name = name
        with reading(shop_engine) as session:
            found = list(changed_since(session, done))
        assert [one.code for one in found] == (["changed_afterwards"] if name == "Bee" else [])


def test_what_was_removed_since_is_not_as_it_was(shop_engine: Engine, done: Done) -> None:
    with unit_of_work(shop_engine, actor="bob", action="remove") as work:
        work.session.delete(work.session.scalars(select(Payer).where(Payer.code == "B")).one())
    with reading(shop_engine) as session:
        (found,) = changed_since(session, done)
    assert found.message.startswith("1 of payers were changed afterwards, last by bob")


def test_a_row_that_no_entry_tells_of_is_our_own_mistake(shop_engine: Engine) -> None:
    with reading(shop_engine) as session, pytest.raises(LookupError):
        done_with(session, table=Member, row_id=99, added={})


@pytest.mark.parametrize(
    ("table", "column", "plain", "value"),
    [
        ("payers", "regime", "medicare", Regime.MEDICARE),
        ("members", "birth_on", "1941-03-04", date(1941, 3, 4)),
        ("members", "phone", None, None),
        ("assets", "cost_cents", 1250, 1250),
        ("rentals", "pa_required", True, True),
        (
            "audit_entries",
            "at",
            "2026-11-22T17:00:00+00:00",
            datetime(2026, 11, 22, 17, tzinfo=UTC),
        ),
    ],
)
def test_values_of_the_trail_come_back_as_they_were(
    table: str, column: str, plain: Any, value: Any
) -> None:
    assert value_from_plain(all_tables().tables[table].c[column], plain) == value


def test_bytes_are_not_kept_in_the_trail() -> None:
    with pytest.raises(LookupError):
        value_from_plain(all_tables().tables["logos"].c.content, {"bytes": 3, "sha256": "0"})
