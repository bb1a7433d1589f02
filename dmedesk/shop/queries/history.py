"""The history: who did what, when, to which records; one entry with its old and new values."""

from array import array
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session

from dmedesk.kit.lists import EVERYTHING, Ask, Filter, Sort
from dmedesk.kit.references import RecordRef
from dmedesk.shop.rules.doings import DOINGS, sentence_of
from dmedesk.shop.rules.policies import policy_kinds
from dmedesk.shop.rules.record_words import (
    CONVENIENCE,
    OWNED,
    RECORDS,
    column_words,
    is_told,
    noun_of,
    value_words,
)
from dmedesk.shop.rules.rights import Right
from dmedesk.shop.tables import Person
from dmedesk.store.lists import ListQuery
from dmedesk.store.tables import AuditAddition, AuditEdit, AuditEntry, Verb
from dmedesk.store.trail import (
    Edit,
    Entry,
    entries_about,
    entry_of,
    names_of,
    rows_named,
    table_named_by,
)

RECORD = "record"
"""The column that names what an entry was done to; asked for, it finds all that concerns it."""

_MOST_TOLD = 60


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One entry: when (UTC), who, the action's name, the first record touched, how many in all."""

    id: int
    at: datetime
    actor: str
    action: str
    record: str
    ref: RecordRef | None
    count: int


@dataclass(frozen=True, slots=True)
class _Listed:
    id: int
    at: datetime
    actor: str
    action: str
    table_name: str | None
    row_id: int | None
    edits: int
    added: int
    first_added: int | None


def _of_edits(value: Any) -> Any:
    return select(value).where(AuditEdit.entry_id == AuditEntry.id).correlate(AuditEntry)


def _first_edit(column: Any, *, but: Sequence[str] = ()) -> Any:
    chosen = _of_edits(column).where(AuditEdit.table_name.not_in(but))
    return chosen.order_by(AuditEdit.id).limit(1).scalar_subquery()


def _first_addition(column: Any) -> Any:
    chosen = select(column).where(AuditAddition.entry_id == AuditEntry.id).correlate(AuditEntry)
    return chosen.order_by(AuditAddition.id).limit(1).scalar_subquery()


# What goes along with an action says less of it than what was added.
_ASIDE = ("number_series",)
_TABLE = func.coalesce(
    _first_edit(AuditEdit.table_name, but=_ASIDE),
    _first_addition(AuditAddition.table_name),
    _first_edit(AuditEdit.table_name),
)
_ROW = func.coalesce(
    _first_edit(AuditEdit.row_id, but=_ASIDE),
    _first_addition(AuditAddition.first_id),
    _first_edit(AuditEdit.row_id),
)
_ADDED = (
    select(func.coalesce(func.sum(AuditAddition.row_count), 0))
    .where(AuditAddition.entry_id == AuditEntry.id)
    .correlate(AuditEntry)
    .scalar_subquery()
)


def _today(on: date) -> Any:
    first = datetime.combine(on, time.min).astimezone()
    return and_(AuditEntry.at >= first, AuditEntry.at < first + timedelta(days=1))


_OF_STAFF = [name for name, doing in DOINGS.items() if doing.right is Right.MANAGE_STAFF]
_SIGN_INS = ["sign_in", "choose_pin"]
_FOR_CONVENIENCE = [name for name, doing in DOINGS.items() if doing.right is None]

DEEDS = "deeds"
"""The chip of what is done for its own sake, and not for convenience."""

