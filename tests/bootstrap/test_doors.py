"""A desk's doors: one transaction each, one writing desk a file, nothing left open."""

from pathlib import Path

import pytest

from dmedesk import bootstrap
from dmedesk.bootstrap import ShopDoors, shop_name
from dmedesk.kit.errors import WorldError
from dmedesk.members.queries import member_ids
from dmedesk.members.tables import Member
from tests.flows.month_shop import day


@pytest.fixture
def address(tmp_path: Path) -> str:
    shop = str(tmp_path / "shop.dmedesk")
    bootstrap.found(shop, name="Example Medical")
    return shop


def test_what_one_door_writes_the_other_reads(address: str) -> None:
    doors = ShopDoors(address)
    with doors.writing("enter") as work:
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
    with pytest.raises(WorldError, match="Close the shop there"), second.writing("enter"):
        pass
    first.close()
    second.close()
    third = ShopDoors(address)
    assert third.held_by == ""
    third.close()
