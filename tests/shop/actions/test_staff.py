"""People come, change and go; an owner is always left, under two desks too."""

import threading
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import Engine

from dmedesk.kit.errors import Refused
from dmedesk.shop.actions.staff import change_person, set_pin, take_rights, take_staff, tick_rights
from dmedesk.shop.queries.staff import people, role_ticks, staff_rows, stored_rights, stored_staff
from dmedesk.shop.rules.rights import Right, Role
from dmedesk.shop.tables import Pin
from dmedesk.store.trail import trail
from dmedesk.store.unit_of_work import UnitOfWork, reading, unit_of_work
from tests.shop.staffed import FIRST, NOW, PIN, add, staffed


def _change(work: UnitOfWork, who: str, **values: object) -> None:
    row = next(one for one in staff_rows(work.session) if one.name == who)
    row = replace(row, **values)  # type: ignore[arg-type]
    change_person(
        work,
        person_id=row.id,
        row_version=row.row_version,
        name=row.name,
        role=row.role,
        from_on=row.from_on,
        until_on=row.until_on,
    )


def _try(engine: Engine, who: str, **values: object) -> list[str]:
    try:
        with unit_of_work(engine, actor="kim", action="change_person", clock=lambda: NOW) as work:
            _change(work, who, **values)
    except Refused as refused:
        return [finding.code for finding in refused.findings]
    return []


@pytest.mark.parametrize(("role", "pin"), [(Role.BILLER, PIN), (Role.OWNER, "")])
def test_the_first_person_is_an_owner_with_a_pin(shop_engine: Engine, role: Role, pin: str) -> None:
    with pytest.raises(Refused) as refused:
        add(shop_engine, "Ana", role, pin)
    assert refused.value.findings[0].code == "first_owner"


def test_people_are_added_with_and_without_pins(shop_engine: Engine) -> None:
    staffed(shop_engine)
    add(shop_engine, "Eve", Role.READER, "")
    with reading(shop_engine) as session:
        found = [(row.name, row.role, row.has_pin) for row in staff_rows(session)]
    assert found == [
        ("Ana", Role.OWNER, True),
        ("Ben", Role.BILLER, True),
        ("Dan", Role.DRIVER, True),
        ("Eve", Role.READER, False),
    ]
    with pytest.raises(Refused, match="called ben already"):
        add(shop_engine, "ben", Role.READER)


@pytest.mark.parametrize(
    "values", [{"role": Role.BILLER}, {"until_on": date(2027, 1, 1)}, {"from_on": date(2027, 1, 1)}]
)
def test_the_last_owner_stays(shop_engine: Engine, values: dict[str, object]) -> None:
    staffed(shop_engine)
    assert _try(shop_engine, "Ana", **values) == ["last_owner"]
    assert _try(shop_engine, "Ben", role=Role.OWNER) == []
    assert _try(shop_engine, "Ana", **values) == []


def test_of_two_desks_that_each_demote_an_owner_one_is_refused(shop_engine: Engine) -> None:
    staffed(shop_engine)
    add(shop_engine, "Eve", Role.OWNER)
    told: list[list[str]] = []
    start = threading.Barrier(2)

    def demote(name: str) -> None:
        start.wait()
        told.append(_try(shop_engine, name, role=Role.READER))

    desks = [threading.Thread(target=demote, args=(name,)) for name in ("Ana", "Eve")]
    for desk in desks:
        desk.start()
    for desk in desks:
        desk.join()
    assert sorted(told) == [[], ["last_owner"]]
    with reading(shop_engine) as session:
        assert sum(person.role is Role.OWNER for person in people(session)) == 1


def test_of_two_desks_on_one_person_the_second_is_told(shop_engine: Engine) -> None:
    staffed(shop_engine)
    with unit_of_work(shop_engine, actor="kim", action="change_person", clock=lambda: NOW) as work:
        _change(work, "Ben", name="Benjamin")
    assert _try(shop_engine, "Dan", row_version=9) == ["changed_meanwhile"]


def test_nothing_of_a_pin_is_in_the_trail(shop_engine: Engine) -> None:
    ids = staffed(shop_engine)
    with unit_of_work(shop_engine, actor="Ana", action="set_pin", clock=lambda: NOW) as work:
        kept = work.session.query(Pin).where(Pin.person_id == ids["Ben"]).one().digest
        set_pin(work, person_id=ids["Ben"], pin="861023")
    with reading(shop_engine) as session:
        (edit,) = trail(session, limit=1)[0].edits
    assert edit.new_values == {"salt": "***", "digest": "***"}
    assert edit.old_values == {"salt": "***", "digest": "***"}
    assert kept.hex() not in repr(edit)


def test_ticks_are_set_and_taken_off(shop_engine: Engine) -> None:
    chosen = {(Role.DRIVER, Right.POST_MONTH): True, (Role.BILLER, Right.EXPORT): False}
    with unit_of_work(shop_engine, actor="kim", action="tick_rights", clock=lambda: NOW) as work:
        tick_rights(work, ticks={**chosen, (Role.OWNER, Right.EXPORT): True})
    with unit_of_work(shop_engine, actor="kim", action="tick_rights", clock=lambda: NOW) as work:
        tick_rights(work, ticks={(Role.DRIVER, Right.POST_MONTH): False})
    with reading(shop_engine) as session:
        assert role_ticks(session) == {**chosen, (Role.DRIVER, Right.POST_MONTH): False}


def test_an_owner_keeps_every_tick(shop_engine: Engine) -> None:
    with (
        pytest.raises(Refused, match="may do everything"),
        unit_of_work(shop_engine, actor="kim", action="tick_rights") as work,
    ):
        tick_rights(work, ticks={(Role.OWNER, Right.EXPORT): False})


def test_people_and_ticks_move_in(shop_engine: Engine) -> None:
    person = {"name": "Ana", "role": Role.OWNER, "from_on": FIRST, "until_on": None}
    tick = {"role": Role.DRIVER, "right": Right.EXPORT, "ticked": True}
    with unit_of_work(shop_engine, actor="kim", action="import", clock=lambda: NOW) as work:
        take_staff(work, added=[person], changed={})
        take_rights(work, added=[tick], changed={})
    with reading(shop_engine) as session:
        assert [row.values for row in stored_staff(session)] == [person]
        assert [row.values for row in stored_rights(session)] == [tick]
    with (
        pytest.raises(Refused, match="not change staff and rights"),
        unit_of_work(shop_engine, actor="Ben", action="import", clock=lambda: NOW) as work,
    ):
        work.allowed = {"import"}
        take_staff(work, added=(), changed={})
        take_rights(work, added=(), changed={1: {"ticked": False}})
    with (
        pytest.raises(Refused, match="no owner"),
        unit_of_work(shop_engine, actor="kim", action="import", clock=lambda: NOW) as work,
    ):
        take_staff(work, added=(), changed={1: {"role": Role.READER}})
