"""``dmedesk new``, ``import`` and ``export`` (docs/formats/billing.md, commands and files)."""

import json
from pathlib import Path

from dmedesk.cli import main
from tests.cli.conftest import FILES, Command


def test_a_shop_is_made_once(tmp_path: Path, command: Command) -> None:
    words = ("--database", tmp_path / "shop.dmedesk", "new", "--name", "Example Medical")
    made = command(*words)
    assert (made.status, made.err) == (0, "")
    assert "Example Medical" in made.out
    before = (tmp_path / "shop.dmedesk").read_bytes()
    again = command(*words)
    assert (again.status, again.out) == (1, "")
    assert str(tmp_path / "shop.dmedesk") in again.err
    assert (tmp_path / "shop.dmedesk").read_bytes() == before


def test_a_dry_run_takes_nothing(shop: Command, files: Path) -> None:
    for _ in range(2):
        told = shop("import", files, "--dry-run", "--json")
        answer = json.loads(told.out)
        assert (told.status, answer["taken"], answer["dry_run"]) == (0, False, True)
        assert answer["files"]["members.csv"] == {"added": 2, "changed": 0, "unchanged": 0}


def test_importing_the_same_files_twice_changes_nothing_and_says_so(
    shop: Command, files: Path
) -> None:
    first = json.loads(shop("import", files, "--json").out)
    assert (first["taken"], first["nothing_changed"]) == (True, False)
    assert set(first["files"]) == set(FILES)
    second = json.loads(shop("import", files, "--json").out)
    assert second["nothing_changed"] is True
    assert "Nothing changed" in shop("import", files).out


def test_every_bad_row_is_reported_and_none_is_taken(shop: Command, files: Path) -> None:
    members = files / "members.csv"
    rentals = files / "rentals.csv"
    members.write_text(
        "member_no,last_name,first_name,birth_date\nM1,Silva,Ana,1940-13-01\nM2,,T,\n"
    )
    rentals.write_text(rentals.read_text() + "R3,M9,MH,S-1,2026-02-30,signed,\n")
    told = shop("import", files, "--json")
    assert told.status == 1
    assert json.loads(told.out)["taken"] is False
    for place in (
        "members.csv line 2, column birth_date",
        "members.csv line 3, column last_name",
        "rentals.csv line 4, column started_on",
    ):
        assert place in told.err
    for name in ("members.csv", "rentals.csv"):
        (files / name).write_text(FILES[name])
    answer = json.loads(shop("import", files, "--json").out)
    assert answer["files"]["payers.csv"]["added"] == 2


def test_a_folder_that_is_not_there_is_refused(shop: Command, tmp_path: Path) -> None:
    told = shop("import", tmp_path / "nowhere")
    assert (told.status, told.out) == (1, "")
    assert "nowhere" in told.err


def test_a_shop_is_exported_and_says_what_was_written(
    shop: Command, files: Path, tmp_path: Path
) -> None:
    shop("import", files)
    told = shop("export", tmp_path / "out", "--json")
    answer = json.loads(told.out)
    assert (told.status, answer["papers"], answer["files"]["members.csv"]) == (0, 0, 2)
    assert (tmp_path / "out" / "members.csv").read_text().startswith("member_no,last_name")
    assert "Wrote the whole shop" in shop("export", tmp_path / "out").out
    again = json.loads(shop("import", tmp_path / "out", "--json").out)
    assert again["nothing_changed"] is True


def test_an_export_into_a_folder_with_other_files_is_refused(shop: Command, files: Path) -> None:
    before = sorted(files.iterdir())
    told = shop("export", files)
    assert (told.status, told.out) == (1, "")
    assert "not empty" in told.err
    assert sorted(files.iterdir()) == before


def _backups(shop: Command) -> list[str]:
    listed = json.loads(shop("backup", "--list", "--json").out)["backups"]
    return [backup["reason"] for backup in listed]


def test_a_backup_is_made_before_an_import_that_changes_something(
    shop: Command, files: Path, tmp_path: Path
) -> None:
    shop("import", files, "--dry-run")
    members = (files / "members.csv").read_text()
    (files / "members.csv").write_text(members + "M3,,\n")
    assert shop("import", files).status == 1
    assert _backups(shop) == []
    (files / "members.csv").write_text(members)
    told = shop("import", files, "--json")
    assert (told.status, told.err, told.out.count("\n")) == (0, "", 1)
    shop("import", files)
    assert _backups(shop) == ["before import"]
    backup = json.loads(shop("backup", "--list", "--json").out)["backups"][0]["file"]
    before = main(["--database", backup, "export", str(tmp_path / "before")])
    assert before == 0
    assert (tmp_path / "before" / "members.csv").read_text().count("\n") == 1
