"""A record named across houses: its kind and its id, and nothing else of it."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class RecordRef:
    """``kind`` is the noun in the singular (``member``, ``asset``, ``rental``), ``id`` its row."""

    kind: str
    id: int


@dataclass(frozen=True, slots=True)
class Posted:
    """A month that stands billed: its first day, whose it is (a rental's number), and that."""

    from_on: date
    name: str
    opens: RecordRef
