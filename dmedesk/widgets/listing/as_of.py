"""The day as of which a list is read: today, or any day of the past that is typed above it."""

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from dmedesk.kit.plain_list import DatedList
from dmedesk.widgets.forms.entries import DayEntry
from dmedesk.widgets.forms.fields import FormField, Kind
from dmedesk.widgets.page import Workplace
from dmedesk.widgets.parts import label, row
from dmedesk.widgets.theme import GRID


class AsOf(QWidget):
    """A field for the day; ``changed`` hears that another one was typed. A day to come is today."""

    def __init__(
        self, workplace: Workplace, source: DatedList[Any], changed: Callable[[], object]
    ) -> None:
        super().__init__()
        self._workplace, self._source, self._changed = workplace, source, changed
        self.entry = DayEntry(FormField("as_of", "As of", Kind.DAY), workplace)
        self.entry.line.setAccessibleName("As of")
        self.entry.line.editingFinished.connect(self._take)
        named = label("As &of", "soft")
        named.setBuddy(self.entry.line)
        self.setLayout(row(named, self.entry.line, gap=2 * GRID))
        self._show()

    @property
    def on(self) -> date:
        """The day as of which the list is read."""
        return self._source.day or self._workplace.today

    def words(self) -> str:
        """For the foot of a paper: the day, where it is not today."""
        return f"as of {self.on}" if self._source.day else ""

    def _take(self) -> None:
        day, _wrong = self.entry.taken()
        is_past = isinstance(day, date) and day < self._workplace.today
        chosen = day if is_past else None
        if chosen != self._source.day:
            self._source.day = chosen
            self._changed()
        self._show()

    def _show(self) -> None:
        self.entry.show_raw(self.entry.raw_of(self.on))
