"""A record named across houses: its kind and its id, and nothing else of it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RecordRef:
    """``kind`` is the noun in the singular (``member``, ``asset``, ``rental``), ``id`` its row."""

    kind: str
    id: int
