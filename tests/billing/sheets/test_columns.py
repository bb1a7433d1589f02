"""One rental month as a row: what it says, and that it keeps to its columns."""

from dataclasses import replace

import pytest

from dmedesk.billing.sheets import columns
from dmedesk.printing.table import Row
from dmedesk.printing.typeface import width_of
from tests.billing.sheets.specimens import BED, LONG_LINE, OXYGEN


def _texts(row: Row) -> list[str]:
    return [mark.text for mark in row.marks]


def test_a_row_says_everything_of_its_line() -> None:
    row = columns.line_row(7, BED, is_last=False)
    assert _texts(row) == [
        "7",
        "2026-10-04",
        "– 2026-11-03",
        "E0260",
        "RR KJ",
        "Hospital bed, semi-electric, with side rails",
        "and mattress",
        "Invacare 5410IVC · Serial 14CF0123456",
        "4 of 13",
        "150.00",
        "94.50",
        "101 CMR 322.03(18)(a)2",
    ]


def test_without_a_cap_the_month_stands_alone() -> None:
    assert (columns.month_of(BED), columns.month_of(OXYGEN)) == ("4 of 13", "17")


@pytest.mark.parametrize(
    ("brand", "model", "serial", "lines"),
    [
        ("Drive", "15030", "A1", ("Drive 15030 · Serial A1",)),
        ("", "15030", "A1", ("15030 · Serial A1",)),
        ("Drive", "", "", ("Drive",)),
        ("", "", "", ()),
        (
            "Sunrise Medical International",
            "Quickie Q700",
            "SN-0001-2222",
            ("Sunrise Medical International Quickie Q700", "Serial SN-0001-2222"),
        ),
    ],
)
def test_the_unit_is_named_on_one_line_where_it_fits(
    brand: str, model: str, serial: str, lines: tuple[str, ...]
) -> None:
    unit = replace(BED, brand=brand, model=model, serial=serial)
    assert columns.unit_lines(unit) == lines


def test_a_long_line_keeps_to_its_columns_and_all_of_its_serial() -> None:
    row = columns.line_row(30, LONG_LINE, is_last=True)
    ends = {
        columns.CODE_X: columns.CODE_X + columns.CODE_WIDTH,
        columns.DESCRIPTION_X: columns.DESCRIPTION_X + columns.DESCRIPTION_WIDTH,
    }
    for mark in row.marks:
        assert mark.drop < row.height
        if mark.x in ends and not mark.right:
            assert mark.x + width_of(mark.text, mark.style) <= ends[mark.x]
    assert f"Serial {LONG_LINE.serial}" in _texts(row)


def test_a_hairline_parts_all_lines_but_the_last_from_what_follows() -> None:
    assert len(columns.line_row(1, BED, is_last=False).lines) == 1
    assert columns.line_row(1, BED, is_last=True).lines == ()
