"""Columns of reports write numbers, money and shares; sums are those of every row asked for."""

from dataclasses import dataclass
from datetime import date

from dmedesk.kit.lists import Ask
from dmedesk.kit.plain_list import PlainList
from dmedesk.widgets.report import money_column, number_column, percent_column, read_sums


@dataclass(frozen=True, slots=True)
class Row:
    id: int
    units: int
    cents: int | None
    share: int | None


ROWS = [Row(1, 1_200, 500, 33), Row(2, 3, None, None)]


def test_cells() -> None:
    columns = (
        number_column("units", "Units"),
        money_column("cents", "Money"),
        percent_column("share", "Share"),
    )
    assert [[column.text(row) for column in columns] for row in ROWS] == [
        ["1,200", "5.00", "33%"],
        ["3", "", ""],
    ]


def test_sums_pass_over_what_is_not_known() -> None:
    source: PlainList[Row] = PlainList(
        lambda _session, _on: ROWS, chips={"few": lambda row, _on: row.units < 10}
    )
    on = date(2026, 11, 3)
    assert read_sums(source, Ask(), on, ("cents",), None) == {"cents": 500}
    assert read_sums(source, Ask("few"), on, ("cents",), None) == {"cents": 0}
