"""The way from one page to another: a screen says what to open, the desk knows where it stands.

So a house's page leads to a record of any other house without importing it.
"""

from PySide6.QtCore import QObject, Signal

from dmedesk.kit.offers import ListLink
from dmedesk.kit.references import RecordRef


class Navigator(QObject):
    """Hears what is to be opened; the main window listens.

    ``record_wanted`` carries the reference, and whether it is to open in a new tab;
    ``list_wanted`` carries a ``ListLink``, ``new_wanted`` the kind of a record to be entered.
    """

    record_wanted = Signal(object, bool)
    list_wanted = Signal(object)
    new_wanted = Signal(str)

    def open_record(self, ref: RecordRef, *, apart: bool = False) -> None:
        """Open a record's page; ``apart`` in a tab of its own."""
        self.record_wanted.emit(ref, apart)

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
        self.new_wanted.emit(kind)
