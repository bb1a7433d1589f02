"""The head of a list: titles that sort, and under them a row of fields that filter."""

from collections.abc import Iterable, Sequence
from typing import Any, TypeAlias

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QComboBox, QHeaderView, QLineEdit, QTableView

from dmedesk.kit.lists import Filter, Match
from dmedesk.widgets.choice import ArrowBox
from dmedesk.widgets.listing.filters import HINTS, NotUnderstood, filters_of, typed_of
from dmedesk.widgets.listing.spec import FilterKind, ListColumn
from dmedesk.widgets.parts import set_part
from dmedesk.widgets.theme import GRID, px

Field: TypeAlias = QLineEdit | QComboBox

_FIELD = 24
_UP, _DOWN = Qt.Key.Key_Up, Qt.Key.Key_Down
_DONE = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class FilterHead(QHeaderView):
    """Titles and filters. ``sorted_by`` tells the column, and whether it joins the other sorts.

    ``filtered`` says that another filter was typed, ``left`` that one is through with typing.
    """

    sorted_by = Signal(str, bool)
    filtered = Signal()
    left = Signal()

    def __init__(self, columns: Sequence[ListColumn[Any]], view: QTableView) -> None:
        super().__init__(Qt.Orientation.Horizontal, view)
        self._columns = tuple(columns)
        self.setSectionsClickable(True)
        self.setSectionsMovable(True)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.fields: dict[str, Field] = {}
        for column in self._columns:
            if column.filter is not FilterKind.NONE:
                self.fields[column.key] = self._field(column)
        self.setViewportMargins(0, 0, 0, _room())
        self.sectionClicked.connect(self._click)
        self.sectionResized.connect(lambda *_: self.place_fields())
        self.sectionMoved.connect(lambda *_: self.place_fields())
        view.horizontalScrollBar().valueChanged.connect(lambda _: self.place_fields())

    def _field(self, column: ListColumn[Any]) -> Field:
        made: Field
        if column.filter is FilterKind.CHOICE:
            made = ArrowBox("filter")
            made.setParent(self)
            made.view().setAccessibleName(f"Choices for {column.title}")
            made.addItem("", None)
            for value, word in column.options:
                made.addItem(word, value)
            made.currentIndexChanged.connect(lambda _: self.filtered.emit())
        else:
            made = QLineEdit(self)
            made.setProperty("part", "filter")
            made.setClearButtonEnabled(False)
            made.textChanged.connect(lambda _: self.filtered.emit())
        made.setAccessibleName(f"Filter {column.title}")
        made.setToolTip(HINTS[column.filter])
        made.installEventFilter(self)
        return made

    def filters(self) -> tuple[Filter, ...]:
        """What all fields ask for; a field that is not understood asks for nothing, and says so."""
        found: list[Filter] = []
        for column in self._columns:
            field = self.fields.get(column.key)
            if isinstance(field, QComboBox):
                if field.currentIndex() > 0:
                    found.append(Filter(column.key, Match.IS, field.currentData()))
            elif field is not None:
                found.extend(self._typed(column, field))
        return tuple(found)

    def typed(self) -> dict[str, str]:
        """What stands in the fields, by their columns; a choice by its word."""
        texts = {
            key: field.currentText() if isinstance(field, QComboBox) else field.text().strip()
            for key, field in self.fields.items()
        }
        return {key: text for key, text in texts.items() if text}

    def _typed(self, column: ListColumn[Any], field: QLineEdit) -> Iterable[Filter]:
        hint = HINTS[column.filter]
        try:
            found = filters_of(column.key, column.filter, field.text())
        except NotUnderstood:
            _say(field, "filter-wrong", f"Not understood. {hint}")
            return ()
        _say(field, "filter", hint)
        return found

    def show_filters(self, filters: Sequence[Filter]) -> None:
        """Write these into the fields, without asking anew."""
        for column in self._columns:
            field = self.fields.get(column.key)
            if field is None:
                continue
            mine = [wanted for wanted in filters if wanted.column == column.key]
            with QSignalBlocker(field):
                if isinstance(field, QComboBox):
                    field.setCurrentIndex(max(0, field.findData(mine[0].value) if mine else 0))
                else:
                    field.setText(typed_of(column.filter, mine))

    def focus_on(self, key: str = "") -> None:
        """Go to the field of a column, else to the first one in sight."""
        shown = [self._columns[place].key for place in self._in_order()]
        wanted = [key, *shown]
        field = next((self.fields[name] for name in wanted if name in self.fields), None)
        if field is not None:
            field.setFocus(Qt.FocusReason.ShortcutFocusReason)
            if isinstance(field, QLineEdit):
                field.selectAll()

    def _in_order(self) -> list[int]:
        places = (self.logicalIndex(seen) for seen in range(self.count()))
        return [place for place in places if not self.isSectionHidden(place)]

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As high as titles and fields."""
        size = super().sizeHint()
        return QSize(size.width(), size.height() + _room())

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """The fields grow with the type."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.setViewportMargins(0, 0, 0, _room())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Keep the fields under their titles."""
        super().resizeEvent(event)
        self.place_fields()

    def place_fields(self) -> None:
        """Put every field under its title; those of hidden columns are hidden."""
        top = self.viewport().height() + GRID - 2
        for place, column in enumerate(self._columns):
            field = self.fields.get(column.key)
            if field is None:
                continue
            left, width = self.sectionViewportPosition(place), self.sectionSize(place)
            field.setGeometry(left + 2, top, max(0, width - GRID), px(_FIELD))
            field.setVisible(not self.isSectionHidden(place))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """The keys of a field: Enter and Down leave it, Esc clears it, Alt+Up and Down sort."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            for key, field in self.fields.items():
                if field is watched:
                    return self._pressed(key, field, event)
        return super().eventFilter(watched, event)

    def _pressed(self, key: str, field: Field, event: QKeyEvent) -> bool:
        pressed, held = Qt.Key(event.key()), event.modifiers()
        if held & Qt.KeyboardModifier.AltModifier and pressed in (_UP, _DOWN):
            joins = bool(held & Qt.KeyboardModifier.ShiftModifier)
            self.sorted_by.emit(key, joins)
            return True
        if pressed in _DONE or (pressed == _DOWN and isinstance(field, QLineEdit)):
            self.left.emit()
            return True
        if pressed == Qt.Key.Key_Escape:
            self._clear_or_leave(field)
            return True
        return False

    def _clear_or_leave(self, field: Field) -> None:
        if isinstance(field, QComboBox) and field.currentIndex() > 0:
            field.setCurrentIndex(0)
        elif isinstance(field, QLineEdit) and field.text():
            field.clear()
        else:
            self.left.emit()

    def _click(self, place: int) -> None:
        held = QApplication.keyboardModifiers()
        joins = bool(held & Qt.KeyboardModifier.ShiftModifier)
        self.sorted_by.emit(self._columns[place].key, joins)


def _say(field: QLineEdit, part: str, hint: str) -> None:
    if field.property("part") != part:
        set_part(field, part)
        field.setToolTip(hint)
        field.setAccessibleDescription(hint if part == "filter-wrong" else "")


def _room() -> int:
    """The height of the row of fields."""
    return px(_FIELD) + 2 * GRID
