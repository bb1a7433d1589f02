"""A report: a list with a picture in the gallery, sums below it, and what a row leads to."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Any, Generic, TypeVar

from PySide6.QtWidgets import QBoxLayout

from dmedesk.kit.lists import Ask
from dmedesk.kit.offers import ListLink
from dmedesk.kit.plain_list import PlainList
from dmedesk.kit.references import RecordRef
from dmedesk.widgets.listing import FilterKind, ListColumn, ListPage, ListSource, ListSpec
from dmedesk.widgets.listing.as_of import AsOf
from dmedesk.widgets.listing.layout import Layout
from dmedesk.widgets.listing.model import Reading
from dmedesk.widgets.miniatures import Miniature
from dmedesk.widgets.page import Key, Workplace
from dmedesk.widgets.parts import button, label
from dmedesk.widgets.tasks import Latest
from dmedesk.widgets.words import money

R = TypeVar("R")

UP = "Alt+Up"


@dataclass(frozen=True, slots=True)
class Report(Generic[R]):
    """``about`` says in a sentence what it tells. ``sums`` are the columns of money to be added.

    ``opens`` is what a row leads to, where it is not the record of the list's own kind. One that
    is told ``as_of`` a day can be read as of any day of the past.
    """

    spec: ListSpec[R]
    about: str
    picture: Miniature
    sums: tuple[str, ...] = ()
    opens: Callable[[R], RecordRef | ListLink | None] | None = None
    as_of: bool = False

    @property
    def key(self) -> str:
        """What it is known by."""
        return self.spec.key


def number_column(key: str, title: str, width: int = 84, *, spare: int = 0) -> ListColumn[Any]:
    """A column of whole numbers."""

    def text(row: Any) -> str:
        return f"{getattr(row, key):,}"

    return ListColumn(key, title, text, FilterKind.NUMBER, width=width, figures=True, spare=spare)


def money_column(key: str, title: str, width: int = 104, *, spare: int = 0) -> ListColumn[Any]:
    """A column of cents; empty where nothing is known."""

    def text(row: Any) -> str:
        cents = getattr(row, key)
        return "" if cents is None else money(cents)

    return ListColumn(key, title, text, FilterKind.MONEY, width=width, figures=True, spare=spare)


def percent_column(key: str, title: str, width: int = 84) -> ListColumn[Any]:
    """A column of whole percentages; empty where there is nothing to compare with."""
    return ListColumn(
        key,
        title,
        lambda row: percent(getattr(row, key)),
        FilterKind.NUMBER,
        width=width,
        figures=True,
    )


def percent(value: int | None) -> str:
    """A percentage as reports write it; empty where it is None."""
    return "" if value is None else f"{value:,}%"


def read_sums(
    source: ListSource[Any], ask: Ask, on: date, columns: tuple[str, ...], session: Any
) -> dict[str, int]:
    """What the columns of every row asked for come to."""
    rows = source.rows(session, source.ids(session, ask, on=on), on=on)
    return {key: sum(getattr(row, key) or 0 for row in rows) for key in columns}


class ReportPage(ListPage[R]):
    """A report's rows, with what its money comes to below them. What is asked is remembered."""

    def __init__(self, workplace: Workplace, report: Report[R]) -> None:
        self.report = report
        source = report.spec.query
        dated = source.dated() if report.as_of and isinstance(source, PlainList) else None
        spec = report.spec if dated is None else replace(report.spec, query=dated)
        super().__init__(workplace, spec)
        self.as_of = None if dated is None else AsOf(workplace, dated, self.read_day)
        self.keys = (*self.keys, Key(UP, "up to all reports"))
        self._sums = Latest(workplace.runner)
        self.sums = label(part="total")
        layout = self.layout()
        if isinstance(layout, QBoxLayout):
            layout.addWidget(self.sums)
        self.sums.setVisible(bool(report.sums))
        self.tools.insertWidget(
            0, button("All reports", self._go_up, keys=UP, tip="Back to the gallery")
        )
        if self.as_of is not None:
            self.tools.insertWidget(0, self.as_of)

    def read_day(self) -> None:
        """Read the list as of another day."""
        self._read(moves=True, counted=True)

    def about(self) -> str:
        """What is asked, with the day as of which."""
        words = "" if self.as_of is None else self.as_of.words()
        return " · ".join(filter(None, (super().about(), words)))

    def _go_up(self) -> None:
        self.workplace.navigator.open_list(ListLink("reports"))

    def show_ask(self, ask: Ask) -> None:
        """Show what is asked; where nothing is, the report as it was left."""
        if ask != Ask():
            super().show_ask(ask)

    def _begin(self, last: Layout | None) -> None:
        """Begin with what was asked last, where nothing is asked now."""
        if last is not None and self._ask == Ask():
            self._ask = last.ask
            self.list.head.show_filters(last.ask.filters)
        super()._begin(last)

    def _read(self, *, moves: bool, counted: bool = False) -> None:
        super()._read(moves=moves, counted=counted)
        if moves:
            self.views.changed()

    def _show(self, reading: Reading, *, moves: bool, anew: bool) -> None:
        super()._show(reading, moves=moves, anew=anew)
        if self.report.sums:
            self._sums.query(
                partial(
                    read_sums, self.spec.query, self.ask, self.workplace.today, self.report.sums
                ),
                done=self._show_sums,
                failed=self.fail,
            )

    def _show_sums(self, sums: Mapping[str, int]) -> None:
        titles = {column.key: column.title for column in self.spec.columns}
        told = [f"{titles[key]} {money(cents)}" for key, cents in sums.items()]
        self.sums.setText(f"In all: {' · '.join(told)}")

    def open_chosen(self, *, apart: bool = False) -> None:
        """Open what the current row leads to."""
        if self.report.opens is None:
            super().open_chosen(apart=apart)
            return
        row = self.list.chosen_row()
        link = None if row is None else self.report.opens(row)
        if link is not None:
            self.workplace.navigator.open_link(link, apart=apart)
