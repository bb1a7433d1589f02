"""One batch: payments typed line by line, what remittances answer, totals, the deposit slip."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy

from dmedesk.billing.actions.batches import close_batch
from dmedesk.billing.actions.remittances import take_remittance_csv
from dmedesk.billing.queries.paid import (
    BatchRead,
    PaymentLine,
    batch_of_payment,
    deposit_slip,
    read_batch,
)
from dmedesk.billing.queries.remittances import read_remittance_file
from dmedesk.billing.rules.payments import KIND_WORDS, PaymentKind
from dmedesk.billing.rules.remittance_file import FileRead
from dmedesk.billing.screens.batches import state_of
from dmedesk.billing.screens.payment_bars import (
    AllocateBar,
    AnswerBar,
    OpenBar,
    PaymentBar,
    ReturnBar,
    ReverseBar,
    TotalBar,
)
from dmedesk.billing.sheets.deposit import deposit_pdf
from dmedesk.kit.findings import Finding, Severity, stops
from dmedesk.kit.references import RecordRef
from dmedesk.widgets.file_asking import file_to_open
from dmedesk.widgets.page import Key, RecordPage, Workplace
from dmedesk.widgets.parts import button, column, label, padded, row, set_part
from dmedesk.widgets.question import AskingBar, QuestionBar
from dmedesk.widgets.table import Column, Table
from dmedesk.widgets.tasks import Latest
from dmedesk.widgets.theme import GRID, MARGIN, Tone
from dmedesk.widgets.words import count_of, money

_FILES = "Remittances (*.csv *.xlsx);;All files (*)"


def _about(line: PaymentLine) -> str:
    """What it pays, or why it pays nothing."""
    if line.is_void:
        return "reversed"
    if line.answers:
        told = f"{count_of(line.answers, 'answer')} over {money(line.answered_cents)}"
        return f"{told}: {line.pays}" if line.pays else told
    return line.pays or ("deposit" if line.is_deposit else "on the account")


LINES: tuple[Column[PaymentLine], ...] = (
    Column("Payment", lambda line: str(line.payment_no), width=72, figures=True),
    Column("Kind", lambda line: KIND_WORDS[line.kind], width=92, spare=1),
    Column("From", lambda line: line.account, width=140, wide=True),
    Column("Number", lambda line: line.reference, width=112),
    Column("Pays", _about, width=260),
    Column("Left", lambda line: money(line.unapplied_cents), width=88, figures=True),
    Column("Amount", lambda line: money(line.amount_cents), width=96, figures=True),
)


class BatchPage(RecordPage):
    """A batch. Its payments are typed in a bar that stays open, Enter after Enter."""

    keys = (
        Key("Ctrl+N", "type a payment; Enter goes to the next field, and from the last takes it"),
        Key("Down", "from a payment's amount: choose the lines that it pays, by Space or figures"),
        Key("Ctrl+R", "type what the chosen remittance answers"),
        Key("Ctrl+P", "print the deposit slip"),
    )

    def __init__(self, workplace: Workplace, ref: RecordRef) -> None:
        super().__init__(workplace, ref)
        self._reads, self._papers = Latest(workplace.runner), Latest(workplace.runner)
        self.read: BatchRead | None = None
        self.batch_id = ref.id if ref.kind == "payment_batch" else 0
        self._title, self._state, self.totals = label(part="heading"), label(), label()
        self.lines: Table[PaymentLine] = Table("Payments of the batch", LINES)
        self.lines.chosen.connect(lambda _line: self._offer())
        self.lines.opened.connect(lambda _line: self.ask_answers())
        self.opening = OpenBar(workplace, self.fail, self._go_on_with_opened)
        self.total = TotalBar(workplace, self.fail)
        self.payment = PaymentBar(workplace, self.fail, self._taken)
        self.answer = AnswerBar(workplace, self.fail, self._answered)
        self.allocating = AllocateBar(workplace, self.fail)
        self.reversing = ReverseBar(workplace, self.fail)
        self.returning = ReturnBar(workplace, self.fail)
        self.question = QuestionBar()
        self.opening.no.clicked.connect(lambda _checked: self.done.emit())
        self._make_layout()
        self.on_key("Ctrl+N", self.ask_payment)
        self.on_key("Ctrl+R", self.ask_answers)
        self.on_key("Ctrl+P", self.print_slip)

    def _make_layout(self) -> None:
        self.pay_button = button("&Payment …", self.ask_payment, part="primary", keys="")
        self.answer_button = button("A&nswers …", self.ask_answers, keys="")
        self.file_button = button("&File …", self.pick_file, tip="Take a file of remittances")
        self.total_button = button("&Total …", self.ask_total, tip="What the papers come to")
        self.slip_button = button("Slip", self.print_slip, picture="printer", keys="")
        self.close_button = button("&Close the batch", self.ask_closing)
        self.more = self._make_more()
        self._tools: tuple[QPushButton, ...] = (
            self.pay_button,
            self.answer_button,
            self.file_button,
            self.total_button,
            self.more,
            self.slip_button,
            self.close_button,
        )
        *typing, more, slip, close = self._tools
        head = row(self._title, self._state, None, more, slip, close, gap=3 * GRID)
        tools = row(row(*typing), self.totals, gap=3 * GRID)
        tools.setStretch(1, 1)
        self.totals.setWordWrap(True)
        for bar in self._bars():
            bar.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        whole = column(head, self.findings, tools, *self._bars(), self.lines, gap=3 * GRID)
        whole.setStretch(whole.count() - 1, 1)
        whole.addStretch(0)
        self.setLayout(padded(whole, MARGIN, 3 * GRID))
        self.setFocusProxy(self.lines)
        self._show_parts(is_stored=False, is_open=False)

    def _make_more(self) -> QPushButton:
        """What is done with the chosen payment besides."""
        made = button("The ch&osen …", lambda: None, tip="The chosen payment")
        menu = QMenu(made)
        self.menu = menu
        self.allocate_act = menu.addAction("&Allocate what is left …")
        self.return_act = menu.addAction("&Give back what is left …")
        self.reverse_act = menu.addAction("&Reverse it …")
        for act, bar in (
            (self.allocate_act, self.allocating),
            (self.return_act, self.returning),
            (self.reverse_act, self.reversing),
        ):
            act.triggered.connect(partial(self._ask_about_chosen, bar))
        made.setMenu(menu)
        return made

    def _bars(self) -> tuple[AskingBar, ...]:
        return (
            self.opening,
            self.total,
            self.payment,
            self.answer,
            self.allocating,
            self.returning,
            self.reversing,
            self.question,
        )

    # --- reading -------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read the batch anew; a new one asks for its day first."""
        if self.ref.kind == "payment" and not self.batch_id:
            self._find_batch()
            return
        if self.batch_id == 0:
            if self.opening.isHidden():
                self._title.setText("A new batch")
                self.titled.emit("New batch")
                self.opening.ask()
            return
        self._reads.query(
            partial(read_batch, batch_id=self.batch_id), done=self._show, failed=self.fail
        )

    def _find_batch(self) -> None:
        """A payment is shown in its batch."""

        def found(batch_id: int | None) -> None:
            self.batch_id = batch_id or -1
            self.refresh()

        asked = partial(batch_of_payment, payment_id=self.ref.id)
        self._reads.query(asked, done=found, failed=self.fail)

    def _go_on_with_opened(self) -> None:
        self.batch_id = self.opening.opened
        self.ref = RecordRef("payment_batch", self.batch_id)
        self.workplace.navigator.entered(self.ref)
        self.refresh()
        self.ask_payment()

    def _show(self, read: BatchRead | None) -> None:
        if read is None:
            remedy = "Close this page, and look for it under Payments."
            gone = "There is no such batch in this shop."
            self.fail((Finding(Severity.STOP, "removed", gone, remedy=remedy),))
            return
        is_first, self.read = self.read is None, read
        head = read.head
        word, tone = state_of(head)
        self._title.setText(f"Batch {head.batch_no} · {head.opened_on}")
        self._state.setText(word)
        set_part(self._state, tone.value)
        expected = "–" if head.expected_cents is None else money(head.expected_cents)
        parts = [count_of(head.payments, "payment"), f"typed {money(head.counted_cents)}"]
        parts.append(f"expected {expected}")
        difference = head.difference_cents
        if difference:
            parts.append(f"difference {money(difference)}")
        self.totals.setText("   ·   ".join(parts))
        set_part(self.totals, Tone.WAITING.value if difference else "")
        self._show_parts(is_stored=True, is_open=not head.is_closed)
        self.lines.show_rows(read.lines, same=lambda line: line.id)
        if is_first and self.ref.kind == "payment":
            places = [line.id for line in read.lines]
            self.lines.selectRow(places.index(self.ref.id))
        self._offer()
        self.titled.emit(f"Batch {head.batch_no}")

    def _show_parts(self, *, is_stored: bool, is_open: bool) -> None:
        may = is_stored and self.workplace.may_write
        for piece in (self.lines, self.totals, self.slip_button):
            piece.setVisible(is_stored)
        self.more.setVisible(may)
        changing = (self.pay_button, self.answer_button, self.file_button, self.total_button)
        for one in (*changing, self.close_button):
            one.setVisible(may and is_open)
        why = self.workplace.why_not("take_payment")
        for one in (*changing, self.close_button):
            one.setEnabled(not why)

    def _offer(self) -> None:
        line = self.lines.chosen_row()
        why = self.workplace.why_not("take_payment")
        stands = line is not None and not line.is_void
        is_remittance = stands and line is not None and line.kind is PaymentKind.REMITTANCE
        self.answer_button.setEnabled(is_remittance and not why)
        self.answer_button.setToolTip(why or "What the chosen remittance answers (Ctrl+R)")
        self.more.setEnabled(stands and not why)
        has_rest = line is not None and line.unapplied_cents > 0
        self.allocate_act.setEnabled(has_rest)
        self.return_act.setEnabled(has_rest)

    # --- typing --------------------------------------------------------------------------------

    def ask_payment(self) -> None:
        """Type a payment."""
        if self.workplace.may_write and self.batch_id and not self._is_closed():
            self._close_bars()
            self.payment.ask(self.batch_id)

    def _taken(self) -> None:
        self.findings.clear()
        kind = str(self.payment.form.raws().get("kind") or PaymentKind.CHECK.value)
        self.payment.ask(self.batch_id, kind)

    def ask_answers(self) -> None:
        """Type what the chosen remittance answers."""
        line = self.lines.chosen_row()
        if line is not None and self.answer_button.isEnabled() and not self._is_closed():
            self._close_bars()
            self.answer.ask(line)

    def _answered(self) -> None:
        """Ready for the next answer of the same remittance, with what is left by now."""
        self.findings.clear()
        chosen = self.lines.chosen_row()
        chosen_id = None if chosen is None else chosen.id

        def again(read: BatchRead | None) -> None:
            self._show(read)
            for line in () if read is None else read.lines:
                if line.id == chosen_id:
                    self.answer.ask(line)

        reading = partial(read_batch, batch_id=self.batch_id)
        self.workplace.runner.query(reading, done=again, failed=self.fail)

    def ask_total(self) -> None:
        """Say what the papers come to."""
        if self.read is not None:
            self._close_bars()
            self.total.ask(self.batch_id, self.read.head.expected_cents)

    def _ask_about_chosen(self, bar: AllocateBar | ReturnBar | ReverseBar) -> None:
        line = self.lines.chosen_row()
        if line is not None:
            self._close_bars()
            bar.ask(line)

    def _close_bars(self) -> None:
        for bar in self._bars():
            bar.hide()

    def _is_closed(self) -> bool:
        return self.read is not None and self.read.head.is_closed

    # --- a file of remittances -----------------------------------------------------------------

    def pick_file(self) -> None:
        """Choose a file of remittances, and look at it."""
        path = file_to_open(self, self.workplace.folders, "A payer's remittances", _FILES)
        if path is not None:
            self.look_at(path)

    def look_at(self, path: Path) -> None:
        """Say what taking this file would do, and everything that is wrong with it."""
        try:
            content = path.read_bytes()
        except OSError as error:
            remedy = "Choose a file that can be read."
            message = f"{path.name} could not be read: {error.strerror}."
            self.fail((Finding(Severity.STOP, "unreadable_file", message, remedy=remedy),))
            return
        self._close_bars()
        reading = partial(read_remittance_file, content=content, file_name=path.name)
        self.workplace.runner.query(
            reading, done=partial(self._ask_taking, content), failed=self.fail
        )

    def _ask_taking(self, content: bytes, read: FileRead) -> None:
        self.findings.clear()
        if read.findings:
            self.fail(read.findings)
        if stops(read.findings) or not read.remittances:
            return
        answers = sum(len(one.answers) for one in read.remittances)
        total = sum(one.amount_cents for one in read.remittances)
        remittances = count_of(len(read.remittances), "remittance")
        self.question.ask(
            f"Take {read.file_name}?",
            f"{remittances} over {money(total)} with {count_of(answers, 'answered line')}."
            " All of it is taken, or nothing.",
            "Take it",
            partial(self._take, content, read.file_name),
        )

    def _take(self, content: bytes, file_name: str) -> None:
        self.workplace.runner.operate(
            lambda work: take_remittance_csv(
                work, batch_id=self.batch_id, content=content, file_name=file_name
            ),
            action="take_remittance_csv",
            done=lambda ids: self._said(f"{count_of(len(ids), 'remittance')} taken."),
            failed=self.fail,
        )

    # --- closing, printing ---------------------------------------------------------------------

    def ask_closing(self) -> None:
        """Ask once before the batch is closed; the action refuses one that does not balance."""
        if self.read is None:
            return
        self._close_bars()
        head = self.read.head
        self.question.ask(
            f"Close batch {head.batch_no}?",
            f"{count_of(head.payments, 'payment')} over {money(head.counted_cents)}. No payment is"
            " added to it afterwards.",
            "Close the batch",
            self._close,
        )

    def _close(self) -> None:
        self.workplace.runner.operate(
            lambda work: close_batch(work, batch_id=self.batch_id),
            action="close_batch",
            done=lambda _nothing: self._said("The batch is closed."),
            failed=self.fail,
        )

    def _said(self, sentence: str) -> None:
        self.findings.clear()
        self.workplace.say(sentence)
        self.workplace.changed.emit()

    def print_slip(self) -> None:
        """Show the deposit slip on paper."""
        slip = partial(deposit_slip, batch_id=self.batch_id)
        if self.read is not None:
            self._papers.query(
                lambda session: deposit_pdf(slip(session)), done=self._show_slip, failed=self.fail
            )

    def _show_slip(self, sheet: bytes) -> None:
        # The viewer of papers waits for the first paper.
        from dmedesk.widgets.paper_window import PaperWindow  # noqa: PLC0415

        title = f"Deposit slip, {self._title.text()}"
        self.slip = PaperWindow(self.workplace, title, sheet, "Deposit slip.pdf", self)
        self.slip.show()
        self.slip.setFocus(Qt.FocusReason.OtherFocusReason)
