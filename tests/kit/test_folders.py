"""Dialogs for files begin in the documents, then where one was last; a folder that went is none."""

from pathlib import Path

import pytest

from dmedesk.kit import folders
from dmedesk.kit.folders import Folders
from dmedesk.kit.settings import Settings


@pytest.fixture
def documents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    found = tmp_path / "Documents"
    found.mkdir()
    monkeypatch.setattr(folders, "user_documents_path", lambda: found)
    return found


def test_the_first_one_is_the_documents(documents: Path, tmp_path: Path) -> None:
    assert Folders().first == documents
    assert Folders(Settings(tmp_path / "settings.json")).first == documents


def test_the_last_one_is_there_the_next_time(documents: Path, tmp_path: Path) -> None:
    path, stick = tmp_path / "settings.json", tmp_path / "stick"
    stick.mkdir()
    Folders(Settings(path)).used(stick)
    assert Folders(Settings(path)).first == stick
    stick.rmdir()
    assert Folders(Settings(path)).first == documents


def test_without_settings_it_lasts_until_the_end(documents: Path, tmp_path: Path) -> None:
    one = Folders()
    one.used(tmp_path)
    assert (one.first, Folders().first) == (tmp_path, documents)


def test_without_documents_it_is_the_home(documents: Path) -> None:
    documents.rmdir()
    assert Folders().first == Path.home()
