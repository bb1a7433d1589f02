"""A list of any length as Qt asks for it: all ids, and pages of rows as they are looked at.

Nothing here waits. A cell whose row has not come yet is blank ("…"); one question at a time goes
to the worker, for all pages in sight that are missing, then for their neighbours.
"""

from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any, Generic, TypeAlias, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, QTimer

from dmedesk.kit.lists import Ask, Sort
from dmedesk.widgets.listing.spec import ListColumn, ListSource
from dmedesk.widgets.page import Workplace
from dmedesk.widgets.tasks import Failed
from dmedesk.widgets.theme import current

R = TypeVar("R")
Index: TypeAlias = QModelIndex | QPersistentModelIndex
Page: TypeAlias = Sequence[Any]

PAGE = 128
"""Rows read together."""

BLANK = "…"
_KEPT_PAGES = 64
_NEIGHBOURS_AFTER = 40
"""Milliseconds: what is in sight is painted first."""

_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_NOWHERE = QModelIndex()


@dataclass(frozen=True, slots=True)
class Reading:
    """One answer to an ask: all ids, and the first pages that are looked at."""

    ids: Sequence[int]
    pages: Mapping[int, Page]


def read_list(
    source: ListSource[R],
    ask: Ask,
    on: date,
    near: Sequence[int],
    session: Any,
) -> Reading:
    """Read what is asked, and the pages around the rows of these ids (else the first)."""
    ids = source.ids(session, ask, on=on)
    places = [ids.index(row_id) for row_id in near if row_id in ids] or [0]
    wanted = sorted({page for place in places for page in pages_over(place, place + PAGE // 4)})
    return Reading(ids, read_pages(source, ids, wanted, on, session))


def read_pages(
    source: ListSource[R], ids: Sequence[int], wanted: Sequence[int], on: date, session: Any
) -> dict[int, Page]:
    """Read these pages in one statement. A row that is gone meanwhile is None."""
    parts = {page: ids[page * PAGE : (page + 1) * PAGE] for page in wanted}
    some = [row_id for part in parts.values() for row_id in part]
    found = {row.id: row for row in source.rows(session, some, on=on)}  # type: ignore[attr-defined]
    return {page: [found.get(row_id) for row_id in part] for page, part in parts.items() if part}


def pages_over(first: int, last: int) -> range:
    """The pages that the rows from one place to another stand on."""
    return range(max(first, 0) // PAGE, max(last, 0) // PAGE + 1)


class ListModel(QAbstractTableModel, Generic[R]):
    """Rows under declared columns. ``visible`` answers the first and last place in sight."""

    def __init__(
        self,
        workplace: Workplace,
        source: ListSource[R],
        columns: Sequence[ListColumn[R]],
        *,
        failed: Failed,
    ) -> None:
        super().__init__()
        self.columns = tuple(columns)
        self.visible: Callable[[], tuple[int, int]] = lambda: (0, 0)
        self.sorts: tuple[Sort, ...] = ()
        self._workplace = workplace
        self._source = source
        self._failed = failed
        self._ids: Sequence[int] = ()
        self._pages: OrderedDict[int, Page] = OrderedDict()
        self._answers = 0
        self._is_asking = False
        self._is_broken = False
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._read_what_is_missing)

    @property
    def ids(self) -> Sequence[int]:
        """The ids of all rows, in the order shown."""
        return self._ids

    def show_reading(self, reading: Reading) -> None:
        """Show another answer; what was asked for the one before is dropped when it comes."""
        self.beginResetModel()
        self._answers += 1
        self._is_asking = self._is_broken = False
        self._ids = reading.ids
        self._pages = OrderedDict(reading.pages)
        self.endResetModel()
        self.look()

    def row_at(self, place: int) -> R | None:
        """The row at a place; None where it has not been read yet."""
        page = self._pages.get(place // PAGE)
        if page is None or not 0 <= place < len(self._ids):
            return None
        found: R | None = page[place % PAGE]
        return found

    def is_read(self, place: int) -> bool:
        """Whether the row at this place has been read, or looked for; else it is looked for now."""
        if place // PAGE in self._pages:
            return True
        self.look()
        return False

    def id_at(self, place: int) -> int | None:
        """The id of the row at a place; None outside."""
        return self._ids[place] if 0 <= place < len(self._ids) else None

    def place_of(self, row_id: int) -> int | None:
        """Where the row of this id stands; None where it is not in the list."""
        try:
            return self._ids.index(row_id)
        except ValueError:
            return None

    def look(self) -> None:
        """Something else is in sight: read what is missing of it, soon."""
        if not self._soon.isActive():
            self._soon.start(0)

    def rowCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802 - Qt's name
        """As Qt asks."""
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802 - Qt's name
        """As Qt asks."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a cell shows; the commonest questions first."""
        if role == Qt.ItemDataRole.DisplayRole:
            place = index.row()
            page = self._pages.get(place // PAGE)
            if page is None:
                self.look()
                return BLANK
            row = page[place % PAGE]
            return "" if row is None else self.columns[index.column()].text(row)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if self.columns[index.column()].figures else _LEFT
        if role in (Qt.ItemDataRole.ForegroundRole, Qt.ItemDataRole.ToolTipRole):
            return self._look_of(index, role)
        return None

    def _look_of(self, index: Index, role: int) -> Any:
        column = self.columns[index.column()]
        is_tone = role == Qt.ItemDataRole.ForegroundRole
        if is_tone and column.tone is None:
            return None
        row = self.row_at(index.row())
        if row is None:
            return None
        if is_tone:
            return None if column.tone is None else current().color(column.tone(row))
        return column.text(row) if column.tip is None else column.tip(row)

    def headerData(  # noqa: N802 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The columns' titles, with sign and rank where the list is sorted by them."""
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._sign(column.key) + column.title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if column.figures else _LEFT
        return None

    def _sign(self, key: str) -> str:
        for rank, sort in enumerate(self.sorts, start=1):
            if sort.column == key:
                arrow = "↓" if sort.descending else "↑"
                return f"{arrow}{rank} " if len(self.sorts) > 1 else f"{arrow} "
        return ""

    def show_sorts(self, sorts: Sequence[Sort]) -> None:
        """Say in the head what the list is sorted by."""
        self.sorts = tuple(sorts)
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)

    def _read_what_is_missing(self) -> None:
        if self._is_asking or self._is_broken or not len(self._ids):
            return
        sight = pages_over(*self.visible())
        for page in sight:
            if page in self._pages:
                self._pages.move_to_end(page)
        missing = self._missing(sight)
        if not missing:
            missing = self._missing((sight[0] - 1, sight[-1] + 1))
        if not missing:
            return
        self._is_asking = True
        read = partial(read_pages, self._source, self._ids, missing, self._workplace.today)
        self._workplace.runner.query(
            read,
            done=partial(self._take, self._answers),
            failed=partial(self._give_up, self._answers),
        )

    def _missing(self, wanted: Sequence[int]) -> list[int]:
        last = (len(self._ids) - 1) // PAGE
        return [page for page in wanted if 0 <= page <= last and page not in self._pages]

    def _take(self, answer: int, pages: Mapping[int, Page]) -> None:
        if answer != self._answers:
            return
        self._is_asking = False
        self._pages.update(pages)
        for page in pages:
            first, last = page * PAGE, min((page + 1) * PAGE, len(self._ids)) - 1
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(self.columns) - 1))
        while len(self._pages) > _KEPT_PAGES:
            self._pages.popitem(last=False)
        self._soon.start(_NEIGHBOURS_AFTER)

    def _give_up(self, answer: int, findings: tuple[Any, ...]) -> None:
        """Ask for nothing more until the list is read anew; say why."""
        if answer == self._answers:
            self._is_asking, self._is_broken = False, True
            self._failed(findings)
