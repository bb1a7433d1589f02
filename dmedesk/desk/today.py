"""Today's board: what needs a hand now, and three pictures of how the shop stands."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from dmedesk.assets.queries.fleet import fleet_by_state
from dmedesk.assets.rules import AssetState
from dmedesk.billing.offers import HELD, month_link
from dmedesk.billing.queries.board import MonthBilled, has_standing_run, months_billed
from dmedesk.kit.calendar import WEEKDAY_NAMES, first_of_month, month_in_words, months_after
from dmedesk.kit.lists import Ask, Filter, Match
from dmedesk.kit.offers import ListLink, Offers, Tile
from dmedesk.kit.references import RecordRef
from dmedesk.widgets.charts import Bars, Columns, Figure, Parts, Sparkline
from dmedesk.widgets.page import Key, Page, Workplace
from dmedesk.widgets.parts import button, column, label, padded, row
from dmedesk.widgets.picture import Picture
from dmedesk.widgets.tasks import Latest
from dmedesk.widgets.theme import GRID, MARGIN, Tone, px
from dmedesk.widgets.tiles import Board
from dmedesk.widgets.words import count_of, money

MONTHS_SHOWN = 12
PICTURE_HEIGHT = 272

_FLEET = {
    AssetState.ON_RENT: ("→", "On rent", Tone.OUT),
    AssetState.LOANED: ("→", "Lent", Tone.ACCENT),
    AssetState.READY: ("✓", "Ready", Tone.READY),
    AssetState.CLEANING: ("‖", "Cleaning", Tone.WAITING),
    AssetState.REPAIR: ("‖", "In repair", Tone.WAITING),
    AssetState.QUARANTINED: ("‖", "Quarantined", Tone.WAITING),
    AssetState.RECALLED: ("✕", "Recalled", Tone.STOPPED),
    AssetState.LOST: ("✕", "Lost", Tone.STOPPED),
    AssetState.SOLD: ("–", "Sold", Tone.CLOSED),
    AssetState.RETIRED: ("–", "Retired", Tone.CLOSED),
}


@dataclass(frozen=True, slots=True)
class Today:
    """Everything that the board shows, as it was read."""

    tiles: tuple[Tile, ...]
    billed: tuple[MonthBilled, ...]
    fleet: Mapping[AssetState, int]
    is_posted: bool


def read_today(session: Any, *, offers: Offers, on: date) -> Today:
    """Read the board in one transaction."""
    this_on = first_of_month(on)
    first_on = months_after(this_on, 1 - MONTHS_SHOWN)
    return Today(
        tiles=tuple(offers.tiles_on(session, on)),
        billed=tuple(months_billed(session, first_on=first_on, last_on=this_on)),
        fleet=fleet_by_state(session),
        is_posted=has_standing_run(session, month_on=this_on),
    )


class TodayPage(Page):
    """The desk's first page."""

    key = "today"
    area = "&Today"
    picture = "layout-dashboard"
    keys = (
        Key("Enter", "open the list of a tile; arrow keys go from tile to tile"),
        Key("T", "in a picture: its figures as a table, and back"),
    )

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self._reads = Latest(workplace.runner)
        self.board = Board("What needs a hand")
        self.nothing, self.next = label(part="ready"), label(part="soft")
        self.month = label(part="soft")
        self.trend = Sparkline("Invoices a month, over the year")
        self.billed = Picture(
            "Billed",
            Columns("Months billed over the last year"),
            ("Month", "Billed"),
            empty="Nothing was billed yet. Post the first month, and it stands here.",
        )
        self.fleet = Picture(
            "Fleet",
            Parts("Units by their state"),
            ("State", "Units"),
            empty="No units yet. Import them, or enter the first one under Units.",
        )
        self.held = Picture(
            "Held",
            Bars("Money held, by reason"),
            ("Reason", "Money"),
            empty="Nothing is held: every line of this month is ready or billed.",
        )
        self.you = button("You", self._open_you, part="link", tip="Your own page: what you did")
        workplace.person_changed.connect(self._name_you)
        self._lay_out()
        self._name_you()
        for source in (self.board, self.billed, self.fleet, self.held):
            source.opened.connect(workplace.navigator.open_link)

    def _lay_out(self) -> None:
        on = self.workplace.today
        day = label(f"{WEEKDAY_NAMES[on.weekday()]}, {on.isoformat()}", "soft")
        head = row(
            label("Today", "heading"), day, self.you, None, self.trend, self.month, gap=3 * GRID
        )
        pictures = row(self.billed, self.fleet, self.held, gap=3 * GRID)
        for place, share in enumerate((5, 4, 4)):
            pictures.setStretch(place, share)
        for picture in (self.billed, self.fleet, self.held):
            picture.setMaximumHeight(px(PICTURE_HEIGHT))
        inner = QWidget()
        inner.setProperty("part", "page")
        page = column(head, self.findings, self.nothing, self.next, self.board, gap=3 * GRID)
        page.addLayout(pictures, 1)
        page.addStretch(0)
        inner.setLayout(padded(page, MARGIN, 3 * GRID))
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inner)
        self.setLayout(column(scroll))
        self.setFocusProxy(self.board)

    def _name_you(self) -> None:
        person = self.workplace.person
        self.you.setVisible(person is not None)
        if person is not None:
            self.you.setText(person.name.replace("&", "&&"))
            self.you.setAccessibleName(f"{person.name}: your own page")

    def _open_you(self) -> None:
        if self.workplace.person is not None:
            self.workplace.navigator.open_record(RecordRef("staff", self.workplace.person.id))

    def refresh(self) -> None:
        """Read the board anew."""
        workplace = self.workplace
        self._reads.query(
            partial(read_today, offers=workplace.offers, on=workplace.today),
            done=self._show,
            failed=self.fail,
        )

    def _show(self, read: Today) -> None:
        self.findings.clear()
        self.board.show_tiles(read.tiles)
        self.board.setVisible(bool(read.tiles))
        self._say_nothing(read)
        self.month.setText(_month_status(read))
        self.trend.show_values([month.invoices for month in read.billed])
        billed = [month for month in read.billed if month.cents]
        total = sum(month.cents for month in billed)
        self.billed.show_figures(
            _billed_figures(read.billed) if billed else (), f"{money(total)} in twelve months"
        )
        units = sum(read.fleet.values())
        self.fleet.show_figures(
            _fleet_figures(read.fleet), count_of(units, "unit") if units else ""
        )
        held = held_figures(read.tiles)
        waits = sum(figure.value for figure in held)
        self.held.show_figures(held, f"{money(waits)} waits" if held else "")

    def _say_nothing(self, read: Today) -> None:
        """An empty board says so, and what comes next."""
        is_empty = not read.tiles
        self.nothing.setVisible(is_empty)
        self.next.setVisible(is_empty)
        following = months_after(first_of_month(self.workplace.today), 1)
        self.nothing.setText("✓ Nothing needs a hand")
        self.next.setText(
            f"Next: the run of {month_in_words(following)}, which can be previewed under Month now "
            f"and posted from {following.isoformat()}."
        )


