"""Freezes how lines were priced, in words that many lines share."""

import json
from collections.abc import Iterable

from sqlalchemy import select

from dmedesk.billing.tables import Ruling
from dmedesk.rates import Quote
from dmedesk.store.bulk import append_known
from dmedesk.store.unit_of_work import UnitOfWork


class FrozenRulings:
    """The ids of the rulings that lines posted now refer to."""

    def __init__(self, ids: dict[tuple[str, ...], int]) -> None:
        self._ids = ids

    def of(self, quote: Quote) -> int:
        """The ruling of a line's quote."""
        return self._ids[_words(quote)]


def freeze_rulings(work: UnitOfWork, *, quotes: Iterable[Quote]) -> FrozenRulings:
    """Freeze modifiers, basis, citations and readings of these quotes; known ones are shared.

    Whoever calls holds the lock of billing.
    """
    columns = (Ruling.modifiers, Ruling.basis, Ruling.citations, Ruling.readings)
    known = {tuple(words): id_ for id_, *words in work.session.execute(select(Ruling.id, *columns))}
    wanted = {_words(quote) for quote in quotes}
    names = [column.key for column in columns]
    rows = [dict(zip(names, words, strict=True)) for words in sorted(wanted - known.keys())]
    return FrozenRulings(known | append_known(work, Ruling, rows, by=columns))


def _words(quote: Quote) -> tuple[str, ...]:
    return (
        " ".join(quote.modifiers),
        quote.basis,
        "\n".join(quote.citations),
        json.dumps(quote.readings, separators=(",", ":")),
    )
