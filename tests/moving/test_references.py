"""Rows that name a record which nobody knows say which, and where to enter it."""

from dmedesk.kit.cells import identifier
from dmedesk.kit.records import Column, RecordFile, Reference, Row, RowsRead
from dmedesk.kit.stored import StoredRow
from dmedesk.moving.comparison import Comparison
from dmedesk.moving.references import unknown_references

CARS = RecordFile("cars", columns=(Column("plate", identifier),), key=("plate",))
TRIPS = RecordFile(
    "trips",
    columns=(Column("number", identifier), Column("plate", identifier)),
    key=("number",),
    references=(Reference(("plate",), "cars"),),
)


def test_every_row_that_refers_to_nobody_is_told() -> None:
    trips = [Row("trips.csv", line, {"number": line, "plate": plate}) for line, plate in
             ((2, "A1"), (3, "B2"), (4, "C3"), (5, "B2"))]  # fmt: skip
    cars = [Row("cars.csv", 2, {"plate": "C3"})]
    read = {
        "trips": RowsRead(("number", "plate"), trips),
        "cars": RowsRead(("plate",), cars, lines_of={("C3",): 2}),
    }
    stored = {"cars": [StoredRow(1, {"plate": "A1"})], "trips": []}
    comparison = Comparison({"cars": CARS, "trips": TRIPS}, read, stored.__getitem__)
    findings = list(unknown_references(comparison, "trips"))
    assert [(one.line, one.column, one.code) for one in findings] == [
        (3, "plate", "unknown_car"),
        (5, "plate", "unknown_car"),
    ]
    assert findings[0].message == "There is no car B2."
    assert findings[0].remedy == "Enter it in cars.csv, or correct plate here."
