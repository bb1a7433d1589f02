"""The open records of each shop are there again; a settings file of another making does no harm."""

from datetime import date
from pathlib import Path

from dmedesk.desk.remembered import TABS, Remembered
from dmedesk.kit.references import RecordRef
from dmedesk.kit.settings import Settings

MEMBER = RecordRef("member", 7)
MONDAY, TUESDAY = date(2026, 10, 5), date(2026, 10, 6)


def _of(settings: Settings, place: str, today: date = MONDAY) -> Remembered:
    return Remembered(settings, place, today=today)


def test_each_shop_has_its_own(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "settings.json")
    one, other = _of(settings, "one.dmedesk"), _of(settings, "other.dmedesk")
    one.keep_tabs([MEMBER, RecordRef("rental", 3)])
    assert one.tabs() == [MEMBER, RecordRef("rental", 3)]
    assert other.tabs() == []


def test_only_the_latest_shops_are_kept(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "settings.json")
    for number in range(20):
        _of(settings, f"{number}.dmedesk").keep_tabs([MEMBER])
    assert _of(settings, "0.dmedesk").tabs() == []
    assert _of(settings, "19.dmedesk").tabs() == [MEMBER]


def test_what_cannot_be_read_is_passed_over(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "settings.json")
    settings.remember(TABS, {"shop": [["member", 7], ["member"], "x", [1, 2], ["a", "b"]]})
    assert _of(settings, "shop").tabs() == [MEMBER]


def test_within_a_day_one_goes_on_where_one_was(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "settings.json")
    _of(settings, "shop").keep_page("units")
    assert _of(settings, "shop").page() == "units"
    assert _of(settings, "shop", TUESDAY).page() == ""
    assert _of(settings, "other").page() == ""
