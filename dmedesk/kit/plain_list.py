"""A list over rows that are few and read all at once: sums by month, by product, by payer.

It is asked as any other list (``store.lists``) and answers alike: texts without regard to case,
what is empty last whichever way it is sorted.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Generic, Protocol, TypeAlias, TypeVar

from dmedesk.kit.lists import EVERYTHING, Ask, Filter, Grouping, Match, Sort, grouping_of


class Identified(Protocol):
    """A frozen row with its ``id``."""

    @property
    def id(self) -> int:
        """What the row is known by."""
        ...


R = TypeVar("R", bound=Identified)
Chip: TypeAlias = Callable[[R, date], bool]


class PlainList(Generic[R]):
    """``read`` gives every row on a day, in the order of a list that nobody sorted.

    ``chips`` are the quick filters. Rows that a page asks for by their ids are those of the last
    answer, so that a page never shows half of one reading and half of another.
    """

    def __init__(
        self,
        read: Callable[[Any, date], Sequence[R]],
        *,
        chips: Mapping[str, Callable[[R, date], bool]] | None = None,
    ) -> None:
        self._read = read
        self._chips = dict(chips or {})
        self._known: dict[int, R] = {}

    def dated(self) -> "DatedList[R]":
        """The same list for one page, which may ask for another day; with answers of its own."""
        return DatedList(self._read, chips=self._chips)

    def ids(self, session: Any, ask: Ask = EVERYTHING, *, on: date) -> list[int]:
        """The ids of all rows that are asked for, in the order asked, read anew."""
        return [row.id for row in self._asked(session, ask, on)]

    def _asked(self, session: Any, ask: Ask, on: date) -> list[R]:
        rows = self._read(session, on)
        self._known = {row.id: row for row in rows}
        chosen = self._chips[ask.chip] if ask.chip else _every
        found = [
            row
            for row in rows
            if chosen(row, on) and all(_matches(row, wanted) for wanted in ask.filters)
        ]
        grouped = [one for one in ask.sorts if one.column == ask.group]
        first = grouped[:1] or ([Sort(ask.group)] if ask.group else [])
        for sort in reversed((*first, *ask.sorts)):
            found = _sorted(found, sort)
        return found

    def grouped(self, session: Any, ask: Ask, sums: Sequence[str], *, on: date) -> Grouping:
        """The ids as ``ids`` has them, with the groups of ``ask.group``."""
        return grouping_of(
            (row.id, _key(getattr(row, ask.group)), [getattr(row, name) for name in sums])
            for row in self._asked(session, ask, on)
        )

    def totals(self, session: Any, ask: Ask, columns: Sequence[str], *, on: date) -> dict[str, int]:
        """What these columns of all rows asked for come to."""
        rows = self._asked(session, ask, on)
        return {name: sum(getattr(row, name) or 0 for row in rows) for name in columns}

    def matching(self, session: Any, wanted: Sequence[Filter], *, on: date) -> set[int]:
        """The ids of all rows that any one of these filters fits."""
        rows = self._read(session, on)
        return {row.id for row in rows if any(_matches(row, one) for one in wanted)}

    def rows(self, session: Any, ids: Sequence[int], *, on: date) -> list[R]:
        """The rows of these ids in that order; without those that are gone."""
        if not self._known:
            self.ids(session, on=on)
        return [self._known[row_id] for row_id in ids if row_id in self._known]

    def counts(self, session: Any, *, on: date) -> dict[str, int]:
        """How many rows each chip has; ``""`` has the count of them all."""
        rows = self._read(session, on)
        counted = {key: sum(chip(row, on) for row in rows) for key, chip in self._chips.items()}
        return {EVERYTHING.chip: len(rows), **counted}


class DatedList(PlainList[R]):
    """A list that is asked as of ``day``, whatever day its page has; None: as of the page's."""

    day: date | None = None

    def _asked(self, session: Any, ask: Ask, on: date) -> list[R]:
        return super()._asked(session, ask, self.day or on)

    def matching(self, session: Any, wanted: Sequence[Filter], *, on: date) -> set[int]:
        """As the class above, as of the day."""
        return super().matching(session, wanted, on=self.day or on)

    def counts(self, session: Any, *, on: date) -> dict[str, int]:
        """As the class above, as of the day."""
        return super().counts(session, on=self.day or on)


def _every(_row: object, _on: date) -> bool:
    return True


def _matches(row: object, wanted: Filter) -> bool:
    value: Any = getattr(row, wanted.column)
    if wanted.match is Match.CONTAINS:
        return str(wanted.value).lower() in str("" if value is None else value).lower()
    if wanted.match is Match.IS:
        return bool(value == wanted.value)
    if value is None:
        return False
    limit: Any = wanted.value
    return bool(value >= limit) if wanted.match is Match.FROM else bool(value <= limit)


def _sorted(rows: Iterable[R], sort: Sort) -> list[R]:
    filled: list[R] = []
    empty: list[R] = []
    for row in rows:
        (empty if getattr(row, sort.column) is None else filled).append(row)
    filled.sort(key=lambda row: _key(getattr(row, sort.column)), reverse=sort.descending)
    return filled + empty


def _key(value: Any) -> Any:
    return value.lower() if isinstance(value, str) else value
