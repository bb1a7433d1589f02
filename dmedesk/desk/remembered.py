"""What the desk remembers of one shop until the next start: open records, and where one was."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from dmedesk.kit.references import RecordRef
from dmedesk.kit.settings import Setting, Settings

TABS: Setting[dict[str, Any]] = Setting("desk.tabs", {}, "Records that were open, by shop")
PAGES: Setting[dict[str, Any]] = Setting("desk.page", {}, "Page that was shown last, by shop")

_MOST_SHOPS = 12


class Remembered:
    """The shop at ``place`` as it was left, kept at once whenever that changes.

    A day begins with the first page; within the ``today`` that it was left on, one goes on where
    one was.
    """

    def __init__(self, settings: Settings, place: str, *, today: date) -> None:
        self._settings = settings
        self._place = place
        self._today = today.isoformat()

    def begin_day(self, day: date) -> None:
        """It is another day."""
        self._today = day.isoformat()

    def page(self) -> str:
        """The key of the page that was shown last today; empty where none was."""
        kept = self._settings.value(PAGES).get(self._place)
        if isinstance(kept, list) and len(kept) == 2 and kept[1] == self._today:
            return str(kept[0])
        return ""

    def keep_page(self, key: str) -> None:
        """This page is shown now."""
        self._keep(PAGES, [key, self._today])

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
        self._keep(TABS, [[ref.kind, ref.id] for ref in refs])

    def _keep(self, setting: Setting[dict[str, Any]], what: object) -> None:
        before = self._settings.value(setting)
        kept = {place: one for place, one in before.items() if place != self._place}
        latest = dict(list({**kept, self._place: what}.items())[-_MOST_SHOPS:])
        self._settings.remember(setting, latest)
