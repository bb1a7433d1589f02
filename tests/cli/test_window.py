"""``dmedesk`` without a command opens the window on a shop."""

import sys
from pathlib import Path

import pytest

from dmedesk.bootstrap import commands
from dmedesk.bootstrap.doors import ShopDoors
from dmedesk.bootstrap.shops import Shops
from dmedesk.cli import main, window
from dmedesk.demo.facts import facts
from dmedesk.desk import program
from dmedesk.desk.status import ShopFacts
from dmedesk.desk.wishes import ENOUGH, Wish
from dmedesk.kit import front
from dmedesk.kit.settings import user_settings
from dmedesk.kit.shops import REOPEN_LAST, answer_place, recent_shops, remember_shop


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[ShopFacts]:
    seen: list[ShopFacts] = []

    def run(_doors: ShopDoors, facts: ShopFacts, **_more: object) -> Wish:
        seen.append(facts)
        return ENOUGH

    monkeypatch.setattr(program, "run", run)
    return seen


def test_the_window_opens_on_the_shop_named(opened: list[ShopFacts], tmp_path: Path) -> None:
    shop = str(tmp_path / "shop.dmedesk")
    commands.found(shop, name="Example Medical")
    assert main(["--database", shop]) == 0
    (told,) = opened
    assert (told.name, told.place, told.is_demo, told.read_only) == (
        "Example Medical",
        shop,
        False,
        "",
    )


def test_a_shop_that_was_clicked_opens(opened: list[ShopFacts], tmp_path: Path) -> None:
    shop = str(tmp_path / "my shop.dmedesk")
    commands.found(shop, name="Example Medical")
    assert main([shop]) == 0
    assert [told.place for told in opened] == [shop]


def test_a_shop_that_is_open_here_already_comes_to_the_front(
    opened: list[ShopFacts], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shop = str(tmp_path / "shop.dmedesk")
    commands.found(shop, name="Example Medical")
    first = ShopDoors(shop)
    asked: list[str] = []

    def answer(shop: str, _folder: Path) -> bool:
        asked.append(shop)
        return True

    monkeypatch.setattr(front, "ask_to_front", answer)
    assert main([shop]) == 0
    first.close()
    assert (asked, opened) == ([shop], [])


def test_the_demo_shop_is_known_by_its_name(tmp_path: Path) -> None:
    shop = str(tmp_path / "demo.dmedesk")
    commands.found(shop, name=facts()["name"])
    doors = ShopDoors(shop)
    assert window.facts_of(doors).is_demo
    doors.close()


def test_without_a_shop_one_is_chosen_in_a_window(
    opened: list[ShopFacts], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    asked: list[str] = []

    def choose(shops: Shops, address: str = "") -> ShopDoors | None:
        asked.append(address)
        return shops.open(shops.make("Example", tmp_path)) if len(asked) == 1 else None

    monkeypatch.setattr(program, "choose", choose)
    assert main([]) == 0
    assert [facts.name for facts in opened] == ["Example"]
    remember_shop(user_settings(), "/s/last.dmedesk")
    assert main([]) == 0
    user_settings().remember(REOPEN_LAST, value=True)
    assert main([]) == 0
    assert asked == ["", "", "/s/last.dmedesk"]


def test_what_was_wished_for_follows(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    one, two = tmp_path / "one.dmedesk", tmp_path / "two.dmedesk"
    for file in (one, two):
        commands.found(str(file), name=file.stem)
    wishes = [Wish(choosing=True, removing=str(one)), ENOUGH]
    seen: list[str] = []

    def run(_doors: ShopDoors, facts: ShopFacts, **_more: object) -> Wish:
        seen.append(facts.name)
        return wishes.pop(0)

    monkeypatch.setattr(program, "run", run)
    monkeypatch.setattr(program, "choose", lambda shops, _address="": shops.open(str(two)))
    assert main(["--database", str(one)]) == 0
    assert seen == ["one", "two"]
    assert not list(tmp_path.glob("one*"))
    assert recent_shops(user_settings())[0] == str(one)


def test_a_place_that_can_harm_the_shop_is_asked_about_in_a_window(
    opened: list[ShopFacts], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    folder = tmp_path / "Dropbox"
    folder.mkdir()
    shop = str(folder / "shop.dmedesk")
    commands.found(shop, name="Example")
    monkeypatch.setattr(program, "choose", lambda _shops, _address="": None)
    assert main(["--database", shop]) == 0
    assert opened == []
    answer_place(user_settings(), shop)
    assert main(["--database", shop]) == 0
    assert len(opened) == 1


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
