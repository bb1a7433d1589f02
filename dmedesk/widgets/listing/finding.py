"""Find in a list: rows that bear a text, one after the other, while all others stay in sight."""

import re
from collections.abc import Collection, Iterable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from dmedesk.kit.lists import Filter, Match
from dmedesk.widgets.listing.filters import NotUnderstood, filters_of
from dmedesk.widgets.listing.spec import FilterKind, ListColumn, ListSpec, Searchable
from dmedesk.widgets.listing.view import ListView
from dmedesk.widgets.page import Workplace
from dmedesk.widgets.parts import button, label, padded, row
from dmedesk.widgets.question import AskingBar
from dmedesk.widgets.tasks import Failed, Latest
from dmedesk.widgets.theme import GRID, px

_WIDTH = 220
_PART_OF_A_DAY = re.compile(r"[\d-]{2,}")


def filters_for(columns: Iterable[ListColumn[Any]], text: str) -> list[Filter]:
    """What a row may bear to be found by this text: in any of these columns, as it is shown."""
    found: list[Filter] = []
    for one in columns:
        if one.filter is FilterKind.TEXT:
            found.append(Filter(one.key, Match.CONTAINS, text))
        elif one.filter is FilterKind.CHOICE:
            alike = (value for value, word in one.options if text.lower() in word.lower())
            found += [Filter(one.key, Match.IS, value) for value in alike]
        elif one.filter is FilterKind.DAY:
            if _PART_OF_A_DAY.fullmatch(text):
                found.append(Filter(one.key, Match.CONTAINS, text))
        elif one.filter is not FilterKind.NONE:
            found += _amount(one, text)
    return found


def _amount(column: ListColumn[Any], text: str) -> Sequence[Filter]:
    try:
        found = filters_of(column.key, column.filter, text)
    except NotUnderstood:
        return ()
    return [one for one in found if one.match is Match.IS and one.value is not None]


class FindBar(AskingBar):
    """F3 opens it, and goes from match to match; what was looked for last is kept."""

    def __init__(
        self, workplace: Workplace, spec: ListSpec[Any], view: ListView[Any], failed: Failed
    ) -> None:
        super().__init__()
        self._workplace, self._spec, self._view, self._failed = workplace, spec, view, failed
        self._latest = Latest(workplace.runner)
        self._found: Collection[int] | None = None
        self.words = QLineEdit()
        self.words.setAccessibleName("Find in this list")
        self.words.setFixedWidth(px(_WIDTH))
        self.words.textChanged.connect(lambda _: self.forget())
        self.said = label("", "soft")
        self.yes = button("Next", self.go, tip="The next match (F3)")
        back = button("Previous", partial(self.go, back=True), tip="The one before (Shift+F3)")
        self.no = button("Close", self.close_question, tip="Back to the list (Esc)")
        across = row(label("Find"), self.words, self.yes, back, self.said, None, self.no)
        self.setLayout(padded(across, 3 * GRID, 2 * GRID))
        self.closed.connect(lambda: view.setFocus(Qt.FocusReason.OtherFocusReason))
        self.hide()

    def press(self, *, back: bool = False) -> None:
        """F3: open it where nothing was looked for yet, else go to the next match."""
        if isinstance(self._spec.query, Searchable):
            if self.isHidden():
                self.show()
                self.words.setFocus(Qt.FocusReason.ShortcutFocusReason)
                self.words.selectAll()
            if self.words.text().strip():
                self.go(back=back)

    def forget(self) -> None:
        """The list was read anew, or another text was typed: what matched is not known."""
        self._found = None
        self.said.clear()

    def go(self, *, back: bool = False) -> None:
        """Go to the next match, or to the one before; round at the ends."""
        text = self.words.text().strip()
        query = self._spec.query
        if self._found is not None:
            self._go(back=back)
        elif text and isinstance(query, Searchable):
            wanted = filters_for(self._view.columns_in_order(), text)
            self._latest.query(
                partial(_matching, query, wanted, self._workplace.today),
                done=partial(self._take, back=back),
                failed=self._failed,
            )

    def _take(self, found: Collection[int], *, back: bool) -> None:
        self._found = found
        self._go(back=back)

    def _go(self, *, back: bool) -> None:
        found, view = self._found or (), self._view
        groups = view.rows_model.groups
        if groups is not None and groups.folded:
            view.fold_all(folded=False)
        places = [place for place, one in enumerate(view.rows_model.ids) if one in found]
        if not places:
            self.said.setText("Nothing in this list bears that.")
            return
        here = view.currentIndex().row()
        if back:
            at = next((at for at in reversed(range(len(places))) if places[at] < here), -1)
        else:
            at = next((at for at in range(len(places)) if places[at] > here), 0)
        view.choose(places[at])
        view.scrollTo(view.currentIndex())
        self.said.setText(f"{at % len(places) + 1:,} of {len(places):,}")


def _matching(
    query: Searchable, wanted: Sequence[Filter], on: Any, session: Any
) -> Collection[int]:
    return query.matching(session, wanted, on=on)
