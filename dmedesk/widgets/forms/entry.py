"""One field on the screen: what stands in it as typed, and the value that it means.

``raw`` is what stands in it, as JSON knows it: undo, drafts and comparisons go by it.
"""

from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from dmedesk.widgets.forms.fields import FormField
from dmedesk.widgets.theme import GRID

CELL = 36 * GRID


class Entry(QObject):
    """A field's widget and its way from raw to value and back. Made by ``entries.entry_for``.

    ``typed`` is told when the user changed what stands in it. ``target`` takes the cursor.
    """

    typed = Signal()

    def __init__(self, field: FormField, widget: QWidget, target: QWidget | None = None) -> None:
        super().__init__(widget)
        self.field = field
        self.widget = widget
        self.target = target or widget

    def raw(self) -> Any:
        """What stands in it."""
        raise NotImplementedError

    def show_raw(self, raw: Any) -> None:
        """Let this stand in it; nothing is told."""
        raise NotImplementedError

    def raw_of(self, value: Any) -> Any:
        """What stands in it for a value."""
        raise NotImplementedError

    def read(self, raw: Any) -> Any:
        """The value that is meant, None for empty. Raises ``Unreadable``."""
        raise NotImplementedError

    def words(self, raw: Any) -> str:
        """What stands in it, for a sentence."""
        return str(raw) if raw else "nothing"

    def tidy(self) -> None:
        """Write what stands in it the usual way, once the cursor leaves it; nothing is told."""

    def mark(self, *, wrong: bool) -> None:
        """Show that something is wrong with it, or no more."""
        target = self.target
        if bool(target.property("wrong")) != wrong:
            target.setProperty("wrong", wrong)
            target.style().unpolish(target)
            target.style().polish(target)
