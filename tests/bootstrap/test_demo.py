"""The demo shop is made whole or not at all."""

from datetime import date
from pathlib import Path

import pytest

from dmedesk.bootstrap import demo
from dmedesk.bootstrap.doors import ShopDoors
from dmedesk.members.queries.stored import member_ids

TODAY = date(2026, 11, 29)


def test_it_is_made_step_by_step_and_can_be_stopped(tmp_path: Path) -> None:
    shop = tmp_path / "demo.dmedesk"
    steps: list[str] = []
    for last in range(len(demo.STEPS)):
        assert not demo.make_demo(
            shop, folder=tmp_path / "files", today=TODAY, go_on=range(last).__contains__
        )
        assert not list(tmp_path.glob("demo.dmedesk*"))
    assert demo.make_demo(shop, folder=tmp_path / "files", today=TODAY, tell=steps.append)
    assert any("members.csv" in line for line in steps)
    doors = ShopDoors(str(shop))
    with doors.reading() as session:
        assert len(member_ids(session)) == 60
    doors.close()


def test_no_half_of_it_is_left_where_it_fails(tmp_path: Path) -> None:
    (tmp_path / "files").write_text("in the way")
    with pytest.raises(OSError, match="files"):
        demo.make_demo(tmp_path / "demo.dmedesk", folder=tmp_path / "files", today=TODAY)
    assert not list(tmp_path.glob("demo.dmedesk*"))
