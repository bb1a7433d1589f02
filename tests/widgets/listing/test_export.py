"""What is shown, row by row, as a spreadsheet's values and as texts for paper."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from dmedesk.widgets.listing.export import (
    READ_TOGETHER,
    SheetFormat,
    Shown,
    listing_of,
    value_of,
    write_shown,
)
from dmedesk.widgets.listing.spec import FilterKind, ListColumn
from tests.widgets.listing.boxes import COLUMNS, TODAY, Box, Boxes, NoDoors, box


def _shown(count: int) -> Shown[Box]:
    return Shown("Boxes", Boxes(count), range(1, count + 1), COLUMNS, TODAY)


def test_numbers_days_and_money_are_true_values() -> None:
    values = [value_of(column, box(8)) for column in COLUMNS]
    assert values == ["Box 000008", "flat", Decimal("0.08"), date(2026, 11, 21)]
    assert value_of(COLUMNS[3], box(7)) == ""
    number: ListColumn[Box] = ListColumn(
        "cents", "Cents", lambda row: str(row.cents), FilterKind.NUMBER
    )
    assert value_of(number, box(8)) == 8


@pytest.mark.parametrize("form", SheetFormat)
def test_every_row_is_written_some_hundred_a_read(form: SheetFormat, tmp_path: Path) -> None:
    shown, path, steps = _shown(READ_TOGETHER + 3), tmp_path / "boxes", list[int]()

    def go_on(made: int) -> bool:
        steps.append(made)
        return True

    assert write_shown(shown, path, form, NoDoors(), go_on)
    assert steps == [0, READ_TOGETHER]
    if form is SheetFormat.CSV:
        assert len(path.read_text(encoding="utf-8-sig").splitlines()) == READ_TOGETHER + 4
    else:
        with path.open("rb") as file:
            book = openpyxl.load_workbook(file)
            assert book.active.max_row == READ_TOGETHER + 4
            book.close()


@pytest.mark.parametrize("form", SheetFormat)
def test_what_is_stopped_leaves_no_file(form: SheetFormat, tmp_path: Path) -> None:
    assert not write_shown(_shown(3), tmp_path / "boxes", form, NoDoors(), lambda _made: False)
    assert list(tmp_path.iterdir()) == []
    assert listing_of(_shown(3), "", NoDoors(), lambda _made: False) is None


def test_a_listing_has_the_texts_as_shown() -> None:
    listing = listing_of(_shown(2), "2 boxes", NoDoors(), lambda _made: True)
    assert listing is not None
    assert listing.rows[1] == ["Box 000002", "flat", "0.02", "2026-11-27"]
    assert [column.figures for column in listing.columns] == [False, False, True, False]
