"""A small table inside a form, edited as a spreadsheet is: keys add, remove and walk the rows."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QEvent, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from dmedesk.kit.findings import Finding
from dmedesk.widgets.forms.entries import WIDTHS, entry_for
from dmedesk.widgets.forms.entry import CELL, Entry
from dmedesk.widgets.forms.fields import FormField, Kind, SubTable
from dmedesk.widgets.forms.picker import RecordEntry
from dmedesk.widgets.forms.rows import Index, Row, RowsModel
from dmedesk.widgets.page import Workplace
from dmedesk.widgets.parts import button, column, label, row
from dmedesk.widgets.theme import GRID, ROW, px

_ROWS_SHOWN = (2, 8)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class RowsEntry(Entry):
    """A list of rows as one field of the form: undo, drafts and saving treat it as one."""

    def __init__(self, table: SubTable, workplace: Workplace) -> None:
        fixed = table.read_only or not workplace.may_write
        fields = tuple(replace(field, wide=False) for field in table.fields)
        readers = [entry_for(field, workplace) for field in fields]
        self.rows = RowsModel(readers, read_only=fixed)
        self.grid = RowsGrid(self.rows, workplace, self._fresh)
        self.table = table
        title = label(table.title, "section")
        title.setBuddy(self.grid)
        self.add_button = button(f"Add {table.noun}", self.grid.add, tip="Add a row (Ins)")
        self.remove_button = button("Remove", self.grid.remove, tip="Remove the row (Del)")
        head = row(title, None, self.add_button, self.remove_button)
        held = QWidget()
        held.setLayout(column(head, self.grid, gap=GRID))
        name = table.title.replace("&", "")
        super().__init__(FormField(table.key, table.title), held, self.grid)
        self.grid.setAccessibleName(name)
        for reader in readers:
            reader.target.setAccessibleName(reader.field.name)
            reader.widget.setParent(held)
            reader.widget.hide()
        for one in (self.add_button, self.remove_button):
            one.setVisible(not fixed)
            one.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.rows.edited.connect(self._edited)
        self.rows.modelReset.connect(self.grid.fit)
        self.grid.fit()

    def _edited(self) -> None:
        self.grid.fit()
        self.typed.emit()
        self.mark([one for one in self.taken()[1] if one.code != "missing"])

    def _fresh(self) -> Row:
        return self._row(self.table.fresh or {})

    def _row(self, values: Mapping[str, Any]) -> Row:
        cells = {
            reader.field.key: reader.raw_of(values.get(reader.field.key))
            for reader in self.rows.readers
        }
        return {
            "id": values.get("id"),
            "row_version": values.get("row_version"),
            "cells": cells,
        }

    def raw(self) -> list[Row]:
        """The rows as they stand."""
        return self.rows.rows

    def show_raw(self, raw: Any) -> None:
        """Show these rows."""
        at = self.grid.currentIndex()
        self.rows.show(raw or [])
        self.grid.setCurrentIndex(self.rows.index(at.row(), max(0, at.column())))

    def raw_of(self, value: Any) -> list[Row]:
        """The rows of a list of mappings."""
        return [self._row(values) for values in value or []]

    def read(self, raw: Any) -> Any:
        """The rows as a list of mappings. ``taken`` tells what is wrong in them."""
        values = []
        for one in raw:
            cells = {
                reader.field.key: reader.read(one["cells"].get(reader.field.key))
                for reader in self.rows.readers
            }
            values.append({"id": one["id"], "row_version": one["row_version"], **cells})
        return values

    def taken(self) -> tuple[Any, list[Finding]]:
        """The rows, and what is wrong in any cell."""
        found = []
        for place, one in enumerate(self.rows.rows):
            for reader in self.rows.readers:
                field = reader.field
                reader.show_raw(one["cells"].get(field.key))
                for wrong in reader.taken()[1]:
                    subject = f"{self.field.name}, row {place + 1}, {field.name}"
                    key = f"{self.table.key}/{place}/{field.key}"
                    found.append(replace(wrong, subject=subject, field=key))
        return (None, found) if found else (self.read(self.raw()), [])

    def rebased(self, mine: Any, theirs: Any) -> list[Row]:
        """My rows with the versions of theirs; what they removed and I keep is a new row."""
        versions = {one["id"]: one["row_version"] for one in theirs}
        return [
            one | {"id": one["id"] if known else None, "row_version": versions.get(one["id"])}
            for one in mine
            for known in (one["id"] in versions,)
        ]

    def words(self, raw: Any) -> str:
        """How many rows, and what stands first in each."""
        first = self.rows.readers[0]
        names = [first.words(one["cells"].get(first.field.key)) for one in raw or []]
        return ", ".join(names) or "none"

    def finish(self) -> None:
        """Close an open cell, and take in what was typed there."""
        self.grid.finish()

    def go_to(self, place: str) -> None:
        """Put the cursor into a cell (``1/from_on``), else into the table."""
        at, _, key = place.partition("/")
        keys = [reader.field.key for reader in self.rows.readers]
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)
        row_at = int(at) if at.isdigit() else max(0, self.grid.currentIndex().row())
        self.grid.setCurrentIndex(self.rows.index(row_at, keys.index(key) if key in keys else 0))

    def mark(self, findings: Sequence[Finding]) -> None:
        """Show each at its cell."""
        wrong = {}
        for finding in findings:
            _table, at, key = (*finding.field.split("/"), "", "")[:3]
            if at.isdigit():
                wrong[int(at), key] = finding.sentence()
        self.rows.mark(wrong)


class RowsGrid(QTableView):
    """The table. Ins and Del are rows, Enter walks on and adds a row after the last cell, F4 opens
    the list of a cell's field.
    """

    def __init__(self, rows: RowsModel, workplace: Workplace, fresh: Any) -> None:
        super().__init__()
        self._rows, self._fresh = rows, fresh
        self.setModel(rows)
        self._cells = CellDelegate(self, workplace)
        self.setItemDelegate(self._cells)
        self.setTabKeyNavigation(False)
        self.setShowGrid(True)
        self.setCornerButtonEnabled(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(
            triggers.DoubleClicked | triggers.EditKeyPressed | triggers.AnyKeyPressed
        )
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(px(ROW))
        across = self.horizontalHeader()
        across.setHighlightSections(False)
        for place, reader in enumerate(rows.readers):
            field = reader.field
            self.setColumnWidth(place, px(field.width or WIDTHS.get(field.kind, CELL)))
        across.setSectionResizeMode(len(rows.readers) - 1, QHeaderView.ResizeMode.Stretch)

    def fit(self) -> None:
        """As high as its rows, within bounds."""
        least, most = _ROWS_SHOWN
        shown = max(least, min(most, self._rows.rowCount()))
        self.setFixedHeight(shown * px(ROW) + self.horizontalHeader().sizeHint().height() + 2)

    def add(self) -> None:
        """Add a row and begin with its first cell."""
        if self._rows.is_open:
            place = self._rows.add(self._fresh())
            self._edit(place, 0)

    def remove(self) -> None:
        """Remove the row that the cursor is in."""
        place = self.currentIndex().row()
        if place >= 0 and self._rows.is_open:
            self.finish()
            self._rows.remove(place)
            self.setCurrentIndex(self._rows.index(min(place, self._rows.rowCount() - 1), 0))
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def finish(self) -> None:
        """Close an open cell and take in what was typed."""
        self._cells.finish()

    def take_in(self, place: int, at: int, raw: Any) -> None:
        """Let this stand in a cell, which was closed while its record was entered elsewhere."""
        self.finish()
        index = self._rows.index(place, at)
        if index.isValid():
            self._rows.put(index, raw)
            self.setCurrentIndex(index)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def settle(self, place: int, at: int, typed: str, raw: Any) -> None:
        """Let this stand in a cell for what was typed there, where that still stands in it."""
        index = self._rows.index(place, at)
        if index.isValid() and self._rows.raw(index) == typed:
            self._rows.put(index, raw)

    def walk(self, step: int, *, adds: bool) -> None:
        """Edit the next cell, or the one before; after the last one add a row, or stay."""
        at = self.currentIndex()
        columns = self._rows.columnCount()
        place = at.row() * columns + at.column() + step
        if 0 <= place < self._rows.rowCount() * columns:
            self._edit(*divmod(place, columns))
        elif adds and step > 0:
            self.add()

    def _edit(self, place: int, at: int) -> None:
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        index = self._rows.index(place, at)
        self.setCurrentIndex(index)
        if self._rows.flags(index) & Qt.ItemFlag.ItemIsEditable:
            self.edit(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Ins, Del, Enter, F4; Space turns yes into no."""
        key, plain = event.key(), event.modifiers() == Qt.KeyboardModifier.NoModifier
        if key == Qt.Key.Key_Insert and plain:
            self.add()
        elif key == Qt.Key.Key_Delete and plain:
            self.remove()
        elif key in _ENTER and plain:
            self.walk(1, adds=True)
        elif key == Qt.Key.Key_F4 and plain:
            at = self.currentIndex()
            self._edit(at.row(), at.column())
            self._cells.hand_on(event)
        elif key == Qt.Key.Key_Space and self._toggles():
            index = self.currentIndex()
            self._rows.put(index, not self._rows.raw(index))
        else:
            super().keyPressEvent(event)

    def _toggles(self) -> bool:
        index = self.currentIndex()
        if not index.isValid() or not self._rows.is_open:
            return False
        return self._rows.readers[index.column()].field.kind is Kind.YES_NO


