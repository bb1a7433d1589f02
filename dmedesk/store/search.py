"""Finds records of every kind by parts of their names and numbers, as one types.

Each house declares in its ``queries`` what of its records is found (``Feed``); ``store.indexing``
keeps the index. Nothing here knows what a record means.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, Connection, Select
from sqlalchemy.orm import InstrumentedAttribute, Session

from dmedesk.store.words import Question, asked_words, fold, for_postgresql, for_sqlite

MOST = 8
"""So many records of a kind are shown at most."""

_ID_BITS = 40

Rows: TypeAlias = Select[*tuple[Any, ...]]
Column: TypeAlias = InstrumentedAttribute[int]


@dataclass(frozen=True, slots=True)
class Entry:
    """What is found of one record, and what is shown.

    ``title`` names it (``Rivera, Ana``), ``line`` says more. It is found by the words of its title
    and by its ``numbers`` (also by their middles and ends), and by the beginnings of ``others``.
    """

    record_id: int
    title: str
    line: str = ""
    numbers: Sequence[str | None] = ()
    others: Sequence[str | None] = ()


def said(*parts: object) -> str:
    """What is known, as one line with points between; what is empty is left out."""
    return " · ".join(str(part) for part in parts if part)


@dataclass(frozen=True, slots=True)
class Feed:
    """What is found of one kind of record.

    ``rows`` is a select whose first column is the record's id; ``entry`` turns a row into an entry.
    ``letter`` is the kind's own small letter in the index. ``tables`` names the tables that it
    reads, each with its id column within ``rows``; ``table`` is the one of the records themselves.
    Where that is empty the records have no table of their own: then the whole feed is read anew
    after any change of ``tables``. Raise ``edition`` whenever an entry of the same row changes.
    """

    kind: str
    section: str
    letter: str
    rows: Rows
    entry: Callable[[Any], Entry]
    tables: Mapping[str, Column | None]
    table: str = ""
    edition: int = 1

    @property
    def first(self) -> int:
        """The number in the index before its first record's."""
        return ord(self.letter) << _ID_BITS

    @property
    def last(self) -> int:
        """The last number in the index that it may have."""
        return self.first + (1 << _ID_BITS) - 1

    @property
    def own_id(self) -> ColumnElement[int]:
        """The column of its records' ids within ``rows``."""
        column = self.tables[self.table]
        assert column is not None
        return column.expression


@dataclass(frozen=True, slots=True)
class Hit:
    """One record found. ``is_whole`` says that all that was asked are whole names or numbers."""

    kind: str
    record_id: int
    title: str
    line: str
    is_whole: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """The records found of one kind, best first."""

    title: str
    hits: tuple[Hit, ...]


@dataclass(slots=True)
class _Found:
    """The numbers found of one kind, each with the step that found it first."""

    feed: Feed
    steps: dict[int, int] = field(default_factory=dict)


def find(session: Session, feeds: Sequence[Feed], text: str, *, most: int = MOST) -> list[Section]:
    """What is asked for, in sections; those with a whole number or name first.

    Of many that are found alike, some are shown: the newest, on SQLite.
    """
    asked = asked_words(text)
    if not asked:
        return []
    connection = session.connection()
    question = Question(asked)
    found = [_Found(feed) for feed in feeds]
    for place, step in enumerate(question.steps):
        lacking = [one for one in found if len(one.steps) < most]
        for number in _numbers(connection, [step(one.feed.letter) for one in lacking], most):
            letter = chr(number >> _ID_BITS)
            one = next(one for one in lacking if one.feed.letter == letter)
            one.steps.setdefault(number, place)
    shown = _entries(connection, [number for one in found for number in one.steps])
    begins = fold(text.strip())
    sections = [_section(one, shown, begins, most) for one in found]
    return sorted((one for one in sections if one.hits), key=lambda one: not one.hits[0].is_whole)


