"""One invoice: its paper, its lines with their reasons, its member, rentals and history."""

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QStackedWidget, QWidget

from dmedesk.billing.queries.invoice_lines import LineRead
from dmedesk.billing.queries.invoices import InvoiceRead, read_invoice
from dmedesk.billing.rules.clocks import ClockState
from dmedesk.billing.screens.crediting import ButtonLine, CreditBar
from dmedesk.billing.screens.invoice_paper import InvoicePaper
from dmedesk.billing.screens.listed import state_of
from dmedesk.billing.screens.why import why_posted
from dmedesk.kit.findings import Finding, Severity
from dmedesk.kit.references import RecordRef
from dmedesk.widgets.page import Key, RecordPage, Workplace
from dmedesk.widgets.parts import button, column, frame, label, padded, row, set_part
from dmedesk.widgets.reckoning import ReckoningPanel
from dmedesk.widgets.related import RelatedPanel
from dmedesk.widgets.table import Column, Table
from dmedesk.widgets.tasks import Latest
from dmedesk.widgets.theme import GRID, MARGIN, Tone
from dmedesk.widgets.words import money

_BESIDE_WIDTH, _PAPER_WIDTH = 520, 580


_TONES = {
    ClockState.CALM: Tone.SOFT,
    ClockState.AMBER: Tone.WAITING,
    ClockState.RED: Tone.STOPPED,
    ClockState.OVER: Tone.STOPPED,
}


def _counted(line: LineRead) -> str:
    """The month's number; of a charge how many units."""
    printed = line.printed
    return str(printed.rental_month) if printed.charge is None else f"× {printed.charge.units}"


def _money(cents: int) -> str:
    """An amount; a dash where there is none."""
    return money(cents) if cents else "–"


def line_columns(today: Callable[[], date]) -> tuple[Column[LineRead], ...]:
    """The columns of an invoice's lines, with their clocks as of today."""

    def tone(line: LineRead) -> Tone:
        if line.credit_no is not None:
            return Tone.CLOSED
        return Tone.INK if line.clock is None else _TONES[line.clock.state(today())]

    return (
        Column(
            "Item",
            lambda line: line.printed.product.description,
            width=150,
            wide=True,
            tip=lambda line: line.printed.product.description,
        ),
        Column(
            "Code",
            lambda line: " ".join((line.printed.product.hcpcs, *line.printed.modifiers)),
            width=104,
            spare=1,
        ),
        Column("From", lambda line: line.printed.from_on.isoformat(), width=92, spare=2),
        Column("Month", _counted, width=50, spare=3, figures=True),
        Column("Amount", lambda line: money(line.printed.amount_cents), width=68, figures=True),
        Column("Paid", lambda line: _money(line.paid_cents), width=64, figures=True),
        Column(
            "Open",
            lambda line: _money(line.open_cents),
            width=64,
            figures=True,
            tone=lambda line: Tone.WAITING if line.open_cents else Tone.READY,
        ),
        Column(
            "What next",
            lambda line: line.about(today()),
            width=156,
            tone=tone,
            tip=lambda line: line.clock.citation if line.clock else "",
        ),
    )