class CellDelegate(QStyledItemDelegate):
    """Edits a cell with the field's own entry. Tab and Enter go on to the next cell."""

    def __init__(self, grid: RowsGrid, workplace: Workplace) -> None:
        super().__init__(grid)
        self._grid, self._workplace = grid, workplace
        self._open: Entry | None = None

    def createEditor(  # noqa: N802 - Qt's name
        self, parent: QWidget, _option: QStyleOptionViewItem, index: Index
    ) -> QWidget:
        """The field's entry, in the cell."""
        model = self._grid.model()
        assert isinstance(model, RowsModel)
        field = replace(model.readers[index.column()].field, width=0)
        entry = entry_for(field, self._workplace)
        entry.target.setAccessibleName(field.name)
        entry.widget.setParent(parent)
        entry.widget.setMinimumWidth(0)
        entry.widget.setMaximumWidth(parent.width())
        entry.widget.setProperty("part", "cell")
        if isinstance(entry, RecordEntry):
            place, at = index.row(), index.column()
            come, settled = partial(self._grid.take_in, place, at), self._grid.settle
            entry.serve_a_cell(self._grid, come, partial(settled, place, at))
        self._open = entry
        return entry.widget

    def setEditorData(self, editor: QWidget, index: Index) -> None:  # noqa: N802 - Qt's name
        """Show what stands in the cell."""
        if self._open is not None and editor is self._open.widget:
            model = self._grid.model()
            assert isinstance(model, RowsModel)
            self._open.show_raw(model.raw(index))
            self._open.go_to("")

    def setModelData(  # noqa: N802 - Qt's name
        self, editor: QWidget, model: QAbstractItemModel, index: Index
    ) -> None:
        """Take in what was typed."""
        assert isinstance(model, RowsModel)
        if self._open is not None and editor is self._open.widget:
            if not isinstance(self._open, RecordEntry):
                self._open.tidy()
            model.put(index, self._open.raw())
            if isinstance(self._open, RecordEntry):
                self._open.tidy()

    def destroyEditor(self, editor: QWidget, index: Index) -> None:  # noqa: N802 - Qt's name
        """The cell is closed."""
        self._open = None
        super().destroyEditor(editor, index)

    def hand_on(self, event: QKeyEvent) -> None:
        """Let the field of the open cell have a key that was pressed before it was open."""
        if self._open is not None:
            QApplication.sendEvent(self._open.target, event)

    def finish(self) -> None:
        """Take in what is typed in an open cell, and close it."""
        if self._open is not None:
            editor = self._open.widget
            self.commitData.emit(editor)
            self.closeEditor.emit(editor)

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Enter and Tab take in the cell and walk on."""
        if event.type() is QEvent.Type.KeyPress and self._open is not None:
            assert isinstance(event, QKeyEvent)
            steps = {Qt.Key.Key_Tab: 1, Qt.Key.Key_Backtab: -1} | dict.fromkeys(_ENTER, 1)
            step = steps.get(Qt.Key(event.key()))
            if step is not None:
                at = QPersistentModelIndex(self._grid.currentIndex())
                self.finish()
                self._grid.setCurrentIndex(self._grid.model().index(at.row(), at.column()))
                self._grid.walk(step, adds=event.key() in _ENTER)
                return True
        return super().eventFilter(editor, event)
