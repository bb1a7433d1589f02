"""A folder holds a whole export, an earlier one, or a sign that it is neither."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from dmedesk.kit.cells import count, money, text
from dmedesk.kit.errors import WorldError
from dmedesk.kit.records import Column, RecordFile
from dmedesk.moving.export import MARK, ExportedFile, as_csv, is_unfinished, write_export
from dmedesk.moving.folder import find_files

FILE = RecordFile(
    "things", (Column("name", text), Column("cost", money), Column("n", count)), key=("name",)
)
ROWS: list[dict[str, object]] = [
    {"name": 'José, "J"', "cost": 1234, "n": 3},
    {"name": "b", "cost": None, "n": 0},
]


def files(*names: str) -> list[ExportedFile]:
    """One file of records, and papers of these names."""
    records = ExportedFile("things.csv", as_csv(FILE, ROWS), len(ROWS))
    return [records, *(ExportedFile(f"papers/{name}", name.encode()) for name in names)]


def names_in(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_a_file_is_utf_8_with_a_header_and_line_feeds() -> None:
    assert as_csv(FILE, ROWS).decode() == 'name,cost,n\n"José, ""J""",12.34,3\nb,,0\n'


def test_an_export_says_what_it_wrote(tmp_path: Path) -> None:
    written = write_export(files("a.pdf"), folder=tmp_path / "new" / "out")
    assert names_in(tmp_path / "new" / "out") == {MARK, "things.csv", "papers/a.pdf"}
    assert written.as_json() == {
        "folder": str(tmp_path / "new" / "out"),
        "files": {"things.csv": 2},
        "papers": 1,
    }
    assert "1 papers" in list(written.lines())[-1]
    assert not is_unfinished(tmp_path / "new" / "out")


def test_an_earlier_export_gives_way_with_all_that_it_wrote(tmp_path: Path) -> None:
    write_export(files("a.pdf", "b.pdf"), folder=tmp_path)
    write_export(files("b.pdf", "c.pdf"), folder=tmp_path)
    assert names_in(tmp_path) == {MARK, "things.csv", "papers/b.pdf", "papers/c.pdf"}


def test_a_folder_with_anything_else_is_refused(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(WorldError, match="not empty"):
        write_export(files(), folder=tmp_path)
    assert names_in(tmp_path) == {"mine.txt"}
    (tmp_path / "mine.txt").unlink()
    write_export(files(), folder=tmp_path)
    (tmp_path / "members.xlsx").write_text("mine")
    with pytest.raises(WorldError, match=r"members\.xlsx"):
        write_export(files(), folder=tmp_path)
    with pytest.raises(WorldError, match="not a folder"):
        write_export(files(), folder=tmp_path / "members.xlsx")


def breaking_off() -> Iterator[ExportedFile]:
    yield ExportedFile("things.csv", b"half")
    yield ExportedFile("papers/a.pdf", b"half")
    raise WorldError("The server is away.", "Start it.")


def test_an_export_that_breaks_off_leaves_the_folder_as_it_was(tmp_path: Path) -> None:
    with pytest.raises(WorldError):
        write_export(breaking_off(), folder=tmp_path / "out")
    assert not (tmp_path / "out").exists()
    write_export(files("a.pdf"), folder=tmp_path)
    before = {name: (tmp_path / name).read_bytes() for name in names_in(tmp_path)}
    with pytest.raises(WorldError):
        write_export(breaking_off(), folder=tmp_path)
    assert {name: (tmp_path / name).read_bytes() for name in names_in(tmp_path)} == before


def test_a_folder_that_was_left_unfinished_is_known_and_can_be_written_again(
    tmp_path: Path,
) -> None:
    write_export(files("a.pdf"), folder=tmp_path)
    mark = (tmp_path / MARK).read_text()
    (tmp_path / MARK).write_text(mark.replace("export 1", "export 1, unfinished"))
    (tmp_path / ".things.csv.77.unfinished").write_text("half")
    assert is_unfinished(tmp_path)
    _, findings = find_files(tmp_path, ["things"])
    assert [finding.code for finding in findings] == ["export_unfinished"]
    write_export(files("a.pdf"), folder=tmp_path)
    assert names_in(tmp_path) == {MARK, "things.csv", "papers/a.pdf"}
    assert not is_unfinished(tmp_path)


def test_a_mark_that_names_places_outside_takes_nothing_away_there(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    folder = tmp_path / "out"
    write_export(files(), folder=folder)
    with (folder / MARK).open("a") as mark:
        mark.write("../mine.txt\n")
    write_export(files(), folder=folder)
    assert (tmp_path / "mine.txt").exists()


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(WorldError, match="could not be written"):
        write_export(files(), folder=tmp_path / "file" / "out")
