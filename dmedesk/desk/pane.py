"""The middle of the desk while no record is open: one page of one area."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QPushButton,
    QSizePolicy,
    QSpacerItem,
    QStackedWidget,
    QWidget,
)

from dmedesk.desk.areas import Area
from dmedesk.widgets.page import Page
from dmedesk.widgets.parts import button, column, frame, padded, row
from dmedesk.widgets.theme import GRID, MARGIN

_MOST_IN_A_LINE = 13


class AreaPane(QWidget):
    """Shows one page of one area; the area's other pages stand as words above it."""

    shown = Signal(str)
    wanted = Signal(str)
    """A word above the page was clicked."""

    def __init__(self, areas: Sequence[Area]) -> None:
        super().__init__()
        self._areas = {kind.key: area for area in areas for kind in area.pages}
        self._kinds = {kind.key: kind for area in areas for kind in area.pages}
        self._last = {area.title: area.pages[0].key for area in areas}
        self._made: dict[str, Page] = {}
        self.key = ""
        self._tabs: dict[str, QPushButton] = {}
        self._stack = QStackedWidget()
        self._heads = {area.title: self._head(area) for area in areas if len(area.tabs) > 1}
        layout = column(*self._heads.values(), self._stack, gap=0)
        layout.setStretch(layout.count() - 1, 1)
        self.setLayout(layout)

    def _head(self, area: Area) -> QWidget:
        group = QButtonGroup(self)
        # More words than a line holds in large type stand in two, half of them in each.
        half = len(area.tabs) if len(area.tabs) <= _MOST_IN_A_LINE else -(-len(area.tabs) // 2)
        lines = [row(gap=GRID) for _ in range(0, len(area.tabs), half)]
        for place, kind in enumerate(area.tabs):
            words = lines[place // half]
            tab = button(
                kind.title,
                partial(self.wanted.emit, kind.key),
                part="tab",
                tip=f"{kind.title} (Alt+{(place + 1) % 10})" if place < 10 else kind.title,
            )
            tab.setCheckable(True)
            group.addButton(tab)
            words.addWidget(tab)
            # In large type the words stand closer rather than make the window wider.
            words.addSpacerItem(QSpacerItem(3 * GRID, 0, QSizePolicy.Policy.Maximum))
            self._tabs[kind.key] = tab
        for words in lines:
            words.addStretch(1)
        head = frame("pagetabs", padded(column(*lines, gap=0), MARGIN, GRID))
        head.hide()
        return head

    def __contains__(self, key: str) -> bool:
        """Whether there is such a page."""
        return key in self._kinds

    def page(self, key: str) -> Page:
        """The page of this key, made now if it has not been."""
        if key not in self._made:
            self._made[key] = page = self._kinds[key].make()
            self._stack.addWidget(page)
        return self._made[key]

    @property
    def pages(self) -> tuple[Page, ...]:
        """Every page made so far."""
        return tuple(self._made.values())

    def area_of(self, key: str) -> Area:
        """The area that a page belongs to."""
        return self._areas[key]

    def last_of(self, area: Area) -> str:
        """The page of the area that was shown last."""
        return self._last[area.title]

    def show_page(self, key: str) -> None:
        """Show the page of this key."""
        page, area = self.page(key), self._areas[key]
        self.key = self._last[area.title] = key
        for title, head in self._heads.items():
            head.setVisible(title == area.title)
        if key in self._tabs:
            self._tabs[key].setChecked(True)
        self._stack.setCurrentWidget(page)
        self.shown.emit(key)

    def begin_day(self) -> None:
        """Make the pages anew that were made for the day before."""
        for key, page in tuple(self._made.items()):
            if page.is_dated:
                del self._made[key]
                self._stack.removeWidget(page)
                page.deleteLater()
        if self.key not in self._made:
            self.show_page(self.key)

    def neighbour(self, place: int) -> str:
        """The key of the word at this place (0 for the first) of the area shown; else empty."""
        tabs = self._areas[self.key].tabs
        return tabs[place].key if place < len(tabs) else ""
