"""The files of an import laid beside what the shop has: what is new, what differs, what is same."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from dmedesk.kit.records import Key, RecordFile, Row, RowsRead
from dmedesk.kit.stored import StoredRow, Values


@dataclass(frozen=True, slots=True)
class Touched:
    """A row that enters a record (``old`` is None) or changes one.

    ``new`` is the record as it would be, ``differing`` what the row gives it or changes in it.
    """

    row: Row
    key: Key
    old: StoredRow | None
    new: Values
    differing: Values


@dataclass(frozen=True, slots=True)
class FileCount:
    """How many rows of one file enter, change, or leave alone a record."""

    added: int
    changed: int
    unchanged: int


@dataclass(frozen=True, slots=True)
class Compared:
    """The records of one kind, by their keys, before and after the import."""

    stored: Mapping[Key, StoredRow]
    before: Mapping[Key, Values]
    after: Mapping[Key, Values]
    touched: Mapping[Key, Touched]
    count: FileCount

    @property
    def added(self) -> list[Values]:
        """The values of the records that enter."""
        return [touched.new for touched in self.touched.values() if touched.old is None]

    @property
    def changed(self) -> dict[int, Values]:
        """What changes in known records, by their ids."""
        return {
            touched.old.id: touched.differing
            for touched in self.touched.values()
            if touched.old is not None
        }


def compare(file: RecordFile, rows: Iterable[Row], stored: Mapping[Key, StoredRow]) -> Compared:
    """Lay the rows of one file beside the stored records of its kind.

    A column that the file does not have leaves known records as they are, and is empty in new ones.
    """
    empties = {column.name: column.empty for column in file.columns}
    before = {key: record.values for key, record in stored.items()}
    touched: dict[Key, Touched] = {}
    unchanged = 0
    for row in rows:
        key = file.key_of(row.values)
        old = stored.get(key)
        if old is None:
            new = {**empties, **row.values}
            touched[key] = Touched(row, key, None, new, new)
        elif differing := _differing(old.values, row.values):
            touched[key] = Touched(row, key, old, {**old.values, **differing}, differing)
        else:
            unchanged += 1
    entered = sum(one.old is None for one in touched.values())
    return Compared(
        stored=stored,
        before=before,
        after={**before, **{key: one.new for key, one in touched.items()}},
        touched=touched,
        count=FileCount(entered, len(touched) - entered, unchanged),
    )


def _differing(old: Values, new: Values) -> dict[str, Any]:
    return {name: value for name, value in new.items() if old[name] != value}


class Comparison:
    """Every kind of record before and after the import, compared when it is first asked for.

    ``read`` holds what the files held, ``stored`` answers the shop's own records of a kind.
    """

    def __init__(
        self,
        files: Mapping[str, RecordFile],
        read: Mapping[str, RowsRead],
        stored: Callable[[str], list[StoredRow]],
    ) -> None:
        self.files = files
        self.read = read
        self._ask = stored
        self._stored: dict[str, dict[Key, StoredRow]] = {}
        self._compared: dict[str, Compared] = {}

    def stored(self, kind: str) -> Mapping[Key, StoredRow]:
        """The shop's own records of one kind by their keys."""
        if kind not in self._stored:
            key_of = self.files[kind].key_of
            self._stored[kind] = {key_of(row.values): row for row in self._ask(kind)}
        return self._stored[kind]

    def is_known_as(self, kind: str, key: Key, other: Key) -> None:
        """Compare the shop's record of a key with the row of another one, before any is compared.

        What the record is known by then changes too.
        """
        self.stored(kind)
        self._stored[kind][other] = self._stored[kind].pop(key)

    def __getitem__(self, kind: str) -> Compared:
        if kind not in self._compared:
            rows = self.read[kind].rows if kind in self.read else ()
            self._compared[kind] = compare(self.files[kind], rows, self.stored(kind))
        return self._compared[kind]

    def has(self, kind: str, key: Key) -> bool:
        """Whether a record would be there after the import, or stands in its file with a fault.

        Where that file could not be read at all, nobody can tell: it counts as there.
        """
        read = self.read.get(kind)
        if read is not None and (not read.has_header or key in read.lines_of):
            return True
        return key in self[kind].after
