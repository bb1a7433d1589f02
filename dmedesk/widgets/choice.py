"""A list to choose from, with its arrow in the ink of the theme."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox

from dmedesk.widgets.icons import SIZE, icon
from dmedesk.widgets.theme import GRID, Tone


class ArrowBox(QComboBox):
    """A combo box in one of the style sheet's parts: ``entry`` in forms, ``filter`` in lists."""

    def __init__(self, part: str = "entry") -> None:
        super().__init__()
        self.setProperty("part", part)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the arrow, which says that there is a list."""
        super().paintEvent(event)
        if self.isEnabled():
            size = min(SIZE, self.height() - GRID)
            place = QRect(self.width() - size - GRID, (self.height() - size) // 2, size, size)
            icon("chevron-down", Tone.SOFT).paint(QPainter(self), place)
