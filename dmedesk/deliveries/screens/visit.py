"""The page of one slip's visit: recorded once, proven again where something came later."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget

from dmedesk.deliveries.actions.proving import VISITED
from dmedesk.deliveries.queries.visits import VisitRead, read_visit
from dmedesk.deliveries.rules.words import Method, TicketStage
from dmedesk.deliveries.screens import adding, recording
from dmedesk.deliveries.screens.adding import AddingPanel
from dmedesk.deliveries.screens.beside import VisitSides
from dmedesk.deliveries.screens.recording import Recorded, RecordPanel
from dmedesk.deliveries.screens.words import KIND_WORDS, state_of
from dmedesk.kit.findings import Finding, Severity
from dmedesk.kit.references import RecordRef
from dmedesk.widgets.forms.keys import FILE_KEYS
from dmedesk.widgets.page import Key, RecordPage, Workplace
from dmedesk.widgets.parts import button, column, label, padded, row, set_part
from dmedesk.widgets.question import QuestionBar
from dmedesk.widgets.tasks import Latest
from dmedesk.widgets.theme import GRID, MARGIN


class VisitPage(RecordPage):
    """A ticket's visit; ``ref`` is the ticket's. What is typed stays until it is saved or left."""

    keys = (
        Key("a scan, anywhere", "tick the unit of this serial"),
        Key("Ctrl+S", "record the visit, or add the proof"),
        Key("Enter", "the next slip of the same driver and day, once this one is recorded"),
        Key("Ctrl+Shift+G", "the scan of the signed slip beside it, or away"),
        Key("Ctrl+Shift+F", "its attached files: the carrier’s papers come there"),
        *FILE_KEYS,
        Key("Esc", "leave what was typed (asks once)"),
    )

    def __init__(self, workplace: Workplace, ref: RecordRef) -> None:
        super().__init__(workplace, ref)
        self._reads = Latest(workplace.runner)
        self.read: VisitRead | None = None
        self.question = QuestionBar()
        self.record = RecordPanel(workplace, self.fail, self.question)
        self.adding = AddingPanel(workplace, self.fail)
        self._title, self._state = label(part="heading"), label()
        self._about = label(part="soft")
        self.save = button("Record the visit", self._save, part="primary", tip="Save (Ctrl+S)")
        self.ticket = button("The slip", self._open_ticket, tip="Open the slip itself")
        self.scan = button("Scan", self._toggle_scan, tip="The signed slip (Ctrl+Shift+G)")
        self.files = button("Files", self._toggle_files, picture="paperclip", tip=_FILES)
        self.scan.hide()
        self.stack = QStackedWidget()
        self.sides = VisitSides(workplace, self.fail, self.stack)
        self.sides.counted.connect(self._count)
        self.sides.narrowed.connect(self._set_narrow)
        self._file_count = 0
        for panel in (self.record, self.adding):
            self.stack.addWidget(panel)
            panel.typed.connect(self._tell)
        self._make_layout()
        self.record.recorded.connect(self._recorded)
        self.adding.added.connect(workplace.changed)
        self.on_key("Ctrl+S", self.save.click)
        self.on_key("Ctrl+Shift+G", self._toggle_scan)
        self.on_key("Ctrl+Shift+F", self._toggle_files)
        self.on_key("Esc", self.leave)

    def _make_layout(self) -> None:
        tools = (self.scan, self.files, self.ticket, self.save)
        head = row(self._title, self._state, None, *tools, gap=3 * GRID)
        bars = (self.findings, self.question, self.adding.take_back)
        top = column(head, self._about, gap=GRID)
        whole = column(top, *bars, self.sides, gap=3 * GRID)
        whole.setStretch(whole.count() - 1, 1)
        self.setLayout(padded(whole, MARGIN, 3 * GRID))
        self.setFocusProxy(self.stack)

    # --- reading --------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read the slip anew; what is typed stays."""
        self._reads.query(
            partial(read_visit, ticket_id=self.ref.id, today=self.workplace.today),
            done=self._show,
            failed=self.fail,
        )

    def _set_narrow(self, is_narrow: bool) -> None:  # noqa: FBT001 - what a signal tells
        for panel in (self.record, self.adding):
            panel.set_narrow(is_narrow=is_narrow)

    def _toggle_scan(self) -> None:
        if not self.scan.isHidden():
            self.sides.toggle_scans()

    def _toggle_files(self) -> None:
        self.sides.toggle_files()

    def _count(self, files: int, pages: int) -> None:
        self.scan.setVisible(pages > 0)
        self._file_count = files
        self._name_files()

    def _name_files(self) -> None:
        """What is attached: where a carrier brought it, what proves it are the carrier's papers."""
        proof = self.record.proof
        if self.stack.currentWidget() is self.adding:
            proof = self.adding.proof
        name = "Carrier’s papers" if proof.method is Method.CARRIER else "Files"
        self.files.setText(f"{name} {self._file_count:,}" if self._file_count else name)

    def _show(self, read: VisitRead | None) -> None:
        if read is None:
            remedy = "Close this page, and look for it under Slips."
            gone = "There is no such slip in this shop."
            self.fail((Finding(Severity.STOP, "removed", gone, remedy=remedy),))
            return
        was, self.read = self.read, read
        word, tone = state_of(read.stage)
        self._title.setText(f"{read.ticket_no} · {read.member}")
        self._state.setText(word)
        set_part(self._state, tone.value)
        self._about.setText(_about(read))
        self.sides.show_ticket(read.ticket_id)
        if was is None or was.stage is not read.stage or not self.has_typing():
            self._begin(read)
        self._tell()

    def _begin(self, read: VisitRead) -> None:
        is_made = read.stage in VISITED
        panel = self.adding if is_made else self.record
        self.stack.setCurrentWidget(panel)
        self.stack.setFocusProxy(self.adding.ways[self.adding.way] if is_made else self.record)
        self.save.setText("Add the proof" if is_made else "Record the visit")
        panel.show_visit(read)
        if is_made and self.isVisible() and not self.question.isVisible():
            self.adding.ways[self.adding.way].setFocus(Qt.FocusReason.OtherFocusReason)
        panel.setEnabled(is_made or read.stage is TicketStage.OUT)
        if not panel.isEnabled():
            self.fail((_not_out(read),))

    def _tell(self) -> None:
        if self.read is None:
            return
        mark = " •" if self.has_typing() else ""
        self.titled.emit(f"{self.read.ticket_no} visit{mark}")
        action = adding.ACTION if self.read.stage in VISITED else recording.ACTION
        why = self.workplace.why_not(action)
        is_open = self.read.stage in VISITED or self.read.stage is TicketStage.OUT
        self.save.setEnabled(not why and self.workplace.may_write and is_open)
        self.save.setToolTip(why or "Save (Ctrl+S)")
        self._name_files()

    # --- scans and keys -------------------------------------------------------------------------

    def take_scan(self, text: str) -> bool:
        """A serial that moved."""
        if self.stack.currentWidget() is not self.record or not self.record.isEnabled():
            return False
        self.record.moved.take_scan(text)
        return True

    def _save(self) -> None:
        if self.stack.currentWidget() is self.record:
            self.record.save()
        else:
            self.adding.save()

    def _open_ticket(self) -> None:
        self.workplace.navigator.open_record(RecordRef("ticket", self.ref.id))

    def _recorded(self, recorded: Recorded) -> None:
        """It is written down: offer the next one of the pile."""
        self.findings.clear()
        self.workplace.changed.emit()
        following = recorded.following
        if following is not None:
            driver = following.driver or "nobody named"
            self.question.ask(
                f"Next of {driver}, {following.planned_on}: {following.ticket_no},"
                f" {following.member}",
                f"{recorded.ticket_no} is recorded: {recorded.service}.",
                "Type the next one",
                partial(self._go_on, following.ticket_id),
                no="Sta&y here",
            )

    def _go_on(self, ticket_id: int) -> None:
        self.workplace.navigator.open_record(RecordRef("visit", ticket_id))
        self.done.emit()

    # --- leaving --------------------------------------------------------------------------------

    def has_typing(self) -> bool:
        """Whether anything ticked or typed is not saved."""
        return self.record.has_typing() or self.adding.has_typing()

    def leave(self) -> None:
        """Give up what was typed, after asking once."""
        if self.question.isVisible():
            self.question.close_question()
        elif self.has_typing():
            self.question.ask("Discard what was typed?", _LOST, "Discard", self._discard)

    def _discard(self) -> None:
        self.findings.clear()
        for panel in (self.record, self.adding):
            panel.clear()
        self.refresh()

    def may_close(self) -> bool:
        """Whether nothing typed would be lost; else it asks in the page, and says no."""
        if not self.has_typing():
            return True
        self.question.ask("Discard what was typed?", _LOST, "Discard and close", self._drop)
        return False

    def _drop(self) -> None:
        for panel in (self.record, self.adding):
            panel.clear()
        self.done.emit()


_FILES = "Attach a carrier’s log or other papers (Ctrl+Shift+F)"
_LOST = "What was ticked and typed here is not recorded."


def _about(read: VisitRead) -> str:
    driver = f"driver {read.driver}" if read.driver else "no driver named"
    made = f"made on {read.visited_on}" if read.visited_on else f"planned for {read.planned_on}"
    asked = f"asked for on {read.asked_on}"
    return " · ".join(filter(None, (KIND_WORDS[read.kind], asked, made, driver, read.payer)))


def _not_out(read: VisitRead) -> Finding:
    remedy = "Print it and say that it is out; then its visit can be recorded."
    if read.stage is TicketStage.CANCELLED:
        remedy = "Open another slip for this visit."
    message = "This slip is not out with a driver."
    return Finding(Severity.STOP, "slip_not_out", message, read.ticket_no, remedy)
