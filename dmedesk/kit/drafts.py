"""What was typed into a form and not saved, as plain values, and the door that keeps it: a form
knows no database.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from dmedesk.kit.references import RecordRef


@dataclass(frozen=True, slots=True)
class Draft:
    """By field what was typed (``typed``), and what stood there before (``base``), as JSON knows
    it; ``kept_at`` is the moment (UTC).
    """

    typed: Mapping[str, Any]
    base: Mapping[str, Any]
    kept_at: datetime


class DraftDoor(Protocol):
    """Keeps one draft for each record and person; the first argument is what the database's door
    opens. A record still to be entered has the id 0.
    """

    def find(self, session: Any, *, ref: RecordRef, person: str) -> Draft | None:
        """What this person (empty: whoever is logged in) typed there last."""
        ...

    def keep(self, work: Any, *, ref: RecordRef, typed: Any, base: Any) -> None:
        """Keep this in place of what was kept before."""
        ...

    def drop(self, work: Any, *, ref: RecordRef) -> None:
        """Keep nothing any more."""
        ...


class _NoDrafts:
    """The door of a workplace that keeps none."""

    def find(self, _session: Any, *, ref: RecordRef, person: str) -> Draft | None:
        """Nothing was kept."""
        del ref, person
        return None

    def keep(self, _work: Any, *, ref: RecordRef, typed: Any, base: Any) -> None:
        """It is not kept."""

    def drop(self, _work: Any, *, ref: RecordRef) -> None:
        """There is nothing to drop."""


NO_DRAFTS: DraftDoor = _NoDrafts()
