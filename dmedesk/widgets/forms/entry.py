"""One field on the screen: what stands in it as typed, and the value that it means.

``raw`` is what stands in it, as JSON knows it: undo, drafts and comparisons go by it.
"""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from dmedesk.kit.cells import Unreadable
from dmedesk.kit.findings import Finding, Severity
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

    def taken(self) -> tuple[Any, list[Finding]]:
        """The value that is meant, and what is wrong with it: unreadable, or missing."""
        field = self.field
        try:
            value = self.read(self.raw())
        except Unreadable as unread:
            told = (unread.code, unread.message, field.name, unread.remedy, field.key)
            return None, [Finding(Severity.STOP, *told)]
        if value is None and field.required and not field.read_only:
            told = ("missing", "This is needed.", field.name, "Fill it in.", field.key)
            return None, [Finding(Severity.STOP, *told)]
        return value, []

    def rebased(self, mine: Any, theirs: Any) -> Any:
        """What I typed, to be saved on top of what another desk saved."""
        del theirs
        return mine

    def finish(self) -> None:
        """Take in what is just being typed."""

    def go_to(self, place: str) -> None:
        """Put the cursor into it; ``place`` is where, for a field that has many places."""
        del place
        self.target.setFocus(Qt.FocusReason.OtherFocusReason)
        if isinstance(self.target, QLineEdit):
            self.target.selectAll()

    def words(self, raw: Any) -> str:
        """What stands in it, for a sentence."""
        return str(raw) if raw else "nothing"

    def tidy(self) -> None:
        """Write what stands in it the usual way, once the cursor leaves it; nothing is told."""

    def mark(self, findings: Sequence[Finding]) -> None:
        """Show that something is wrong with it, or no more."""
        target, wrong = self.target, bool(findings)
        if bool(target.property("wrong")) != wrong:
            target.setProperty("wrong", wrong)
            target.style().unpolish(target)
            target.style().polish(target)
