"""The month-end list beside the work: what is open of each step, and the way to it."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QPushButton

from dmedesk.kit.month_end import MonthEndStep, month_end
from dmedesk.kit.offers import ListLink, Offers, State, Tile
from dmedesk.widgets.page import Key, Page, Workplace
from dmedesk.widgets.parts import (
    button,
    column,
    empty,
    frame,
    label,
    padded,
    row,
    scrolled,
    set_part,
)
from dmedesk.widgets.related import SIGNS, tone_of
from dmedesk.widgets.tasks import Latest
from dmedesk.widgets.theme import GRID, MARGIN, px
from dmedesk.widgets.words import count_of, money

LOOK = "○ Look yourself"
ACROSS, LARGE = 3, 140
"""How many stand beside each other; from this size of type on, in percent, one."""
DONE = f"{SIGNS[State.READY]} Nothing open"


def read_tiles(session: Any, *, offers: Offers, on: date) -> tuple[Tile, ...]:
    """Today's tiles, which tell what is open."""
    return tuple(offers.tiles_on(session, on))


class StepFrame(QFrame):
    """One step: its number and title, whether it is open, what is open, and the way there."""

    def __init__(self, number: int, step: MonthEndStep, opened: Callable[[ListLink], object]):
        super().__init__()
        self.step, self._number, self._opened = step, number, opened
        self.setProperty("part", "panel")
        self.title, self.state = label(f"{number}. {step.title}", "section"), label()
        self.says = label(step.says, "soft")
        self.says.setWordWrap(True)
        self.go = button("Go there", self._go, part="flat", tip=f"Open the screen: {step.title}")
        self.go.setAccessibleName(f"Go there: {step.title}")
        self.links: list[QPushButton] = []
        self._found: tuple[Tile, ...] | None = None
        self._open = QGridLayout()
        self._open.setVerticalSpacing(0)
        words = column(self.title, self.says, self._open, gap=GRID)
        side = column(self.state, gap=GRID)
        side.addWidget(self.go, 0, Qt.AlignmentFlag.AlignRight)
        side.addStretch(1)
        line = row(words, side, gap=3 * GRID)
        line.setStretch(0, 1)
        for place in range(ACROSS if px(100) < LARGE else 1):
            self._open.setColumnStretch(place, 1)
        self.setLayout(padded(line))

    def show_open(self, tiles: tuple[Tile, ...]) -> None:
        """Say what keeps the step open; each of them is a link to its list."""
        found = self.step.open_among(tiles)
        if found == self._found:  # the keyboard stays where it is
            return
        self._found = found
        empty(self._open)
        self.links = [self._link(tile) for tile in found]
        across = ACROSS if px(100) < LARGE else 1
        for place, link in enumerate(self.links):
            self._open.addWidget(link, *divmod(place, across), Qt.AlignmentFlag.AlignLeft)
        state = self._state(found)
        self.state.setText(self._words(state, len(found)))
        set_part(self.state, tone_of(state).value)
        self.setAccessibleName(f"Step {self._number}, {self.step.title}: {self.state.text()}")

    def _state(self, found: tuple[Tile, ...]) -> State:
        if not self.step.is_counted:
            return State.CLOSED
        if not found:
            return State.READY
        is_stopped = any(tile.state is State.STOPPED for tile in found)
        return State.STOPPED if is_stopped else State.WAITING

    def _words(self, state: State, count: int) -> str:
        if state is State.CLOSED:
            return LOOK
        return DONE if state is State.READY else f"{SIGNS[state]} {count} open"

    def _link(self, tile: Tile) -> QPushButton:
        said = f"{tile.title}: {tile.count:,}" if tile.count else tile.title
        if tile.cents:
            said = f"{said} · {money(tile.cents)}"
        return button(said, partial(self._opened, tile.opens), part="link", tip=tile.about)

    def _go(self) -> None:
        self._opened(ListLink(self.step.screen))


class MonthEndPage(Page):
    """The month's end, step by step; what the records can tell of a step, they tell."""

    key = "month_end"
    area = "&Month"
    picture = "calendar-days"
    keys = (
        Key("Tab", "from what is open to the next"),
        Key("Enter", "open the list of what is open"),
    )

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self._reads = Latest(workplace.runner)
        opened = workplace.navigator.open_link
        self.steps = [
            StepFrame(number, step, opened) for number, step in enumerate(month_end(), start=1)
        ]
        self.said = label(part="soft")
        head = row(label("Month end", "heading"), self.said, None, gap=3 * GRID)
        page = column(head, self.findings, *self.steps, gap=2 * GRID)
        page.addStretch(1)
        self.setLayout(column(scrolled(frame("page", padded(page, MARGIN, 3 * GRID)))))
        self.setFocusProxy(self.steps[0].go)

    def refresh(self) -> None:
        """Read anew what is open."""
        workplace = self.workplace
        self._reads.query(
            partial(read_tiles, offers=workplace.offers, on=workplace.today),
            done=self._show,
            failed=self.fail,
        )

    def _show(self, tiles: tuple[Tile, ...]) -> None:
        self.findings.clear()
        for step in self.steps:
            step.show_open(tiles)
        counted = [step for step in self.steps if step.step.is_counted]
        waits = sum(bool(step.links) for step in counted)
        self.said.setText(
            f"{count_of(waits, 'step')} of {len(counted)} have something open"
            if waits
            else "Nothing is open: the month can be closed"
        )
