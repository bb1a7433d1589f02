"""What the shop offers to every record's page: who changed it, when, and the way to all of it."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from dmedesk.kit.lists import Ask, Filter, Match
from dmedesk.kit.offers import Event, ListLink, Related, State
from dmedesk.kit.references import RecordRef
from dmedesk.shop.queries.changes import (
    by_person,
    changes_of,
    count_changes,
    deeds_of,
    name_of,
)
from dmedesk.shop.queries.history import HISTORY, RECORD
from dmedesk.shop.queries.policies import PAYER, policy_rows
from dmedesk.shop.rules.doings import sentence_of

PERSON = "staff"
_MOST, _RANK = 30, 90


def events(session: Any, ref: RecordRef) -> Sequence[Event]:
    """Who changed the record, and in which words, the newest ones; of a person what they did."""
    told = list(_events(session, ref))
    return [*told, *_deeds(session, ref)] if ref.kind == PERSON else told


def _deeds(session: Any, ref: RecordRef) -> Iterator[Event]:
    """The newest of what a person of the staff did; what they did to themselves is told anyhow."""
    name = name_of(session, ref)
    for deed in deeds_of(session, name, limit=_MOST, on=date.max) if name else ():
        if deed.ref != ref:
            # What it was done to comes first: a narrow pane cuts the end.
            record = deed.record[:1].upper() + deed.record[1:]
            said = f"{record}: {sentence_of(deed.action)}".removeprefix(": ")
            yield Event(deed.at.astimezone().date(), said, State.CLOSED, opens=deed.ref)


def _events(session: Any, ref: RecordRef) -> Iterator[Event]:
    for change in changes_of(session, ref, limit=_MOST):
        said = (
            f"{sentence_of(change.action)}: {change.columns}"
            if change.columns
            else (sentence_of(change.action))
        )
        yield Event(change.at.astimezone().date(), said, State.CLOSED, change.actor)


def related(session: Any, ref: RecordRef) -> Sequence[Related]:
    """The way to everything in the history that concerns the record."""
    name = name_of(session, ref)
    if not name:
        return ()
    count = count_changes(session, ref)
    asked = Ask(filters=(Filter(RECORD, Match.CONTAINS, name),))
    title = "entry in the history" if count == 1 else "entries in the history"
    history = Related(title, count, ListLink("history", asked), rank=_RANK)
    return [*_readings(session, ref, name), *_done_by(session, ref, name), history]


def _done_by(session: Any, ref: RecordRef, name: str) -> Iterator[Related]:
    """Everything that a person of the staff did."""
    if ref.kind == PERSON:
        asked = by_person(name)
        count = len(HISTORY.ids(session, asked, on=date.max))
        yield Related(f"done by {name}", count, ListLink("history", asked), rank=_RANK - 1)


def _readings(session: Any, ref: RecordRef, code: str) -> Iterator[Related]:
    """A payer's own readings of the law."""
    if ref.kind == "payer":
        own = {(row.key, row.regime) for row in policy_rows(session) if row.payer_code == code}
        asked = Ask(filters=(Filter(PAYER, Match.IS, code),))
        link = ListLink("settings.policies", asked)
        yield Related("own readings of the law", len(own), link, rank=_RANK - 1)
