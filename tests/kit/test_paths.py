"""``resources/`` and ``db/`` are found in a checkout, inside the wheel, and in a frozen build."""

import sys
from pathlib import Path

import pytest

from dmedesk.kit import paths


def test_in_a_checkout_they_stand_beside_the_package() -> None:
    root = Path(paths.__file__).resolve().parents[2]
    assert paths.resources() == root / "resources"
    assert paths.migrations() == root / "db"
    assert paths.resources().is_dir()
    assert paths.migrations().is_dir()


def test_in_a_wheel_they_stand_inside_the_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "resources").mkdir()
    monkeypatch.setattr(paths, "_PACKAGE", tmp_path)
    assert paths.resources() == tmp_path / "resources"
    assert paths.migrations() == tmp_path / "db"


def test_in_a_frozen_build_they_stand_where_it_was_unpacked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert paths.resources() == tmp_path / "resources"
    assert paths.migrations() == tmp_path / "db"