class InvoicePage(RecordPage):
    """The paper at the left; at the right its lines with their reasons, and what belongs to it."""

    keys = (
        Key("F8 or Enter", "why the chosen line has its amount; again to go back"),
        Key("Ctrl+Enter", "the chosen line's money: pass on, appeal, write off"),
        Key("Ctrl+P, Ctrl+S", "print the paper, save it as PDF"),
    )

    def __init__(self, workplace: Workplace, ref: RecordRef) -> None:
        super().__init__(workplace, ref)
        self._reads = Latest(workplace.runner)
        self._read: InvoiceRead | None = None
        self._title, self._state, self._about = label(part="heading"), label(), label(part="soft")
        self.sheet = InvoicePaper(workplace, self.fail)
        self.lines = Table("Lines of the invoice", line_columns(lambda: workplace.today))
        self.papers = ButtonLine()
        self.credit_bar = CreditBar(workplace, self.fail, self.refresh)
        self.rebill_bar = CreditBar(workplace, self.fail, self.refresh, rebills=True)
        self.rebill_button = button(
            "Bill a&gain …", self.rebill, tip="Credit lines, and bill them as they come out now"
        )
        self.credit_button = button("Cre&dit …", self.credit, tip="Take lines back, with a reason")
        self.why = ReckoningPanel()
        self._right = QStackedWidget()
        self.beside = RelatedPanel(workplace, self.fail)
        self.why_button = button("&Why?", self.toggle_why, keys="F8", tip="Why this amount")
        self._make_layout()
        self.lines.opened.connect(lambda _line: self.toggle_why())
        self.lines.chosen.connect(lambda _line: self._explain())
        self.setFocusProxy(self.lines)
        self.on_key("Ctrl+Return", self.open_line)

    def _make_layout(self) -> None:
        related = frame("panel", padded(column(self.beside, None), 3 * GRID, 3 * GRID))
        listed = QWidget()
        pieces = column(self.papers, self.lines, related, gap=3 * GRID)
        pieces.setStretch(1, 1)
        listed.setLayout(pieces)
        self._right.addWidget(listed)
        self._right.addWidget(self.why)
        head = row(
            column(row(self._title, self._state, None, gap=3 * GRID), self._about, gap=0),
            None,
            self.credit_button,
            self.rebill_button,
            self.why_button,
        )
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self.sheet)
        split.addWidget(self._right)
        split.setSizes([_PAPER_WIDTH, _BESIDE_WIDTH])
        split.setHandleWidth(3 * GRID)
        split.setChildrenCollapsible(False)
        whole = column(head, self.findings, self.credit_bar, self.rebill_bar, split, gap=3 * GRID)
        whole.setStretch(4, 1)
        self.setLayout(padded(whole, MARGIN, 3 * GRID))

    def refresh(self) -> None:
        """Read the invoice anew."""
        self._reads.query(
            partial(read_invoice, invoice_id=self.ref.id, on=self.workplace.today),
            done=self._show,
            failed=self.fail,
        )
        self.beside.show_ref(self.ref)

    def _show(self, read: InvoiceRead | None) -> None:
        if read is None:
            gone = "There is no such invoice in this shop."
            remedy = "Close this page, and look for it under Invoices."
            self.fail((Finding(Severity.STOP, "removed", gone, remedy=remedy),))
            return
        first = self._read is None
        self._read = read
        invoice = read.row
        word, tone = state_of(invoice)
        credit = f" by {invoice.credit_no} on {invoice.credited_on}" if invoice.credit_no else ""
        self._title.setText(f"{invoice.invoice_no} · {invoice.member}")
        self._state.setText(f"{word}{credit}")
        set_part(self._state, tone.value)
        self._about.setText(
            f"{money(invoice.total_cents)} to {read.printed.payer.name}, posted {invoice.posted_on}"
            f" by {read.posted_by}"
        )
        self.lines.show_rows(read.lines.lines, same=lambda line: line.line_id)
        self._show_papers(read)
        may = self.workplace.may("credit_lines")
        for one in (self.credit_button, self.rebill_button):
            one.setEnabled(may and bool(read.lines.standing_ids))
        self.titled.emit(invoice.invoice_no)
        if first:
            self.sheet.show_invoice(invoice.id, invoice.invoice_no)

    def _show_papers(self, read: InvoiceRead) -> None:
        """A button for each paper, where there is more than one."""
        invoice = read.row
        shown = [(invoice.invoice_no, partial(self._show_invoice, invoice.id, invoice.invoice_no))]
        for one in read.credits:
            words = f"{one.credit_no}: credit of {money(one.total_cents)}"
            shown.append((words, partial(self.sheet.show_credit, one.id, one.credit_no)))
        self.papers.show_buttons(shown if read.credits else ())

    def _show_invoice(self, invoice_id: int, invoice_no: str) -> None:
        self.sheet.show_invoice(invoice_id, invoice_no)

    def open_line(self) -> None:
        """Open the money of the chosen line."""
        line = self.lines.chosen_row()
        if line is not None:
            self.workplace.navigator.open_record(RecordRef("invoice_line", line.line_id))

    def credit(self) -> None:
        """Ask what is taken back, and why."""
        if self._read is not None and self.credit_button.isEnabled():
            name = self._read.row.invoice_no
            chosen = self.lines.chosen_row()
            self.credit_bar.ask_for(self.ref.id, name, self._read.lines, chosen)

    def rebill(self) -> None:
        """Ask what is credited and billed again, and why."""
        if self._read is not None and self.rebill_button.isEnabled():
            name = self._read.row.invoice_no
            chosen = self.lines.chosen_row()
            self.rebill_bar.ask_for(self.ref.id, name, self._read.lines, chosen)

    def toggle_why(self) -> None:
        """Show why the chosen line has its amount, in place of the lines; or the lines again."""
        is_shown = self._right.currentWidget() is self.why
        if not is_shown and self.lines.chosen_row() is None:
            return
        self._right.setCurrentIndex(0 if is_shown else 1)
        self.why_button.setText("&Lines" if not is_shown else "&Why?")
        self._explain()
        self.setFocusProxy(self.why if not is_shown else self.lines)

    def _explain(self) -> None:
        line = self.lines.chosen_row()
        if line is not None and self._right.currentWidget() is self.why:
            self.why.show_reckoning(why_posted(line.printed))
