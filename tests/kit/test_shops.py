"""What a computer remembers of its shops."""

from pathlib import Path

import pytest

from dmedesk.kit import shops
from dmedesk.kit.settings import Settings


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(tmp_path / "settings.json")


def test_the_last_one_opened_comes_first_and_ten_are_kept(settings: Settings) -> None:
    for number in [*range(12), 5]:
        shops.remember_shop(settings, f"/s/{number}")
    assert list(shops.recent_shops(settings)) == [
        f"/s/{number}" for number in (5, 11, 10, 9, 8, 7, 6, 4, 3, 2)
    ]
    shops.forget_shop(settings, "/s/11")
    assert shops.recent_shops(settings)[1] == "/s/10"


def test_no_password_is_kept(settings: Settings) -> None:
    shops.remember_shop(settings, "postgresql://ana:secret@server/shop")
    shops.remember_shop(settings, "postgresql://ana@server:5432/shop")
    assert list(shops.recent_shops(settings)) == ["postgresql://ana@server:5432/shop"]


def test_a_place_is_answered_once(settings: Settings) -> None:
    assert not shops.is_answered(settings, "/share/shop")
    shops.answer_place(settings, "/share/shop")
    assert shops.is_answered(settings, "/share/shop")
    assert not shops.is_answered(settings, "/share/other")


def test_backups_go_beside_the_shop_until_a_folder_is_chosen(settings: Settings) -> None:
    assert shops.backup_folder(settings) is None
    settings.remember(shops.BACKUP_FOLDER, "/media/stick")
    assert shops.backup_folder(settings) == Path("/media/stick")
