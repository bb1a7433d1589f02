"""Keeps the search index: reads the audit trail for what changed, and reads those records anew.

No writer does anything for it. ``catch_up`` does a bounded piece at a time, so that it never stands
in anybody's way for long, and may be called by any desk at any time. An entry is always made from
its record as it is now; so a piece done twice, or in another order, does no harm.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import cast

from sqlalchemy import Connection, Table, bindparam, delete, func, insert, select, text, update

from dmedesk.store.search import Entry, Feed
from dmedesk.store.tables import (
    AuditAddition,
    AuditEdit,
    AuditEntry,
    SearchEntry,
    SearchFeed,
    SearchMark,
    Verb,
)
from dmedesk.store.unit_of_work import UnitOfWork
from dmedesk.store.words import tokens

AT_MOST = 2_000
"""So many records are read anew in one piece of work."""

_ENTRIES = 50
_LOOK_BACK = 100
_IDS = 500

_ENTRY = cast(Table, SearchEntry.__table__)
_FEED = cast(Table, SearchFeed.__table__)
_MARK = cast(Table, SearchMark.__table__)


@dataclass(frozen=True, slots=True)
class Step:
    """What one piece of work came to: records read anew, and whether there is more to do."""

    records: int
    is_more: bool


@dataclass(slots=True)
class _Touched:
    """What happened to one table: rows edited, removed, and added from a first to a last id.

    ``is_unknown`` says that rows were added whose ids nobody knows.
    """

    edited: set[int] = field(default_factory=set)
    removed: set[int] = field(default_factory=set)
    added: list[tuple[int, int]] = field(default_factory=list)
    is_unknown: bool = False


def catch_up(work: UnitOfWork, feeds: Sequence[Feed], *, at_most: int = AT_MOST) -> Step:
    """Do the next piece of what the index lacks; leaves no entry in the audit."""
    work.session.flush()
    work.lock("search")
    connection = work.session.connection()
    mark = _mark(connection)
    _welcome(connection, feeds)
    unfinished = _unfinished(connection, feeds)
    if unfinished is not None:
        feed, reached_id = unfinished
        records = _read_on(connection, feed, reached_id, at_most)
        if records and _unfinished(connection, feeds) is None:
            _tidy(connection)
        return Step(records, is_more=True)
    return _follow(connection, feeds, mark, at_most)


def _tidy(connection: Connection) -> None:
    """Lay the words that were read in many pieces together: questions cost half then.

    Two seconds at 300,000 records. PostgreSQL does it by itself.
    """
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("INSERT INTO search_words (search_words) VALUES ('optimize')")


def forget(work: UnitOfWork) -> None:
    """Throw the index away; the next catching up makes it anew."""
    connection = work.session.connection()
    for table in (_ENTRY, _FEED, _MARK):
        connection.execute(delete(table))
    # Where words hang on entries they went with them.
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("DELETE FROM search_words")


# --- reading a whole kind ----------------------------------------------------------------------


def _welcome(connection: Connection, feeds: Sequence[Feed]) -> None:
    """Begin the feeds that are new or tell other words than before; drop what is fed no more."""
    known = {
        row.kind: row
        for row in connection.execute(select(_FEED.c.id, _FEED.c.kind, _FEED.c.edition))
    }
    for feed in feeds:
        row = known.pop(feed.kind, None)
        if row is None:
            begun = {"kind": feed.kind, "edition": feed.edition, "reached_id": 0}
            connection.execute(insert(_FEED).values(begun))
        elif row.edition != feed.edition:
            again = update(_FEED).where(_FEED.c.id == row.id)
            connection.execute(again.values(edition=feed.edition, reached_id=0))
    if known:
        connection.execute(delete(_FEED).where(_FEED.c.kind.in_(known)))
        ours = [_ENTRY.c.id.between(feed.first, feed.last) for feed in feeds]
        strangers = select(_ENTRY.c.id)
        for own in ours:
            strangers = strangers.where(~own)
        _drop(connection, connection.scalars(strangers).all())


def _unfinished(connection: Connection, feeds: Sequence[Feed]) -> tuple[Feed, int] | None:
    chosen = select(_FEED.c.kind, _FEED.c.reached_id).where(_FEED.c.reached_id.is_not(None))
    reached = {row.kind: int(row.reached_id) for row in connection.execute(chosen)}
    return next(((feed, reached[feed.kind]) for feed in feeds if feed.kind in reached), None)


def _read_on(connection: Connection, feed: Feed, reached_id: int, at_most: int) -> int:
    """Read the next records of a kind that is read as a whole."""
    if not feed.table:
        entries = _entries(connection, feed, None)
        _replace(connection, feed, entries, feed.first, feed.last)
        _reach(connection, feed, None)
        return len(entries)
    own = feed.own_id
    chosen = feed.rows.where(own > reached_id).order_by(own).limit(at_most)
    entries = [feed.entry(row) for row in connection.execute(chosen)]
    is_last = len(entries) < at_most
    last = feed.last if is_last else feed.first + entries[-1].record_id
    _replace(connection, feed, entries, feed.first + reached_id + 1, last)
    _reach(connection, feed, None if is_last else entries[-1].record_id)
    return len(entries)


def _replace(
    connection: Connection, feed: Feed, entries: Sequence[Entry], first: int, last: int
) -> None:
    """Let these entries, and no others, stand from a first to a last number."""
    chosen = select(_ENTRY.c.id).where(_ENTRY.c.id.between(first, last))
    there = set(connection.scalars(chosen))
    _drop(connection, there - {feed.first + entry.record_id for entry in entries})
    _keep(connection, feed, entries)


def _reach(connection: Connection, feed: Feed, reached_id: int | None) -> None:
    connection.execute(update(_FEED).where(_FEED.c.kind == feed.kind).values(reached_id=reached_id))


# --- following the trail -----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Mark:
    entry_id: int
    late: tuple[tuple[int, int], ...]


def _mark(connection: Connection) -> _Mark:
    """How far the trail is read; the first time, to where it ends now."""
    row = connection.execute(select(_MARK.c.entry_id, _MARK.c.late)).one_or_none()
    if row is not None:
        return _Mark(row.entry_id, tuple((number, until) for number, until in row.late))
    newest = connection.scalar(select(func.max(AuditEntry.id))) or 0
    back = max(0, newest - _LOOK_BACK)
    there = set(connection.scalars(select(AuditEntry.id).where(AuditEntry.id > back)))
    first = _Mark(newest, _missing(connection, range(back + 1, newest), there))
    connection.execute(insert(_MARK).values(entry_id=first.entry_id, late=first.late))
    return first


def _missing(
    connection: Connection, numbers: Iterable[int], there: set[int]
) -> tuple[tuple[int, int], ...]:
    """Numbers that no entry has (yet), each with the transaction that nobody is older than then.

    On PostgreSQL a unit of work may take its number and end after a later one. On SQLite there is
    one writer at a time, and none is missing.
    """
    if connection.dialect.name == "sqlite":
        return ()
    missing = [number for number in numbers if number not in there]
    if not missing:
        return ()
    until = connection.scalar(text("SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint"))
    return tuple((number, int(until or 0)) for number in missing)


def _still_awaited(
    connection: Connection, late: Sequence[tuple[int, int]]
) -> list[tuple[int, int]]:
    """Those of the late entries that somebody may still bring."""
    if not late:
        return []
    oldest = connection.scalar(text("SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint"))
    return [(number, until) for number, until in late if until > int(oldest or 0)]


def _follow(connection: Connection, feeds: Sequence[Feed], mark: _Mark, at_most: int) -> Step:
    """Read the next entries of the trail, and what they touched."""
    awaited = _still_awaited(connection, mark.late)
    late_ids = [number for number, _ in mark.late]
    arrived = set(connection.scalars(select(AuditEntry.id).where(AuditEntry.id.in_(late_ids))))
    newer = select(AuditEntry.id).where(AuditEntry.id > mark.entry_id)
    new = connection.scalars(newer.order_by(AuditEntry.id).limit(_ENTRIES)).all()
    if not new and not arrived and len(awaited) == len(mark.late):
        return Step(0, is_more=False)
    touched = _touched(
        connection, [*arrived, *new], {name for feed in feeds for name in feed.tables}
    )
    records = sum(_mend(connection, feed, touched, at_most) for feed in feeds)
    reached = new[-1] if new else mark.entry_id
    missing = _missing(connection, range(mark.entry_id + 1, reached), set(new))
    still = [one for one in awaited if one[0] not in arrived]
    connection.execute(update(_MARK).values(entry_id=reached, late=[*still, *missing]))
    return Step(records, is_more=len(new) == _ENTRIES or _unfinished(connection, feeds) is not None)


def _touched(
    connection: Connection, entry_ids: Sequence[int], tables: set[str]
) -> dict[str, _Touched]:
    found: dict[str, _Touched] = defaultdict(_Touched)
    edits = select(AuditEdit.table_name, AuditEdit.row_id, AuditEdit.verb).where(
        AuditEdit.entry_id.in_(entry_ids), AuditEdit.table_name.in_(tables)
    )
    for name, row_id, verb in connection.execute(edits):
        (found[name].removed if verb is Verb.REMOVED else found[name].edited).add(row_id)
    additions = select(
        AuditAddition.table_name, AuditAddition.first_id, AuditAddition.last_id
    ).where(AuditAddition.entry_id.in_(entry_ids), AuditAddition.table_name.in_(tables))
    for name, first_id, last_id in connection.execute(additions):
        if first_id is None or last_id is None:
            found[name].is_unknown = True
        else:
            found[name].added.append((first_id, last_id))
    return found


def _mend(connection: Connection, feed: Feed, touched: dict[str, _Touched], at_most: int) -> int:
    """Read anew what was touched of one feed; where that is too much, begin it anew."""
    ours = {name: touched[name] for name in feed.tables if name in touched}
    if not ours:
        return 0
    if not feed.table or any(one.is_unknown for one in ours.values()):
        _reach(connection, feed, 0)
        return 0
    own_ids: set[int] = set()
    for name, one in ours.items():
        if name != feed.table and one.removed:
            _reach(connection, feed, 0)
            return 0
        own_ids |= _own_ids(connection, feed, name, one, at_most)
        if len(own_ids) > at_most:
            only_added = name == feed.table and len(ours) == 1 and not (one.edited | one.removed)
            _reach(connection, feed, min(one.added)[0] - 1 if only_added else 0)
            return 0
    _refresh(connection, feed, own_ids)
    return len(own_ids)


def _own_ids(
    connection: Connection, feed: Feed, name: str, touched: _Touched, at_most: int
) -> set[int]:
    """The records of a feed that a table's touched rows are part of, at most one too many."""
    column = feed.tables[name]
    if column is None:
        return set()
    ids = feed.rows.with_only_columns(feed.own_id)
    found: set[int] = set(touched.removed) | (touched.edited if name == feed.table else set())
    wanted = sorted(touched.edited - found)
    conditions = [column.in_(wanted[start : start + _IDS]) for start in range(0, len(wanted), _IDS)]
    conditions += [column.between(first, last) for first, last in touched.added]
    for condition in conditions:
        if len(found) > at_most:
            break
        found |= set(connection.scalars(ids.where(condition).limit(at_most + 1)))
    return found


