"""One slip: where it stands and what it holds, its lines with serials, its proofs."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from dmedesk.deliveries.actions.opening import move_ticket
from dmedesk.deliveries.queries.listed import MoneyWaiting
from dmedesk.deliveries.queries.records import SlipProof, SlipRead, read_slip
from dmedesk.deliveries.rules.words import TicketStage
from dmedesk.deliveries.screens.calling_off import CallOffBar
from dmedesk.deliveries.screens.papers import slip_documents
from dmedesk.deliveries.screens.ticket_columns import PROOF_COLUMNS
from dmedesk.deliveries.screens.ticket_lines import SlipLines
from dmedesk.deliveries.screens.words import (
    KIND_WORDS,
    PICKUP_WORDS,
    days_since,
    state_of,
)
from dmedesk.kit.findings import Finding, Severity
from dmedesk.kit.references import RecordRef
from dmedesk.widgets.forms.keys import FILE_KEYS
from dmedesk.widgets.forms.sides import Sides
from dmedesk.widgets.listing import Fact
from dmedesk.widgets.listing.preview import facts_grid, show_facts
from dmedesk.widgets.page import Key, RecordPage, Workplace
from dmedesk.widgets.parts import button, column, empty, frame, label, padded, row, set_part
from dmedesk.widgets.question import QuestionBar
from dmedesk.widgets.table import Table
from dmedesk.widgets.tasks import Latest
from dmedesk.widgets.theme import GRID, MARGIN, Tone
from dmedesk.widgets.words import count_of, day_of, money

_ACTIONS = {
    TicketStage.OUT: "send_out_ticket",
    TicketStage.TO_PRINT: "take_back_ticket",
    TicketStage.CANCELLED: "cancel_ticket",
}


class TicketPage(RecordPage):
    """A slip that was opened. What can be done next stands at the top right."""

    keys = (
        Key("Alt+V, Alt+A", "record the visit; add a proof to one that was made"),
        Key("Alt+K, Alt+U, Alt+T", "add a kit, give a unit (or scan it), take a line off"),
        Key("Ctrl+P", "its paper beside it; again: print"),
        Key("Ctrl+Shift+F", "its attached files beside it, and its history again"),
        *FILE_KEYS,
        Key("Esc", "close what is open"),
    )

    def __init__(self, workplace: Workplace, ref: RecordRef, money: MoneyWaiting) -> None:
        super().__init__(workplace, ref)
        self._money = money
        self._reads, self._papers = Latest(workplace.runner), Latest(workplace.runner)
        self._files = Latest(workplace.runner)
        self.read: SlipRead | None = None
        self._title, self._state, self._about = label(part="heading"), label(), label(part="soft")
        self._facts, self._terms, self._said = facts_grid(), facts_grid(), label(part="soft")
        self._said.setWordWrap(True)
        self.proofs = Table("Proofs of the visit", PROOF_COLUMNS)
        self.question = QuestionBar()
        self.calling_off = CallOffBar(workplace, self.fail, self.findings.clear)
        self.on_slip = SlipLines(workplace, self.fail, self.question)
        self.lines = self.on_slip.table
        self.on_slip.done.connect(self.findings.clear)
        self._make_buttons()
        self._make_layout()
        self.proofs.chosen.connect(self._tell_proof)
        self.setFocusProxy(self.lines)
        self.on_key("Ctrl+P", self.print)
        self.on_key("Ctrl+Shift+F", self.show_files)
        self.on_key("Esc", self.leave)

    def _make_buttons(self) -> None:
        self.visit = button("Record the &visit", self.open_visit, part="primary")
        self.to_out = button("It is &out", partial(self._move, TicketStage.OUT))
        self.to_print = button("&Back to print", partial(self._move, TicketStage.TO_PRINT))
        self.cancel = button("&Cancel …", self._ask_cancel)
        self.settle_button = button("&Settle …", self.on_slip.ask_settle)
        self.papers_button = button("Papers", self.print, picture="printer", tip="Papers (Ctrl+P)")
        self.files_button = button(
            "Files", self.show_files, picture="paperclip", tip="Files (Ctrl+Shift+F)"
        )
        for one in (self.visit, self.to_out, self.to_print, self.cancel, self.settle_button):
            one.hide()

    def _make_layout(self) -> None:
        facts = row(self._facts, self._terms, gap=6 * GRID)
        for place in range(2):
            facts.setStretch(place, 1)
        left = QWidget()
        pieces = column(
            frame("panel", padded(column(facts), 4 * GRID, 3 * GRID)),
            self.on_slip,
            column(label("Proofs, the last one first", "small"), self.proofs, self._said, gap=GRID),
            gap=3 * GRID,
        )
        pieces.setStretch(1, 3)
        pieces.setStretch(2, 2)
        left.setLayout(pieces)
        self.sides = Sides(self.workplace, self.fail, self)
        self.sides.hold(left)
        said = column(row(self._title, self._state, None, gap=3 * GRID), self._about, gap=0)
        tools = (self.settle_button, self.cancel, self.to_print, self.to_out)
        head = row(said, *tools, self.files_button, self.papers_button, self.visit)
        head.setStretch(0, 1)
        bars = (self.findings, self.question, self.calling_off, *self.on_slip.bars)
        whole = column(head, *bars, self.sides, gap=3 * GRID)
        whole.setStretch(whole.count() - 1, 1)
        self.setLayout(padded(whole, MARGIN, 3 * GRID))

    # --- reading ----------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read the slip anew."""
        self._reads.query(
            partial(read_slip, ticket_id=self.ref.id, on=self.workplace.today, money=self._money),
            done=self._show,
            failed=self.fail,
        )
        self.sides.show_ref(self.ref)
        self._files.query(
            lambda session: len(self.workplace.attachments.listed(session, self.ref)),
            done=lambda count: self.files_button.setText(f"Files {count:,}" if count else "Files"),
            failed=self.fail,
        )

    def _show(self, read: SlipRead | None) -> None:
        if read is None:
            gone = "There is no such slip in this shop."
            remedy = "Close this page, and look for it under Slips."
            self.fail((Finding(Severity.STOP, "removed", gone, remedy=remedy),))
            return
        self.read = read
        word, tone = state_of(read.row.stage)
        self._title.setText(f"{read.row.ticket_no} · {read.row.member}")
        self._state.setText(word)
        set_part(self._state, tone.value)
        kind = KIND_WORDS[read.row.kind]
        self._about.setText(" · ".join(filter(None, (kind, read.row.town, read.note))))
        for grid, facts in ((self._facts, _visit(read)), (self._terms, self._stands(read))):
            empty(grid)
            show_facts(grid, facts)
        self.on_slip.show_slip(read)
        self.proofs.show_rows(read.proofs, same=lambda proof: proof.turn)
        if not read.proofs:
            self._tell_proof(None)
        self._offer(read)
        self.titled.emit(read.row.ticket_no)

    def _stands(self, read: SlipRead) -> Sequence[Fact]:
        listed = read.row
        since = days_since(listed.since, self.workplace.today)
        word, tone = state_of(listed.stage)
        held = f"{money(listed.held_cents)}, until it is proven" if listed.held_cents else ""
        return [
            Fact(
                "Stands", f"{word}, {since}" if listed.stage is not TicketStage.DONE else word, tone
            ),
            Fact(
                "Visited", day_of(read.visited_on) or (day_of(listed.since) if read.is_made else "")
            ),
            Fact("Holds", held, Tone.WAITING),
            Fact("Printed", _printed(read)),
            Fact("Proofs", count_of(len(read.proofs), "proof") if read.proofs else "none yet"),
        ]

    def _offer(self, read: SlipRead) -> None:
        """What can be done next, by whoever may."""
        stage, may_write = read.row.stage, self.workplace.may_write
        is_ahead = stage in (TicketStage.TO_PRINT, TicketStage.OUT)
        self.visit.setText("&Add a proof" if read.is_made else "Record the &visit")
        offered: dict[QPushButton, tuple[bool, str]] = {
            self.visit: (stage is TicketStage.OUT or read.is_made, "record_visit"),
            self.to_out: (stage is TicketStage.TO_PRINT, "send_out_ticket"),
            self.to_print: (stage is TicketStage.OUT, "take_back_ticket"),
            self.cancel: (is_ahead, "cancel_ticket"),
            self.settle_button: (any(line.is_unsettled for line in read.lines), "settle_return"),
        }
        for one, (shown, action) in offered.items():
            why_not = self.workplace.why_not(action)
            one.setVisible(shown and may_write)
            one.setEnabled(not why_not)
            one.setToolTip(why_not or one.accessibleName())

    def _tell_proof(self, proof: SlipProof | None) -> None:
        """What the chosen proof says besides its columns."""
        if proof is None:
            self._said.setText(
                "" if self.read is None or self.read.proofs else "Nothing proves this visit yet."
            )
            return
        at = proof.recorded_at.astimezone()
        told = (
            proof.why,
            f"Delivered on {proof.delivered_on}" if proof.delivered_on else "",
            f"The driver: {proof.driver_note}" if proof.driver_note else "",
            f"Package {proof.package_id}" if proof.package_id else "",
            f"Recorded by {proof.recorded_by} on {at:%Y-%m-%d at %H:%M}",
            f"kept until {proof.kept_until}" if proof.kept_until else "",
        )
        self._said.setText(" · ".join(filter(None, told)))

    def take_scan(self, text: str) -> bool:
        """A unit that goes out on a line that waits for one."""
        return self.on_slip.take_scan(text)

    # --- what can be done -------------------------------------------------------------------------

    def open_visit(self) -> None:
        """Open the page where the visit, or a further proof, is recorded."""
        self.workplace.navigator.open_record(RecordRef("visit", self.ref.id))

    def _move(self, stage: TicketStage) -> None:
        self.workplace.runner.operate(
            lambda work: move_ticket(work, ticket_id=self.ref.id, stage=stage),
            action=_ACTIONS[stage],
            done=lambda _none: self._moved(),
            failed=self.fail,
        )

    def _moved(self) -> None:
        self.findings.clear()
        self.workplace.changed.emit()

    def _ask_cancel(self) -> None:
        if self.read is not None:
            self.calling_off.ask_about(self.ref.id, self.read.row.ticket_no)

    def print(self) -> None:
        """Show the slip's paper beside it; where it is shown, print it."""
        if self.sides.shows_papers and self.sides.papers is not None:
            self.sides.papers.print_shown()
        elif self.read is not None:
            papers = partial(slip_documents, ref=self.ref, on=self.workplace.today)
            self._papers.query(papers, done=self.sides.show_papers, failed=self.fail)

    def show_files(self) -> None:
        """Show the slip's files beside it, or its history again."""
        self.sides.toggle_files(self.ref)

    def leave(self) -> None:
        """Close what is open."""
        for bar in (self.question, self.calling_off, *self.on_slip.bars):
            bar.close_question()
        if self.sides.shows_more:
            self.sides.close_papers()
            self.lines.setFocus(Qt.FocusReason.OtherFocusReason)


def _visit(read: SlipRead) -> Sequence[Fact]:
    listed = read.row
    return [
        Fact("Planned", f"{listed.planned_on:%a} {listed.planned_on}"),
        Fact("Asked for", read.asked_on.isoformat()),
        Fact("Driver", listed.driver or "nobody named"),
        Fact("Payer", read.payer),
        Fact("Reason", PICKUP_WORDS[read.reason] if read.reason else ""),
    ]


def _printed(read: SlipRead) -> str:
    """How often the slip was printed, and the last time when and by whom."""
    if not read.prints:
        return "not yet"
    last = read.prints[-1]
    often = {1: "once", 2: "twice"}.get(len(read.prints), f"{len(read.prints):,} times")
    return f"{often}, last on {last.printed_at.astimezone():%Y-%m-%d} by {last.printed_by}"
