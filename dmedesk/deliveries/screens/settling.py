"""One scanned page, large, and what is to be done with it: filed, set aside, put back, proven."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFrame, QLineEdit

from dmedesk.deliveries.actions.receiving import (
    TICKET,
    file_page,
    put_page_back,
    set_page_aside,
)
from dmedesk.deliveries.queries.received import PageListed
from dmedesk.deliveries.rules.received import Standing
from dmedesk.deliveries.screens.received_words import TONES, place_of, whole_state
from dmedesk.deliveries.screens.scan_view import ScanView, page_picture
from dmedesk.kit.references import RecordRef
from dmedesk.widgets.ask_line import AskLine
from dmedesk.widgets.page import Workplace
from dmedesk.widgets.parts import button, column, label, padded, row, set_part
from dmedesk.widgets.pictures import LARGEST
from dmedesk.widgets.tasks import Failed, Latest
from dmedesk.widgets.theme import GRID

PROOF = "visit"
"""The kind of the page on which a slip's proof is entered."""


class SettlingPanel(QFrame):
    """Shows one page. ``settled`` says in a sentence what was done with it."""

    settled = Signal(str)

    def __init__(self, workplace: Workplace, failed: Failed) -> None:
        super().__init__()
        self.setProperty("part", "panel")
        self._workplace, self._failed = workplace, failed
        self._pictures = Latest(workplace.runner)
        self.page: PageListed | None = None
        self._shown = 0
        self._title, self.state = label(part="section"), label()
        self.state.setWordWrap(True)
        self.view, self.asked = ScanView(), AskLine()
        self.number = QLineEdit()
        self.number.setAccessibleName("Slip's number")
        self.number.setPlaceholderText("SLIP-000123, or 123; of two slips both, with a comma")
        self.number.returnPressed.connect(self._file_typed)
        self._build()
        self.show_page(None)

    def _build(self) -> None:
        self._named = label("Sl&ip's number")
        self._named.setBuddy(self.number)
        self.file = button("&File it", self._file_typed, part="primary", tip="File it (Enter)")
        self.turn = button("Turn", self.view.turn, tip="Turn it to the right (Ctrl+T)")
        self.whole = button("&Whole page", self.view.toggle_whole, tip="Whole, or large (F7)")
        self.aside = button("Set &aside …", self.ask_aside, tip="It belongs to no slip (Ctrl+D)")
        self.back = button(
            "Put back …", self.ask_back, picture="undo-2", tip="It is to be settled anew (Ctrl+B)"
        )
        self.open = button("&Open the slip", self.open_slip, tip="Open the slip")
        self.proof = button(
            "Enter the &proof", self.open_proof, part="primary", tip="The proof (Ctrl+Enter)"
        )
        entry = row(self._named, self.number, self.file, self.aside)
        entry.setStretch(1, 1)
        whole = column(
            row(self._title, None, self.turn, self.whole),
            self.state,
            self.view,
            self.asked,
            entry,
            row(self.back, None, self.open, self.proof),
        )
        whole.setStretch(2, 1)
        self.setLayout(padded(whole, 3 * GRID, 2 * GRID))

    def show_page(self, page: PageListed | None) -> None:
        """Show this page; None shows nothing."""
        before, self.page = self.page, page
        if page is None or before is None or page.id != before.id:
            self.number.clear()
            self.asked.close_question()
        self.setVisible(page is not None)
        if page is None:
            self._shown = 0
            return
        self._title.setText(f"{page.scan_no}   {place_of(page)}")
        self.state.setText(whole_state(page))
        set_part(self.state, TONES[page.standing].value)
        self._show_doings(page)
        if page.id != self._shown:
            self._shown = page.id
            self.view.show_page(QImage(), 0)
            self._pictures.query(
                partial(page_picture, self._workplace.attachments, page.id, LARGEST),
                done=partial(self._show_picture, page),
                failed=self._failed,
            )

    def _show_doings(self, page: PageListed) -> None:
        writes = self._workplace.may_write and self._workplace.may("file_page")
        waits = page.standing is Standing.WAITING and writes
        filed = page.standing is Standing.FILED
        for piece in (self._named, self.number, self.file, self.aside):
            piece.setVisible(waits)
        self.back.setVisible(writes and page.standing in {Standing.FILED, Standing.SET_ASIDE})
        self.open.setVisible(filed)
        self.proof.setVisible(filed)

    def _show_picture(self, page: PageListed, picture: QImage) -> None:
        self.view.show_page(picture, page.turned)

    # --- what is done --------------------------------------------------------------------------

    def begin(self) -> None:
        """Go to what this page wants: a number where it waits, else its proof."""
        if self.number.isVisible():
            self.number.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.open_proof()

    def file_to(self, text: str) -> bool:
        """File the page to these numbers; False where it does not wait."""
        page = self.page
        if page is None or not self.number.isVisible():
            return False
        self._workplace.runner.operate(
            partial(
                file_page,
                page_id=page.id,
                numbers=text.split(","),
                attachments=self._workplace.attachments,
            ),
            action="file_page",
            done=lambda _none: self.settled.emit(f"{page.scan_no} was filed."),
            failed=self._failed,
        )
        return True

    def _file_typed(self) -> None:
        self.file_to(self.number.text())

    def ask_aside(self) -> None:
        """Ask why the page belongs to no slip."""
        page = self.page
        if page is not None and self.aside.isVisible():
            self.asked.ask(
                f"Set {page.scan_no} aside? It is kept, and waits no more.",
                "Reason",
                "Set aside",
                partial(self._set_aside, page),
            )

    def _set_aside(self, page: PageListed, reason: str) -> None:
        self._workplace.runner.operate(
            partial(set_page_aside, page_id=page.id, reason=reason),
            action="set_page_aside",
            done=lambda _none: self.settled.emit(f"{page.scan_no} was set aside."),
            failed=self._failed,
        )

    def ask_back(self) -> None:
        """Ask why what was decided was wrong."""
        page = self.page
        if page is not None and self.back.isVisible():
            self.asked.ask(
                f"Put {page.scan_no} back to be settled? It is taken off its slip.",
                "Reason",
                "Put back",
                partial(self._put_back, page),
            )

    def _put_back(self, page: PageListed, reason: str) -> None:
        self._workplace.runner.operate(
            partial(
                put_page_back,
                page_id=page.id,
                reason=reason,
                attachments=self._workplace.attachments,
            ),
            action="put_page_back",
            done=lambda _none: self.settled.emit(f"{page.scan_no} is to be settled again."),
            failed=self._failed,
        )

    def open_slip(self) -> None:
        """Open the slip that the page is filed to."""
        self._open(TICKET)

    def open_proof(self) -> None:
        """Open the proof of the slip that the page is filed to."""
        self._open(PROOF)

    def _open(self, kind: str) -> None:
        page = self.page
        if page is not None and page.slips:
            self._workplace.navigator.open_record(RecordRef(kind, page.slips[0][0]))
