"""A short list of things to tick by Space, each with a few words beside it, and one for all."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLabel, QWidget

from dmedesk.widgets.parts import button, column, empty, label, row, set_part
from dmedesk.widgets.theme import GRID


@dataclass(frozen=True, slots=True)
class Tick:
    """One thing: its ``key``, its words, and what stands softly beside it."""

    key: Hashable
    words: str
    about: str = ""


class TickList(QWidget):
    """Things to tick. ``changed`` is told when the user ticked or unticked any."""

    changed = Signal()

    def __init__(self, title: str, *, columns: int = 1) -> None:
        super().__init__()
        self._title, self._columns = title, columns
        self.boxes: dict[Hashable, QCheckBox] = {}
        self._beside: dict[Hashable, QLabel] = {}
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(3 * GRID)
        self._grid.setVerticalSpacing(GRID)
        self._stretch()
        self.all = button("All", self.tick_all, part="link", tip=f"{title}: tick all")
        self.all.setAccessibleName(f"{title}: all")
        self.setLayout(column(row(label(title, "section"), self.all, None), self._grid, gap=GRID))

    def show_ticks(self, ticks: Sequence[Tick]) -> None:
        """Show these, none of them ticked."""
        empty(self._grid)
        self.boxes.clear()
        self._beside.clear()
        for tick in ticks:
            box, beside = QCheckBox(tick.words.replace("&", "&&")), label(tick.about, "soft")
            beside.setWordWrap(True)
            box.setAccessibleName(f"{self._title}: {tick.words}")
            box.setAccessibleDescription(tick.about)
            box.clicked.connect(lambda _ticked: self.changed.emit())
            self.boxes[tick.key], self._beside[tick.key] = box, beside
        self._lay_out()
        self.setVisible(bool(ticks))

    def set_columns(self, columns: int) -> None:
        """Stand in so many columns from now on; what is ticked stays."""
        if columns != self._columns:
            for at in range(self._columns):
                self._grid.setColumnStretch(2 * at + 1, 0)
            self._columns = columns
            self._stretch()
            self._lay_out()

    def _stretch(self) -> None:
        for at in range(self._columns):
            self._grid.setColumnStretch(2 * at + 1, 1)

    def _lay_out(self) -> None:
        # A widget that is added once more leaves the place that it had.
        for place, (key, box) in enumerate(self.boxes.items()):
            line, at = divmod(place, self._columns)
            self._grid.addWidget(box, line, 2 * at)
            self._grid.addWidget(self._beside[key], line, 2 * at + 1)

    def ticked(self) -> list[Hashable]:
        """The keys of what is ticked, in their order."""
        return [key for key, box in self.boxes.items() if box.isChecked()]

    @property
    def stops(self) -> list[QWidget]:
        """Where Tab stops, in order."""
        return [self.all, *self.boxes.values()]

    def tick(self, key: Hashable) -> None:
        """Tick one, as if the user did."""
        self.boxes[key].setChecked(True)
        self.changed.emit()

    def tick_all(self) -> None:
        """Tick all; where all are ticked, none."""
        wanted = not all(box.isChecked() for box in self.boxes.values())
        for box in self.boxes.values():
            box.setChecked(wanted)
        self.changed.emit()

    def say_beside(self, key: Hashable, words: str, part: str = "soft") -> None:
        """Let other words stand beside one of them."""
        self._beside[key].setText(words)
        set_part(self._beside[key], part)
        self.boxes[key].setAccessibleDescription(words)
