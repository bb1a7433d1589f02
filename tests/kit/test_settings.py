"""What a computer remembers: declared, typed, and never a reason to fail."""

from pathlib import Path

import pytest

from dmedesk.kit.settings import Setting, Settings, user_settings

WIDTH = Setting("desk.width", 1366, "Width of the window")
SHOPS: Setting[list[str]] = Setting("desk.recent", [], "Shops opened last")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "some" / "settings.json"


def test_what_was_remembered_is_there_at_the_next_start(path: Path) -> None:
    Settings(path).remember(SHOPS, ["a.dmedesk"])
    assert Settings(path).value(SHOPS) == ["a.dmedesk"]
    assert Settings(path).value(WIDTH) == 1366


def test_a_value_of_another_type_is_forgotten(path: Path) -> None:
    Settings(path).remember(Setting("desk.width", "", ""), "wide")
    assert Settings(path).value(WIDTH) == 1366


def test_a_broken_file_is_set_aside(path: Path, caplog: pytest.LogCaptureFixture) -> None:
    path.parent.mkdir()
    path.write_text("{ no", encoding="utf-8")
    settings = Settings(path)
    assert settings.value(WIDTH) == 1366
    assert "set aside as settings.json.damaged" in caplog.text
    assert path.with_name("settings.json.damaged").read_text(encoding="utf-8") == "{ no"
    settings.remember(WIDTH, 1000)
    assert Settings(path).value(WIDTH) == 1000


def test_a_place_that_cannot_be_written_is_no_reason_to_fail(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "taken").write_text("a file where a folder should be", encoding="utf-8")
    settings = Settings(tmp_path / "taken" / "settings.json")
    settings.remember(WIDTH, 1000)
    assert settings.value(WIDTH) == 1000
    assert "could not be written" in caplog.text


def test_a_user_s_settings_lie_where_the_system_has_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DMEDESK_SETTINGS")
    monkeypatch.setattr("platformdirs.user_config_path", lambda name, **_more: tmp_path / name)
    user_settings().remember(WIDTH, 900)
    assert user_settings().value(WIDTH) == 900
    assert (tmp_path / "DMEDesk" / "settings.json").is_file()
