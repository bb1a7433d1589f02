"""A desk's doors: one transaction each, one writing desk a file, nothing left open."""

from pathlib import Path

import pytest

from dmedesk.bootstrap import commands
from dmedesk.bootstrap.doors import ShopDoors, login, shop_name
from dmedesk.kit.errors import Refused, WorldError
from dmedesk.members.queries.stored import member_ids
from dmedesk.members.tables import Member
from dmedesk.shop.actions.sign_in import sign_in
from dmedesk.shop.actions.staff import add_person
from dmedesk.shop.rules.rights import Role
from dmedesk.store.trail import trail
from tests.flows.month_shop import day


@pytest.fixture
def address(tmp_path: Path) -> str:
    shop = str(tmp_path / "shop.dmedesk")
    commands.found(shop, name="Example Medical")
    return shop


def test_what_one_door_writes_the_other_reads(address: str) -> None:
    doors = ShopDoors(address)
    with doors.writing("import") as work:
        work.session.add(Member(member_no="M1", last_name="Rivera", first_name="Ana"))
    with doors.reading() as session:
        assert set(member_ids(session)) == {"M1"}
    assert shop_name(doors, on=day("2026-11-03")) == "Example Medical"
    assert doors.place == address
    doors.close()


def test_the_second_desk_only_reads_and_says_who_has_the_shop(address: str) -> None:
    first, second = ShopDoors(address), ShopDoors(address)
    assert first.held_by == ""
    assert "has had this shop open since" in second.held_by
    with pytest.raises(WorldError, match="Close the shop there"), second.writing("import"):
        pass
    first.close()
    second.close()
    third = ShopDoors(address)
    assert third.held_by == ""
    third.close()


def test_a_door_asks_who_sits_there_and_writes_their_name(address: str) -> None:
    doors = ShopDoors(address)
    with doors.writing("add_person") as work:
        ana = add_person(work, name="Ana", role=Role.OWNER, from_on=day("2026-01-01"), pin="2580")
    with pytest.raises(Refused, match="Nobody has signed in"), doors.writing("import"):
        pass
    with doors.named(ana).writing("add_person") as work:
        dan = add_person(work, name="Dan", role=Role.DRIVER, from_on=day("2026-01-01"))
    with (
        pytest.raises(Refused, match="done by an owner: Ana"),
        doors.named(dan).writing("add_person"),
    ):
        pass
    with doors.reading() as session:
        assert [entry.actor for entry in trail(session, limit=2)] == ["Ana", login()]
    doors.close()


def test_an_action_without_a_right_is_our_own_mistake(address: str) -> None:
    doors = ShopDoors(address)
    with pytest.raises(LookupError), doors.writing("dance"):
        pass
    doors.close()


def test_people_sign_in_also_where_the_desk_only_reads(address: str) -> None:
    first, second = ShopDoors(address), ShopDoors(address)
    with first.writing("add_person") as work:
        ana = add_person(work, name="Ana", role=Role.OWNER, from_on=day("2026-01-01"), pin="2580")
    with second.writing("sign_in") as work:
        assert sign_in(work, person_id=ana, pin="2580").person is not None
    first.close()
    second.close()
