"""What else a list is asked: in groups, with totals, for a text that is looked for in it."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from dmedesk.kit.lists import Ask
from dmedesk.widgets.listing.finding import FindBar
from dmedesk.widgets.listing.grouping import summed
from dmedesk.widgets.listing.model import Grouped
from dmedesk.widgets.listing.spec import FilterKind, Groupable, ListColumn, ListSpec
from dmedesk.widgets.listing.totals import TotalsLine
from dmedesk.widgets.listing.view import ListView
from dmedesk.widgets.page import Workplace
from dmedesk.widgets.tasks import Failed, Latest


class Further:
    """``menu`` is part of the views', ``bar`` finds, ``line`` has the totals.

    ``group_by`` is told the column that was picked, empty for none; ``changed`` that totals are
    wanted, or no longer; ``where`` is the place of the menu on the screen.
    """

    def __init__(
        self,
        workplace: Workplace,
        spec: ListSpec[Any],
        view: ListView[Any],
        *,
        group_by: Callable[[str], object],
        changed: Callable[[], object],
        where: Callable[[], QPoint],
        failed: Failed,
    ) -> None:
        self._workplace, self._spec, self._view, self._failed = workplace, spec, view, failed
        self._group_by, self._changed, self._where = group_by, changed, where
        self._latest = Latest(workplace.runner)
        self.is_summed = False
        self.group = ""
        self.bar = FindBar(workplace, spec, view, failed)
        self.line = TotalsLine(view)
        self.menu = QMenu("Groups and totals", view)
        self.menu.aboutToShow.connect(self.fill)

    def ask(self) -> None:
        """Open groups and totals, where the list has them."""
        if isinstance(self._spec.query, Groupable):
            self.menu.popup(self._where())

    def offer_in(self, views: QMenu) -> None:
        """Stand below the views, where the list has groups."""
        if isinstance(self._spec.query, Groupable):
            views.addSeparator()
            views.addMenu(self.menu)

    def columns(self) -> list[ListColumn[Any]]:
        """The columns that rows can be grouped by: those whose values can be alike."""
        apart = (FilterKind.MONEY, FilterKind.NONE)
        return [one for one in self._spec.columns if one.filter not in apart and not one.fixed]

    def grouped(self) -> Grouped:
        """How groups are read now: what was folded stays folded while the column is the same."""
        groups = self._view.rows_model.groups
        kept = groups is not None and groups.column == self.group
        sums = tuple(one.key for one in summed(self._spec.columns)) if self.is_summed else ()
        return Grouped(sums, groups.folded if groups is not None and kept else frozenset())

    def fill(self) -> None:
        """Offer the columns, folding and totals as they stand."""
        self.menu.clear()
        for key, title in (("", "Not grouped"), *((one.key, one.title) for one in self.columns())):
            self._tick(title, is_on=key == self.group).triggered.connect(partial(self._pick, key))
        if self.group:
            self.menu.addSeparator()
            for words, folded in (("Fold all\tShift+Left", True), ("Show all\tShift+Right", False)):
                act = partial(self._fold, folded)
                self.menu.addAction(words).triggered.connect(act)
        if summed(self._spec.columns):
            self.menu.addSeparator()
            ticked = self._tick("Totals below the list", is_on=self.is_summed)
            ticked.triggered.connect(lambda _: self.show_totals(shown=not self.is_summed))

    def _tick(self, words: str, *, is_on: bool) -> QAction:
        made = self.menu.addAction(words.replace("&", "&&"))
        made.setCheckable(True)
        made.setChecked(is_on)
        return made

    def _pick(self, key: str, *_checked: object) -> None:
        self._group_by(key)

    def _fold(self, folded: bool, *_checked: object) -> None:  # noqa: FBT001 - bound by partial
        self._view.fold_all(folded=folded)

    def show_totals(self, *, shown: bool) -> None:
        """Show totals, or no longer."""
        if shown is not self.is_summed:
            self.is_summed = shown
            self._changed()

    def read_totals(self, ask: Ask, of: str) -> None:
        """The list was read: read what it comes to, where that is shown."""
        self.bar.forget()
        query = self._spec.query
        columns = [one.key for one in summed(self._spec.columns)]
        if not (self.is_summed and columns and isinstance(query, Groupable)):
            self.line.hide()
            return

        def read(session: Any) -> Mapping[str, int]:
            return query.totals(session, ask, columns, on=self._workplace.today)

        self._latest.query(
            read, done=lambda totals: self.line.show_totals(totals, of), failed=self._failed
        )
