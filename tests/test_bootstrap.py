"""The one place that wires things together: who works here, and what is left open (nothing)."""

import getpass
from pathlib import Path

import pytest

from dmedesk import bootstrap
from dmedesk.kit.errors import WorldError


def test_whoever_works_here_is_known_by_their_login(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(getpass, "getuser", lambda: "ann")
    assert bootstrap.login() == "ann"


def test_where_the_system_knows_nobody_there_is_still_a_word(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def nobody() -> str:
        raise KeyError("uid not found")

    monkeypatch.setattr(getpass, "getuser", nobody)
    assert bootstrap.login() == "unknown"


def test_a_shop_can_be_moved_away_as_soon_as_a_call_has_ended(tmp_path: Path) -> None:
    shop = tmp_path / "shop.dmedesk"
    bootstrap.found(str(shop), name="Example Medical")
    assert bootstrap.fees_taken(str(shop)).lines() is not None
    assert [path.name for path in tmp_path.iterdir()] == ["shop.dmedesk"]
    shop.rename(tmp_path / "elsewhere.dmedesk")
    with pytest.raises(WorldError, match=r"shop\.dmedesk"):
        bootstrap.fees_taken(str(shop))
