"""Templates that are taken as they are, and rows that stayed out with their reasons."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from dmedesk.kit.grid import Line, read_grid
from dmedesk.kit.records import Fault, RecordFile, read_rows
from dmedesk.moving import synonyms
from dmedesk.moving.handouts import (
    example_of,
    faults_workbook,
    note_of,
    template_csv,
    template_workbook,
)
from dmedesk.moving.headers import Source
from dmedesk.moving.kinds import FILES
from dmedesk.moving.plan import ImportPlan, SheetPlan
from dmedesk.moving.workbooks import Sheet

KINDS = [FILES[name] for name in synonyms.KINDS]


@pytest.mark.parametrize("file", KINDS, ids=lambda file: file.name)
def test_a_template_is_read_without_a_fault(file: RecordFile) -> None:
    lines = read_grid(template_csv(file), file_name="t.csv", encodings=("utf-8-sig",))
    read = read_rows(file, file="t.csv", lines=lines)
    assert [one.code for one in read.findings if one.severity == "stop"] == []
    assert len(read.rows) == 1


def test_the_workbook_has_every_kind_and_notes() -> None:
    book = load_workbook(BytesIO(template_workbook(KINDS)))
    assert book.sheetnames == [*(file.name for file in KINDS), "notes"]
    assert [cell.value for cell in book["members"][1]][:2] == ["member_no", "last_name"]
    notes = {(row[0].value, row[1].value): row[2].value for row in book["notes"].iter_rows()}
    assert notes["assets", "condition"] == "one of: new, used"
    assert str(notes["members", "member_no"]).startswith("required")


def test_examples_and_notes_come_from_the_reader() -> None:
    columns = {column.name: column for column in FILES["assets"].columns}
    assert (example_of(columns["condition"]), example_of(columns["lot"])) == ("new", "")
    assert note_of(columns["cost"]) == "dollars and cents"


def test_rows_that_stayed_out_are_as_they_were_with_the_reason_beside_them() -> None:
    lines = (
        Line(1, ("No", "Born")),
        Line(2, ("M1", "soon")),
        Line(3, ("=M2", "")),
        Line(4, ("M3",)),
    )
    sheet = Sheet("f", "People [old]", "", lines)
    plan = ImportPlan(
        "f", [], {"f": SheetPlan("members", 0, {"member_no": Source(0), "birth_date": Source(1)})}
    )
    plan.sheets["f"].left_out = {3}
    faults = {("f", 2): [Fault("birth_date", "bad_date", "No date.", "Write one.").placed("f", 2)]}
    book = load_workbook(BytesIO(faults_workbook(plan, [sheet], faults)))
    (page,) = book.worksheets
    assert page.title == "People old"
    rows = [[cell.value for cell in row] for row in page.iter_rows()]
    assert rows == [
        ["No", "Born", "line", "reason"],
        ["M1", "soon", 2, "Birth date: No date. Write one."],
        ["'=M2", None, 3, "Left out by hand."],
    ]
    assert page["B2"].fill.fgColor.rgb == "FFF8D7D4"


def test_nothing_left_out_is_an_empty_sheet() -> None:
    assert load_workbook(BytesIO(faults_workbook(ImportPlan(), [], {}))).sheetnames == ["rows"]
