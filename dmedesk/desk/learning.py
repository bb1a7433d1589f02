"""What the desk learns a while after it opened: what needs a hand, what its old tabs are called."""

from collections import Counter
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from dmedesk.desk.feeds import titles_of
from dmedesk.desk.window import DeskWindow
from dmedesk.kit.offers import State, Tile
from dmedesk.kit.references import RecordRef
from dmedesk.widgets.page import Workplace
from dmedesk.widgets.tasks import Latest

if TYPE_CHECKING:
    from dmedesk.store.search import Hit

_AFTER_OPENING, _AFTER_A_CHANGE = 2_500, 4_000
_NEEDS_A_HAND = frozenset({State.WAITING, State.STOPPED})


class Learning(QObject):
    """Reads the tiles of today's board for the left bar, then and after changes; titles once."""

    def __init__(self, workplace: Workplace, window: DeskWindow) -> None:
        super().__init__(window)
        self._workplace = workplace
        self._window = window
        self._reads = Latest(workplace.runner)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self.read)
        self._soon.start(_AFTER_OPENING)
        workplace.changed.connect(partial(self._soon.start, _AFTER_A_CHANGE))

    def read(self) -> None:
        """Count anew. What cannot be read is told on today's board, not here."""
        self._reads.query(
            partial(self._workplace.offers.tiles_on, on=self._workplace.today),
            done=self._show,
            failed=lambda _findings: None,
        )
        untitled = [(ref.kind, ref.id) for ref in self._window.tabs.untitled()]
        if untitled:
            self._workplace.runner.query(
                partial(titles_of, records=untitled),
                done=self._name,
                failed=lambda _findings: None,
            )

    def _name(self, hits: "Sequence[Hit]") -> None:
        for hit in hits:
            self._window.tabs.title(RecordRef(hit.kind, hit.record_id), hit.title)

    def _show(self, tiles: Sequence[Tile]) -> None:
        counted: Counter[str] = Counter()
        pane = self._window.pane
        for tile in tiles:
            if tile.state in _NEEDS_A_HAND and tile.opens.key in pane:
                counted[pane.area_of(tile.opens.key).title] += tile.count
        for area in self._window.areas:
            self._window.bar.count(area, counted[area.title])