def find_whole(session: Session, feeds: Sequence[Feed], texts: Sequence[str]) -> list[Hit]:
    """The records of which all these texts are whole numbers or words of the title."""
    asked = ["".join(asked_words(text)) for text in texts]
    if not all(asked) or not asked:
        return []
    connection = session.connection()
    (whole, *_rest) = Question(asked).steps
    numbers = _numbers(connection, [whole(feed.letter) for feed in feeds], MOST)
    shown = _entries(connection, numbers)
    return [
        _hit(feed, number, shown[number], is_whole=True)
        for feed in feeds
        for number in numbers
        if feed.first <= number <= feed.last and number in shown
    ]


def entries_of(
    session: Session, feeds: Sequence[Feed], records: Sequence[tuple[str, int]]
) -> list[Hit]:
    """What is shown of these records (kind and id each), in this order; unknown ones left out."""
    by_kind = {feed.kind: feed for feed in feeds}
    wanted = [(by_kind[kind], record_id) for kind, record_id in records if kind in by_kind]
    numbers = [feed.first + record_id for feed, record_id in wanted]
    shown = _entries(session.connection(), numbers)
    return [
        _hit(feed, number, shown[number])
        for (feed, _), number in zip(wanted, numbers, strict=True)
        if number in shown
    ]


_ONE_OF_SQLITE = (
    "SELECT * FROM (SELECT rowid FROM search_words WHERE search_words MATCH ?"
    " ORDER BY rowid DESC LIMIT ?)"
)
# Without an order: PostgreSQL would else walk along the numbers, looking at every record.
_ONE_OF_POSTGRESQL = "(SELECT id FROM search_words WHERE tokens @@ %s::tsquery LIMIT %s)"


def _numbers(
    connection: Connection, questions: Sequence[Sequence[Sequence[str]]], most: int
) -> list[int]:
    """The numbers that answer each question, at most so many each, in one statement."""
    if not questions:
        return []
    is_file = connection.dialect.name == "sqlite"
    write, one = (for_sqlite, _ONE_OF_SQLITE) if is_file else (for_postgresql, _ONE_OF_POSTGRESQL)
    asked = tuple(one for question in questions for one in (write(question), most))
    statement = " UNION ALL ".join([one] * len(questions))
    return [row[0] for row in connection.exec_driver_sql(statement, asked)]


_ENTRIES_OF_SQLITE = (
    "SELECT id, title, line FROM search_entries WHERE id IN (SELECT value FROM json_each(?))"
)
_ENTRIES_OF_POSTGRESQL = "SELECT id, title, line FROM search_entries WHERE id = ANY(%s)"


def _entries(connection: Connection, numbers: Sequence[int]) -> dict[int, tuple[str, str]]:
    """What is shown of these; always one statement of one form, which the driver knows already."""
    if not numbers:
        return {}
    if connection.dialect.name == "sqlite":
        rows = connection.exec_driver_sql(_ENTRIES_OF_SQLITE, (json.dumps(list(numbers)),))
    else:
        rows = connection.exec_driver_sql(_ENTRIES_OF_POSTGRESQL, (list(numbers),))
    return {row[0]: (row[1], row[2]) for row in rows}


def _section(
    found: _Found, shown: Mapping[int, tuple[str, str]], begins: str, most: int
) -> Section:
    def order(number: int) -> tuple[int, bool, str, int]:
        title = fold(shown[number][0])
        return found.steps[number], not title.startswith(begins), title, number

    numbers = sorted((number for number in found.steps if number in shown), key=order)
    hits = [
        _hit(found.feed, number, shown[number], is_whole=found.steps[number] == 0)
        for number in numbers[:most]
    ]
    return Section(found.feed.section, tuple(hits))


def _hit(feed: Feed, number: int, said: tuple[str, str], *, is_whole: bool = False) -> Hit:
    return Hit(feed.kind, number - feed.first, *said, is_whole=is_whole)
