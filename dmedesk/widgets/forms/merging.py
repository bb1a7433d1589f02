"""Two desks on one record: what each typed, field by field, and where they differ.

Everything goes by raws: what stands in the fields.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Clash:
    """One field that both changed, differently."""

    key: str
    mine: Any
    theirs: Any


@dataclass(frozen=True, slots=True)
class Merged:
    """``mine`` are my changes to be kept on top of theirs; ``clashes`` are to be decided."""

    mine: Mapping[str, Any]
    clashes: tuple[Clash, ...]


def merge(*, base: Mapping[str, Any], mine: Mapping[str, Any], theirs: Mapping[str, Any]) -> Merged:
    """Lay my changes beside theirs. ``base`` is what both began with, ``mine`` only what differs.

    What only they changed is theirs, what only I changed stays mine; what both changed to the
    same is no clash. A clash keeps mine until it is decided.
    """
    kept = {key: raw for key, raw in mine.items() if raw != theirs.get(key)}
    clashes = tuple(
        Clash(key, raw, theirs.get(key))
        for key, raw in kept.items()
        if base.get(key) != theirs.get(key)
    )
    return Merged(kept, clashes)
