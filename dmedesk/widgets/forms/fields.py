"""What a form is made of, declared as plain values: fields in sections, lists that belong to it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, StrEnum
from typing import Any, TypeAlias

from dmedesk.kit.findings import Finding

Read: TypeAlias = Callable[[str], object]
"""What a house reads a text field's typing with: its value, or ``Unreadable``."""

Check: TypeAlias = Callable[[Mapping[str, Any]], Sequence[Finding]]
"""What a house finds in a form's values together; each finding names its ``field``."""

Totals: TypeAlias = Callable[[Mapping[str, Any]], Sequence[tuple[str, str]]]
"""Words and figures that follow from what is typed; a value that cannot be read is None."""


class Kind(StrEnum):
    """What stands in a field, and so how it is typed. An empty field's value is None."""

    TEXT = "text"
    LONG_TEXT = "long text"
    DAY = "day"
    MONEY = "money"
    NUMBER = "number"
    CHOICE = "choice"
    YES_NO = "yes or no"
    RECORD = "record"
    PHONE = "phone"


@dataclass(frozen=True, slots=True)
class Picked:
    """A record as a picker names it: ``title`` in the field, ``about`` beside it in the list."""

    id: int
    title: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class Picker:
    """How a record of one kind is found: on the worker, by a part of its name or number.

    ``find`` gets an open session and what is typed (empty: what is likeliest) and answers some
    twenty. ``named`` answers one record by its id. ``noun`` names the kind in a sentence
    (``practitioner``); ``may_add`` offers "New …" in the list.
    """

    kind: str
    noun: str
    find: Callable[[Any, str], Sequence[Picked]]
    named: Callable[[Any, int], Picked | None]
    may_add: bool = True


@dataclass(frozen=True, slots=True)
class FormField:
    """One field. ``label`` has its mnemonic (``&Last name``); ``key`` names its value.

    Values are plain: text, date, integer cents, int, the stored text of a choice, bool, the id of
    a record (which is shown by giving a ``Picked``); None where the field is empty. ``reads``
    replaces how a text is read. ``options`` are stored text and word of a choice, ``empty`` the
    word for none of them. ``least`` and
    ``most`` bound a number; money below nothing is refused unless ``least`` is below nothing.
    ``width`` in pixels at 100% (0: what the kind needs), ``wide`` takes the section's whole width.
    """

    key: str
    label: str
    kind: Kind = Kind.TEXT
    required: bool = False
    help: str = ""
    width: int = 0
    wide: bool = False
    read_only: bool = False
    options: tuple[tuple[str, str], ...] = ()
    empty: str = "–"
    picker: Picker | None = None
    reads: Read | None = None
    least: int | None = None
    most: int | None = None

    @property
    def name(self) -> str:
        """The label without its mnemonic."""
        return self.label.replace("&", "")


@dataclass(frozen=True, slots=True)
class Section:
    """Fields under a title (empty: none), in columns, row by row in the order that Tab takes.

    In large type they stand in ``large_columns``: in one, unless all of them are short.
    """

    title: str
    fields: tuple[FormField, ...]
    columns: int = 2
    large_columns: int = 1


@dataclass(frozen=True, slots=True)
class SubTable:
    """A small table inside a form: records that belong to this one, edited as a spreadsheet is.

    Its value is a list of mappings by the fields' keys, each with its stored ``id`` and
    ``row_version`` (None for a new row). ``fresh`` are the values that a new row begins with.
    """

    key: str
    title: str
    fields: tuple[FormField, ...]
    noun: str = "row"
    fresh: Mapping[str, Any] | None = None
    read_only: bool = False


Piece: TypeAlias = Section | SubTable


def fields_of(pieces: Sequence[Piece]) -> Iterator[FormField]:
    """The fields of every section, in order."""
    for piece in pieces:
        if isinstance(piece, Section):
            yield from piece.fields


def options_of(words: Mapping[Any, str]) -> tuple[tuple[str, str], ...]:
    """The options of a choice from an enum's members (or texts) and their words on screen."""
    return tuple(
        (str(one.value if isinstance(one, Enum) else one), word) for one, word in words.items()
    )
