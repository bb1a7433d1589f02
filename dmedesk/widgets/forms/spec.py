"""What a house declares of a record, so that its page can be made: read, fields, save."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from dmedesk.kit.offers import State
from dmedesk.kit.references import RecordRef
from dmedesk.widgets.forms.fields import Check, Piece, Totals


@dataclass(frozen=True, slots=True)
class RecordRead:
    """One record as it is stored: its title, its values by the form's keys, its row version.

    A record's field gets a ``Picked``, a list of rows their mappings. ``state`` and its ``word``
    stand beside the title, ``about`` softly below it.
    """

    title: str
    values: Mapping[str, Any]
    version: int
    about: str = ""
    state: State | None = None
    word: str = ""


class Save(Protocol):
    """The house's action. Answers the record's id. Raises ``Refused``, its findings by field."""

    def __call__(
        self, work: Any, *, row_id: int | None, version: int, values: Mapping[str, Any]
    ) -> int:
        """Save. ``row_id`` is None for a new record, whose ``values`` are all; of a stored one
        they are those that were changed, and ``version`` is the one that was read.
        """
        ...


def saving(enter: Callable[..., int], change: Callable[..., object], *, named: str) -> Save:
    """Saves with two actions of a house: ``enter`` a new record, ``change`` a stored one, whose id
    its action calls ``named``.
    """

    def save(work: Any, *, row_id: int | None, version: int, values: Mapping[str, Any]) -> int:
        if row_id is None:
            return enter(work, values=values)
        change(work, **{named: row_id}, version=version, values=values)
        return row_id

    return save


@dataclass(frozen=True, slots=True)
class Document:
    """A paper that Ctrl+P offers: its title, and how it is made, on the worker.

    ``kind`` is one of ``kit.printers.PAPERS``, whose printer this computer remembers; ``number``
    its own number, by which its prints are counted (empty for one that is not stored).
    """

    title: str
    kind: str
    number: str
    content: Callable[[Any], bytes]


class Documents(Protocol):
    """The papers of a stored record, in the order to offer."""

    def __call__(self, session: Any, /, *, ref: RecordRef) -> Sequence[Document]:
        """Ask with an open session; what a paper looks like is asked only where it is shown."""
        ...


@dataclass(frozen=True, slots=True)
class RecordSpec:
    """A record's page, declared.

    ``noun`` names the record in a sentence (``member``), ``action`` is the name of saving in the
    audit trail (past tense). ``fresh`` answers what a new one begins with, for the reference that
    it is entered from or None. ``checks`` find what is wrong between fields, ``totals`` say what
    follows from them. ``documents`` answer the papers of a stored record, in the order to offer.
    ``not_copied`` are the keys that a copy of a record leaves empty (numbers that name it).
    """

    kind: str
    noun: str
    pieces: tuple[Piece, ...]
    read: Callable[[Any, int], RecordRead | None]
    save: Save
    action: str
    fresh: Callable[[Any], Mapping[str, Any]] | None = None
    checks: Check | None = None
    totals: Totals | None = None
    documents: Documents | None = None
    not_copied: frozenset[str] = field(default_factory=frozenset)
