"""What every page of the desk is: it reads when it is shown, and again when something changed."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QWidget

from dmedesk.kit.attachments import NO_ATTACHMENTS, AttachmentDoor
from dmedesk.kit.drafts import NO_DRAFTS, DraftDoor
from dmedesk.kit.findings import Finding
from dmedesk.kit.folders import Folders
from dmedesk.kit.listing import NO_LISTS, ListDoor
from dmedesk.kit.lists import Ask
from dmedesk.kit.offers import Offers
from dmedesk.kit.printers import Printers
from dmedesk.kit.prints import NO_PRINTS, PrintDoor
from dmedesk.kit.references import RecordRef
from dmedesk.widgets.findings import FindingsBar
from dmedesk.widgets.navigator import Navigator
from dmedesk.widgets.tasks import Runner


class Who(Protocol):
    """The person who sits at the desk, and all that they may do by name (rights, actions)."""

    @property
    def id(self) -> int:
        """The person's own id."""
        ...

    @property
    def name(self) -> str:
        """The name, as the history keeps it."""
        ...

    @property
    def allowed(self) -> Collection[str]:
        """The names of the rights and of the actions."""
        ...


class Workplace(QObject):
    """What the desk hands to its pages: the runner, the day, whether this window may write.

    ``offers`` are what all houses offer to each other's pages, ``attachments`` keeps and reads the
    files of records, ``drafts`` what was typed and not saved, ``lists`` the views of lists and
    their papers; ``prints`` counts the prints of papers, ``printers`` are chosen on this computer,
    ``folders`` used there last; ``navigator`` is the way to any record or list. ``changed`` is told
    after an operation changed something; every page then reads anew. ``said`` is a short word that
    something was done, and how to take it back (or None). ``person`` sits here: None in a shop
    without staff, where everybody may do everything; ``person_changed`` is told when another one
    does, ``sign_in_wanted`` asks for a name and a PIN.
    """

    changed = Signal()
    person_changed = Signal()
    sign_in_wanted = Signal()
    said = Signal(str, object)

    def __init__(
        self,
        runner: Runner,
        *,
        today: date,
        may_write: bool = True,
        offers: Offers | None = None,
        attachments: AttachmentDoor = NO_ATTACHMENTS,
        drafts: DraftDoor = NO_DRAFTS,
        lists: ListDoor = NO_LISTS,
        prints: PrintDoor = NO_PRINTS,
        printers: Printers | None = None,
        folders: Folders | None = None,
    ) -> None:
        super().__init__()
        self.runner = runner
        self.today = today
        self.may_write = may_write
        self.offers = offers or Offers()
        self.attachments = attachments
        self.drafts = drafts
        self.lists = lists
        self.prints = prints
        self.printers = printers or Printers()
        self.folders = folders or Folders()
        self.navigator = Navigator(self)
        self.person: Who | None = None

    def begin_day(self, day: date) -> None:
        """It is another day; pages that were made for the day before are made anew."""
        self.today = day

    def seat(self, person: Who | None) -> None:
        """Somebody sits down here, or nobody of the staff does; the doors hear of it."""
        self.person = person
        self.runner.work_as(None if person is None else person.id)
        self.person_changed.emit()

    def may(self, name: str) -> bool:
        """Whether the person may do this, be it a right (``export``) or an action (``import``).

        For greying with a reason only: the door decides anew.
        """
        return self.person is None or name in self.person.allowed

    def why_not(self, name: str) -> str:
        """Why a button is grey, for its tip; empty where the person may do this."""
        if self.person is None or self.may(name):
            return ""
        return f"{self.person.name} has no tick for this. See Settings, Rights."

    @property
    def owner(self) -> str:
        """Whose habits these are: the person's name; empty where nobody of the staff sits here."""
        return "" if self.person is None else self.person.name

    def say(self, sentence: str, undo: Callable[[], object] | None = None) -> None:
        """Say at the window's corner that something was done; ``undo`` takes it back."""
        self.said.emit(sentence, undo)


@dataclass(frozen=True, slots=True)
class Key:
    """One key (or keys) of a page and what it does, for the map on Shift+F1."""

    keys: str
    does: str


class Page(QWidget):
    """One page of the desk. A page overrides ``refresh``; it calls ``fail`` with findings.

    ``key`` names it for links (``members``), ``area`` is its title with its mnemonic.
    """

    key = ""
    area = ""
    picture = ""
    keys: Sequence[Key] = ()

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self.setProperty("part", "page")
        self.workplace = workplace
        self.findings = FindingsBar()
        self.findings.wanted.connect(workplace.navigator.open_record)
        self._is_stale = True
        workplace.changed.connect(self._outdate)
        self.on_key("F5", self.refresh)

    @property
    def is_dated(self) -> bool:
        """Whether it was made for its day, and may be made anew: nothing in it would be lost."""
        return False

    def refresh(self) -> None:
        """Read everything anew."""
        raise NotImplementedError

    def show_ask(self, ask: Ask) -> None:
        """Show what a link asks of this page's list; a page without a list only shows itself."""

    def take_scan(self, text: str) -> bool:
        """Take what was scanned while the cursor was in this page, as the scanner sent it.

        False where the page wants no scans: then the desk fills a field, or opens the record.
        """
        del text
        return False

    def show_view(self, name: str) -> None:
        """Show the view of this page's list that was kept under this name."""

    def fail(self, findings: tuple[Finding, ...]) -> None:
        """Show why something did not work."""
        self.findings.show_findings(findings)

    def on_key(self, keys: str, act: Callable[[], object]) -> None:
        """Do this on these keys, wherever in the page the cursor stands."""
        QShortcut(QKeySequence(keys), self).activated.connect(act)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """A page that names no better place puts the cursor into its first piece."""
        super().focusInEvent(event)
        piece: QWidget | None = self.nextInFocusChain()
        while piece is not None and piece is not self:
            takes = piece.focusPolicy() & Qt.FocusPolicy.TabFocus
            if takes and self.isAncestorOf(piece) and piece.isVisible() and piece.isEnabled():
                piece.setFocus(event.reason())
                return
            piece = piece.nextInFocusChain()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Read when the page is first shown, or was outdated meanwhile."""
        super().showEvent(event)
        self.read_once()

    def read_once(self) -> None:
        """Read now, seen or not, unless that was done already."""
        if self._is_stale:
            self._is_stale = False
            self.refresh()

    def _outdate(self) -> None:
        if self.isVisible():
            self.refresh()
        else:
            self._is_stale = True


class RecordPage(Page):
    """The page of one record, in a tab. ``titled`` tells the tab's title when it is known.

    ``ref`` may change once: when a new record (id 0) is saved. ``done`` asks to close the page.
    """

    titled = Signal(str)
    done = Signal()

    def __init__(self, workplace: Workplace, ref: RecordRef) -> None:
        super().__init__(workplace)
        self.ref = ref
        workplace.navigator.field_wanted.connect(self._hear_field)

    def _hear_field(self, ref: RecordRef, field: str) -> None:
        if ref == self.ref:
            self.begin_at(field)

    def begin_at(self, field: str) -> None:
        """Put the cursor into this field; a page without fields only shows itself."""

    def may_close(self) -> bool:
        """Whether nothing typed would be lost; a page with unsaved typing asks, and says no."""
        return True
