"""What an action changed, so that open screens and messages know what to refresh."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Change:
    """``count`` records of one kind (a table's name) were ``verb`` (``added``, ``changed`` …)."""

    kind: str
    verb: str
    count: int
