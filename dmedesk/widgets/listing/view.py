"""The table of a list: filters in its head, several rows may be chosen, Enter opens one."""

from collections.abc import Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QHeaderView, QTableView

from dmedesk.widgets.listing.header import FilterHead
from dmedesk.widgets.listing.layout import Layout
from dmedesk.widgets.listing.model import ListModel, Reading
from dmedesk.widgets.listing.painting import ARROW, PADDING, paint_rows
from dmedesk.widgets.listing.spec import ListColumn
from dmedesk.widgets.table import set_plainly
from dmedesk.widgets.theme import ROW, at_100, px

R = TypeVar("R")

_SHIFT = Qt.KeyboardModifier.ShiftModifier
_DONE = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_FOLDS = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Space, *_DONE)
_MOST_KEPT = 2_000
"""Chosen rows beyond this are not looked for again when the list is read anew."""


class ListView(QTableView, Generic[R]):
    """``chosen`` tells that another row is current, ``opened`` that it is to be opened.

    ``opened_apart`` wants it in a tab of its own; ``arranged`` says that columns were set anew.
    ``asked_on`` wants what can be done with a cell, at a place of the screen.
    """

    chosen = Signal()
    opened = Signal()
    opened_apart = Signal()
    arranged = Signal()
    asked_on = Signal(QModelIndex, QPoint)

    def __init__(self, name: str, model: ListModel[R]) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.rows_model = model
        model.setParent(self)  # so that its timer ends with the view that it asks
        self._hidden: set[str] = {column.key for column in model.columns if not column.shown}
        self._widths: dict[str, int] = {}
        self._is_setting = False
        self.head = FilterHead(model.columns, self)
        self.setHorizontalHeader(self.head)
        set_plainly(self)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setModel(model)
        model.visible = self.places_in_sight
        self._set_widths()
        self.selectionModel().currentRowChanged.connect(lambda *_: self.chosen.emit())
        self.verticalScrollBar().valueChanged.connect(lambda _: model.look())
        self.doubleClicked.connect(lambda index: self._open_or_fold(index.row()))
        self.head.sectionResized.connect(self._resized)
        self.head.sectionMoved.connect(lambda *_: self._moved())

    def _set_widths(self) -> None:
        self._is_setting = True
        for place, column in enumerate(self.rows_model.columns):
            self.setColumnWidth(place, self._width(column))
            if column.wide:
                self.head.setSectionResizeMode(place, QHeaderView.ResizeMode.Stretch)
        self._is_setting = False

    def _width(self, column: ListColumn[R]) -> int:
        """As wide as it was drawn by hand, else as declared; for the size of type."""
        return px(self._widths.get(column.key) or column.width)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Rows and columns grow with the type."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.verticalHeader().setDefaultSectionSize(px(ROW))
            self._set_widths()
            self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint what is in sight, all at once."""
        paint_rows(self, self.rows_model, event.rect())

    def places_in_sight(self) -> tuple[int, int]:
        """The first and the last place that is painted."""
        first = max(0, self.rowAt(0))
        return first, first + self.viewport().height() // px(ROW) + 1

    # --- the choice ----------------------------------------------------------------------------

    def chosen_id(self) -> int | None:
        """The id of the current row."""
        return self.rows_model.id_at(self.currentIndex().row())

    def chosen_row(self) -> R | None:
        """The current row; None where there is none, or it has not been read yet."""
        return self.rows_model.row_at(self.currentIndex().row())

    def chosen_places(self) -> list[int]:
        """The places of all chosen rows, from the top."""
        return sorted(index.row() for index in self.selectionModel().selectedRows())

    def choose(self, place: int) -> None:
        """Make the row at this place the current and only chosen one."""
        index = self.rows_model.index(place, 0)
        rows = QItemSelectionModel.SelectionFlag.Rows
        self.selectionModel().setCurrentIndex(
            index, QItemSelectionModel.SelectionFlag.ClearAndSelect | rows
        )

    def show_reading(self, reading: Reading, *, moves: bool) -> None:
        """Show another answer; what was chosen stays chosen, and in its place, where it still is.

        Where the list ``moves`` (it is sorted or filtered anew), it is read from its top.
        """
        model = self.rows_model
        place = self.currentIndex().row()
        current, top = model.anchor_at(place), model.anchor_at(self.places_in_sight()[0])
        kept = [model.id_at(one) for one in self.chosen_places()[:_MOST_KEPT]]
        model.show_reading(reading)
        if not len(model.ids):
            self.chosen.emit()
            return
        if moves or current is None:
            # A heading says nothing that the preview could show: begin with the row below it.
            self.choose(1 if model.heading_at(0) and model.id_at(1) else 0)
            self.scrollToTop()
            return
        found = model.place_of_anchor(current)
        self.choose(min(place, len(model.ids) - 1) if found is None else found)
        if len(kept) > 1:
            self._choose_again(kept)
        top_place = None if top is None else model.place_of_anchor(top)
        if top_place is not None:
            self.scrollTo(model.index(top_place, 0), self.ScrollHint.PositionAtTop)

    def _choose_again(self, kept: Sequence[int | None]) -> None:
        flags = QItemSelectionModel.SelectionFlag
        for row_id in kept:
            place = None if row_id is None else self.rows_model.place_of(row_id)
            if place is not None:
                index = self.rows_model.index(place, 0)
                self.selectionModel().select(index, flags.Select | flags.Rows)

    # --- the groups ----------------------------------------------------------------------------

    def fold(self, place: int, *, folded: bool) -> None:
        """Fold the group of the heading at this place, or show its rows; the heading is chosen."""
        model, heading = self.rows_model, self.rows_model.heading_at(place)
        if heading is None or model.groups is None or heading.is_folded is folded:
            return
        before, scrolled = model.groups.folded, self.verticalScrollBar().value()
        key = frozenset((heading.group.key,))
        model.fold(before | key if folded else before - key)
        self.choose(place)
        self.verticalScrollBar().setValue(scrolled)

    def fold_all(self, *, folded: bool) -> None:
        """Fold every group, or none; the heading of the group one was in is chosen."""
        groups = self.rows_model.groups
        if groups is not None:
            place = self._heading_above(self.currentIndex().row())
            anchor = None if place is None else self.rows_model.anchor_at(place)
            keys = (group.key for group in groups.groups)
            self.rows_model.fold(frozenset(keys if folded else ()))
            found = None if anchor is None else self.rows_model.place_of_anchor(anchor)
            self.choose(found or 0)
            self.scrollTo(self.currentIndex())

    def _heading_above(self, place: int) -> int | None:
        ids = self.rows_model.ids
        return next((one for one in range(place, -1, -1) if ids[one] < 0), None)

    def _fold_by_key(self, event: QKeyEvent) -> bool:
        """Left and Right fold and unfold, with Shift all; Left on a row goes to its heading."""
        pressed, place = Qt.Key(event.key()), self.currentIndex().row()
        if self.rows_model.groups is None or pressed not in _FOLDS or place < 0:
            return False
        heading = self.rows_model.heading_at(place)
        if event.modifiers() == _SHIFT and pressed in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.fold_all(folded=pressed == Qt.Key.Key_Left)
        elif heading is not None:
            turned = not heading.is_folded
            folded = {Qt.Key.Key_Left: True, Qt.Key.Key_Right: False}.get(pressed, turned)
            self.fold(place, folded=folded)
        elif pressed == Qt.Key.Key_Left and (above := self._heading_above(place)) is not None:
            self.choose(above)
        return heading is not None or pressed == Qt.Key.Key_Left

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """A press on a heading's arrow folds its group, or shows it."""
        super().mousePressEvent(event)
        pressed = event.position().toPoint()
        place = self.rowAt(pressed.y())
        heading = self.rows_model.heading_at(place)
        if heading is not None and pressed.x() < PADDING + ARROW:
            self.fold(place, folded=not heading.is_folded)

    def _open_or_fold(self, place: int) -> None:
        heading = self.rows_model.heading_at(place)
        if heading is None:
            self.opened.emit()
        else:
            self.fold(place, folded=not heading.is_folded)

    # --- the columns ---------------------------------------------------------------------------

    def columns_in_order(self) -> list[ListColumn[R]]:
        """The columns that are chosen to be shown, from the left, also where room lacks now."""
        in_order = [self.head.logicalIndex(seen) for seen in range(self.head.count())]
        columns = [self.rows_model.columns[place] for place in in_order]
        return [column for column in columns if column.key not in self._hidden]

    def is_chosen(self, key: str) -> bool:
        """Whether the column is chosen to be shown."""
        return key not in self._hidden

    def choose_column(self, key: str, *, shown: bool) -> None:
        """Show a column, or take it away; the last one stays."""
        if not shown and len(self.columns_in_order()) == 1:
            return
        (self._hidden.discard if shown else self._hidden.add)(key)
        self._fit()
        self.arranged.emit()

    def layout_of_columns(self) -> Layout:
        """How the columns stand."""
        keys = [column.key for column in self.rows_model.columns]
        order = tuple(keys[self.head.logicalIndex(seen)] for seen in range(self.head.count()))
        return Layout(order=order, hidden=frozenset(self._hidden), widths=dict(self._widths))

    def arrange(self, layout: Layout) -> None:
        """Set the columns as they stood; one that was not there then stands as at first."""
        columns = self.rows_model.columns
        keys = [column.key for column in columns]
        self._is_setting = True
        for seen, key in enumerate(layout.order):
            self.head.moveSection(self.head.visualIndex(keys.index(key)), seen)
        self._is_setting = False
        if layout.order:
            unknown = {one.key for one in columns if not one.shown} - set(layout.order)
            self._hidden = set(layout.hidden) | unknown
        self._widths = dict(layout.widths)
        self._set_widths()
        self._fit()

    def _moved(self) -> None:
        if not self._is_setting:
            self.arranged.emit()

    def _resized(self, place: int, _before: int, now: int) -> None:
        column = self.rows_model.columns[place]
        if self._is_setting or column.wide or not now or not self.head.isVisible():
            return
        if QApplication.mouseButtons() & Qt.MouseButton.LeftButton:
            self._widths[column.key] = at_100(now)
            self.arranged.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Let go of spare columns rather than cut off a figure."""
        super().resizeEvent(event)
        self._fit()
        self.rows_model.look()

    def _fit(self) -> None:
        columns = self.rows_model.columns
        widths = [self._width(column) for column in columns]
        needed = sum(
            width
            for column, width in zip(columns, widths, strict=True)
            if column.key not in self._hidden
        )
        room = self.viewport().width()
        self._is_setting = True
        for place in sorted(range(len(columns)), key=lambda place: columns[place].spare):
            column = columns[place]
            is_hidden = column.key in self._hidden
            if column.spare and not is_hidden and needed > room:
                is_hidden = True
                needed -= widths[place]
            self.setColumnHidden(place, is_hidden)
        self._is_setting = False
        self.head.place_fields()

    # --- keys ----------------------------------------------------------------------------------

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802 - Qt's name
        """By the mouse on the cell below it, by the key on the current one."""
        index = self.indexAt(event.pos())
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            self._ask_on_current()
        elif index.isValid():
            self.asked_on.emit(index, event.globalPos())

    def _ask_on_current(self) -> None:
        index = self.currentIndex()
        place = self.viewport().mapToGlobal(self.visualRect(index).center())
        if index.isValid():
            self.asked_on.emit(index, place)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter opens the current row, with Ctrl in a tab of its own; Shift+F10 asks on it."""
        if event.key() == Qt.Key.Key_F10 and event.modifiers() == _SHIFT:
            self._ask_on_current()
            return
        if self._fold_by_key(event):
            return
        if event.key() in _DONE:
            if self.currentIndex().isValid():
                apart = event.modifiers() & Qt.KeyboardModifier.ControlModifier
                (self.opened_apart if apart else self.opened).emit()
            return
        super().keyPressEvent(event)
