"""``dmedesk`` without a command opens the window on a shop."""

import sys
from pathlib import Path

import pytest

from dmedesk import bootstrap
from dmedesk.cli import main, window
from dmedesk.demo.facts import facts
from dmedesk.desk import program
from dmedesk.desk.status import ShopFacts


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[ShopFacts]:
    seen: list[ShopFacts] = []
    monkeypatch.setattr(program, "run", lambda _doors, facts, **_more: seen.append(facts))
    return seen


def test_the_window_opens_on_the_shop_named(opened: list[ShopFacts], tmp_path: Path) -> None:
    shop = str(tmp_path / "shop.dmedesk")
    bootstrap.found(shop, name="Example Medical")
    assert main(["--database", shop]) == 0
    (told,) = opened
    assert (told.name, told.place, told.is_demo, told.read_only) == (
        "Example Medical",
        shop,
        False,
        "",
    )


def test_the_demo_shop_is_known_by_its_name(tmp_path: Path) -> None:
    shop = str(tmp_path / "demo.dmedesk")
    bootstrap.found(shop, name=facts()["name"])
    doors = bootstrap.ShopDoors(shop)
    assert window.facts_of(doors).is_demo
    doors.close()


def test_without_a_shop_it_is_wrong_usage(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(program, "pick_shop", lambda: None)
    with pytest.raises(SystemExit) as left:
        main([])
    assert left.value.code == 2
    assert "--database FILE" in capsys.readouterr().err


def test_a_file_that_is_no_shop_is_refused_with_its_remedy(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "letter.txt").write_text("Dear Sir")
    assert main(["--database", str(tmp_path / "letter.txt")]) == 1
    assert "letter.txt" in capsys.readouterr().err


def test_where_there_is_no_screen_it_says_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    assert main([]) == 1
    assert "dmedesk --help" in capsys.readouterr().err
