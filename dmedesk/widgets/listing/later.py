"""A list's source that is read when it is first asked, by whoever asks: the database's worker.

So a page stands on the screen while its tables are still being mapped.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import Any, Generic, TypeVar

from dmedesk.kit.lists import Ask
from dmedesk.widgets.listing.spec import ListSource

R_co = TypeVar("R_co", covariant=True)


class Later(Generic[R_co]):
    """The source that ``load`` answers (``ListSource``)."""

    def __init__(self, load: Callable[[], ListSource[R_co]]) -> None:
        self._load = load

    @cached_property
    def _source(self) -> ListSource[R_co]:
        return self._load()

    def ids(self, session: Any, ask: Ask, *, on: date) -> Sequence[int]:
        """The ids of all rows asked for, in the order asked."""
        return self._source.ids(session, ask, on=on)

    def rows(self, session: Any, ids: Sequence[int], *, on: date) -> Sequence[R_co]:
        """The rows of these ids in that order."""
        return self._source.rows(session, ids, on=on)

    def counts(self, session: Any, *, on: date) -> Mapping[str, int]:
        """How many rows each chip has, and in all under ``""``."""
        return self._source.counts(session, on=on)
