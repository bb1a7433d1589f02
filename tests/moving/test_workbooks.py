"""Sheets of files, and what a plan makes of their cells."""

from pathlib import Path

import pytest

from dmedesk.kit.cells import day, identifier, one_of, yes_or_no
from dmedesk.kit.errors import Refused, WorldError
from dmedesk.kit.grid import Line
from dmedesk.members.files import MEMBERS
from dmedesk.members.rules import Setting
from dmedesk.moving import synonyms
from dmedesk.moving.headers import Source
from dmedesk.moving.kinds import FILES
from dmedesk.moving.plan import SheetPlan
from dmedesk.moving.workbooks import (
    Sheet,
    entered_lines,
    files_in,
    first_plan,
    prepared,
    read_files,
    told_beside,
    understood,
)
from tests.moving.messy import write_messy

KINDS = {name: FILES[name] for name in synonyms.KINDS}


def test_folders_and_files_are_looked_into_once(tmp_path: Path) -> None:
    path = write_messy(tmp_path)
    for name in ("~$lock.xlsx", ".hidden.csv", "letter.pdf"):
        (tmp_path / name).write_text("x")
    assert files_in([tmp_path, path]) == [path]


def test_every_sheet_that_holds_anything_is_read(tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_bytes("member_no\nM1\nLöwe\n".encode("cp1252"))
    sheets = read_files([write_messy(tmp_path / "in"), tmp_path / "people.csv"])
    assert [(sheet.key, sheet.title) for sheet in sheets] == [
        ("Old list.xlsx – Patients", "Patients"),
        ("Old list.xlsx – Equipment", "Equipment"),
        ("people.csv", "people"),
    ]
    assert sheets[2].lines[2].cells == ("Löwe",)
    assert len(sheets[0].digest) == 64


def test_what_cannot_be_read_is_told(tmp_path: Path) -> None:
    with pytest.raises(WorldError, match="cannot be read"):
        read_files([tmp_path / "gone.csv"])
    (tmp_path / "broken.xlsx").write_bytes(b"PK\x03\x04rest")
    with pytest.raises(Refused):
        read_files([tmp_path / "broken.xlsx"])
    (tmp_path / "empty.csv").write_text("\n\n")
    with pytest.raises(Refused) as refused:
        read_files([tmp_path / "empty.csv"])
    assert refused.value.findings[0].code == "nothing_to_import"


def test_no_kind_is_taken_twice(tmp_path: Path) -> None:
    for name in ("a.csv", "b.csv"):
        (tmp_path / name).write_text("member_no,last_name,first_name\nM1,Alda,Rose\n")
    paths = files_in([tmp_path])
    plan = first_plan(read_files(paths), kinds=KINDS, paths=paths)
    assert [sheet.kind for sheet in plan.sheets.values()] == ["members", ""]


def test_lines_are_prepared_with_their_own_numbers() -> None:
    lines = [("No", "Who", "Born"), ("M1", "Alda, Rose", "Mar 4, 1941"), (), ("M2",), ("M3", "x")]
    sheet = Sheet("f", "f", "", tuple(Line(n, cells) for n, cells in enumerate(lines, 1)))
    plan = SheetPlan(
        "members",
        0,
        {
            "member_no": Source(0),
            "last_name": Source(1),
            "birth_date": Source(2),
            "state": Source(always="MA"),
        },
        fixes={4: {"last_name": "Bloom"}},
        left_out={5},
    )
    found = prepared(sheet, plan, MEMBERS)
    assert [(line.number, line.cells) for line in found] == [
        (1, ("member_no", "last_name", "birth_date", "state")),
        (2, ("M1", "Alda, Rose", "1941-03-04", "MA")),
        (4, ("M2", "Bloom", "", "MA")),
    ]


@pytest.mark.parametrize(
    ("cell", "ours"),
    [
        ("Mar 4, 1941", "1941-03-04"),
        ("4-Mar-1941", "1941-03-04"),
        ("4 March 1941", "1941-03-04"),
        ("1941-03-04 00:00:00", "1941-03-04"),
        ("3/4/1941", "3/4/1941"),
        ("3/4/41", "3/4/41"),
        ("soon", "soon"),
    ],
)
def test_a_day_in_words_is_understood_and_one_of_two_meanings_is_not(cell: str, ours: str) -> None:
    assert understood(cell, "birth_date", day, {}) == ours


def test_choices_and_meanings() -> None:
    assert understood("SNF", "setting", one_of(Setting), {}) == "nursing_facility"
    assert understood("Nursing Facility", "setting", one_of(Setting), {}) == "nursing_facility"
    assert understood("HOME", "setting", one_of(Setting), {}) == "HOME"
    assert understood("boat", "setting", one_of(Setting), {}) == "boat"
    assert understood("Boat", "setting", one_of(Setting), {"boat": "home"}) == "home"
    assert understood("x", "pa_required", yes_or_no, {}) == "yes"
    assert understood("x", "member_no", identifier, {}) == "x"
    assert understood("", "setting", one_of(Setting), {"": "home"}) == ""


def test_what_is_entered_by_hand_is_a_file_of_its_own() -> None:
    lines = entered_lines([{"member_no": "M1"}, {"last_name": "Alda"}], MEMBERS)
    assert [line.cells for line in lines] == [
        ("member_no", "last_name"),
        ("M1", ""),
        ("", "Alda"),
    ]


def test_a_corrected_cell_is_understood_as_any_other() -> None:
    lines = (Line(1, ("Serial", "State")), Line(2, ("SN-1", "gone")))
    plan = SheetPlan("assets", 0, {"serial": Source(0), "state": Source(1)})
    plan.fixes = {2: {"state": "On rent"}}
    (_header, row) = prepared(Sheet("f", "f", "", lines), plan, FILES["assets"])
    assert row.cells == ("SN-1", "on_rent")


def test_what_a_sheet_tells_beside_the_name_of_a_record() -> None:
    lines = [("Serial", "Item", "HCPCS", "Description"), ("1", "BED", "E0260", "Bed"), ("2", "WC")]
    sheet = Sheet("f", "f", "", tuple(Line(n, cells) for n, cells in enumerate(lines, 1)))
    plan = SheetPlan("assets", 0, {"serial": Source(0), "product_no": Source(1)})
    products = FILES["products"]
    told = {"product_no": "BED", "hcpcs": "E0260", "description": "Bed"}
    assert told_beside(sheet, plan, "product_no", "BED", products) == told
    short = {"product_no": "WC", "hcpcs": "", "description": ""}
    assert told_beside(sheet, plan, "product_no", "WC", products) == short
    assert told_beside(sheet, plan, "product_no", "LIFT", products) == {}
