"""A pile of signed slips typed in one go: scan the slip, tick, type, Ctrl+S, and the next one."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from dmedesk.deliveries.queries.visits import (
    SlipOut,
    VisitRead,
    read_visit,
    slips_out,
    ticket_called,
)
from dmedesk.deliveries.rules.words import TicketStage
from dmedesk.deliveries.screens.beside import VisitSides
from dmedesk.deliveries.screens.recording import ACTION, Recorded, RecordPanel
from dmedesk.deliveries.screens.words import KIND_WORDS
from dmedesk.kit.findings import Finding, Severity
from dmedesk.kit.references import RecordRef
from dmedesk.widgets.page import Key, Page, Workplace
from dmedesk.widgets.parts import button, column, label, padded, row
from dmedesk.widgets.question import QuestionBar
from dmedesk.widgets.table import Column, Table
from dmedesk.widgets.tasks import Latest
from dmedesk.widgets.theme import GRID, MARGIN, px
from dmedesk.widgets.words import count_of

_NUMBER = 36 * GRID

COLUMNS: tuple[Column[SlipOut], ...] = (
    Column("Slip", lambda slip: slip.ticket_no, width=110),
    Column("Day", lambda slip: f"{slip.planned_on:%a} {slip.planned_on}", width=136),
    Column("Driver", lambda slip: slip.driver, width=130, spare=1),
    Column("Member", lambda slip: slip.member, width=200, wide=True),
)


class PilePage(Page):
    """The slips that are out, and the one that is typed now."""

    key = "visits"
    area = "Record visits"
    picture = "truck"
    keys = (
        Key("Enter", "in Slip: take this number; empty: the next of the pile"),
        Key("Ctrl+S", "record the visit, and go on with the next slip"),
        Key("Ctrl+Shift+G", "the scan of the signed slip beside it, or away"),
        Key("Ctrl+Shift+F", "the files of the slip: a carrier’s papers come there"),
        Key("Esc", "leave the slip that is typed (asks once)"),
    )

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self._reads, self._piles = Latest(workplace.runner), Latest(workplace.runner)
        self._next: SlipOut | None = None
        self.question = QuestionBar()
        self.panel = RecordPanel(workplace, self.fail, self.question)
        self.panel.recorded.connect(self._recorded)
        self.sides = VisitSides(workplace, self.fail, self.panel)
        self.sides.narrowed.connect(lambda narrow: self.panel.set_narrow(is_narrow=narrow))
        self.pile: Table[SlipOut] = Table("Slips that are out", COLUMNS)
        self.pile.opened.connect(lambda slip: self.take(slip.ticket_no))
        self.number = QLineEdit()
        self.number.setAccessibleName("Slip number")
        self.number.setFixedWidth(px(_NUMBER))
        self.number.returnPressed.connect(self._take_typed)
        self.save = button("Record", self.panel.save, part="primary", tip="Record (Ctrl+S)")
        self._told, self._title = label(part="soft"), label(part="heading")
        self._make_layout()
        self.on_key("Ctrl+S", self.save.click)
        self.on_key("Ctrl+Shift+G", self.sides.toggle_scans)
        self.on_key("Ctrl+Shift+F", self.sides.toggle_files)
        self.on_key("Esc", self.leave)

    def _make_layout(self) -> None:
        name = label("Slip", "soft")
        self._told.setWordWrap(True)
        head = row(name, self.number, self._title, self._told, self.save, gap=3 * GRID)
        head.setStretch(3, 1)
        self._out = QWidget()
        self._out.setLayout(column(label("Out with the drivers", "small"), self.pile, gap=GRID))
        whole = column(head, self.findings, self.question, self.sides, self._out, gap=3 * GRID)
        for place in (3, 4):
            whole.setStretch(place, 1)
        self.setLayout(padded(whole, MARGIN, 3 * GRID))
        self._show_pile_only()
        self.setFocusProxy(self.number)

    # --- the pile -------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read which slips are out. What is typed stays."""
        self._piles.query(slips_out, done=self._show_pile, failed=self.fail)

    def _show_pile(self, slips: Sequence[SlipOut]) -> None:
        self.pile.show_rows(slips, same=lambda slip: slip.ticket_id)
        why = self.workplace.why_not(ACTION)
        self.save.setEnabled(not why and self.workplace.may_write and self.panel.read is not None)
        self.save.setToolTip(why or "Record (Ctrl+S)")
        self._tell()

    def _tell(self) -> None:
        out = count_of(len(self.pile.rows_model.rows), "slip")
        following = self._next
        if self.panel.read is not None:
            self._told.setText(f"{out} out")
        elif following is not None:
            self._told.setText(
                f"Next: {following.ticket_no}, {following.member} (Enter). {out} out"
            )
        else:
            self._told.setText(f"Scan the barcode of a signed slip. {out} out")

    def _show_pile_only(self) -> None:
        self.sides.clear()
        self.sides.hide()
        self._out.show()
        self._title.clear()
        self.save.setEnabled(False)

    # --- one slip -------------------------------------------------------------------------------

    def take_scan(self, text: str) -> bool:
        """A slip's barcode begins it; anything else is a serial of the slip that is typed."""
        if self.panel.read is None or text.strip().upper().startswith("SLIP-"):
            self.take(text)
        else:
            self.panel.moved.take_scan(text)
        return True

    def _take_typed(self) -> None:
        typed = self.number.text().strip()
        if typed:
            self.take(typed)
        elif self._next is not None:
            self.take(self._next.ticket_no)

    def take(self, number: str) -> None:
        """Begin the slip of this number, unless another one is typed."""
        if self.panel.has_typing() and self.panel.read is not None:
            message = f"{self.panel.read.ticket_no} is typed and not recorded."
            remedy = "Record it (Ctrl+S) or leave it (Esc) first."
            self.fail((Finding(Severity.STOP, "typed_already", message, remedy=remedy),))
            return
        self._reads.query(
            partial(_called, number=number, today=self.workplace.today),
            done=partial(self._show, number),
            failed=self.fail,
        )

    def _show(self, number: str, read: VisitRead | None) -> None:
        self.number.clear()
        self.findings.clear()
        if read is None or read.stage is not TicketStage.OUT:
            self.fail((_not_out(number, read),))
            return
        self._title.setText(f"{read.ticket_no} · {read.member}")
        self._title.setToolTip(f"{KIND_WORDS[read.kind]}, {read.payer}")
        self._out.hide()
        self.sides.show()
        self.sides.show_ticket(read.ticket_id)
        self.panel.show_visit(read)
        self.save.setEnabled(self.workplace.may(ACTION) and self.workplace.may_write)
        self._tell()

    def _recorded(self, recorded: Recorded) -> None:
        self._next = recorded.following
        self._finish()
        self.workplace.changed.emit()

    def _finish(self) -> None:
        self.panel.clear()
        self._show_pile_only()
        self._tell()
        self.number.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Give the slip up that is typed, after asking once."""
        read = self.panel.read
        if self.question.isVisible():
            self.question.close_question()
        elif read is not None and self.panel.has_typing():
            title = f"Leave {read.ticket_no} without recording it?"
            self.question.ask(title, "What was typed is lost.", "Leave it out", self._finish)
        elif read is not None:
            self._finish()


def _called(session: Any, *, number: str, today: date) -> VisitRead | None:
    ticket_id = ticket_called(session, number)
    if ticket_id is None:
        return None
    return read_visit(session, ticket_id=ticket_id, today=today)


def _not_out(number: str, read: VisitRead | None) -> Finding:
    if read is None:
        message = "No slip has this number."
        return Finding(
            Severity.STOP, "no_such_slip", message, number, "Type it as the slip shows it."
        )
    message = "This slip is not out."
    remedy = "Open it: it may be to print, or recorded already."
    ref = RecordRef("visit", read.ticket_id)
    return Finding(Severity.STOP, "slip_not_out", message, read.ticket_no, remedy, opens=ref)
