"""Rows of an import that are, or may be, records which the shop has already.

Pure: which rows are twins of what, and what the files say once each is skipped, merged or new.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dmedesk.kit.records import Key, RecordFile, Row, RowsRead
from dmedesk.kit.stored import StoredRow, Values
from dmedesk.moving.plan import Decision, Way

ALIKE: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "members": (("last_name", "first_name", "birth_date"), ("masshealth_id",), ("medicare_mbi",)),
    "practitioners": (("last_name", "first_name"),),
    "payers": (("name",),),
    "products": (("hcpcs", "description"),),
    "assets": (("serial",),),
}
"""By kind, the columns that make two records of different keys likely to be one."""

_CONFUSED = str.maketrans("OQILSZB", "0011528")


@dataclass(frozen=True, slots=True)
class Twin:
    """A row beside the record that it is (``certain``: the same key), or is likely to be.

    ``known_key`` is that record's key, ``known`` its values, ``differing`` the columns in which the
    row says something else. The known one may stand in the same import, in ``known_line``.
    """

    file: str
    line: int
    kind: str
    row: Values
    known_key: Key
    known: Values
    differing: tuple[str, ...]
    certain: bool
    known_line: int = 0


def find_twins(
    file: RecordFile, rows: Sequence[Row], stored: Mapping[Key, StoredRow]
) -> list[Twin]:
    """The twins among the rows of one kind, in their order."""
    known = {key: record.values for key, record in stored.items()}
    marks: dict[tuple[object, ...], tuple[Key, Values, int]] = {}
    for key, values in known.items():
        for mark in _marks(file.name, values):
            marks.setdefault(mark, (key, values, 0))
    found = []
    for row in rows:
        key = file.key_of(row.values)
        if key in known:
            differing = _differing(file, row.values, known[key])
            if differing:
                found.append(_twin(file, row, key, known[key], differing, certain=True))
            for mark in _marks(file.name, row.values):
                marks.setdefault(mark, (key, known[key], 0))
            continue
        here = list(_marks(file.name, row.values))
        like = next((marks[mark] for mark in here if mark in marks), None)
        if like is not None:
            differing = _differing(file, row.values, like[1])
            twin = _twin(file, row, like[0], like[1], differing, certain=False, line=like[2])
            found.append(twin)
        for mark in here:
            marks.setdefault(mark, (key, row.values, row.line))
    return found


def _twin(
    file: RecordFile,
    row: Row,
    key: Key,
    known: Values,
    differing: tuple[str, ...],
    *,
    certain: bool,
    line: int = 0,
) -> Twin:
    return Twin(
        row.file, row.line, file.name, dict(row.values), key, known, differing, certain, line
    )


def _differing(file: RecordFile, new: Values, known: Values) -> tuple[str, ...]:
    names = (column.name for column in file.columns if column.name not in file.key)
    return tuple(name for name in names if name in new and new[name] != known.get(name))


def _marks(kind: str, values: Values) -> Iterator[tuple[object, ...]]:
    """What the record is recognized by besides its key; nothing where a part of it is empty."""
    for columns in ALIKE.get(kind, ()):
        parts = [values.get(column) for column in columns]
        if None not in parts:
            yield (columns, *(_folded(part, loosely=columns == ("serial",)) for part in parts))


def _folded(value: object, *, loosely: bool) -> object:
    if not isinstance(value, str):
        return value
    plain = re.sub(r"[^A-Z0-9]", "", value.upper())
    return plain.translate(_CONFUSED) if loosely else plain


def settle(
    files: Mapping[str, RecordFile],
    read: Mapping[str, RowsRead],
    twins: Sequence[Twin],
    decisions: Mapping[tuple[str, int], Decision],
) -> None:
    """Change what was read as it was decided; rows that say a skipped key say the known one then.

    Where nothing was decided, a row of a known key fills what is empty there, and a row that is
    only likely to be known is skipped.
    """
    same: dict[str, dict[Key, Key]] = {}
    for twin in twins:
        usual = Decision(Way.MERGE) if twin.certain else Decision(Way.SKIP)
        decision = decisions.get((twin.file, twin.line), usual)
        if decision.way is Way.NEW:
            continue
        file = files[twin.kind]
        if not twin.certain:
            same.setdefault(twin.kind, {})[file.key_of(twin.row)] = twin.known_key
        rows = read[twin.kind].rows
        place = next(at for at, row in enumerate(rows) if row.line == twin.line)
        if decision.way is Way.SKIP or twin.known_line:
            del rows[place]
        else:
            _merge(file, rows[place].values, twin, decision.fields)
    for file in files.values():
        if file.name in read:
            _say_known_keys(file, read[file.name].rows, same)


def _merge(file: RecordFile, values: dict[str, Any], twin: Twin, fields: Sequence[str]) -> None:
    empties = {column.name: column.empty for column in file.columns}
    for name in values:
        known = twin.known.get(name)
        says = name in file.key or (name not in fields and known not in (None, empties[name]))
        if says:
            values[name] = known


def _say_known_keys(
    file: RecordFile, rows: Sequence[Row], same: Mapping[str, Mapping[Key, Key]]
) -> None:
    for reference in file.references:
        known = same.get(reference.file, {})
        for row in rows if known else ():
            key = tuple(row.values.get(name) for name in reference.columns)
            for name, value in zip(reference.columns, known.get(key, ()), strict=False):
                row.values[name] = value
