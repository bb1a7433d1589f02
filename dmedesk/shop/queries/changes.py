"""What the history says of one record, and of one person: who changed what, what somebody did."""

from dataclasses import replace
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy.orm import Session

from dmedesk.kit.lists import Ask, Filter, Match
from dmedesk.kit.references import RecordRef
from dmedesk.shop.queries.history import DEEDS, HISTORY, HistoryRow
from dmedesk.shop.rules.record_words import OWNED, RECORDS, column_words, is_told
from dmedesk.store.tables import Verb
from dmedesk.store.trail import Entry, entries_about, is_turned, names_of, trail_of


class Changed(NamedTuple):
    """One entry about a record: when, who, the action, and the columns that it changed in it."""

    at: datetime
    actor: str
    action: str
    columns: str


def _table_of(ref: RecordRef) -> str:
    return next((name for name, words in RECORDS.items() if words.kind == ref.kind), "")


def changes_of(session: Session, ref: RecordRef, *, limit: int) -> list[Changed]:
    """The newest entries about the record itself, but for those that its own facts tell.

    A record that counts its ``turn`` was moved by a fact, which its house tells in better words.
    """
    table_name = _table_of(ref)
    if not table_name:
        return []
    entries = trail_of(session, table_name=table_name, row_id=ref.id, limit=limit)
    return [
        Changed(entry.at, entry.actor, entry.action, _columns_of(entry, table_name, ref.id))
        for entry in entries
        if not is_turned(entry, table_name, ref.id)
    ]


def _columns_of(entry: Entry, table_name: str, row_id: int) -> str:
    names = [
        column_words(column)
        for edit in entry.edits
        if (edit.table_name, edit.row_id, edit.verb) == (table_name, row_id, Verb.CHANGED)
        for column in edit.new_values
        if is_told(column)
    ]
    return ", ".join(names)


def name_of(session: Session, ref: RecordRef) -> str:
    """What a record is known by; empty for a kind without a number."""
    table_name = _table_of(ref)
    if not table_name:
        return ""
    return names_of(session, table_name, RECORDS[table_name].name, [ref.id]).get(ref.id, "")


def by_person(name: str) -> Ask:
    """What the history is asked, for everything that somebody of this name did."""
    return Ask(filters=(Filter("actor", Match.CONTAINS, name),))


def deeds_of(session: Session, name: str, *, limit: int, on: date) -> list[HistoryRow]:
    """The newest entries of somebody of this name, without what is done for convenience."""
    asked = replace(by_person(name), chip=DEEDS)
    return HISTORY.rows(session, HISTORY.ids(session, asked, on=on)[:limit], on=on)


def count_changes(session: Session, ref: RecordRef) -> int:
    """How many entries concern the record."""
    found = entries_about(session, table_name=_table_of(ref), row_id=ref.id, through=OWNED)
    return len(found)
