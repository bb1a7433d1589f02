"""Finds the files of an import in a folder, by their names."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from dmedesk.kit.errors import WorldError
from dmedesk.kit.findings import Severity
from dmedesk.kit.grid import Line
from dmedesk.kit.records import Fault, PlacedFinding
from dmedesk.moving.export import is_unfinished

ENDINGS = (".csv", ".xlsx")


@dataclass(frozen=True, slots=True)
class FoundFile:
    """One file: which kind it is by its name, what it is called, what it holds.

    ``lines`` are what was made of a stranger's sheet; then ``digest`` is that of its file, and
    ``content`` is empty.
    """

    kind: str
    name: str
    content: bytes
    lines: Sequence[Line] | None = None
    digest: str = ""

    @property
    def sha256(self) -> str:
        """The SHA-256 of the file's bytes (hex)."""
        return self.digest or sha256(self.content).hexdigest()


def find_files(folder: Path, kinds: Collection[str]) -> tuple[list[FoundFile], list[PlacedFinding]]:
    """The folder's files of these kinds, and findings on the others.

    ``payers.csv`` and ``Payers.xlsx`` are both of the kind ``payers``. Raises ``WorldError``
    where there is no such folder, or a file in it cannot be read.
    """
    found: list[FoundFile] = []
    findings: list[PlacedFinding] = []
    for path in _files_of(folder):
        kind = path.stem.casefold()
        if path.suffix.casefold() not in ENDINGS or kind not in kinds:
            findings.append(_unknown(path.name))
        elif other := next((file for file in found if file.kind == kind), None):
            findings.append(_twice(path.name, other.name))
        else:
            found.append(FoundFile(kind, path.name, _content(path)))
    if is_unfinished(folder):
        findings.append(_unfinished())
    if not found:
        findings.append(_nothing(kinds))
    return found, findings


def _files_of(folder: Path) -> Iterator[Path]:
    """The folder's files, without those that programs hide there (lock files of spreadsheets)."""
    if not folder.is_dir():
        raise WorldError(f"There is no folder {folder}.", "Name the folder that holds the files.")
    try:
        paths = sorted(folder.iterdir())
    except OSError as error:
        raise WorldError(
            f"The folder {folder} cannot be read: {error.strerror}.", "Look at its permissions."
        ) from error
    return (path for path in paths if path.is_file() and not path.name.startswith((".", "~$")))


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise WorldError(
            f"{path} cannot be read: {error.strerror}.", "Close it elsewhere, or copy it anew."
        ) from error


def _unknown(name: str) -> PlacedFinding:
    return Fault(
        "",
        "unknown_file",
        "No file of this name is imported; it was left alone.",
        "Rename it if it should have been taken.",
        Severity.WARNING,
    ).placed(name, 0)


def _twice(name: str, other: str) -> PlacedFinding:
    return Fault(
        "", "file_twice", f"{other} holds the same records.", "Keep one of the two files."
    ).placed(name, 0)


def _unfinished() -> PlacedFinding:
    return Fault(
        "",
        "export_unfinished",
        "An export into this folder broke off: its files are not of one moment.",
        "Export the shop into it again.",
    ).placed("", 0)


def _nothing(kinds: Collection[str]) -> PlacedFinding:
    names = ", ".join(f"{kind}.csv" for kind in kinds)
    return Fault(
        "",
        "nothing_to_import",
        "The folder holds no file that can be imported.",
        f"The files are called: {names} (or .xlsx).",
    ).placed("", 0)
