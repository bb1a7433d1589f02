"""A file's lines become rows of values, and every fault has its place (``billing.md``, Files)."""

from collections.abc import Iterator
from datetime import date

import pytest

from dmedesk.kit.cells import count, day, identifier, last_day, text
from dmedesk.kit.findings import Severity
from dmedesk.kit.grid import Line
from dmedesk.kit.records import (
    Column,
    Fault,
    RecordFile,
    RowsRead,
    from_before_until,
    plain_name,
    read_rows,
)
from dmedesk.kit.stored import Values


def _unlucky(values: Values) -> Iterator[Fault]:
    if values.get("wheels") == 13:
        yield Fault("wheels", "unlucky", "Thirteen.", "Take another.", Severity.WARNING)


CARS = RecordFile(
    "cars",
    columns=(
        Column("plate", identifier, required=True),
        Column("wheels", count, empty=4),
        Column("colour", text, required=True, may_be_empty=True),
    ),
    key=("plate",),
    check=_unlucky,
    fold=str.upper,
)


def read(*rows: str) -> RowsRead:
    lines = [Line(number, tuple(row.split("|"))) for number, row in enumerate(rows, start=1)]
    return read_rows(CARS, file="cars.csv", lines=lines)


def places(found: RowsRead) -> list[tuple[int, str, str]]:
    return [(one.line, one.column, one.code) for one in found.findings]


def test_columns_stand_in_any_order_beside_others() -> None:
    found = read("colour|notes|plate", "red|x|A1", "|y|B2")
    assert found.columns == ("plate", "colour")
    assert [(row.line, row.values) for row in found.rows] == [
        (2, {"plate": "A1", "colour": "red"}),
        (3, {"plate": "B2", "colour": None}),
    ]


def test_an_empty_cell_means_what_its_column_says() -> None:
    assert [row.values["wheels"] for row in read("plate|colour|wheels", "A1||", "B2||3").rows] == [
        4,
        3,
    ]


def test_blank_lines_are_passed_over_and_numbers_stay() -> None:
    found = read("", "plate|colour", "||", "A1|red")
    assert [row.line for row in found.rows] == [4]


def test_a_short_line_has_empty_cells() -> None:
    assert read("plate|colour|wheels", "A1").rows[0].values == {
        "plate": "A1",
        "colour": None,
        "wheels": 4,
    }


def test_every_fault_of_a_row_is_told_and_the_row_left_out() -> None:
    found = read("plate|colour|wheels", "|red|many", "A1|red|2")
    assert places(found) == [(2, "plate", "missing_value"), (2, "wheels", "bad_number")]
    assert [row.values["plate"] for row in found.rows] == ["A1"]


def test_a_warning_does_not_keep_a_row_out() -> None:
    found = read("plate|colour|wheels", "A1||13")
    assert places(found) == [(2, "wheels", "unlucky")]
    assert len(found.rows) == 1


def test_a_line_with_too_many_cells() -> None:
    assert places(read("plate|colour", "A1|red|big")) == [(2, "", "too_many_cells")]
    assert places(read("plate|colour", "A1|red|")) == []


def test_the_same_key_twice_in_its_compared_form() -> None:
    found = read("plate|colour|wheels", "a1|red|x", "A1|red|2", "A1|red|3")
    assert places(found) == [
        (2, "wheels", "bad_number"),
        (3, "plate", "row_twice"),
        (4, "plate", "row_twice"),
    ]
    assert "Line 2" in found.findings[1].message
    assert found.lines_of == {("A1",): 2}


def test_a_key_that_could_not_be_read_is_nowhere() -> None:
    found = read("plate|colour", "1.5E+10|red", "1.5E+10|red")
    assert [code for _line, _column, code in places(found)] == ["shortened_number"] * 2
    assert found.lines_of == {}


@pytest.mark.parametrize(
    ("header", "column", "code"),
    [("plate", "colour", "missing_column"), ("plate|Plate|colour", "plate", "column_twice")],
)
def test_faults_of_the_header(header: str, column: str, code: str) -> None:
    found = read(header, "A1|red")
    assert places(found) == [(1, column, code)]
    assert not found.has_header
    assert found.rows == []


def test_semicolons_are_recognised() -> None:
    assert {one.remedy for one in read("plate;colour", "A1;red").findings} == {
        "Separate the columns by commas."
    }


def test_an_empty_file() -> None:
    assert places(read()) == [(0, "", "empty_file")]
    assert places(read("", "")) == [(0, "", "empty_file")]


def test_a_header_without_rows_is_fine() -> None:
    found = read("plate|colour")
    assert (found.has_header, found.rows, found.findings) == (True, [], [])


@pytest.mark.parametrize("written", ["member_no", "Member No", " MEMBER-NO ", "member__no"])
def test_names_of_a_header(written: str) -> None:
    assert plain_name(written) == "member_no"


def test_a_place_is_told_in_words() -> None:
    (finding,) = read("plate|colour", "|red").findings
    assert finding.sentence() == (
        "cars.csv line 2, column plate: The cell is empty. It must hold a value."
    )


@pytest.mark.parametrize(
    ("last", "faults"), [("2026-01-30", 1), ("2026-01-31", 0), ("2026-02-01", 0)]
)
def test_a_range_ends_on_its_first_day_or_later(last: str, faults: int) -> None:
    values = {"from_on": day("2026-01-31"), "until_on": last_day(last)}
    assert len(list(from_before_until(values))) == faults


@pytest.mark.parametrize("values", [{}, {"from_on": date(2026, 1, 1), "until_on": None}])
def test_a_range_without_an_end_is_fine(values: dict[str, date | None]) -> None:
    assert list(from_before_until(values)) == []


def test_a_row_is_written_in_the_order_of_the_columns() -> None:
    assert CARS.cells_of({"wheels": 4, "colour": None, "plate": "a1"}) == ["a1", "4", ""]


def test_a_column_may_have_a_way_back_of_its_own() -> None:
    days = Column("on", day, write=lambda value: f"{value:%m/%d/%Y}")
    assert (days.written(date(2026, 1, 31)), days.written(None)) == ("01/31/2026", "")
    assert Column("on", last_day).written(date(2026, 2, 1)) == "2026-01-31"
