"""What the desk remembers of one shop until the next start: the records that were open."""

from collections.abc import Sequence
from typing import Any

from dmedesk.kit.references import RecordRef
from dmedesk.kit.settings import Setting, Settings

TABS: Setting[dict[str, Any]] = Setting("desk.tabs", {}, "Records that were open, by shop")

_MOST_SHOPS = 12


class Remembered:
    """The open records of the shop at ``place``, kept at once whenever they change."""

    def __init__(self, settings: Settings, place: str) -> None:
        self._settings = settings
        self._place = place

    def tabs(self) -> list[RecordRef]:
        """The records that were open the last time, in their order."""
        kept = self._settings.value(TABS).get(self._place, [])
        return [
            RecordRef(kind, row)
            for kind, row in (one for one in kept if isinstance(one, list) and len(one) == 2)
            if isinstance(kind, str) and isinstance(row, int)
        ]

    def keep_tabs(self, refs: Sequence[RecordRef]) -> None:
        """These are open now."""
        before = self._settings.value(TABS)
        kept = dict(before)
        kept.pop(self._place, None)
        kept[self._place] = [[ref.kind, ref.id] for ref in refs]
        latest = dict(list(kept.items())[-_MOST_SHOPS:])
        self._settings.remember(TABS, latest)
