"""Rows beside records: new, changed in some columns, or the same."""

from dmedesk.kit.cells import identifier, text
from dmedesk.kit.records import Column, RecordFile, Row, RowsRead
from dmedesk.kit.stored import StoredRow
from dmedesk.moving.comparison import Comparison, FileCount, compare

CARS = RecordFile(
    "cars",
    columns=(
        Column("plate", identifier, required=True),
        Column("colour", text),
        Column("wheels", text, empty="four"),
    ),
    key=("plate",),
)
KNOWN = {("A1",): StoredRow(7, {"plate": "A1", "colour": "red", "wheels": "four"})}


def row(**values: str | None) -> Row:
    return Row("cars.csv", 2, dict(values))


def test_a_new_row_is_filled_with_what_empty_cells_mean() -> None:
    compared = compare(CARS, [row(plate="B2", colour="blue")], KNOWN)
    assert compared.added == [{"plate": "B2", "colour": "blue", "wheels": "four"}]
    assert compared.changed == {}
    assert compared.count == FileCount(added=1, changed=0, unchanged=0)
    assert compared.before.keys() == {("A1",)}
    assert compared.after.keys() == {("A1",), ("B2",)}


def test_only_what_differs_changes() -> None:
    compared = compare(CARS, [row(plate="A1", colour=None)], KNOWN)
    assert compared.changed == {7: {"colour": None}}
    assert compared.after["A1",] == {"plate": "A1", "colour": None, "wheels": "four"}
    assert compared.before["A1",]["colour"] == "red"


def test_the_same_row_changes_nothing() -> None:
    compared = compare(CARS, [row(plate="A1", colour="red")], KNOWN)
    assert (compared.added, compared.changed) == ([], {})
    assert compared.count == FileCount(added=0, changed=0, unchanged=1)


def test_each_kind_is_asked_for_once_and_only_if_needed() -> None:
    asked: list[str] = []

    def stored(kind: str) -> list[StoredRow]:
        asked.append(kind)
        return list(KNOWN.values())

    comparison = Comparison({"cars": CARS, "boats": CARS}, {}, stored)
    assert comparison["cars"] is comparison["cars"]
    assert comparison.stored("cars")
    assert asked == ["cars"]


def test_a_row_with_a_fault_is_there_and_so_is_everything_of_an_unreadable_file() -> None:
    faulty = RowsRead(columns=("plate",), lines_of={("C3",): 4})
    comparison = Comparison({"cars": CARS}, {"cars": faulty}, lambda _kind: [])
    assert comparison.has("cars", ("C3",))
    assert not comparison.has("cars", ("D4",))
    unread = Comparison({"cars": CARS}, {"cars": RowsRead()}, lambda _kind: [])
    assert unread.has("cars", ("D4",))


def test_a_record_that_is_known_as_another_takes_its_row_and_its_key() -> None:
    read = RowsRead(columns=("plate", "colour"), rows=[row(plate="B2", colour="red")])
    comparison = Comparison({"cars": CARS}, {"cars": read}, lambda _kind: list(KNOWN.values()))
    comparison.is_known_as("cars", ("A1",), ("B2",))
    assert comparison["cars"].changed == {7: {"plate": "B2"}}
    assert comparison["cars"].added == []
