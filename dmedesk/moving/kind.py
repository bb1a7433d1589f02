"""One kind of record that moves in and out: its file, how it is read, how it is taken."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from dmedesk.kit.records import RecordFile
from dmedesk.kit.stored import StoredRow, Values
from dmedesk.store.unit_of_work import UnitOfWork


class Taker(Protocol):
    """The action that enters and changes the records of one kind."""

    def __call__(
        self, work: UnitOfWork, *, added: Sequence[Values], changed: Mapping[int, Values]
    ) -> None:
        """Enter the new records, and change the known ones by their ids."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of record: its file, how the shop's own are read, and how new ones are taken.

    Without a ``take`` of its own a kind is taken with its neighbours, for what was posted is one
    whole, or with the bytes that lie beside its file.
    """

    file: RecordFile
    stored: Callable[..., list[StoredRow]]
    take: Taker | None = None
