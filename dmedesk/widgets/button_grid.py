"""Buttons in as many columns as there is room for; arrow keys walk them, Enter presses one."""

from collections.abc import Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QLayout, QSizePolicy, QWidget

from dmedesk.widgets.theme import GRID, px


class GridButton(QAbstractButton):
    """A button of a grid: it leaves every key but Space to the grid."""

    def __init__(self, size: QSize) -> None:
        super().__init__()
        self._size = size
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def room(self) -> QSize:
        """The least room that it needs in the type that is worn."""
        return QSize(px(self._size.width()), px(self._size.height()))

    @property
    def key(self) -> str:
        """What the button is known by when the grid is filled anew."""
        return self.accessibleName()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Larger with larger type."""
        return self.room()

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As the hint."""
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Space presses; all else is the grid's."""
        if event.key() == Qt.Key.Key_Space:
            super().keyPressEvent(event)
        else:
            event.ignore()


B = TypeVar("B", bound=GridButton)


class ButtonGrid(QWidget, Generic[B]):
    """Buttons of one size, each at least ``each`` large at 100%."""

    def __init__(self, name: str, each: QSize) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.buttons: list[B] = []
        self._each = each
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(2 * GRID)
        # The grid follows the width, and not the width the grid's.
        self._grid.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self._across = 1
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_buttons(self, buttons: Sequence[B]) -> None:
        """Show these; the keyboard stays on the one that it was on."""
        focused = next((one.key for one in self.buttons if one.hasFocus()), None)
        old, self.buttons = self.buttons, list(buttons)
        for gone in old:
            self._grid.removeWidget(gone)
        self._lay_out()
        for button in self.buttons:
            button.show()
            if button.key == focused:
                button.setFocus(Qt.FocusReason.OtherFocusReason)
        if self.buttons:
            self.setFocusProxy(self.buttons[0])
        for gone in old:
            gone.hide()
            gone.deleteLater()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As high as the buttons are in so many columns."""
        rows = -(-len(self.buttons) // self._across)
        wide, high = self._room().toTuple()
        return QSize(self._across * (wide + 2 * GRID), max(0, rows * (high + 2 * GRID) - 2 * GRID))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """One column wide."""
        return QSize(self._room().width(), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """As many columns as there is room for."""
        super().resizeEvent(event)
        if self._columns() != self._across:
            self._lay_out()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Arrow keys go from button to button, Enter presses."""
        at = next((n for n, button in enumerate(self.buttons) if button.hasFocus()), None)
        key = Qt.Key(event.key())
        if at is None:
            super().keyPressEvent(event)
            return
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.buttons[at].click()
            return
        wanted = {
            Qt.Key.Key_Left: at - 1,
            Qt.Key.Key_Right: at + 1,
            Qt.Key.Key_Up: at - self._across,
            Qt.Key.Key_Down: at + self._across,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: len(self.buttons) - 1,
        }.get(key)
        if wanted is None:
            super().keyPressEvent(event)
        elif 0 <= wanted < len(self.buttons):
            self.buttons[wanted].setFocus(Qt.FocusReason.TabFocusReason)

    def _room(self) -> QSize:
        if self.buttons:
            return self.buttons[0].room()
        return QSize(px(self._each.width()), px(self._each.height()))

    def _columns(self) -> int:
        return max(1, (self.width() + 2 * GRID) // (self._room().width() + 2 * GRID))

    def _lay_out(self) -> None:
        for column in range(self._across):
            self._grid.setColumnStretch(column, 0)
        self._across = self._columns()
        for place, button in enumerate(self.buttons):
            self._grid.addWidget(button, *divmod(place, self._across))
        for column in range(self._across):
            self._grid.setColumnStretch(column, 1)
        self.updateGeometry()
