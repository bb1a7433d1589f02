"""Which columns a list shows, and in which order: ticked, dragged, or moved by Alt+Up and Down."""

from typing import Any

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListWidget, QListWidgetItem, QWidget

from dmedesk.widgets.listing.layout import Layout
from dmedesk.widgets.listing.spec import ListColumn
from dmedesk.widgets.listing.view import ListView
from dmedesk.widgets.parts import button, column, label, padded, row
from dmedesk.widgets.theme import GRID, px

_KEY = Qt.ItemDataRole.UserRole
_MOVES = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_WIDTH = 240


class ColumnChooser(QFrame):
    """Opens under its button; what is ticked or moved is seen in the list at once."""

    def __init__(self, view: ListView[Any], parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("part", "panel")
        self._view = view
        self.list = QListWidget()
        self.list.setAccessibleName("Columns")
        self.list.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.list.setFixedWidth(px(_WIDTH))
        self.list.installEventFilter(self)
        self.list.itemChanged.connect(lambda _: self._arrange())
        self.list.model().rowsMoved.connect(lambda *_: self._arrange())
        hint = label("Space ticks, Alt+Up and Alt+Down move", "small")
        first = button("As at first", self._as_at_first)
        self.setLayout(padded(column(hint, self.list, row(None, first)), 2 * GRID, 2 * GRID))

    def open_at(self, place: QPoint) -> None:
        """Show every column as it stands now, with the upper left corner here."""
        self._fill(self._view.layout_of_columns())
        self.move(place)
        self.show()
        self.list.setCurrentRow(0)
        self.list.setFocus(Qt.FocusReason.PopupFocusReason)

    def _fill(self, layout: Layout) -> None:
        columns = {one.key: one for one in self._view.rows_model.columns}
        self.list.blockSignals(True)  # noqa: FBT003 - Qt's argument
        self.list.clear()
        for key in layout.order:
            self.list.addItem(_item(columns[key], shown=key not in layout.hidden))
        self.list.blockSignals(False)  # noqa: FBT003 - Qt's argument
        high = self.list.sizeHintForRow(0) * self.list.count() + 2 * GRID
        self.list.setFixedHeight(min(high, px(420)))

    def _arrange(self) -> None:
        items = [self.list.item(place) for place in range(self.list.count())]
        order = tuple(str(item.data(_KEY)) for item in items)
        hidden = {item.data(_KEY) for item in items if item.checkState() is not _CHECKED}
        if len(hidden) == len(order):
            self._fill(self._view.layout_of_columns())
            return
        now = self._view.layout_of_columns()
        self._view.arrange(Layout(order=order, hidden=frozenset(hidden), widths=now.widths))
        self._view.arranged.emit()

    def _as_at_first(self) -> None:
        columns = self._view.rows_model.columns
        hidden = frozenset(one.key for one in columns if not one.shown)
        self._view.arrange(Layout(order=tuple(one.key for one in columns), hidden=hidden))
        self._view.arranged.emit()
        self._fill(self._view.layout_of_columns())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Alt+Up and Alt+Down move the column."""
        is_key = isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress
        if is_key and isinstance(event, QKeyEvent):
            step = _MOVES.get(Qt.Key(event.key()))
            if step is not None and event.modifiers() & Qt.KeyboardModifier.AltModifier:
                self._move(step)
                return True
        return super().eventFilter(watched, event)

    def _move(self, step: int) -> None:
        place = self.list.currentRow()
        wanted = place + step
        if 0 <= wanted < self.list.count():
            self.list.insertItem(wanted, self.list.takeItem(place))
            self.list.setCurrentRow(wanted)
            self._arrange()


_CHECKED = Qt.CheckState.Checked


def _item(one: ListColumn[Any], *, shown: bool) -> QListWidgetItem:
    made = QListWidgetItem(one.title)
    made.setData(_KEY, one.key)
    made.setFlags(made.flags() | Qt.ItemFlag.ItemIsUserCheckable)
    made.setCheckState(_CHECKED if shown else Qt.CheckState.Unchecked)
    return made
