"""The days of a year on which nobody works: legal holidays, and the shop's own closed days."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtWidgets import QSplitter, QWidget

from dmedesk.kit.calendar import legal_holiday_names, suffolk_county_days
from dmedesk.kit.errors import Refused
from dmedesk.shop.actions.company import close_day, open_day
from dmedesk.shop.queries.company import closed_days
from dmedesk.shop.queries.policies import policies
from dmedesk.shop.rules.policies import Policies, keeps_suffolk_days
from dmedesk.shop.screens.setting import SettingPage
from dmedesk.shop.screens.suffolk import SuffolkSwitch
from dmedesk.widgets.forms.fields import FormField, Kind, Section
from dmedesk.widgets.page import Key, Workplace
from dmedesk.widgets.parts import button, column, frame, label, padded, row, scrolled
from dmedesk.widgets.table import Column, Table
from dmedesk.widgets.theme import GRID, Tone, px
from dmedesk.widgets.words import count_of

_ABOUT = (
    "Deadlines count business days: no Saturdays, Sundays, legal holidays of Massachusetts (M.G.L."
    " c.4 s.7 cl.18). Enter the days on which your shop is closed besides."
)
_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_FIELDS = (
    Section(
        "",
        (
            FormField("closed_on", "&Day", Kind.DAY, required=True),
            FormField("name", "&Why", required=True, help="Inventory, snow, a wedding"),
        ),
        columns=1,
    ),
)


@dataclass(frozen=True, slots=True)
class FreeDay:
    """One day of the list; ``closed_id`` is that of the shop's own, 0 for a legal holiday."""

    on: date
    name: str
    closed_id: int = 0
    county: str = ""

    @property
    def kind(self) -> str:
        """What kind of day it is, with its sign."""
        if self.closed_id:
            return "– closed"
        return f"✓ {self.county}" if self.county else "✓ legal holiday"


@dataclass(frozen=True, slots=True)
class YearRead:
    """A year's free days, and what the shop chose."""

    days: Sequence[FreeDay]
    policies: Policies


class HolidaysPage(SettingPage):
    """A year's free days, one form to enter another."""

    key = "settings.holidays"
    area = "Holidays"
    picture = "calendar-days"
    keys = (
        Key("Ctrl+Left, Ctrl+Right", "the year before, the next year"),
        Key("Ctrl+S", "enter the closed day"),
        Key("Del", "take the chosen closed day back"),
    )

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self.year = workplace.today.year
        self.table: Table[FreeDay] = Table("Free days", _COLUMNS)
        self.fields = self.form(_FIELDS)
        self.suffolk = SuffolkSwitch(self)
        before = button("", partial(self.go, -1), picture="chevron-left", tip="The year before")
        after = button("", partial(self.go, 1), picture="chevron-right", tip="The next year")
        before.setAccessibleName("The year before")
        after.setAccessibleName("The next year")
        self._year = label(part="heading")
        self.keep = self.guard(
            button("Enter", self.enter, part="primary", tip="Enter (Ctrl+S)"), "close_day"
        )
        self.back = button("Take back", self.take_back, tip="Take the closed day back (Del)")
        self.table.chosen.connect(self._tell_chosen)
        self.lay_out(self._body(), before, self._year, after, about=_ABOUT)
        self.on_key("Ctrl+S", self.keep.click)
        self.on_key("Ctrl+Left", before.click)
        self.on_key("Ctrl+Right", after.click)
        self.on_key("Del", self.back.click)

    def _body(self) -> QWidget:
        inside = column(
            label("A day on which the shop is closed", "section"),
            self.fields,
            row(None, self.keep),
            self.suffolk,
            None,
            gap=3 * GRID,
        )
        panel = frame("panel", padded(inside, 4 * GRID, 3 * GRID))
        listed = QWidget()
        listed.setLayout(column(self.table, row(self.back, None)))
        split = QSplitter()
        split.addWidget(listed)
        split.addWidget(scrolled(panel))
        split.setSizes([2 * 90 * GRID, px(90 * GRID)])
        split.setStretchFactor(0, 1)
        split.setHandleWidth(3 * GRID)
        split.setChildrenCollapsible(False)
        return split

    def go(self, years: int) -> None:
        """Show another year."""
        self.year += years
        self.refresh()

    def refresh(self) -> None:
        """Read the year's days anew."""
        self._year.setText(str(self.year))
        self.latest.query(partial(read_year, year=self.year), done=self._show, failed=self.fail)

    def _show(self, read: YearRead) -> None:
        days = read.days
        own = sum(bool(day.closed_id) for day in days)
        legal = count_of(len(days) - own, "legal holiday")
        self.told.setText(f"{legal}, {count_of(own, 'closed day')} in {self.year}")
        self.table.show_rows(days, same=lambda day: (day.on, day.closed_id))
        self.suffolk.show_policies(read.policies, year=self.year)

    def _tell_chosen(self, day: FreeDay | None) -> None:
        own = day is not None and bool(day.closed_id)
        self.back.setEnabled(own and self.may("open_day"))
        self.back.setToolTip(self.workplace.why_not("open_day") or "Only the shop's own days (Del)")

    def enter(self) -> None:
        """Enter the closed day that is typed."""
        try:
            values = self.fields.values()
        except Refused as refused:
            self.fail(refused.findings)
            self.fields.show_findings(refused.findings)
            return
        self.year = values["closed_on"].year
        self.save(
            partial(_close, values=values),
            action="close_day",
            said=f"The shop is closed on {values['closed_on']}.",
            form=self.fields,
            then=lambda: self.fields.show_values({}),
        )

    def take_back(self) -> None:
        """The shop is open on the chosen day."""
        day = self.table.chosen_row()
        if day is not None and day.closed_id:
            self.save(
                partial(_open, closed_day_id=day.closed_id),
                action="open_day",
                said=f"The shop is open on {day.on}.",
            )


def read_year(session: Any, *, year: int) -> YearRead:
    """Legal holidays and the shop's own closed days of a year, in their order."""
    first, end = date(year, 1, 1), date(year + 1, 1, 1)
    chosen = policies(session)
    legal = [FreeDay(on, name) for on, name in legal_holiday_names(year).items()]
    county = [
        FreeDay(on, held.name, county="Suffolk County")
        for on, held in suffolk_county_days(year).items()
        if keeps_suffolk_days(chosen, on=on)
    ]
    own = [
        FreeDay(one.closed_on, one.name, one.id)
        for one in closed_days(session, from_on=first, until_on=end)
    ]
    days = sorted([*legal, *county, *own], key=lambda day: (day.on, day.closed_id))
    return YearRead(days, chosen)


def _close(work: Any, *, values: dict[str, Any]) -> None:
    close_day(work, **values)


def _open(work: Any, *, closed_day_id: int) -> None:
    open_day(work, closed_day_id=closed_day_id)


_COLUMNS: tuple[Column[FreeDay], ...] = (
    Column("Day", lambda day: day.on.isoformat(), width=110),
    Column("", lambda day: _WEEKDAYS[day.on.weekday()], width=64),
    Column("Name", lambda day: day.name, width=260, wide=True),
    Column(
        "Kind",
        lambda day: day.kind,
        width=140,
        tone=lambda day: Tone.WAITING if day.closed_id else Tone.READY,
    ),
)
