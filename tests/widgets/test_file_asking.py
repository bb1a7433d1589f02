"""The system's dialogs begin where the last one ended; who chooses nothing changes nothing."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from dmedesk.kit.folders import Folders
from dmedesk.widgets.file_asking import (
    file_to_open,
    file_to_save,
    files_to_open,
    folder_to_use,
)


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def last(tmp_path: Path) -> Folders:
    made = Folders()
    made.used(tmp_path)
    return made


def _answer(monkeypatch: pytest.MonkeyPatch, dialog: str, said: object) -> list[str]:
    """Let the dialog answer so; what it began with is listed."""
    begun: list[str] = []

    def ask(_parent: QWidget, _title: str, begin: str, *_kinds: str) -> object:
        begun.append(begin)
        return said

    monkeypatch.setattr(QFileDialog, dialog, ask)
    return begun


Asks = Callable[[QWidget, Folders], object]
ASKED: dict[str, tuple[str, Asks, str]] = {
    "open": ("getOpenFileName", lambda on, last: file_to_open(on, last, "Open"), ""),
    "many": ("getOpenFileNames", lambda on, last: files_to_open(on, last, "Open"), ""),
    "save": ("getSaveFileName", lambda on, last: file_to_save(on, last, "Save", "a.pdf"), "a.pdf"),
}


@pytest.mark.parametrize("name", ASKED)
def test_a_file_is_asked_for_where_one_was_last(
    name: str, parent: QWidget, last: Folders, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog, ask, proposed = ASKED[name]
    there = tmp_path / "there"
    there.mkdir()
    chosen = str(there / "x.csv")
    begun = _answer(monkeypatch, dialog, ([chosen] if name == "many" else chosen, ""))
    found = ask(parent, last)
    assert found == ([Path(chosen)] if name == "many" else Path(chosen))
    assert (begun, last.first) == ([str(tmp_path / proposed)], there)


@pytest.mark.parametrize("name", ASKED)
def test_nothing_chosen_changes_nothing(
    name: str, parent: QWidget, last: Folders, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog, ask, _proposed = ASKED[name]
    _answer(monkeypatch, dialog, ([] if name == "many" else "", ""))
    assert not ask(parent, last)
    assert last.first == tmp_path


def test_a_file_whose_folder_is_certain_is_proposed_there(
    parent: QWidget, last: Folders, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    certain = tmp_path / "shop" / "again.dmedesk"
    begun = _answer(monkeypatch, "getSaveFileName", ("", ""))
    assert file_to_save(parent, last, "Restore as", str(certain)) is None
    assert begun == [str(certain)]


def test_a_folder_is_asked_for_where_it_is_or_where_one_was_last(
    parent: QWidget, last: Folders, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = tmp_path / "there"
    there.mkdir()
    begun = _answer(monkeypatch, "getExistingDirectory", "")
    assert folder_to_use(parent, last, "Where", str(there)) is None
    _answer(monkeypatch, "getExistingDirectory", str(there))
    assert folder_to_use(parent, last, "Where") == there
    assert (begun, last.first) == ([str(there)], there)
