"""The left bar: one button an area, with how many things there need a hand."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QShortcutEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QPushButton

from dmedesk.desk.areas import Area
from dmedesk.widgets.parts import button, column, label, padded, set_part
from dmedesk.widgets.theme import BAR_WIDTH, GRID, NARROW_BAR_WIDTH, px


class LeftBar(QFrame):
    """The areas from the top, Ctrl+1 for the first. Narrow, it shows their icons alone."""

    chosen = Signal(object)
    help_wanted = Signal()

    def __init__(self, areas: Sequence[Area], name: str) -> None:
        super().__init__()
        self.setProperty("part", "bar")
        self._areas = tuple(areas)
        self._group = QButtonGroup(self)
        self.buttons = [self._button(place, area) for place, area in enumerate(self._areas)]
        self._counts = dict.fromkeys(self._areas, 0)
        self._is_narrow, self._is_lettered = False, True
        self._name = label(name, "name")
        self._name.setWordWrap(True)
        self.help = button(
            "Guide, &keys", self.help_wanted.emit, part="area", picture="info", tip="The guide (F1)"
        )
        places = column(*self.buttons, gap=GRID // 2)
        self.setLayout(padded(column(self._name, places, None, self.help, gap=3 * GRID)))
        self.set_narrow(narrow=False)

    def _button(self, place: int, area: Area) -> QPushButton:
        made = button(
            area.title,
            partial(self.chosen.emit, area),
            keys=f"Ctrl+{(place + 1) % 10}" if place < 10 else "",
            picture=area.picture,
            part="area",
        )
        made.setCheckable(True)
        made.installEventFilter(self)
        self._group.addButton(made)
        return made

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """A letter goes there at once. Qt would show the press first and go a tenth of a second
        later, when one may have gone on already.
        """
        is_letter = isinstance(event, QShortcutEvent) and not event.isAmbiguous()
        if is_letter and isinstance(watched, QPushButton):
            watched.click()
            return True
        return super().eventFilter(watched, event)

    def mark(self, area: Area) -> None:
        """Show that one is in this area."""
        self.buttons[self._areas.index(area)].setChecked(True)

    def set_narrow(self, *, narrow: bool) -> None:
        """Icons alone (the words stay as tips and for whoever hears them), or icons with words."""
        self._is_narrow = narrow
        self.setFixedWidth(NARROW_BAR_WIDTH if narrow else px(BAR_WIDTH))
        across = GRID if narrow else 2 * GRID
        layout = self.layout()
        if layout is not None:
            layout.setContentsMargins(across, 3 * GRID, across, 3 * GRID)
        self._name.setVisible(not narrow)
        for made in (*self.buttons, self.help):
            made.setProperty("alone", narrow)
            set_part(made, "area")
        self._word_all()

    def set_lettered(self, *, lettered: bool) -> None:
        """Whether Alt and a letter go to an area. While a record is shown the letters are its
        fields', and the areas are reached by Ctrl and a figure.
        """
        if lettered != self._is_lettered:
            self._is_lettered = lettered
            self._word_all()

    def _word_all(self) -> None:
        for area, made in zip(self._areas, self.buttons, strict=True):
            self._word(made, area.title, self._counts[area])
        self._word(self.help, "Guide, &keys", 0)

    def count(self, area: Area, number: int) -> None:
        """Say how many things of the area need a hand; 0 says nothing."""
        self._counts[area] = number
        self._word(self.buttons[self._areas.index(area)], area.title, number)

    def _word(self, made: QPushButton, title: str, number: int) -> None:
        # A button's mnemonic goes with its text, so a narrow bar is walked by Ctrl and a figure.
        plain = title.replace("&", "")
        worded = title if self._is_lettered else plain
        counted = f"{worded}  {number:,}" if number else worded
        made.setText("" if self._is_narrow else counted)
        made.setAccessibleName(f"{plain}, {number:,} need a hand" if number else plain)