_LISTED: ListQuery[_Listed] = ListQuery(
    _Listed,
    key=AuditEntry.id,
    columns={
        "at": AuditEntry.at,
        "actor": AuditEntry.actor,
        "action": AuditEntry.action,
        "table_name": _TABLE,
        "row_id": _ROW,
        "edits": _of_edits(func.count()).scalar_subquery(),
        "added": _ADDED,
        "first_added": _first_addition(AuditAddition.row_count),
        RECORD: _TABLE,
        "place": AuditEntry.id,
        "count": _of_edits(func.count()).scalar_subquery() + _ADDED,
    },
    chips={
        DEEDS: lambda _on: AuditEntry.action.not_in(_FOR_CONVENIENCE),
        "records": lambda _on: AuditEntry.action.not_in([*_OF_STAFF, *_FOR_CONVENIENCE]),
        "today": _today,
        "staff": lambda _on: AuditEntry.action.in_(_OF_STAFF),
        "sign_ins": lambda _on: AuditEntry.action.in_(_SIGN_INS),
    },
    default=(Sort("at", descending=True), Sort("place", descending=True)),
)


class History:
    """The trail as a list. A filter on ``record`` finds all that concerns a record of that number.

    A word for a kind of record (``rental``) finds what was done to such records first of all.
    """

    chips = _LISTED.chips

    def ids(self, session: Session, ask: Ask = EVERYTHING, *, on: date) -> "array[int]":
        """The ids of all entries asked for, newest first."""
        named = [one for one in ask.filters if one.column == RECORD]
        others = tuple(one for one in ask.filters if one.column != RECORD)
        found = _LISTED.ids(session, replace(ask, filters=others), on=on)
        for wanted in named:
            kept = _about(session, str(wanted.value or ""))
            found = array("q", (entry_id for entry_id in found if entry_id in kept))
        return found

    def rows(self, session: Session, ids: Sequence[int], *, on: date) -> list[HistoryRow]:
        """The rows of these ids in that order."""
        listed = _LISTED.rows(session, ids, on=on)
        names = _names(session, [(one.table_name, one.row_id) for one in listed])
        return [_row(one, names) for one in listed]

    def matching(self, session: Session, wanted: Sequence[Filter], *, on: date) -> set[int]:
        """The entries that one of these filters fits; what stands in ``record`` is not searched."""
        known = [one for one in wanted if one.column != RECORD]
        return _LISTED.matching(session, known, on=on)

    def counts(self, session: Session, *, on: date) -> Mapping[str, int]:
        """How many entries each chip has."""
        return _LISTED.counts(session, on=on)

    def has_column(self, name: str) -> bool:
        """Whether rows can be filtered and sorted by it."""
        return _LISTED.has_column(name)


HISTORY = History()

_Names = Mapping[tuple[str, int], str]


def _row(one: _Listed, names: _Names) -> HistoryRow:
    table_name, row_id = one.table_name or "", one.row_id or 0
    count = one.edits + one.added
    if not one.edits and one.first_added != 1:
        record, ref = f"{one.first_added or 0:,} × {noun_of(table_name)}", None
    else:
        record = _record(table_name, row_id, names)
        ref = _ref(table_name, row_id)
    return HistoryRow(one.id, one.at, one.actor, one.action, record, ref, count)


def _record(table_name: str, row_id: int, names: _Names) -> str:
    return " ".join(filter(None, (noun_of(table_name), names.get((table_name, row_id), ""))))


def _ref(table_name: str, row_id: int) -> RecordRef | None:
    known = RECORDS.get(table_name)
    return RecordRef(known.kind, row_id) if known and known.kind and row_id else None


def _names(session: Session, wanted: Sequence[tuple[str | None, int | None]]) -> _Names:
    ids: dict[str, set[int]] = defaultdict(set)
    for table_name, row_id in wanted:
        if table_name and table_name in RECORDS and row_id:
            ids[table_name].add(row_id)
    found: dict[tuple[str, int], str] = {}
    for table_name, of_table in ids.items():
        names = names_of(session, table_name, RECORDS[table_name].name, of_table)
        found |= {(table_name, row_id): _titled(name) for row_id, name in names.items()}
    return found


def _titled(name: str) -> str:
    """A policy by its title, everything else by its number or name."""
    kind = policy_kinds().get(name)
    return kind.title if kind else name