def _refresh(connection: Connection, feed: Feed, own_ids: set[int]) -> None:
    wanted = sorted(own_ids)
    for start in range(0, len(wanted), _IDS):
        some = wanted[start : start + _IDS]
        entries = _entries(connection, feed, some)
        gone = set(some) - {entry.record_id for entry in entries}
        _drop(connection, [feed.first + record_id for record_id in gone])
        _keep(connection, feed, entries)


# --- writing -----------------------------------------------------------------------------------


def _entries(connection: Connection, feed: Feed, own_ids: Sequence[int] | None) -> list[Entry]:
    chosen = feed.rows if own_ids is None else feed.rows.where(feed.own_id.in_(own_ids))
    return [feed.entry(row) for row in connection.execute(chosen)]


def _drop(connection: Connection, numbers: Iterable[int]) -> None:
    gone = [{"gone": number} for number in numbers]
    if not gone:
        return
    if connection.dialect.name == "sqlite":
        words = text("DELETE FROM search_words WHERE rowid = :gone")
        connection.execute(words, gone)
    connection.execute(delete(_ENTRY).where(_ENTRY.c.id == bindparam("gone")), gone)


_KEEP_ENTRY = text(
    "INSERT INTO search_entries (id, title, line) VALUES (:id, :title, :line)"
    " ON CONFLICT (id) DO UPDATE SET title = excluded.title, line = excluded.line"
)
_KEEP_WORDS = {
    "sqlite": text("REPLACE INTO search_words (rowid, tokens) VALUES (:id, :tokens)"),
    "postgresql": text(
        "INSERT INTO search_words (id, tokens) VALUES (:id, array_to_tsvector(:tokens))"
        " ON CONFLICT (id) DO UPDATE SET tokens = excluded.tokens"
    ),
}


def _keep(connection: Connection, feed: Feed, entries: Sequence[Entry]) -> None:
    if not entries:
        return
    dialect = connection.dialect.name
    shown, found = [], []
    for entry in entries:
        number = feed.first + entry.record_id
        shown.append({"id": number, "title": entry.title, "line": entry.line})
        kept = tokens(
            feed.letter,
            title=entry.title,
            numbers=[one for one in entry.numbers if one],
            others=[one for one in entry.others if one],
        )
        found.append({"id": number, "tokens": " ".join(kept) if dialect == "sqlite" else kept})
    connection.execute(_KEEP_ENTRY, shown)
    connection.execute(_KEEP_WORDS[dialect], found)
