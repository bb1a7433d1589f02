"""A list of any length as Qt asks for it: all ids, and pages of rows as they are looked at.

Nothing here waits. A cell whose row has not come yet is blank ("…"); one question at a time goes
to the worker, for all pages in sight that are missing, then for their neighbours.
"""

from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Any, Generic, TypeAlias, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, QTimer

from dmedesk.kit.lists import Ask, Group, Sort
from dmedesk.widgets.listing.grouping import Groups, Heading, heading_text, sum_text, summed
from dmedesk.widgets.listing.spec import Groupable, ListColumn, ListSource
from dmedesk.widgets.page import Workplace
from dmedesk.widgets.tasks import Failed
from dmedesk.widgets.theme import current

R = TypeVar("R")
Index: TypeAlias = QModelIndex | QPersistentModelIndex
Page: TypeAlias = Sequence[Any]
Anchor: TypeAlias = int | Group

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
    """One answer to an ask: all ids, and the first pages that are looked at.

    Where it has ``groups``, ``ids`` are what is in sight: headings too, nothing that is folded.
    """

    ids: Sequence[int]
    pages: Mapping[int, Page]
    groups: Groups | None = None


@dataclass(frozen=True, slots=True)
class Grouped:
    """How groups are read: the columns that are added up in each, and which are folded."""

    sums: tuple[str, ...] = ()
    folded: frozenset[object] = frozenset()


