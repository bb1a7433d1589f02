"""Writes the whole shop into a folder, so that there is never half an export without a sign of it.

Every file is written beside its place first; only when all of them are there do they take their
names. While they do, and after a crash in between, the folder is marked as unfinished, and import
refuses it.
"""

import csv
import io
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from dmedesk.kit.errors import WorldError
from dmedesk.kit.records import RecordFile
from dmedesk.kit.stored import Values
from dmedesk.moving.papers import PAPERS_FOLDER

MARK = ".dmedesk-export"
"""The file by which an export is known: whether it was finished, and the names that it wrote."""

_FINISHED, _UNFINISHED = "DMEDesk export 1", "DMEDesk export 1, unfinished"
_ENDING = ".unfinished"
_NAMED_AT_MOST = 5


@dataclass(frozen=True, slots=True)
class ExportedFile:
    """One file: its name below the folder, its bytes, and for a file of records how many rows."""

    name: str
    content: bytes
    row_count: int | None = None


@dataclass(frozen=True, slots=True)
class Export:
    """What an export wrote: the rows of each file, and how many papers."""

    folder: Path
    files: Mapping[str, int]
    paper_count: int

    def lines(self) -> Iterator[str]:
        """The answer as lines of text."""
        for name, row_count in self.files.items():
            yield f"{name}: {row_count} rows"
        yield f"Wrote the whole shop into {self.folder}, {self.paper_count} papers with it."

    def as_json(self) -> dict[str, object]:
        """The answer as one JSON object."""
        return {"folder": str(self.folder), "files": dict(self.files), "papers": self.paper_count}


def as_csv(file: RecordFile, rows: Iterable[Values]) -> bytes:
    """Rows as a file: UTF-8, the header first, lines that end in a line feed."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow([column.name for column in file.columns])
    writer.writerows(file.cells_of(values) for values in rows)
    return stream.getvalue().encode()


def write_export(files: Iterable[ExportedFile], *, folder: Path) -> Export:
    """Write the files into a new or empty folder, or in the place of an earlier export.

    What the earlier one wrote and this one does not is removed. ``WorldError`` where the folder
    holds anything else, or cannot be written; until every file is there the earlier export stays
    as it was.
    """
    try:
        return _write(files, folder, _earlier_names(folder))
    except OSError as error:
        raise WorldError(
            f"The shop could not be written into {folder}: {error.strerror}.",
            "Choose a folder with room that you may write to.",
        ) from error


def _write(files: Iterable[ExportedFile], folder: Path, earlier: Sequence[str] | None) -> Export:
    is_new = not folder.exists()
    folder.mkdir(parents=True, exist_ok=True)
    if earlier is None:
        _mark(folder, _UNFINISHED, ())
    try:
        rows, names = _write_beside(folder, files)
    except BaseException:
        _clean(folder, is_new=is_new, was_empty=earlier is None)
        raise
    _take_their_names(folder, names, earlier or ())
    return Export(folder, rows, sum(name.startswith(f"{PAPERS_FOLDER}/") for name in names))


def is_unfinished(folder: Path) -> bool:
    """Whether an export into this folder broke off."""
    with suppress(OSError):
        return (folder / MARK).read_text(encoding="utf-8").startswith(_UNFINISHED)
    return False


def _earlier_names(folder: Path) -> list[str] | None:
    """What an earlier export wrote into the folder; None for one that is new or empty."""
    if not folder.exists():
        return None
    if not folder.is_dir():
        raise WorldError(f"{folder} is not a folder.", "Name a folder for the files.")
    if not any(folder.iterdir()):
        return None
    if not (folder / MARK).is_file():
        raise WorldError(
            f"The folder {folder} is not empty, and holds no earlier export.",
            "Name an empty or a new folder.",
        )
    _title, *names = (folder / MARK).read_text(encoding="utf-8").splitlines()
    found = [path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()]
    others = sorted(
        name for name in found if name not in {MARK, *names} and not name.endswith(_ENDING)
    )
    if others:
        shown = ", ".join(others[:_NAMED_AT_MOST])
        raise WorldError(
            f"{folder} holds more than the earlier export: {shown}.",
            "Move that elsewhere, or name another folder.",
        )
    return [name for name in names if name in found]


def _mark(folder: Path, title: str, names: Iterable[str]) -> None:
    beside = folder / f"{MARK}{_ENDING}"
    beside.write_text("\n".join([title, *names, ""]), encoding="utf-8")
    beside.replace(folder / MARK)


def _beside(place: Path) -> Path:
    return place.with_name(f".{place.name}.{os.getpid()}{_ENDING}")


def _write_beside(folder: Path, files: Iterable[ExportedFile]) -> tuple[dict[str, int], list[str]]:
    """Write every file beside its place; answers the rows of record files, and all names."""
    rows: dict[str, int] = {}
    names: list[str] = []
    for file in files:
        place = folder / file.name
        place.parent.mkdir(exist_ok=True)
        _beside(place).write_bytes(file.content)
        names.append(file.name)
        if file.row_count is not None:
            rows[file.name] = file.row_count
    return rows, names


def _take_their_names(folder: Path, names: Sequence[str], earlier: Sequence[str]) -> None:
    _mark(folder, _UNFINISHED, dict.fromkeys([*earlier, *names]))
    for name in names:
        _beside(folder / name).replace(folder / name)
    for name in set(earlier) - set(names):
        (folder / name).unlink()
    _remove_unfinished(folder)
    _mark(folder, _FINISHED, names)


def _remove_unfinished(folder: Path) -> None:
    for path in folder.rglob(f".*{_ENDING}"):
        path.unlink(missing_ok=True)


def _clean(folder: Path, *, is_new: bool, was_empty: bool) -> None:
    """Leave the folder as it was found, as far as the disk allows it."""
    with suppress(OSError):
        _remove_unfinished(folder)
        if was_empty:
            (folder / MARK).unlink()
            for path in folder.iterdir():
                path.rmdir()
        if is_new:
            folder.rmdir()