def _about(session: Session, text: str) -> set[int]:
    """The entries that concern the records of this number or name; else those of such a kind."""
    text = text.strip()
    found: set[int] = set()
    is_known = False
    for table_name, words in RECORDS.items():
        if not words.kind or not text:
            continue
        for row_id in rows_named(session, table_name, words.name, text):
            is_known = True
            found |= entries_about(session, table_name=table_name, row_id=row_id, through=OWNED)
    if is_known:
        return found
    tables = [name for name, words in RECORDS.items() if text.lower() in words.noun.lower()]
    edited = select(AuditEdit.entry_id).where(AuditEdit.table_name.in_(tables))
    added = select(AuditAddition.entry_id).where(AuditAddition.table_name.in_(tables))
    chosen = select(AuditEntry.id).where(or_(AuditEntry.id.in_(edited), AuditEntry.id.in_(added)))
    return set(session.scalars(chosen))


# --- one entry ------------------------------------------------------------------------------------


class Change(NamedTuple):
    """One value of a record: what it is called, what it was and what it is now."""

    name: str
    old: str
    new: str


class Touched(NamedTuple):
    """One record, or some rows, that an entry touched; ``verb`` says what became of it."""

    record: str
    verb: str
    ref: RecordRef | None
    changes: tuple[Change, ...] = ()


class ToldEntry(NamedTuple):
    """A whole entry in words, and the page of who did it, where they are of the staff.

    ``more`` are the records that are not told for want of room.
    """

    sentence: str
    actor: str
    person: RecordRef | None
    touched: tuple[Touched, ...]
    more: int


def told_entry(session: Session, *, entry_id: int) -> ToldEntry | None:
    """What one entry did, in words; None where there is none."""
    entry = entry_of(session, entry_id)
    if entry is None:
        return None
    edits = [edit for edit in entry.edits if edit.table_name not in CONVENIENCE]
    names = _names(session, _wanted(entry, edits[:_MOST_TOLD]))
    touched = [_edited(edit, names) for edit in edits[:_MOST_TOLD]]
    touched += _added(entry, names)
    return ToldEntry(
        sentence_of(entry.action),
        entry.actor,
        _person_named(session, entry.actor),
        tuple(touched),
        max(0, len(edits) - _MOST_TOLD),
    )


def _person_named(session: Session, name: str) -> RecordRef | None:
    found = session.scalar(select(Person.id).where(Person.name == name))
    return RecordRef("staff", found) if found else None


def _wanted(entry: Entry, edits: Sequence[Edit]) -> list[tuple[str | None, int | None]]:
    wanted: list[tuple[str | None, int | None]] = [(edit.table_name, edit.row_id) for edit in edits]
    wanted += [(one.table_name, one.first_id) for one in entry.additions if one.row_count == 1]
    for edit in edits:
        for values in (edit.old_values, edit.new_values):
            for column, value in values.items():
                if isinstance(value, int):
                    wanted.append((table_named_by(edit.table_name, column) or None, value))
    return wanted


def _edited(edit: Edit, names: _Names) -> Touched:
    columns = edit.new_values if edit.verb is Verb.CHANGED else edit.old_values

    def words(column: str, values: Mapping[str, Any]) -> str:
        value = values.get(column)
        named = table_named_by(edit.table_name, column)
        if named and isinstance(value, int):
            return names.get((named, value), str(value))
        return value_words(column, value)

    changes = tuple(
        Change(column_words(column), words(column, edit.old_values), words(column, edit.new_values))
        for column in columns
        if is_told(column) and column != "id"
    )
    return Touched(
        _record(edit.table_name, edit.row_id, names),
        edit.verb.value,
        _ref(edit.table_name, edit.row_id) if edit.verb is Verb.CHANGED else None,
        changes,
    )


def _added(entry: Entry, names: _Names) -> Iterator[Touched]:
    for one in entry.additions:
        if one.table_name in CONVENIENCE:
            continue
        if one.row_count == 1 and one.first_id is not None:
            record = _record(one.table_name, one.first_id, names)
            yield Touched(record, "entered", _ref(one.table_name, one.first_id))
        else:
            yield Touched(f"{one.row_count:,} rows: {noun_of(one.table_name)}", "entered", None)