def _month_status(read: Today) -> str:
    month = read.billed[-1]
    named = month_in_words(month.month_on)
    if not read.is_posted:
        return f"{named}: not yet posted"
    partly = any(tile.key == f"to_post_{month.month_on:%Y_%m}" for tile in read.tiles)
    invoices = count_of(month.invoices, "invoice")
    posted = "partly posted" if partly else "posted"
    return f"{named}: {posted}, {invoices}, {money(month.cents)}"


def _billed_figures(months: Sequence[MonthBilled]) -> tuple[Figure, ...]:
    return tuple(
        Figure(
            name=month_in_words(month.month_on)[:3],
            value=month.cents,
            words=f"{month.cents // 100:,}" if month.cents % 100 == 0 else money(month.cents),
            about=(
                f"{month_in_words(month.month_on)}: {count_of(month.invoices, 'invoice')}, "
                f"{money(month.cents)}"
            ),
            opens=month_link(month.month_on),
        )
        for month in months
    )


def _fleet_figures(fleet: Mapping[AssetState, int]) -> tuple[Figure, ...]:
    return tuple(
        Figure(
            name=word,
            value=fleet[state],
            words=f"{fleet[state]:,}",
            about=f"{word}: {count_of(fleet[state], 'unit')}",
            tone=tone,
            sign=sign,
            opens=ListLink("units", Ask(filters=(Filter("state", Match.IS, state.value),))),
        )
        for state, (sign, word, tone) in _FLEET.items()
        if fleet.get(state)
    )


def held_figures(tiles: Sequence[Tile]) -> tuple[Figure, ...]:
    """The money held by reason, as the board's tiles have it."""
    return tuple(
        Figure(
            name=tile.title,
            value=tile.cents or 0,
            words=money(tile.cents or 0),
            about=f"{tile.title}: {count_of(tile.count, 'month')}, {money(tile.cents or 0)}",
            tone=Tone.WAITING,
            sign="‖",
            opens=tile.opens,
        )
        for tile in tiles
        if tile.key.startswith(f"{HELD}_")
    )
