"""What stands beside the fields of a visit: the scan of its signed slip, or its attached files."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFrame, QSplitter, QStackedWidget, QWidget

from dmedesk.deliveries.queries.received import FiledPage, filed_pages
from dmedesk.deliveries.screens.scan_view import ScanView, page_picture
from dmedesk.kit.references import RecordRef
from dmedesk.widgets.page import Workplace
from dmedesk.widgets.parts import button, column, frame, label, padded, row
from dmedesk.widgets.pictures import LARGEST
from dmedesk.widgets.tasks import Failed, Latest
from dmedesk.widgets.theme import GRID, px

if TYPE_CHECKING:
    from dmedesk.widgets.attachments import AttachmentsPanel

_FIELDS, _BESIDE = 700, 420
_FIELDS_BY_FILES, _FILES = 640, 500
_LEAST = 260


class FiledScans(QWidget):
    """The scanned pages of one slip, one at a time, large."""

    def __init__(self, workplace: Workplace, failed: Failed) -> None:
        super().__init__()
        self._workplace, self._failed = workplace, failed
        self._pictures = Latest(workplace.runner)
        self._pages: Sequence[FiledPage] = ()
        self._place = 0
        self.view = ScanView()
        self._said = label(part="soft")
        self.next = button("Next page", self.show_next, tip="The next scanned page")
        self.turn = button("Turn", self.view.turn, tip="Turn the page to the right")
        self.setLayout(column(row(self._said, None, self.turn, self.next), self.view, gap=GRID))
        self.setFocusProxy(self.view)

    def show_pages(self, pages: Sequence[FiledPage]) -> None:
        """Show these; the page that is looked at stays."""
        looked_at = self._pages[self._place].id if self._pages else 0
        self._pages = pages
        places = [place for place, page in enumerate(pages) if page.id == looked_at]
        self._place = places[0] if places else 0
        self.next.setVisible(len(pages) > 1)
        if pages and not places:
            self._show()
        elif pages:
            self._tell()

    def show_next(self) -> None:
        """Show the page that follows; after the last one the first."""
        if self._pages:
            self._place = (self._place + 1) % len(self._pages)
            self._show()

    def _tell(self) -> None:
        page = self._pages[self._place]
        of = f", {self._place + 1} of {len(self._pages)}" if len(self._pages) > 1 else ""
        self._said.setText(f"{page.scan_no}{of}")

    def _show(self) -> None:
        page = self._pages[self._place]
        self._tell()
        self._pictures.query(
            partial(page_picture, self._workplace.attachments, page.id, LARGEST),
            done=partial(self._drawn, page),
            failed=self._failed,
        )

    def _drawn(self, page: FiledPage, picture: QImage) -> None:
        self.view.show_page(picture, page.turned)


class VisitSides(QSplitter):
    """The fields at the left; at the right, where there is one, the scan of the signed slip.

    The files of the slip take its place for as long as they are looked at. ``counted`` tells how
    many files there are, and how many scanned pages.
    """

    counted = Signal(int, int)
    narrowed = Signal(bool)
    """Whether the fields have less room now."""

    def __init__(self, workplace: Workplace, failed: Failed, fields: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._workplace, self._failed = workplace, failed
        self._reads = Latest(workplace.runner)
        self._ref: RecordRef | None = None
        self._is_wanted = True
        self.scans = FiledScans(workplace, failed)
        self.files: AttachmentsPanel | None = None
        self._files_pane: QFrame | None = None
        self.right = QStackedWidget()
        self.right.addWidget(frame("panel", padded(column(self.scans), 2 * GRID, 2 * GRID)))
        self.right.setMinimumWidth(px(_LEAST))
        self.right.hide()
        self.addWidget(fields)
        self.addWidget(self.right)
        self.setSizes([_FIELDS, _BESIDE])
        self.setStretchFactor(0, 1)
        self.setHandleWidth(3 * GRID)
        self.setChildrenCollapsible(False)

    @property
    def shows_files(self) -> bool:
        """Whether the files of the slip stand beside the fields."""
        return self._files_pane is not None

    def show_ticket(self, ticket_id: int) -> None:
        """Read what there is of this slip."""
        if self._ref is None or self._ref.id != ticket_id:
            self._close_files()
        self._ref = RecordRef("ticket", ticket_id)
        ref, door = self._ref, self._workplace.attachments
        self._reads.query(
            lambda session: (
                filed_pages(session, ticket_id=ticket_id),
                len(door.listed(session, ref)),
            ),
            done=self._show,
            failed=self._failed,
        )

    def clear(self) -> None:
        """No slip is looked at."""
        self._ref = None
        self._close_files()
        self._set_right(is_shown=False)

    def _show(self, found: tuple[Sequence[FiledPage], int]) -> None:
        if self._ref is None:
            return
        pages, files = found
        self.scans.show_pages(pages)
        self._set_right(is_shown=self.shows_files or (bool(pages) and self._is_wanted))
        self.counted.emit(files, len(pages))

    def toggle_scans(self) -> None:
        """Show the scanned pages, or give their room back to the fields."""
        if self.right.isVisible() and self.right.currentIndex() == 0:
            self._is_wanted = False
            self._set_right(is_shown=False)
        else:
            self._is_wanted = True
            self.right.setCurrentIndex(0)
            self._set_right(is_shown=True)

    def toggle_files(self) -> None:
        """Show the files of the slip, or what stood there before."""
        # Qt's parts for pictures and PDF are read by whoever looks.
        from dmedesk.widgets.attachments import AttachmentsPanel  # noqa: PLC0415

        if self._ref is None:
            return
        if self.shows_files:
            self._close_files()
            self.show_ticket(self._ref.id)
            return
        self.files = AttachmentsPanel(self._workplace, self._ref)
        self._files_pane = frame("panel", padded(column(self.files), 3 * GRID, 3 * GRID))
        self.right.addWidget(self._files_pane)
        self.setSizes([_FIELDS_BY_FILES, _FILES])
        self.right.setCurrentWidget(self._files_pane)
        self._set_right(is_shown=True)
        self.files.setFocus(Qt.FocusReason.OtherFocusReason)

    def _set_right(self, *, is_shown: bool) -> None:
        self.right.setVisible(is_shown)
        self.narrowed.emit(is_shown)

    def _close_files(self) -> None:
        if self._files_pane is not None:
            self.right.removeWidget(self._files_pane)
            self._files_pane.setParent(None)
            self._files_pane.deleteLater()
            self.setSizes([_FIELDS, _BESIDE])
        self.files = self._files_pane = None
