"""The open records of each shop are there again; a settings file of another making does no harm."""

from pathlib import Path

from dmedesk.desk.remembered import TABS, Remembered
from dmedesk.kit.references import RecordRef
from dmedesk.kit.settings import Settings

MEMBER = RecordRef("member", 7)


def test_each_shop_has_its_own(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "settings.json")
    one, other = Remembered(settings, "one.dmedesk"), Remembered(settings, "other.dmedesk")
    one.keep_tabs([MEMBER, RecordRef("rental", 3)])
    assert one.tabs() == [MEMBER, RecordRef("rental", 3)]
    assert other.tabs() == []


def test_only_the_latest_shops_are_kept(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "settings.json")
    for number in range(20):
        Remembered(settings, f"{number}.dmedesk").keep_tabs([MEMBER])
    assert Remembered(settings, "0.dmedesk").tabs() == []
    assert Remembered(settings, "19.dmedesk").tabs() == [MEMBER]


def test_what_cannot_be_read_is_passed_over(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "settings.json")
    settings.remember(TABS, {"shop": [["member", 7], ["member"], "x", [1, 2], ["a", "b"]]})
    assert Remembered(settings, "shop").tabs() == [MEMBER]
