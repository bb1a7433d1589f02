"""Rows that name a record which nobody knows."""

from collections.abc import Iterator

from dmedesk.kit.records import Fault, PlacedFinding, Reference
from dmedesk.moving.comparison import Comparison


def unknown_references(comparison: Comparison, kind: str) -> Iterator[PlacedFinding]:
    """A finding for every row of the kind's file that names a record which is not there."""
    read = comparison.read[kind]
    for reference in comparison.files[kind].references:
        known: dict[tuple[object, ...], bool] = {}
        for row in (*read.rows, *read.faulty):
            key = tuple(row.values.get(column) for column in reference.columns)
            if None in key:
                continue
            if key not in known:
                known[key] = comparison.has(reference.file, key)
            if not known[key]:
                yield _unknown(reference, key).placed(row.file, row.line)


def _unknown(reference: Reference, key: tuple[object, ...]) -> Fault:
    noun = reference.file.removesuffix("s")
    column = reference.columns[-1]
    return Fault(
        column,
        f"unknown_{noun}",
        f"There is no {noun} {', '.join(str(part) for part in key)}.",
        f"Enter it in {reference.file}.csv, or correct {column} here.",
    )
