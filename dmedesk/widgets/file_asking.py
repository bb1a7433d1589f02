"""The system's dialogs for files and folders, each beginning where the one before it ended."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from dmedesk.kit.folders import Folders


def file_to_open(parent: QWidget, folders: Folders, title: str, kinds: str = "") -> Path | None:
    """A file that is there; None where the user chose none."""
    name, _ = QFileDialog.getOpenFileName(parent, title, str(folders.first), kinds)
    return _used(folders, name)


def files_to_open(parent: QWidget, folders: Folders, title: str, kinds: str = "") -> Sequence[Path]:
    """Files that are there; none where the user chose none."""
    names, _ = QFileDialog.getOpenFileNames(parent, title, str(folders.first), kinds)
    found = [Path(name) for name in names]
    for one in found[:1]:
        folders.used(one.parent)
    return found


def file_to_save(
    parent: QWidget, folders: Folders, title: str, proposed: str, kinds: str = ""
) -> Path | None:
    """A file to be written; ``proposed`` is its name, with a folder where that is certain."""
    name, _ = QFileDialog.getSaveFileName(parent, title, str(folders.first / proposed), kinds)
    return _used(folders, name)


def folder_to_use(parent: QWidget, folders: Folders, title: str, proposed: str = "") -> Path | None:
    """A folder; None where the user chose none."""
    begin = proposed or str(folders.first)
    name = QFileDialog.getExistingDirectory(parent, title, begin)
    if not name:
        return None
    folders.used(Path(name))
    return Path(name)


def _used(folders: Folders, name: str) -> Path | None:
    if not name:
        return None
    folders.used(Path(name).parent)
    return Path(name)
