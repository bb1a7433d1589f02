"""The shops that a window can begin with."""

from pathlib import Path

import pytest

from dmedesk.bootstrap import files
from dmedesk.bootstrap.shops import Shops


@pytest.fixture
def shops(tmp_path: Path) -> Shops:
    return Shops(demo_folder=tmp_path / "demo", own_folder=tmp_path)


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("Example Medical", "Example Medical.dmedesk"),
        ('A/B "C" <D>:', "A-B -C- -D--.dmedesk"),
        ("...", "shop.dmedesk"),
    ],
)
def test_a_shop_is_called_as_its_file_may_be(shops: Shops, name: str, file: str) -> None:
    assert shops.file_of(name, Path("/s")) == Path("/s") / file


def test_the_demo_shop_is_made_once_and_removed_without_a_trace(
    shops: Shops, tmp_path: Path
) -> None:
    heard: list[int] = []

    def go_on(step: int) -> bool:
        heard.append(step)
        return True

    address = shops.make_demo(go_on)
    assert heard == list(range(len(shops.demo_steps)))
    assert shops.make_demo(lambda _step: False) == address
    files.back_up(address)
    shops.open(address).close()
    own = shops.make("Example", tmp_path)
    shops.remove(address)
    assert [path.name for path in tmp_path.iterdir() if path.name != "settings.json"] == [
        Path(own).name
    ]


def test_a_demo_that_is_stopped_is_not_there(shops: Shops) -> None:
    assert shops.make_demo(lambda step: step < 2) == ""
    assert not shops.demo.exists()


def test_doubts_are_about_places(shops: Shops, tmp_path: Path) -> None:
    assert shops.doubts(str(tmp_path / "shop.dmedesk")) == ()
    assert shops.doubts("postgresql://server/shop") == ()
    (found,) = shops.doubts(str(tmp_path / "OneDrive" / "shop.dmedesk"))
    assert found.code == "sync_folder"
