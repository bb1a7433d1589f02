"""What can be done with a row, where one asks on it: the right button, Shift+F10, the menu key."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import QModelIndex, QPoint
from PySide6.QtWidgets import QComboBox, QMenu

from dmedesk.widgets.listing.filters import EMPTY
from dmedesk.widgets.listing.spec import FilterKind, ListColumn
from dmedesk.widgets.listing.view import ListView
from dmedesk.widgets.words import money

Act = tuple[str, str, Callable[[], object]]
"""A word, its key, and what it does."""

_LONGEST = 28


class RowMenu:
    """Opens on a list; ``menu`` is filled for the cell that it was opened on."""

    def __init__(self, view: ListView[Any], acts: Sequence[Act]) -> None:
        self._view, self._acts = view, tuple(acts)
        self.menu = QMenu(view)
        view.asked_on.connect(self._open)

    def _open(self, index: QModelIndex, place: QPoint) -> None:
        if self.fill(index.row(), index.column()):
            self.menu.popup(place)

    def fill(self, place: int, at: int) -> bool:
        """Offer what can be done with the row at this place; False where there is none."""
        row = self._view.rows_model.row_at(place)
        if row is None:
            return False
        self.menu.clear()
        for word, keys, act in self._acts:
            # The key stands there to be learnt; it is the page's own shortcut.
            self.menu.addAction(f"{word}\t{keys}").triggered.connect(partial(_do, act))
        column = self._view.rows_model.columns[at]
        typed = typed_for(column, row)
        if typed is not None and column.key in self._view.head.fields:
            said = column.text(row) or "nothing"
            short = said if len(said) <= _LONGEST else f"{said[: _LONGEST - 1].rstrip()}…"
            self.menu.addSeparator()
            only = self.menu.addAction(f"Only {column.title}: {short}".replace("&", "&&"))
            only.triggered.connect(partial(self._filter_by, column.key, typed))
        return True

    def _filter_by(self, key: str, typed: object, *_checked: object) -> None:
        field = self._view.head.fields[key]
        if isinstance(field, QComboBox):
            field.setCurrentIndex(max(0, field.findData(typed)))
        else:
            field.setText(str(typed))


def typed_for(column: ListColumn[Any], row: Any) -> object | None:
    """What one would type into the column's filter to find rows like this one; None: nothing."""
    if not hasattr(row, column.key):
        return None
    value = getattr(row, column.key)
    if column.filter is FilterKind.CHOICE:
        stored = [option for option, _word in column.options]
        return value if value in stored else None
    if value is None or value == "":
        return EMPTY
    match column.filter:
        case FilterKind.TEXT if isinstance(value, str):
            return value
        case FilterKind.DAY if isinstance(value, date):
            return value.isoformat()[: len("2026-01-31")]
        case FilterKind.MONEY if isinstance(value, int):
            return money(value)
        case FilterKind.NUMBER if isinstance(value, int):
            return value
    return None


def rows_as_text(view: ListView[Any]) -> str:
    """The chosen rows with their titles, as a spreadsheet takes them."""
    columns = view.columns_in_order()
    lines = ["\t".join(column.title for column in columns)]
    for place in view.chosen_places():
        found = view.rows_model.row_at(place)
        if found is not None:
            lines.append("\t".join(" ".join(column.text(found).split()) for column in columns))
    return "\n".join(lines) + "\n"


def _do(act: Callable[[], object], *_checked: object) -> None:
    act()
