"""A list declared as data: its columns, quick filters, preview, and where its rows come from."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Generic, Protocol, TypeVar, runtime_checkable

from PySide6.QtWidgets import QWidget

from dmedesk.kit.lists import Ask, Filter, Grouping
from dmedesk.kit.references import RecordRef
from dmedesk.widgets.page import Key, Workplace
from dmedesk.widgets.theme import Tone

R = TypeVar("R")
R_co = TypeVar("R_co", covariant=True)


class FilterKind(StrEnum):
    """What may be typed into a column's filter."""

    TEXT = "text"
    CHOICE = "choice"
    DAY = "day"
    MONEY = "money"
    NUMBER = "number"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class ListColumn(Generic[R]):
    """One column. ``key`` is its name in the list's query and the row's field.

    ``width`` is in pixels at 100%; the one column that is ``wide`` takes the room that is left.
    Where there is too little room, the columns with a ``spare`` rank go, rank 1 first.
    ``figures`` are set to the right, a ``fixed`` column in type of one width (serials).
    ``options`` are a choice's stored values with their words. A column that is not ``shown`` at
    first waits in the column chooser. Money is added up in totals, a number is not: ``is_summed``
    says otherwise.
    """

    key: str
    title: str
    text: Callable[[R], str]
    filter: FilterKind = FilterKind.TEXT
    width: int = 96
    wide: bool = False
    spare: int = 0
    figures: bool = False
    fixed: bool = False
    tone: Callable[[R], Tone] | None = None
    tip: Callable[[R], str] | None = None
    options: tuple[tuple[object, str], ...] = ()
    shown: bool = True
    is_summed: bool | None = None


@dataclass(frozen=True, slots=True)
class Chip:
    """A quick filter: its key in the list's query, and its word."""

    key: str
    word: str


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of a preview: what it is called, what it is, and its colour where it is a state."""

    name: str
    text: str
    tone: Tone = Tone.INK


class ListSource(Protocol[R_co]):
    """Answers a list's questions with an open session; ``store.lists.ListQuery`` is one."""

    def ids(self, session: Any, ask: Ask, *, on: date) -> Sequence[int]:
        """The ids of all rows asked for, in the order asked."""
        ...

    def rows(self, session: Any, ids: Sequence[int], *, on: date) -> Sequence[R_co]:
        """The rows of these ids in that order."""
        ...

    def counts(self, session: Any, *, on: date) -> Mapping[str, int]:
        """How many rows each chip has, and in all under ``""``."""
        ...


@runtime_checkable
class Groupable(Protocol):
    """A list that can also be asked in groups, and for what columns come to."""

    def grouped(self, session: Any, ask: Ask, sums: Sequence[str], *, on: date) -> Grouping:
        """The ids as asked, with their groups and what these columns of each come to."""
        ...

    def totals(
        self, session: Any, ask: Ask, columns: Sequence[str], *, on: date
    ) -> Mapping[str, int]:
        """What these columns of all rows asked for come to."""
        ...


@runtime_checkable
class Searchable(Protocol):
    """A list in which rows can be looked for without filtering it."""

    def matching(self, session: Any, wanted: Sequence[Filter], *, on: date) -> Collection[int]:
        """The ids of all rows that any of these filters fits."""
        ...


class RowPanel(QWidget):
    """What a list's preview shows besides facts: a strip of months, a picture."""

    def show_row(self, row: Any) -> None:
        """Show what belongs to this row; it asks for itself, through the runner."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class ListSpec(Generic[R]):
    """A whole list. ``key`` names it for links and saved views, ``kind`` its records.

    ``title`` may bear a mnemonic for the left bar. ``one`` is the noun in the singular, for
    counts. ``name`` titles the preview of a row, ``facts`` are its lines, ``panel`` makes what it
    shows besides; ``ref`` is the record whose links and history stand below, where it is not the
    row itself. ``empty`` says what would stand here and the one thing to do next. ``new`` are
    the words of the button that enters a record; without them the list has none.
    """

    key: str
    title: str
    picture: str
    kind: str
    one: str
    query: ListSource[R]
    columns: tuple[ListColumn[R], ...]
    name: Callable[[R], str]
    facts: Callable[[R], Sequence[Fact]]
    empty: str
    chips: tuple[Chip, ...] = ()
    new: str = ""
    many: str = ""
    panel: Callable[[Workplace], RowPanel] | None = None
    keys: tuple[Key, ...] = ()
    ref: Callable[[R], RecordRef] | None = None

    def column(self, key: str) -> ListColumn[R]:
        """The column of this key."""
        return next(column for column in self.columns if column.key == key)
