"""Tables for spreadsheet programs: true numbers and days, no formula, whole or not at all."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from dmedesk.kit.errors import WorldError
from dmedesk.kit.spreadsheet import SheetColumn, Value, write_csv, write_xlsx

COLUMNS = [SheetColumn("Name", 140), SheetColumn("Since"), SheetColumn("Billed")]
ROWS: list[list[Value]] = [
    ["Łukasz, Jan", date(2026, 10, 5), Decimal("1234.50")],
    ["=HYPERLINK(1)", None, Decimal("-3.10")],
    ["+1 617", date(2026, 1, 1), 7],
]


def test_csv_has_plain_figures_and_no_formula(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    write_csv(path, COLUMNS, ROWS)
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    assert path.read_text(encoding="utf-8-sig").splitlines() == [
        "Name,Since,Billed",
        '"Łukasz, Jan",2026-10-05,1234.50',
        "'=HYPERLINK(1),,-3.10",
        "'+1 617,2026-01-01,7",
    ]


def test_a_workbook_has_true_numbers_and_days(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    write_xlsx(path, "Rentals [all]: a/b", COLUMNS, ROWS)
    book = openpyxl.load_workbook(path)
    sheet = book.active
    assert sheet.title == "Rentals all ab"
    assert sheet.freeze_panes == "A2"
    assert [cell.value for cell in sheet[1]] == ["Name", "Since", "Billed"]
    assert sheet["B2"].value.date() == date(2026, 10, 5)
    assert (sheet["C2"].value, sheet["C2"].number_format) == (1234.5, "#,##0.00")
    assert (sheet["A3"].value, sheet["A3"].data_type) == ("=HYPERLINK(1)", "s")
    assert sheet["B3"].value is None
    assert sheet.column_dimensions["A"].width == 20
    book.close()


def test_nothing_is_left_where_it_fails(tmp_path: Path) -> None:
    def failing() -> Iterator[list[Value]]:
        yield ROWS[0]
        raise OSError(28, "No space left on device")

    with pytest.raises(WorldError, match="No space left"):
        write_csv(tmp_path / "a.csv", COLUMNS, failing())
    with pytest.raises(WorldError, match="No space left"):
        write_xlsx(tmp_path / "b.xlsx", "List", COLUMNS, failing())
    assert list(tmp_path.iterdir()) == []


def test_a_wide_list_has_columns_beyond_z(tmp_path: Path) -> None:
    path = tmp_path / "wide.xlsx"
    write_xlsx(path, "", [SheetColumn(str(n), 70) for n in range(30)], [])
    book = openpyxl.load_workbook(path)
    assert book.active.title == "List"
    assert book.active.column_dimensions["AD"].width == 10
    book.close()
