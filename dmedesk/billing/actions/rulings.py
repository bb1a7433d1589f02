"""Freezes how lines were priced, in words that many lines share."""

import json
from collections.abc import Iterable
from typing import TypeAlias

from sqlalchemy import select

from dmedesk.billing.tables import Ruling
from dmedesk.rates import Quote
from dmedesk.store.bulk import append_many
from dmedesk.store.unit_of_work import UnitOfWork

_Key: TypeAlias = tuple[tuple[str, ...], str, tuple[str, ...], tuple[tuple[str, str], ...]]


class FrozenRulings:
    """The ids of the rulings that lines posted now refer to."""

    def __init__(self, ids: dict[_Key, int]) -> None:
        self._ids = ids

    def of(self, quote: Quote) -> int:
        """The ruling of a line's quote."""
        return self._ids[_key(quote)]


def freeze_rulings(work: UnitOfWork, *, quotes: Iterable[Quote]) -> FrozenRulings:
    """Freeze modifiers, basis, citations and readings of these quotes; known ones are shared.

    Whoever calls holds the lock of billing.
    """
    columns = (Ruling.modifiers, Ruling.basis, Ruling.citations, Ruling.readings)
    ids = {tuple(words): id_ for id_, *words in work.session.execute(select(Ruling.id, *columns))}
    wanted = {key: _words(key) for key in {_key(quote) for quote in quotes}}
    new = sorted(set(wanted.values()) - ids.keys())
    ids |= zip(new, append_many(work, Ruling, columns, new), strict=True)
    return FrozenRulings({key: ids[words] for key, words in wanted.items()})


def _key(quote: Quote) -> _Key:
    return quote.modifiers, quote.basis, quote.citations, tuple(quote.readings.items())


def _words(key: _Key) -> tuple[str, str, str, str]:
    modifiers, basis, citations, readings = key
    written = json.dumps(dict(readings), separators=(",", ":"))
    return " ".join(modifiers), basis, "\n".join(citations), written
