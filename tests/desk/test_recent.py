"""The records opened last are remembered by kind and number alone, a shop at a time."""

from pathlib import Path

import pytest

from dmedesk.desk.recent import RECENT, Recent
from dmedesk.kit.references import RecordRef
from dmedesk.kit.settings import Settings
from dmedesk.widgets.navigator import Navigator


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(tmp_path / "settings.json")


def test_the_newest_first_each_once_and_not_too_many(settings: Settings) -> None:
    recent = Recent(settings, "a.dmedesk")
    for number in [*range(1, 16), 14]:
        recent.opened(RecordRef("member", number))
    assert [ref.id for ref in recent.refs()] == [14, 15, *range(13, 3, -1)]


def test_it_hears_of_what_is_opened(settings: Settings) -> None:
    navigator = Navigator()
    recent = Recent(settings, "a.dmedesk", navigator)
    navigator.open_record(RecordRef("member", 3), apart=True)
    navigator.enter_new("member")
    assert recent.refs() == [RecordRef("member", 3)]


def test_a_record_that_is_still_to_be_entered_is_none_yet(settings: Settings) -> None:
    recent = Recent(settings, "a.dmedesk")
    recent.opened(RecordRef("member", 0))
    assert recent.refs() == []


def test_each_shop_has_its_own_and_what_is_broken_is_passed_over(settings: Settings) -> None:
    Recent(settings, "a.dmedesk").opened(RecordRef("member", 1))
    assert Recent(settings, "b.dmedesk").refs() == []
    settings.remember(RECENT, {"b.dmedesk": [["member", "x"], 5, ["asset", 7]]})
    assert Recent(settings, "b.dmedesk").refs() == [RecordRef("asset", 7)]
