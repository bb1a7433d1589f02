"""Which files of a folder an import takes: by name, in any case, CSV or workbook."""

from pathlib import Path

import pytest

from dmedesk.kit.errors import WorldError
from dmedesk.moving.folder import find_files
from tests.moving.shops import write

KINDS = ("payers", "members")


def test_files_are_known_by_name_in_any_case(tmp_path: Path) -> None:
    found, findings = find_files(write(tmp_path, {"Payers.XLSX": "a", "members.csv": "b"}), KINDS)
    assert {file.kind: (file.name, file.content) for file in found} == {
        "payers": ("Payers.XLSX", b"a"),
        "members": ("members.csv", b"b"),
    }
    assert findings == []


def test_unknown_files_are_told_and_hidden_ones_are_not(tmp_path: Path) -> None:
    names = ["payers.csv", "payers.txt", "patients.csv", ".members.csv", "~$members.xlsx"]
    (tmp_path / "members.csv").mkdir()
    found, findings = find_files(write(tmp_path, dict.fromkeys(names, "")), KINDS)
    assert [file.name for file in found] == ["payers.csv"]
    assert [(one.file, one.code) for one in findings] == [
        ("patients.csv", "unknown_file"),
        ("payers.txt", "unknown_file"),
    ]


def test_one_kind_in_two_files_is_refused(tmp_path: Path) -> None:
    _found, findings = find_files(write(tmp_path, {"payers.csv": "", "payers.xlsx": ""}), KINDS)
    assert [(one.file, one.code) for one in findings] == [("payers.xlsx", "file_twice")]


def test_a_folder_without_any_is_refused_with_the_names(tmp_path: Path) -> None:
    _found, (finding,) = find_files(tmp_path, KINDS)
    assert finding.code == "nothing_to_import"
    assert "payers.csv, members.csv" in finding.remedy


def test_a_folder_that_is_none(tmp_path: Path) -> None:
    for path in (tmp_path / "nowhere", write(tmp_path, {"file": ""}) / "file"):
        with pytest.raises(WorldError, match="There is no folder"):
            find_files(path, KINDS)