def read_list(
    source: ListSource[R],
    ask: Ask,
    on: date,
    near: Sequence[int],
    session: Any,
    *,
    grouped: Grouped = Grouped(),
) -> Reading:
    """Read what is asked, and the pages around the rows of these ids (else the first)."""
    groups = None
    if ask.group and isinstance(source, Groupable):
        found = source.grouped(session, ask, grouped.sums, on=on)
        groups = Groups(ask.group, found.ids, found.groups, grouped.folded)
    ids = source.ids(session, ask, on=on) if groups is None else groups.shown()
    places = [ids.index(row_id) for row_id in near if row_id in ids] or [0]
    wanted = sorted({page for place in places for page in pages_over(place, place + PAGE // 4)})
    return Reading(ids, read_pages(source, ids, wanted, on, session, groups=groups), groups)


def read_pages(
    source: ListSource[R],
    ids: Sequence[int],
    wanted: Sequence[int],
    on: date,
    session: Any,
    *,
    groups: Groups | None = None,
) -> dict[int, Page]:
    """Read these pages in one statement. A row that is gone meanwhile is None."""
    parts = {page: ids[page * PAGE : (page + 1) * PAGE] for page in wanted}
    some = [row_id for part in parts.values() for row_id in part]
    if groups is not None:
        some = [row_id for row_id in some if row_id > 0] + groups.first_ids(some)
    found = {row.id: row for row in source.rows(session, some, on=on)}  # type: ignore[attr-defined]
    return {page: _page(part, found, groups) for page, part in parts.items() if part}


def _page(part: Sequence[int], rows: dict[int, Any], groups: Groups | None) -> Page:
    if groups is None:
        return [rows.get(row_id) for row_id in part]
    return [rows.get(one) if one > 0 else groups.heading(one, rows) for one in part]


def _known_pages(ids: Sequence[int], rows: dict[int, Any], groups: Groups) -> dict[int, Page]:
    """The first pages of these ids of which every row is known already."""
    found: dict[int, Page] = {}
    for page in pages_over(0, len(ids) - 1):
        part = ids[page * PAGE : (page + 1) * PAGE]
        needed = {*groups.first_ids(part), *(one for one in part if one > 0)}
        if len(found) == _KEPT_PAGES:
            break
        if needed <= rows.keys():
            found[page] = _page(part, rows, groups)
    return found


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
        self.groups: Groups | None = None
        self._unfolded: dict[int, Any] = {}
        self._pages: OrderedDict[int, Page] = OrderedDict()
        self._answers = 0
        self._is_asking = False
        self._is_broken = False
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._read_what_is_missing)

    @property
    def ids(self) -> Sequence[int]:
        """What stands at each place: a row's id, or the mark of a heading, below zero."""
        return self._ids

    @property
    def row_ids(self) -> Sequence[int]:
        """The ids of all rows in their order, those that are folded too."""
        return self._ids if self.groups is None else self.groups.ids

    def show_reading(self, reading: Reading) -> None:
        """Show another answer; what was asked for the one before is dropped when it comes."""
        self.beginResetModel()
        self._answers += 1
        self._is_asking = self._is_broken = False
        self._ids, self.groups, self._unfolded = reading.ids, reading.groups, {}
        self._pages = OrderedDict(reading.pages)
        self.endResetModel()
        self.look()

    def row_at(self, place: int) -> R | None:
        """The row at a place; None where it has not been read yet, or a heading stands there."""
        found = self._at(place)
        return None if isinstance(found, Heading) else found

    def heading_at(self, place: int) -> Heading | None:
        """The heading of a group at a place; None where a row stands there."""
        if self.groups is None or not 0 <= place < len(self._ids) or self._ids[place] > 0:
            return None
        found = self._at(place)
        return found if found is not None else self.groups.heading(self._ids[place], {})

    def _at(self, place: int) -> Any:
        page = self._pages.get(place // PAGE)
        return None if page is None or not 0 <= place < len(self._ids) else page[place % PAGE]

    def fold(self, folded: frozenset[object]) -> None:
        """Fold the rows of these groups away, and show those of all others."""
        if self.groups is None:
            return
        groups, known = replace(self.groups, folded=folded), self._unfolded
        for found in (one for page in self._pages.values() for one in page if one is not None):
            row = found.row if isinstance(found, Heading) else found
            if row is not None:
                known[row.id] = row
        ids = groups.shown()
        self.show_reading(Reading(ids, _known_pages(ids, known, groups), groups))
        self._unfolded = known if len(known) < _KEPT_PAGES * PAGE else {}

    def is_read(self, place: int) -> bool:
        """Whether the row at this place has been read, or looked for; else it is looked for now."""
        if place // PAGE in self._pages:
            return True
        self.look()
        return False

    def id_at(self, place: int) -> int | None:
        """The id of the row at a place; None outside, and at a heading."""
        found = self._ids[place] if 0 <= place < len(self._ids) else 0
        return found if found > 0 else None

    def place_of(self, row_id: int) -> int | None:
        """Where the row of this id stands; None where it is not in sight of the list."""
        try:
            return self._ids.index(row_id)
        except ValueError:
            return None

    def anchor_at(self, place: int) -> Anchor | None:
        """What finds this place again when the list was read anew."""
        if self.groups is None or not 0 <= place < len(self._ids) or self._ids[place] > 0:
            return self.id_at(place)
        return self.groups.groups[-1 - self._ids[place]]

    def place_of_anchor(self, anchor: Anchor) -> int | None:
        """Where the row, or the heading of the group, stands now."""
        if isinstance(anchor, int):
            return self.place_of(anchor)
        mark = None if self.groups is None else self.groups.mark_of(anchor.key)
        return None if mark is None else self.place_of(mark)

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
            if isinstance(row, Heading):
                return self.heading_cell(row, index.column())
            return "" if row is None else self.columns[index.column()].text(row)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if self.columns[index.column()].figures else _LEFT
        if role in (Qt.ItemDataRole.ForegroundRole, Qt.ItemDataRole.ToolTipRole):
            return self._look_of(index, role)
        return None

    def heading_cell(self, heading: Heading, at: int) -> str:
        """What a heading says in a column: its words in each, but its sum where there is one."""
        column = self.columns[at]
        for one, total in zip(summed(self.columns), heading.group.sums, strict=False):
            if one is column:
                return sum_text(column, total)
        return self.words_of(heading)

    def words_of(self, heading: Heading) -> str:
        """What a heading says of its group."""
        key = "" if self.groups is None else self.groups.column
        return "".join(heading_text(one, heading) for one in self.columns if one.key == key)

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
        day, groups = self._workplace.today, self.groups
        read = partial(read_pages, self._source, self._ids, missing, day, groups=groups)
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
