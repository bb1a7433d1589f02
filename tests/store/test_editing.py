"""Editing a stored record: only what is given changes; the second desk is told who, what, when."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import Engine, select

from dmedesk.kit.errors import Refused
from dmedesk.kit.findings import Finding
from dmedesk.members.rules import Regime, Setting
from dmedesk.members.tables import Member, Payer, Residence
from dmedesk.store.editing import add_row, edit_row, edit_rows
from dmedesk.store.trail import trail
from dmedesk.store.unit_of_work import reading, unit_of_work

NOON = datetime(2026, 11, 29, 12, 0, tzinfo=UTC)


def _entered(engine: Engine) -> int:
    values = {"code": "A", "name": "Aetna", "regime": Regime.PRIVATE}
    with unit_of_work(engine, actor="kim", action="enter") as work:
        return add_row(work, Payer, values=values)


def _edit(engine: Engine, actor: str, row_id: int, version: int, **values: object) -> int:
    with unit_of_work(engine, actor=actor, action="edit", clock=lambda: NOON) as work:
        return edit_row(work, Payer, row_id=row_id, version=version, values=values)


def _refused(engine: Engine, row_id: int, version: int, **values: object) -> tuple[Finding, ...]:
    with pytest.raises(Refused) as refusal:
        _edit(engine, "ana", row_id, version, **values)
    return refusal.value.findings


def test_only_what_is_given_changes_and_is_told(shop_engine: Engine) -> None:
    row_id = _entered(shop_engine)
    assert _edit(shop_engine, "ana", row_id, 1, city="Quincy", name="Aetna") == 2
    with reading(shop_engine) as session:
        payer = session.scalars(select(Payer)).one()
        (newest, _first) = trail(session, limit=2)
    assert (payer.name, payer.city, payer.row_version) == ("Aetna", "Quincy", 2)
    (edit,) = newest.edits
    assert (edit.old_values, edit.new_values) == ({"city": None}, {"city": "Quincy"})


def test_nothing_changed_leaves_the_version(shop_engine: Engine) -> None:
    row_id = _entered(shop_engine)
    assert _edit(shop_engine, "ana", row_id, 1, name="Aetna") == 1


def test_the_second_desk_is_told_who_changed_what_and_when(shop_engine: Engine) -> None:
    row_id = _entered(shop_engine)
    _edit(shop_engine, "ben", row_id, 1, city="Quincy", state="MA")
    _edit(shop_engine, "cy", row_id, 2, city="Salem")
    found = {one.field: one for one in _refused(shop_engine, row_id, 1, city="Lynn")}
    when = f"{NOON.astimezone():%Y-%m-%d at %H:%M}"
    assert {key: one.message for key, one in found.items()} == {
        "city": f"cy changed city on {when} from “Quincy” to “Salem”.",
        "state": f"ben changed state on {when} from nothing to “MA”.",
    }
    assert {one.code for one in found.values()} == {"changed_meanwhile"}
    assert _edit(shop_engine, "ana", row_id, 3, city="Lynn") == 4


def test_a_removed_record_is_told(shop_engine: Engine) -> None:
    row_id = _entered(shop_engine)
    with unit_of_work(shop_engine, actor="ben", action="remove") as work:
        work.session.delete(work.session.get_one(Payer, row_id))
    (found,) = _refused(shop_engine, row_id, 1, name="B")
    assert found.code == "removed_meanwhile"
    assert found.message.startswith("ben removed this on ")


def test_a_column_that_is_not_there_is_our_fault(shop_engine: Engine) -> None:
    row_id = _entered(shop_engine)
    for values in ({"colour": "red"}, {"row_version": 7}, {"id": 7}):
        with pytest.raises(ValueError, match="no columns"):
            _edit(shop_engine, "ana", row_id, 1, **values)


def _home(from_on: str, **more: object) -> dict[str, object]:
    return {"id": None, "setting": Setting.HOME, "from_on": date.fromisoformat(from_on), **more}


def _residences(engine: Engine, member_id: int) -> list[dict[str, object]]:
    with reading(engine) as session:
        found = session.scalars(
            select(Residence).where(Residence.member_id == member_id).order_by(Residence.from_on)
        )
        return [
            {
                "id": one.id,
                "row_version": one.row_version,
                "setting": one.setting,
                "from_on": one.from_on,
                "until_on": one.until_on,
            }
            for one in found
        ]


def _live(engine: Engine, member_id: int, rows: list[dict[str, object]]) -> None:
    with unit_of_work(engine, actor="ana", action="edit") as work:
        edit_rows(work, Residence, of={"member_id": member_id}, rows=rows)


def test_the_rows_of_one_owner_become_these(shop_engine: Engine) -> None:
    with unit_of_work(shop_engine, actor="kim", action="enter") as work:
        values = {"member_no": "M1", "last_name": "Rivera", "first_name": "Ana"}
        member_id = add_row(work, Member, values=values)
    _live(shop_engine, member_id, [_home("2025-01-01"), _home("2026-01-01")])
    first, _second = _residences(shop_engine, member_id)
    first["until_on"] = date(2025, 6, 1)
    _live(shop_engine, member_id, [first, _home("2026-02-01")])
    stored = _residences(shop_engine, member_id)
    assert [row["from_on"] for row in stored] == [date(2025, 1, 1), date(2026, 2, 1)]
    assert (stored[0]["row_version"], stored[0]["until_on"]) == (2, date(2025, 6, 1))
    with pytest.raises(Refused, match="changed"):
        _live(shop_engine, member_id, [first | {"until_on": None}])
    with pytest.raises(Refused, match="gone"):
        _live(shop_engine, member_id, [first | {"id": 999}])


def test_two_desks_that_save_at_once_are_one_after_the_other(shop_engine: Engine) -> None:
    row_id = _entered(shop_engine)
    with ThreadPoolExecutor(1) as other_desk:
        with unit_of_work(shop_engine, actor="ben", action="edit", clock=lambda: NOON) as work:
            edit_row(work, Payer, row_id=row_id, version=1, values={"city": "Quincy"})
            waiting = other_desk.submit(_edit, shop_engine, "ana", row_id, 1, city="Lynn")
            with pytest.raises(TimeoutError):
                waiting.result(timeout=0.2)
        with pytest.raises(Refused, match="ben changed city"):
            waiting.result(timeout=10)
