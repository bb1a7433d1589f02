"""What a list hands over to be kept or put on paper, as plain values, and the door to both.

A page's box of tools knows no database and no paper.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol


@dataclass(frozen=True, slots=True)
class SavedView:
    """How somebody wants to see a list; the one without a name is how they saw it last."""

    name: str
    content: str


@dataclass(frozen=True, slots=True)
class ListingColumn:
    """A column on paper: ``width`` is its share; ``figures`` are set to the right."""

    title: str
    width: int
    figures: bool = False


@dataclass(frozen=True, slots=True)
class Listing:
    """A list as it is shown, for paper: ``about`` says what was asked, and when.

    ``strong`` are the places of lines that are no rows: headings of groups, totals. Their words
    run on over what is empty beside them.
    """

    title: str
    about: str
    columns: Sequence[ListingColumn]
    rows: Sequence[Sequence[str]]
    strong: frozenset[int] = frozenset()


class ListDoor(Protocol):
    """Keeps the views of lists, and draws listings; ``owner`` is whose views they are.

    The first argument is what the database's door opens.
    """

    def views(self, session: Any, *, list_key: str, owner: str) -> Sequence[SavedView]:
        """The views of a list, by name."""
        ...

    def keep(self, work: Any, *, list_key: str, owner: str, view: SavedView) -> None:
        """Keep a view; one of the same name is replaced."""
        ...

    def remove(self, work: Any, *, list_key: str, owner: str, name: str) -> None:
        """Forget a view."""
        ...

    def paper(self, listing: Listing) -> bytes:
        """The listing as PDF, on US Letter."""
        ...


class _NoLists:
    """The door of a workplace that has none."""

    def views(self, _session: Any, *, list_key: str, owner: str) -> Sequence[SavedView]:
        del list_key, owner
        return ()

    def keep(self, _work: Any, *, list_key: str, owner: str, view: SavedView) -> None:
        del list_key, owner, view

    def remove(self, _work: Any, *, list_key: str, owner: str, name: str) -> None:
        del list_key, owner, name

    def paper(self, listing: Listing) -> bytes:
        raise LookupError(f"nothing draws {listing.title}")


NO_LISTS: ListDoor = _NoLists()
