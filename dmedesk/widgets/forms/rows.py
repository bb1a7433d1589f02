"""The rows of a small table inside a form, as they are typed: what stands in each cell.

A row is ``{"id": …, "row_version": …, "cells": {key: raw}}``; a new one has no id.
"""

from collections.abc import Callable, Mapping, Sequence
from copy import deepcopy
from typing import Any, TypeAlias

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from dmedesk.widgets.forms.entry import Entry
from dmedesk.widgets.forms.fields import Kind
from dmedesk.widgets.theme import Tone, current

Row: TypeAlias = dict[str, Any]
Index: TypeAlias = QModelIndex | QPersistentModelIndex

_NOWHERE = QModelIndex()
_FIGURES = frozenset({Kind.MONEY, Kind.NUMBER})
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


class RowsModel(QAbstractTableModel):
    """Rows under fields. ``readers`` are an entry a column: they read and word what stands there.

    ``edited`` is told after the user changed a cell.
    """

    edited = Signal()

    def __init__(self, readers: Sequence[Entry], *, read_only: bool) -> None:
        super().__init__()
        self.readers = tuple(readers)
        self.is_open = not read_only
        self._rows: list[Row] = []
        self._wrong: Mapping[tuple[int, str], str] = {}

    @property
    def rows(self) -> list[Row]:
        """A copy of the rows."""
        return deepcopy(self._rows)

    def show(self, rows: Sequence[Row]) -> None:
        """Show these."""
        self.beginResetModel()
        self._rows = deepcopy(list(rows))
        self._wrong = {}
        self.endResetModel()

    def mark(self, wrong: Mapping[tuple[int, str], str]) -> None:
        """Show what is wrong, by row and field."""
        self._wrong = dict(wrong)
        if self._rows:
            last = self.index(len(self._rows) - 1, len(self.readers) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def add(self, row: Row) -> int:
        """Add a row at the end; answers its place."""
        place = len(self._rows)
        self.beginInsertRows(_NOWHERE, place, place)
        self._rows.append(row)
        self.endInsertRows()
        self.edited.emit()
        return place

    def remove(self, place: int) -> None:
        """Take a row out."""
        self.beginRemoveRows(_NOWHERE, place, place)
        del self._rows[place]
        self._wrong = {}
        self.endRemoveRows()
        self.edited.emit()

    def raw(self, index: Index) -> Any:
        """What stands in a cell."""
        return self._rows[index.row()]["cells"].get(self._key(index))

    def put(self, index: Index, raw: Any) -> None:
        """Let this stand in a cell, typed by the user."""
        if raw == self.raw(index):
            return
        self._rows[index.row()]["cells"][self._key(index)] = raw
        self._wrong = {
            place: said
            for place, said in self._wrong.items()
            if place != (index.row(), self._key(index))
        }
        self.dataChanged.emit(index, index)
        self.edited.emit()

    def _key(self, index: Index) -> str:
        return self.readers[index.column()].field.key

    def rowCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802 - Qt's name
        """As Qt asks."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802 - Qt's name
        """As Qt asks."""
        return 0 if parent.isValid() else len(self.readers)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a cell shows."""
        if not index.isValid():
            return None
        reader = self.readers[index.column()]
        said = self._wrong.get((index.row(), reader.field.key), "")
        answers: dict[int, Callable[[], Any]] = {
            Qt.ItemDataRole.DisplayRole: lambda: self._text(index, wrong=bool(said)),
            Qt.ItemDataRole.TextAlignmentRole: lambda: (
                _RIGHT if reader.field.kind in _FIGURES else _LEFT
            ),
            Qt.ItemDataRole.ToolTipRole: lambda: said or reader.field.help,
            Qt.ItemDataRole.AccessibleDescriptionRole: lambda: said,
            Qt.ItemDataRole.ForegroundRole: lambda: current().color(Tone.STOPPED) if said else None,
        }
        answer = answers.get(role)
        return None if answer is None else answer()

    def _text(self, index: Index, *, wrong: bool) -> str:
        raw = self.raw(index)
        empty = "" if self.readers[index.column()].field.kind is not Kind.YES_NO else "no"
        text = self.readers[index.column()].words(raw) if raw else empty
        return f"! {text}".rstrip() if wrong else text

    def headerData(  # noqa: N802 - Qt's name
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """The fields' names, set as their cells are; a dot where one is needed."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        field = self.readers[section].field
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{field.name} •" if field.required and self.is_open else field.name
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if field.kind in _FIGURES else _LEFT
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Every cell can be edited that its field lets."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        usual = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        fixed = not self.is_open or self.readers[index.column()].field.read_only
        return usual if fixed else usual | Qt.ItemFlag.ItemIsEditable
