"""Yes or no in a form: a box to tick, drawn in the colours of the theme."""

from typing import Any

from PySide6.QtCore import QPoint
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QStyle, QStyleOptionButton

from dmedesk.widgets.forms.entry import Entry
from dmedesk.widgets.forms.fields import FormField
from dmedesk.widgets.theme import current


class YesNoEntry(Entry):
    """Yes or no. Space toggles."""

    def __init__(self, field: FormField) -> None:
        self.box = Tick(field.help)
        super().__init__(field, self.box)
        self.box.setEnabled(not field.read_only)
        self.box.clicked.connect(lambda _checked: self.typed.emit())

    def raw(self) -> bool:
        """Whether it is ticked."""
        return self.box.isChecked()

    def show_raw(self, raw: Any) -> None:
        """Tick it, or not."""
        self.box.setChecked(bool(raw))

    def raw_of(self, value: Any) -> bool:
        """Nothing known is no."""
        return bool(value)

    def read(self, raw: Any) -> bool:
        """Yes or no."""
        return bool(raw)

    def words(self, raw: Any) -> str:
        """Yes or no."""
        return "yes" if raw else "no"


class Tick(QCheckBox):
    """A box that is drawn in the colours of the theme."""

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the box over the style's own."""
        super().paintEvent(event)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        box = (
            self.style()
            .subElementRect(QStyle.SubElement.SE_CheckBoxIndicator, option, self)
            .adjusted(0, 0, -1, -1)
        )
        theme = current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(box.adjusted(0, 0, 1, 1), QColor(theme.ground))
        edge = theme.accent if self.hasFocus() else theme.closed
        painter.setPen(QPen(QColor(edge), 2 if self.hasFocus() else 1))
        painter.setBrush(QColor(theme.accent if self.isChecked() else theme.surface))
        painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 3, 3)
        if self.isChecked():
            painter.setPen(QPen(QColor(theme.on_accent), 2))
            low = box.center() + QPoint(-1, 3)
            painter.drawPolyline([box.center() + QPoint(-4, 0), low, box.center() + QPoint(4, -3)])
        painter.end()
