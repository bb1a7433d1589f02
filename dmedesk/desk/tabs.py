"""The tabs of open records: reordered by dragging or keys, detached into windows, closed, reopened.

The first tab is the area; it stays where it is and is not closed.
"""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QByteArray, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QTabBar, QToolButton, QWidget

from dmedesk.desk.records import RecordMaker
from dmedesk.kit.references import RecordRef
from dmedesk.widgets.icons import icon
from dmedesk.widgets.page import RecordPage, Workplace

_MOST_CLOSED = 20
_SIGN = 12
_LETTERS = 24


class DetachedWindow(QMainWindow):
    """One record in a window of its own; closing the window puts it back among the tabs."""

    closing = Signal(object)

    def __init__(self, page: RecordPage, title: str) -> None:
        super().__init__()
        self.page = page
        self.setCentralWidget(page)
        self.setWindowTitle(title)
        page.show()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """The page goes back, nothing of it is lost."""
        self.takeCentralWidget()
        self.closing.emit(self)
        super().closeEvent(event)


class RecordTabs(QTabBar):
    """The row of tabs, and the pages that they stand for in ``stack`` (whose first is the area)."""

    moved_on = Signal()
    """Another tab is shown, or the tabs are others than before."""

    def __init__(
        self,
        workplace: Workplace,
        makers: Mapping[str, RecordMaker],
        stack: QStackedWidget,
    ) -> None:
        super().__init__()
        self._workplace = workplace
        self._makers = makers
        self._stack = stack
        self.records: list[RecordPage] = []
        self.detached: list[DetachedWindow] = []
        self._closed: list[RecordRef] = []
        self.setAccessibleName("Open records")
        self.setMovable(True)
        self.setExpanding(False)
        self.setDrawBase(False)
        self.setElideMode(Qt.TextElideMode.ElideRight)
        self.setUsesScrollButtons(True)
        self.setIconSize(QSize(_SIGN, _SIGN))
        self.addTab("")
        self.currentChanged.connect(self._show)
        self.tabMoved.connect(self._move)

    # --- what is open ---------------------------------------------------------------------------

    def knows(self, kind: str) -> bool:
        """Whether there is a page for records of this kind."""
        return kind in self._makers

    def name_area(self, title: str) -> None:
        """Call the first tab by the area that it shows."""
        self.setTabText(0, title)

    @property
    def record(self) -> RecordPage | None:
        """The record shown; None where the area is."""
        at = self.currentIndex()
        return self.records[at - 1] if at > 0 else None

    def refs(self) -> list[RecordRef]:
        """The open records in their order, then those in windows of their own; none unsaved."""
        pages = [*self.records, *(window.page for window in self.detached)]
        return [page.ref for page in pages if page.ref.id]

    def open(self, ref: RecordRef, *, shown: bool = True) -> None:
        """Open the record in a tab, or go to where it is open already."""
        for window in self.detached:
            if window.page.ref == ref:
                window.activateWindow()
                window.raise_()
                return
        place = next((at for at, page in enumerate(self.records) if page.ref == ref), None)
        if place is None:
            place = self._add(self._made(ref))
        if shown:
            self.setCurrentIndex(place + 1)

    def read(self, ref: RecordRef) -> None:
        """Read an open record that nobody looks at yet, so that its tab has a title."""
        for page in self.records:
            if page.ref == ref:
                page.read_once()

    def untitled(self) -> list[RecordRef]:
        """Records of the last time that nobody has looked at yet: their titles are not known."""
        return [page.ref for page in self.records if page.ref.id and not page.windowTitle()]

    def title(self, ref: RecordRef, title: str) -> None:
        """Call an open record by its title, until its own page tells another."""
        for page in self.records:
            if page.ref == ref and not page.windowTitle():
                self._name(page, title)

    def show_holder(self, piece: QWidget) -> None:
        """Show the record again that holds this piece of a page."""
        pages = [*self.records, *(window.page for window in self.detached)]
        for page in pages:
            if page.isAncestorOf(piece):
                self._bring_forward(page)

    def _bring_forward(self, page: RecordPage) -> None:
        for window in self.detached:
            if window.page is page:
                window.activateWindow()
                window.raise_()
        if page in self.records:
            self.setCurrentIndex(self.records.index(page) + 1)

    def _made(self, ref: RecordRef) -> RecordPage:
        page = self._makers[ref.kind](self._workplace, ref)
        page.titled.connect(partial(self._name, page))
        page.done.connect(partial(self.close_page, page))
        return page

    def _add(self, page: RecordPage) -> int:
        self.records.append(page)
        self._stack.addWidget(page)
        place = self.addTab(page.windowTitle() or "…")
        shut = QToolButton()
        shut.setIcon(icon("x"))
        shut.setAutoRaise(True)
        shut.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        shut.setToolTip("Close this record (Ctrl+W)")
        shut.setAccessibleName("Close this record")
        shut.clicked.connect(lambda: self.close_page(page))
        self.setTabButton(place, QTabBar.ButtonPosition.RightSide, shut)
        self.moved_on.emit()
        return place - 1

    def _name(self, page: RecordPage, title: str) -> None:
        page.setWindowTitle(title)
        if page in self.records:
            place = self.records.index(page) + 1
            short = title if len(title) <= _LETTERS else f"{title[: _LETTERS - 1].rstrip()}…"
            self.setTabText(place, short.replace("&", "&&"))
            self.setTabToolTip(place, title)
        for window in self.detached:
            if window.page is page:
                window.setWindowTitle(title)
        self.moved_on.emit()

    # --- closing, and opening again -------------------------------------------------------------

    def close_page(self, page: RecordPage) -> None:
        """Close a record's tab, unless typing in it would be lost: then the page asks."""
        if self.asks(page):
            return
        window = next((one for one in self.detached if one.page is page), None)
        if window is not None:
            self.detached.remove(window)
            window.takeCentralWidget()
            window.deleteLater()
        else:
            self._take_out(page)
        if page.ref.id:
            self._closed.append(page.ref)
            del self._closed[:-_MOST_CLOSED]
        page.deleteLater()
        self.moved_on.emit()

    def asks(self, page: RecordPage) -> bool:
        """Whether typing in the page would be lost; then it is brought to the front, and asks."""
        if page.may_close():
            return False
        self._bring_forward(page)
        # Asked again in front, for a question behind another tab cannot take the cursor.
        return not page.may_close()

    def close_shown(self) -> None:
        """Close the record that is shown."""
        if self.record is not None:
            self.close_page(self.record)

    def reopen(self) -> None:
        """Open the record that was closed last."""
        if self._closed:
            self.open(self._closed.pop())

    def _take_out(self, page: RecordPage) -> None:
        place = self.records.index(page)
        self.records.remove(page)
        self._stack.removeWidget(page)
        self.removeTab(place + 1)

    def begin_day(self) -> None:
        """Make the pages anew that were made for the day before; each stays where it is."""
        shown = self.currentIndex()
        for place, page in enumerate(tuple(self.records), start=1):
            if page.is_dated:
                self._take_out(page)
                page.deleteLater()
                self.moveTab(self._add(self._made(page.ref)) + 1, place)
                self.records[place - 1].read_once()
        self.setCurrentIndex(shown)

    # --- a window of its own --------------------------------------------------------------------

    def detach(self, geometry: bytes = b"") -> None:
        """Give the record that is shown a window of its own."""
        page = self.record
        if page is None:
            return
        self._take_out(page)
        window = DetachedWindow(page, page.windowTitle())
        window.closing.connect(self._put_back)
        for keys, act in (
            ("Ctrl+W", partial(self.close_page, page)),
            ("Ctrl+Shift+D", window.close),
        ):
            QShortcut(QKeySequence(keys), window).activated.connect(act)
        self.detached.append(window)
        if not geometry or not window.restoreGeometry(QByteArray(geometry)):
            window.resize(self._stack.size())
        window.show()
        self.moved_on.emit()

    def _put_back(self, window: DetachedWindow) -> None:
        if window in self.detached:
            self.detached.remove(window)
            self.setCurrentIndex(self._add(window.page) + 1)
        window.deleteLater()

    def close_windows(self) -> None:
        """Close every detached window, for good: the desk ends."""
        for window in tuple(self.detached):
            self.detached.remove(window)
            window.close()

    # --- what Qt tells --------------------------------------------------------------------------

    def step(self, by: int) -> None:
        """Go to the next tab, or the one before; from the last to the first."""
        self.setCurrentIndex((self.currentIndex() + by) % self.count())

    def shift(self, by: int) -> None:
        """Move the record that is shown along the row."""
        at = self.currentIndex()
        if at > 0 and 0 < at + by < self.count():
            self.moveTab(at, at + by)

    def _show(self, at: int) -> None:
        page = self.records[at - 1] if 0 < at <= len(self.records) else None
        self._stack.setCurrentIndex(0 if page is None else self._stack.indexOf(page))
        if page is not None:
            page.setFocus(Qt.FocusReason.OtherFocusReason)
        self.moved_on.emit()

    def _move(self, before: int, now: int) -> None:
        if 0 in (before, now):
            # The area stays first: whoever drags past it is put behind it again.
            self.blockSignals(True)  # noqa: FBT003 - Qt's own
            self.moveTab(now, before)
            self.blockSignals(False)  # noqa: FBT003 - Qt's own
            return
        self.records.insert(now - 1, self.records.pop(before - 1))
        self.moved_on.emit()
