"""One table for every list: rows are frozen values, columns are declared, sorting is by column.

Nothing here knows what a row means. Texts are asked for only where a cell is painted.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeAlias, TypeVar

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QItemSelection,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from dmedesk.widgets.dress import font
from dmedesk.widgets.theme import GRID, ROW, Tone, current, px

R = TypeVar("R")
Index: TypeAlias = QModelIndex | QPersistentModelIndex

_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_NOWHERE = QModelIndex()


@dataclass(frozen=True, slots=True)
class Column(Generic[R]):
    """One column: its title, the text of a row's cell, and what the column is sorted by.

    ``width`` is in pixels at 100%; the one column that is ``wide`` takes the room that is left.
    Where there is too little room, the columns with a ``spare`` rank go, rank 1 first.
    ``figures`` are set to the right. ``tone`` colours a cell, ``tip`` says more about it.
    """

    title: str
    text: Callable[[R], str]
    order: Callable[[R], Any] | None = None
    width: int = 96
    wide: bool = False
    spare: int = 0
    figures: bool = False
    tone: Callable[[R], Tone] | None = None
    tip: Callable[[R], str] | None = None


class TableModel(QAbstractTableModel, Generic[R]):
    """Rows under declared columns. ``is_heading`` marks rows that title those below them."""

    def __init__(
        self,
        columns: Sequence[Column[R]],
        *,
        is_heading: Callable[[R], bool] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._rows: list[R] = []
        self._is_heading = is_heading or (lambda _row: False)
        self._sorted_by: tuple[int, Qt.SortOrder] | None = None

    @property
    def rows(self) -> Sequence[R]:
        """The rows in the order shown."""
        return self._rows

    def show_rows(self, rows: Sequence[R]) -> None:
        """Show these rows, in the order that the user last asked for."""
        self.beginResetModel()
        self._rows = list(rows)
        if self._sorted_by is not None:
            self._order(*self._sorted_by)
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802 - Qt's name
        """As Qt asks."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802 - Qt's name
        """As Qt asks."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a cell shows; the commonest questions first."""
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], self.columns[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.text(row)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if column.figures else _LEFT
        if role == Qt.ItemDataRole.ForegroundRole and column.tone is not None:
            return current().color(column.tone(row))
        if role == Qt.ItemDataRole.FontRole and self._is_heading(row):
            return font(strong=True)
        if role == Qt.ItemDataRole.ToolTipRole:
            return column.tip(row) if column.tip is not None else column.text(row)
        return None

    def headerData(  # noqa: N802 - Qt's name
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """The columns' titles, set as their cells are."""
        if orientation is not Qt.Orientation.Horizontal or section >= len(self.columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if self.columns[section].figures else _LEFT
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort the rows by a column; rows that are equal there keep their order."""
        if not 0 <= column < len(self.columns):
            return
        self._sorted_by = (column, order)
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        held = [(self._rows[index.row()], index.column()) for index in before]
        self._order(column, order)
        places = {id(row): place for place, row in enumerate(self._rows)}
        after = [self.index(places[id(row)], at) for row, at in held]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    def _order(self, column: int, order: Qt.SortOrder) -> None:
        chosen = self.columns[column]
        key = chosen.order or chosen.text
        self._rows.sort(key=key, reverse=order is Qt.SortOrder.DescendingOrder)


def set_plainly(view: QTableView) -> None:
    """Whole rows of one height under each other, a hairline below each, no grid."""
    view.setItemDelegate(_Hairline(view))
    view.setShowGrid(False)
    view.setWordWrap(False)
    view.setCornerButtonEnabled(False)
    view.setTabKeyNavigation(False)
    view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    upright, across = view.verticalHeader(), view.horizontalHeader()
    upright.hide()
    upright.setDefaultSectionSize(px(ROW))
    upright.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    across.setHighlightSections(False)
    across.setMinimumSectionSize(32)


class Table(QTableView, Generic[R]):
    """A view of rows: whole rows are chosen, Enter or a double click opens one."""

    chosen = Signal(object)
    opened = Signal(object)

    def __init__(
        self,
        name: str,
        columns: Sequence[Column[R]],
        *,
        is_heading: Callable[[R], bool] | None = None,
    ) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.rows_model: TableModel[R] = TableModel(columns, is_heading=is_heading, parent=self)
        self._plain(sortable=is_heading is None)
        self._is_heading = is_heading or (lambda _row: False)
        self._has_headings = is_heading is not None
        self.setModel(self.rows_model)
        self._set_widths()
        self.selectionModel().selectionChanged.connect(self._choose)
        self.activated.connect(lambda index: self._open(index.row()))

    def _plain(self, *, sortable: bool) -> None:
        set_plainly(self)
        across = self.horizontalHeader()
        if sortable:
            across.setSectionsClickable(True)
            across.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
            self.setSortingEnabled(True)

    def _set_widths(self) -> None:
        header = self.horizontalHeader()
        self.verticalHeader().setDefaultSectionSize(px(ROW))
        for place, column in enumerate(self.rows_model.columns):
            self.setColumnWidth(place, px(column.width))
            if column.wide:
                header.setSectionResizeMode(place, QHeaderView.ResizeMode.Stretch)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Rows and columns grow with the type."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._set_widths()
            self._fit_columns()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Let go of spare columns rather than cut off a figure; keep the chosen row in sight."""
        super().resizeEvent(event)
        self._fit_columns()
        chosen = self.currentIndex()
        before, now = event.oldSize().height(), event.size().height()
        if chosen.isValid() and now <= self.visualRect(chosen).bottom() < before:
            self.scrollTo(chosen)

    def _fit_columns(self) -> None:
        columns = self.rows_model.columns
        needed = sum(px(column.width) for column in columns)
        room = self.viewport().width()
        by_rank = sorted(range(len(columns)), key=lambda place: columns[place].spare)
        for place in by_rank:
            if not columns[place].spare:
                continue
            too_much = needed > room
            self.setColumnHidden(place, too_much)
            needed -= px(columns[place].width) if too_much else 0

    def show_rows(self, rows: Sequence[R], *, same: Callable[[R], object] = id) -> None:
        """Show these rows. The row chosen before stays chosen where ``same`` finds it again."""
        before = self.chosen_row()
        self.rows_model.show_rows(rows)
        self.clearSpans()
        for place, row in enumerate(self.rows_model.rows if self._has_headings else ()):
            if self._is_heading(row):
                self.setSpan(place, 0, 1, len(self.rows_model.columns) - 1)
        shown = self.rows_model.rows
        chosen = next((n for n, row in enumerate(shown) if not self._is_heading(row)), None)
        if before is not None:
            wanted = same(before)
            found = (place for place, row in enumerate(shown) if same(row) == wanted)
            chosen = next(found, chosen)
        if chosen is not None:
            self.selectRow(chosen)

    def chosen_row(self) -> R | None:
        """The chosen row; None where none is, or where it is a heading."""
        place = self.currentIndex().row()
        shown = self.rows_model.rows
        if not 0 <= place < len(shown) or self._is_heading(shown[place]):
            return None
        return shown[place]

    def choose(self, row: R) -> None:
        """Choose this row, which is among those shown."""
        self.selectRow(self.rows_model.rows.index(row))

    def choose_many(self) -> None:
        """Let several rows be chosen, with Shift and Ctrl."""
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)

    def chosen_rows(self) -> list[R]:
        """All rows that are chosen, from the top down, without headings."""
        places = sorted(index.row() for index in self.selectionModel().selectedRows())
        shown = self.rows_model.rows
        return [shown[place] for place in places if not self._is_heading(shown[place])]

    def _choose(self, _now: QItemSelection, _before: QItemSelection) -> None:
        self.chosen.emit(self.chosen_row())

    def _open(self, place: int) -> None:
        row = self.rows_model.rows[place]
        if not self._is_heading(row):
            self.opened.emit(row)


class _Hairline(QStyledItemDelegate):
    """Draws a cell without a frame around the current one, and a hairline below it."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect, theme = QRect(option.rect), current()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, theme.chosen)
        inner = QStyleOptionViewItem(option)
        inner.rect = rect.adjusted(GRID, 0, -GRID, 0)
        inner.state &= ~(QStyle.StateFlag.State_HasFocus | QStyle.StateFlag.State_MouseOver)
        super().paint(painter, inner, index)
        painter.setPen(theme.line)
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
