"""The way from one page to another: a screen says what to open, the desk knows where it stands.

So a house's page leads to a record of any other house without importing it.
"""

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from dmedesk.kit.offers import ListLink
from dmedesk.kit.references import RecordRef


class Navigator(QObject):
    """Hears what is to be opened; the main window listens.

    ``record_wanted`` carries the reference, and whether it is to open in a new tab;
    ``field_wanted`` the field of such a record that the cursor is to stand in; ``list_wanted``
    carries a ``ListLink``, ``new_wanted`` the kind of a record to be entered,
    ``back_wanted`` a widget whose page is to be shown again.
    """

    record_wanted = Signal(object, bool)
    field_wanted = Signal(object, str)
    list_wanted = Signal(object)
    new_wanted = Signal(str)
    back_wanted = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._waiting: dict[str, tuple[Callable[[RecordRef], object], QWidget]] = {}
        self._copied: dict[str, Mapping[str, Any]] = {}

    def open_record(self, ref: RecordRef, *, apart: bool = False, field: str = "") -> None:
        """Open a record's page, with the cursor in a field; ``apart`` in a tab of its own."""
        self.record_wanted.emit(ref, apart)
        if field:
            self.field_wanted.emit(ref, field)

    def open_list(self, link: ListLink) -> None:
        """Open a list, showing what the link asks of it."""
        self.list_wanted.emit(link)

    def open_link(self, opens: ListLink | RecordRef, *, apart: bool = False) -> None:
        """Open what an offer leads to."""
        if isinstance(opens, ListLink):
            self.open_list(opens)
        else:
            self.open_record(opens, apart=apart)

    def enter_new(self, kind: str) -> None:
        """Open an empty form for a record of this kind."""
        self.forget(kind)
        self.new_wanted.emit(kind)

    def enter_new_for(
        self, asker: QWidget, kind: str, *, then: Callable[[RecordRef], object]
    ) -> None:
        """Open an empty form; once it is saved ``then`` hears what it is called, and the asker's
        page is shown again.
        """
        self.new_wanted.emit(kind)
        self._waiting[kind] = (then, asker)

    def enter_copy(self, kind: str, typed: Mapping[str, Any]) -> None:
        """Open an empty form, and let it begin with what stands in another one."""
        self._copied[kind] = typed
        self.enter_new(kind)

    def copied(self, kind: str) -> Mapping[str, Any]:
        """What a new form begins with; asked once."""
        return self._copied.pop(kind, {})

    def entered(self, ref: RecordRef) -> None:
        """A new record was saved: whoever waits for it hears of it."""
        then, asker = self._waiting.pop(ref.kind, (None, None))
        if then is not None and isValid(asker):
            self.back_wanted.emit(asker)
            then(ref)

    def forget(self, kind: str) -> None:
        """Nobody waits for a new record of this kind any more."""
        self._waiting.pop(kind, None)
