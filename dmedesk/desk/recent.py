"""The records that were opened last in a shop, so that the search has them before any letter."""

from typing import Any

from dmedesk.kit.references import RecordRef
from dmedesk.kit.settings import Setting, Settings
from dmedesk.widgets.navigator import Navigator

RECENT: Setting[dict[str, Any]] = Setting(
    "search.recent", {}, "Records that were opened last, by shop"
)

_MOST, _MOST_SHOPS = 12, 12


class Recent:
    """Kinds and numbers of records of the shop at ``place``; nothing of what stands in them.

    With a ``navigator`` it hears of every record that is opened.
    """

    def __init__(self, settings: Settings, place: str, navigator: Navigator | None = None) -> None:
        self._settings = settings
        self._place = place
        if navigator is not None:
            navigator.record_wanted.connect(lambda ref, _apart: self.opened(ref))

    def refs(self) -> list[RecordRef]:
        """The records opened last, newest first."""
        kept = self._settings.value(RECENT).get(self._place, [])
        pairs = (one for one in kept if isinstance(one, list) and len(one) == 2)
        return [
            RecordRef(kind, row)
            for kind, row in pairs
            if isinstance(kind, str) and isinstance(row, int)
        ]

    def opened(self, ref: RecordRef) -> None:
        """This record was opened now; one that is still to be entered is none yet."""
        if ref.id <= 0:
            return
        others = [one for one in self.refs() if one != ref]
        before = self._settings.value(RECENT)
        kept = dict(before)
        kept.pop(self._place, None)
        kept[self._place] = [[one.kind, one.id] for one in (ref, *others)[:_MOST]]
        self._settings.remember(RECENT, dict(list(kept.items())[-_MOST_SHOPS:]))
