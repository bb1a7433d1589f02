"""The bar where two desks changed one field: mine beside theirs, one key for each."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QFrame, QGridLayout, QPushButton

from dmedesk.widgets.forms.entry import Entry
from dmedesk.widgets.forms.merging import Clash
from dmedesk.widgets.parts import button, column, label, padded
from dmedesk.widgets.theme import GRID

_GAP = 4 * GRID


class ConflictBar(QFrame):
    """Shows the clashes until each is decided; mine stands in the form meanwhile."""

    def __init__(self, take: Callable[[Clash], object]) -> None:
        super().__init__()
        self.setProperty("part", "question")
        self._take = take
        self._left: list[Clash] = []
        self.buttons: dict[str, tuple[QPushButton, QPushButton]] = {}
        self._whole = column(gap=2 * GRID)
        self.setLayout(padded(self._whole, _GAP, 3 * GRID))
        self._grid: QFrame | None = None
        self.hide()

    def show_clashes(self, clashes: Sequence[Clash], entries: dict[str, Entry]) -> None:
        """Show these; none hides the bar."""
        self._left = list(clashes)
        self.buttons.clear()
        if self._grid is not None:
            self._whole.removeWidget(self._grid)
            self._grid.hide()
            self._grid.deleteLater()
        self._grid = QFrame()
        grid = QGridLayout(self._grid)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(_GAP)
        grid.setColumnStretch(5, 1)
        for place, clash in enumerate(clashes):
            self._add(grid, place, clash, entries[clash.key])
        title = "Another desk changed the same. Keep yours, or take theirs; then save again."
        heading = label(title, "section")
        grid.addWidget(heading, 0, 0, 1, 6)
        self._whole.addWidget(self._grid)
        self.setVisible(bool(clashes))

    def _add(self, grid: QGridLayout, place: int, clash: Clash, entry: Entry) -> None:
        name, mine, theirs = entry.field.name, entry.words(clash.mine), entry.words(clash.theirs)
        keep = button("Keep mine", lambda: self._decide(clash), tip=f"{name}: keep {mine}")
        take = button("Take theirs", lambda: self._give_way(clash), tip=f"{name}: take {theirs}")
        keep.setAccessibleName(f"{name}: keep mine, {mine}")
        take.setAccessibleName(f"{name}: take theirs, {theirs}")
        self.buttons[clash.key] = (keep, take)
        pieces = (label(name, "soft"), label(f"Mine: {mine}"), keep, label(f"Theirs: {theirs}"))
        for at, piece in enumerate((*pieces, take)):
            grid.addWidget(piece, place + 1, at)

    def _give_way(self, clash: Clash) -> None:
        self._take(clash)
        self._decide(clash)

    def _decide(self, clash: Clash) -> None:
        """This one is decided: its line goes, and with the last one the bar."""
        for one in self.buttons.pop(clash.key, ()):
            one.setEnabled(False)
        self._left = [one for one in self._left if one.key != clash.key]
        if not self._left:
            self.hide()
