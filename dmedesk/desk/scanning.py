"""What the desk does with a scan: hands it to the page that wants it, or to the field that does,
opens the record, or asks.
"""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from dmedesk.desk.feeds import found_whole
from dmedesk.desk.palette import SearchField
from dmedesk.desk.window import DeskWindow
from dmedesk.kit.errors import Refused
from dmedesk.kit.findings import Finding
from dmedesk.store.words import asked_words
from dmedesk.widgets.page import Page, Workplace
from dmedesk.widgets.tasks import Latest
from dmedesk.widgets.wedge import SEPARATOR, Wedge, field_for_serials

if TYPE_CHECKING:
    from dmedesk.store.search import Hit

if TYPE_CHECKING:
    from dmedesk.scans.words import Udi

_UNIT = "asset"


class Scan:
    """One scan: its text, and what the label says of a unit, where it is one.

    ``asked`` are the numbers that find its record, the surest together first. ``trouble`` says why
    a label could not be read; ``udi`` is what one says that could.
    """

    def __init__(self, text: str, *, today: date) -> None:
        from dmedesk.scans.udi import is_label, read_udi

        self.shown = text.replace(SEPARATOR, " ")
        self.serial, self.is_label = text.strip(), is_label(text)
        self.asked: list[list[str]] = [[text]]
        self.trouble: tuple[Finding, ...] = ()
        self.udi: Udi | None = None
        if not self.is_label:
            return
        try:
            self.udi = udi = read_udi(text, today=today)
        except Refused as refusal:
            self.trouble = refusal.findings
            return
        self.serial = udi.serial
        both, alone = [udi.di, udi.serial], [udi.serial or udi.di]
        self.asked = [both, alone] if udi.di and udi.serial else [alone]
        self.shown = udi.serial or udi.di or udi.lot


def records_of(session: Any, scan: Scan) -> "list[Hit]":
    """The records that a scan names; one where it is clear."""
    for asked in scan.asked:
        hits = found_whole(session, asked)
        if scan.is_label and scan.serial:
            hits = [hit for hit in hits if hit.kind == _UNIT]
        if hits:
            return _clear(hits, asked)
    return []


def _clear(hits: "Sequence[Hit]", asked: Sequence[str]) -> "list[Hit]":
    """The one record that itself is called so, before those that only mention it."""
    called = ["".join(asked_words(text)) for text in asked]
    own = [hit for hit in hits if "".join(asked_words(hit.title)) in called]
    return own if len(own) == 1 else list(hits)


class ScanDesk(QObject):
    """Takes what the wedge heard. Where nothing is found it looks once more in a fresh index."""

    def __init__(
        self,
        workplace: Workplace,
        wedge: Wedge,
        search: SearchField,
        *,
        say: Callable[[str], object],
        is_locked: Callable[[], bool],
    ) -> None:
        super().__init__(search)
        self._workplace, self._search = workplace, search
        self._say, self._is_locked = say, is_locked
        self._latest = Latest(workplace.runner)
        self._waiting: Scan | None = None
        wedge.scanned.connect(self.take)
        search.indexer.ended.connect(self._look_again)

    def take(self, text: str) -> None:
        """Something was scanned."""
        if self._is_locked():
            return
        scan = Scan(text, today=self._workplace.today)
        self._say(scan.shown)
        page = _page_in_hand()
        if page is not None and page.take_scan(text):
            return
        if scan.trouble:
            self._workplace.say(scan.trouble[0].sentence())
        field = field_for_serials()
        if field is not None and scan.serial and not scan.trouble:
            field.selectAll()
            field.insert(scan.serial)
            return
        self._look(scan, again=True)

    def _look(self, scan: Scan, *, again: bool) -> None:
        self._latest.query(
            partial(records_of, scan=scan),
            done=partial(self._found, scan, again),
            failed=lambda _findings: self._ask(scan),
        )

    def _found(self, scan: Scan, again: bool, hits: "list[Hit]") -> None:  # noqa: FBT001 - a partial
        if len(hits) == 1:
            self._search.open_hit(hits[0])
        elif not hits and again and self._workplace.may_write:
            self._waiting = scan
            self._search.indexer.catch_up()
        else:
            self._ask(scan)

    def _look_again(self) -> None:
        scan, self._waiting = self._waiting, None
        if scan is not None:
            self._look(scan, again=False)

    def _ask(self, scan: Scan) -> None:
        self._search.begin(scan.shown)


def _page_in_hand() -> Page | None:
    """The page that the cursor is in."""
    widget = QApplication.focusWidget()
    while widget is not None and not isinstance(widget, Page):
        widget = widget.parentWidget()
    return widget


def listen_to_scanner(
    workplace: Workplace, window: DeskWindow, search: SearchField, wedge: Wedge
) -> None:
    """Hear the scanner in every window of this desk, as long as it is open."""
    wedge.setParent(search)
    ScanDesk(
        workplace,
        wedge,
        search,
        say=window.strip.say_scanned,
        is_locked=lambda: window.gate.is_locked,
    )
