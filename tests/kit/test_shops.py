"""What a computer remembers of its shops."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dmedesk.kit import shops
from dmedesk.kit.errors import Refused
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


def test_no_password_is_kept(settings: Settings, tmp_path: Path) -> None:
    shops.remember_shop(settings, "postgresql://ana:secret@server/shop")
    shops.remember_shop(settings, "postgresql://server/shop?sslmode=require&password=secret")
    shops.remember_shop(settings, "postgresql://ana@server:5432/shop")
    assert list(shops.recent_shops(settings)) == [
        "postgresql://ana@server:5432/shop",
        "postgresql://server/shop?sslmode=require",
        "postgresql://ana@server/shop",
    ]
    assert "secret" not in (tmp_path / "settings.json").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("server/dmedesk", "postgresql://server/dmedesk"),
        (" ana@server:5433/dmedesk ", "postgresql://ana@server:5433/dmedesk"),
        ("postgres://server/dmedesk", "postgresql://server/dmedesk"),
        ("postgresql://[::1]/d?sslmode=require", "postgresql://[::1]/d?sslmode=require"),
    ],
)
def test_a_server_s_address_as_it_is_typed(typed: str, meant: str) -> None:
    assert shops.server_address(typed) == meant


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "The computer is missing."),
        ("/dmedesk", "The computer is missing."),
        ("server", "The database is missing."),
        ("server:port/dmedesk", "The port is no number."),
        ("mysql://server/dmedesk", "mysql is no PostgreSQL server."),
    ],
)
def test_an_address_that_is_none_says_what_is_missing(typed: str, said: str) -> None:
    with pytest.raises(Refused) as refused:
        shops.server_address(typed)
    (finding,) = refused.value.findings
    assert (finding.message, finding.field) == (said, "address")
    assert finding.remedy


@given(st.text(min_size=1), st.sampled_from(["ana@server/shop", "server/shop?sslmode=require"]))
def test_a_password_goes_in_and_comes_out_whole(password: str, place: str) -> None:
    address = shops.server_address(place)
    assert shops.split_password(shops.with_password(address, password)) == (address, password)


def test_a_place_is_answered_once(settings: Settings) -> None:
    assert not shops.is_answered(settings, "/share/shop")
    shops.answer_place(settings, "/share/shop")
    assert shops.is_answered(settings, "/share/shop")
    assert not shops.is_answered(settings, "/share/other")


def test_backups_go_beside_the_shop_until_a_folder_is_chosen(settings: Settings) -> None:
    assert shops.backup_folder(settings) is None
    settings.remember(shops.BACKUP_FOLDER, "/media/stick")
    assert shops.backup_folder(settings) == Path("/media/stick")
