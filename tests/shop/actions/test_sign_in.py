"""In by name and PIN; wrong PINs are written down, and make the next try wait."""

from datetime import timedelta

import pytest
from sqlalchemy import Engine

from dmedesk.kit.errors import Refused
from dmedesk.shop.actions.sign_in import Attempt, choose_pin, sign_in
from dmedesk.shop.actions.staff import take_staff
from dmedesk.shop.rules.rights import Role
from dmedesk.store.trail import trail
from dmedesk.store.unit_of_work import reading, unit_of_work
from tests.shop.staffed import FIRST, NOW, PIN, add, staffed

SOON = timedelta(seconds=1)


def attempt(engine: Engine, person_id: int, pin: str, after: timedelta = timedelta()) -> Attempt:
    moment = NOW + after
    with unit_of_work(engine, actor="kim", action="sign_in", clock=lambda: moment) as work:
        return sign_in(work, person_id=person_id, pin=pin)


def test_in_by_name_and_pin(shop_engine: Engine) -> None:
    ids = staffed(shop_engine)
    person = attempt(shop_engine, ids["Ben"], PIN).person
    assert person is not None
    assert (person.name, person.role) == ("Ben", Role.BILLER)
    assert "post_month" in person.allowed
    assert "manage_staff" not in person.allowed
    with reading(shop_engine) as session:
        newest = trail(session, limit=1)[0]
    assert (newest.actor, newest.action) == ("Ben", "sign_in")


def test_wrong_pins_are_counted_and_have_to_wait(shop_engine: Engine) -> None:
    ben = staffed(shop_engine)["Ben"]
    found = [attempt(shop_engine, ben, "0000") for _ in range(3)]
    assert [one.wait.total_seconds() for one in found] == [0, 0, 5]
    assert found[-1].finding is not None
    assert found[-1].finding.sentence() == "This is not the PIN. Try again in 5 seconds."
    early = attempt(shop_engine, ben, PIN, SOON)
    assert early.person is None
    assert early.finding is not None
    assert early.finding.code == "too_soon"
    assert attempt(shop_engine, ben, PIN, timedelta(seconds=5)).person is not None
    assert attempt(shop_engine, ben, "0000", timedelta(seconds=6)).wait == timedelta(0)


def test_one_who_waits_does_not_make_another_wait(shop_engine: Engine) -> None:
    ids = staffed(shop_engine)
    for _ in range(4):
        attempt(shop_engine, ids["Ben"], "0000")
    assert attempt(shop_engine, ids["Ana"], PIN).person is not None


def test_after_an_import_an_owner_chooses_a_pin_and_then_the_others(shop_engine: Engine) -> None:
    rows = [
        {"name": name, "role": role, "from_on": FIRST, "until_on": None}
        for name, role in (("Ana", Role.OWNER), ("Ben", Role.BILLER), ("Eve", Role.OWNER))
    ]
    with unit_of_work(shop_engine, actor="kim", action="import", clock=lambda: NOW) as work:
        take_staff(work, added=rows, changed={})

    def choose(person_id: int) -> Attempt:
        with unit_of_work(shop_engine, actor="k", action="choose_pin", clock=lambda: NOW) as work:
            return choose_pin(work, person_id=person_id, pin=PIN)

    with pytest.raises(Refused, match="no PIN yet"):
        attempt(shop_engine, 1, PIN)
    assert choose(1).person is not None
    assert choose(2).person is not None
    for person_id in (1, 2, 3):
        with pytest.raises(Refused, match="set by an owner"):
            choose(person_id)


def test_who_has_left_does_not_get_in(shop_engine: Engine) -> None:
    staffed(shop_engine)
    gone = add(shop_engine, "Gil", Role.READER)
    with pytest.raises(Refused, match="does not work here today"):
        attempt(shop_engine, gone + 1, PIN)
