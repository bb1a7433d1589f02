"""One line of an invoice and its money: what payers answered, what was paid, appealed, given up."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtWidgets import QSizePolicy

from dmedesk.billing.actions.denials import appeal, take_back_write_off, write_off
from dmedesk.billing.queries.denials import Answer, LineRead, MoneyFact, read_line
from dmedesk.billing.queries.passing import Proposal, proposal
from dmedesk.billing.rules.denials import TROUBLE_WORDS
from dmedesk.billing.rules.payments import (
    APPEAL_WORDS,
    GIVEN_UP,
    OUTCOME_WORDS,
    AppealStep,
    WriteOffReason,
)
from dmedesk.billing.screens.denials import tone_of
from dmedesk.billing.screens.passing import PassBar
from dmedesk.kit.findings import Finding, Severity
from dmedesk.kit.references import RecordRef
from dmedesk.widgets.forms.action_bar import ActionBar
from dmedesk.widgets.forms.fields import FormField, Kind, options_of
from dmedesk.widgets.page import Key, RecordPage, Workplace
from dmedesk.widgets.parts import button, column, label, padded, row, set_part
from dmedesk.widgets.question import AskingBar, QuestionBar
from dmedesk.widgets.table import Column, Table
from dmedesk.widgets.tasks import Latest
from dmedesk.widgets.theme import GRID, MARGIN, Tone
from dmedesk.widgets.words import money


def _appeal_words(answer: Answer) -> str:
    if answer.appeal is None:
        return ""
    return f"{APPEAL_WORDS[answer.appeal]} {answer.appealed_on}"


ANSWERS: tuple[Column[Answer], ...] = (
    Column("Answered", lambda one: str(one.answered_on), width=96),
    Column("Remittance", lambda one: one.reference, width=120),
    Column("Answer", lambda one: OUTCOME_WORDS[one.outcome], width=84),
    Column("Codes", lambda one: " ".join(filter(None, (one.codes, one.remarks))), wide=True),
    Column("Appeal", _appeal_words, width=180, spare=1),
    Column("Paid", lambda one: money(one.paid_cents), width=88, figures=True),
)

FACTS: tuple[Column[MoneyFact], ...] = (
    Column("Day", lambda one: str(one.on), width=96),
    Column("What", lambda one: one.what, wide=True),
    Column("By", lambda one: one.who, width=100, spare=1),
    Column(
        "Amount",
        lambda one: "" if one.cents is None else money(one.cents),
        width=96,
        figures=True,
    ),
)


class WriteOffBar(ActionBar):
    """Gives up an amount of a line."""

    def __init__(self, page: "LinePage") -> None:
        fields = (
            FormField("amount", "Amount", Kind.MONEY, required=True),
            FormField("reason", "Why", Kind.CHOICE, required=True, options=options_of(GIVEN_UP)),
            FormField("note", "Note"),
        )
        super().__init__(page.workplace, page.fail, fields, action="write_off", done=page.clear)

    def ask(self, line_id: int, cents: int) -> None:
        """Ask how much, and why."""

        def act(work: Any, values: Mapping[str, Any]) -> None:
            write_off(
                work,
                line_id=line_id,
                cents=values["amount"],
                reason=WriteOffReason(values["reason"]),
                note=values["note"] or "",
            )

        title = "Give up what is open: nobody is asked for it any more"
        self.open_bar(title, "Write it off", act, {"amount": cents})


class AppealBar(ActionBar):
    """Writes down that an answer is appealed, or what came of it."""

    def __init__(self, page: "LinePage") -> None:
        fields = (
            FormField("step", "Step", Kind.CHOICE, required=True, options=options_of(APPEAL_WORDS)),
            FormField("done_on", "Day", Kind.DAY, required=True),
            FormField("deadline_on", "Last day", Kind.DAY, help="By the payer's letter"),
            FormField("note", "Note"),
        )
        super().__init__(page.workplace, page.fail, fields, action="appeal", done=page.clear)

    def ask(self, answer: Answer, read: LineRead) -> None:
        """Ask for the step; its last day is told where the program knows one."""

        def act(work: Any, values: Mapping[str, Any]) -> None:
            appeal(
                work,
                remittance_line_id=answer.id,
                step=AppealStep(values["step"]),
                done_on=values["done_on"],
                deadline_on=values["deadline_on"],
                note=values["note"] or "",
            )

        is_sent = answer.appeal is AppealStep.SENT
        step = AppealStep.GRANTED if is_sent else AppealStep.SENT
        until = f": until {read.deadline_on} ({read.citation})" if read.deadline_on else ""
        title = "What came of the appeal?" if is_sent else f"Appeal the answer{until}"
        self.open_bar(
            title,
            "Write it down",
            act,
            {"step": step.value, "done_on": self.workplace.today},
        )


class LinePage(RecordPage):
    """A line's money. What is open is passed on, rebilled from its invoice, appealed, given up."""

    keys = (
        Key("Ctrl+Enter", "open the invoice, to correct and rebill it"),
        Key("Alt+O", "pass what remains on to the next payer"),
    )

    def __init__(self, workplace: Workplace, ref: RecordRef) -> None:
        super().__init__(workplace, ref)
        self._reads = Latest(workplace.runner)
        self.read: LineRead | None = None
        self._title, self._state = label(part="heading"), label()
        self._about, self.sums = label(part="soft"), label()
        self.answers: Table[Answer] = Table("What the payer answered", ANSWERS)
        self.facts: Table[MoneyFact] = Table("Its money", FACTS)
        self.facts.chosen.connect(lambda _fact: self._offer())
        self.facts.opened.connect(self._open_fact)
        self.off, self.appealing, self.question = WriteOffBar(self), AppealBar(self), QuestionBar()
        self.passing = PassBar(workplace, self.fail, self.clear)
        self._make_layout()
        self.on_key("Ctrl+Return", self.open_invoice)

    def _make_layout(self) -> None:
        self.invoice_button = button(
            "Correct and re&bill", self.open_invoice, tip="Open the invoice (Ctrl+Enter)"
        )
        self.appeal_button = button("&Appeal …", self.ask_appeal)
        self.pass_button = button("Pass &on …", self.ask_passing)
        self.off_button = button("&Write off …", self.ask_write_off)
        self.back_button = button("Ta&ke back …", self.ask_taking_back)
        tools = row(
            self.invoice_button,
            self.pass_button,
            self.appeal_button,
            self.off_button,
            self.back_button,
        )
        head = column(row(self._title, self._state, None, gap=3 * GRID), self._about, gap=0)
        summed = row(self.sums, tools, gap=3 * GRID)
        summed.setStretch(0, 1)
        for said in (self._about, self.sums):
            said.setWordWrap(True)
        bars: tuple[AskingBar, ...] = (self.passing, self.off, self.appealing, self.question)
        for bar in bars:
            bar.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        whole = column(
            head,
            self.findings,
            summed,
            *bars,
            label("What the payer answered", "soft"),
            self.answers,
            label("Its money", "soft"),
            self.facts,
            gap=3 * GRID,
        )
        whole.setStretch(whole.indexOf(self.answers), 1)
        whole.setStretch(whole.indexOf(self.facts), 2)
        self.setLayout(padded(whole, MARGIN, 3 * GRID))
        self.setFocusProxy(self.answers)

    def refresh(self) -> None:
        """Read the line anew."""
        reading = partial(read_line, line_id=self.ref.id, on=self.workplace.today)
        self._reads.query(reading, done=self._show, failed=self.fail)

    def clear(self) -> None:
        """What was wrong is done with."""
        self.findings.clear()

    def _show(self, read: LineRead | None) -> None:
        if read is None:
            gone = "There is no such line in this shop."
            self.fail((Finding(Severity.STOP, "removed", gone, remedy="Close this page."),))
            return
        self.read = read
        one = read.balance
        self._title.setText(f"{one.invoice_no} line {one.place} · {read.member}")
        self._about.setText(f"{read.item}, billed to {read.payer_code} on {one.posted_on}")
        if read.denied is not None:
            self._state.setText(TROUBLE_WORDS[read.denied.trouble])
            set_part(self._state, tone_of(read.denied.trouble).value)
        else:
            self._state.setText("→ open" if one.open_cents > 0 else "✓ settled")
            set_part(self._state, (Tone.OUT if one.open_cents > 0 else Tone.READY).value)
        told = (
            ("billed", one.amount_cents),
            ("credited", one.credited_cents),
            ("paid", one.paid_cents),
            ("passed on", read.passed_on_cents),
            ("written off", one.written_off_cents - read.passed_on_cents),
            ("open", one.open_cents),
        )
        shown = ((word, cents) for word, cents in told if cents or word != "passed on")
        self.sums.setText("   ·   ".join(f"{word} {money(cents)}" for word, cents in shown))
        self.answers.show_rows(read.answers, same=lambda answer: answer.id)
        self.facts.show_rows(read.facts, same=lambda fact: (fact.on, fact.what))
        self._offer()
        self.titled.emit(f"{one.invoice_no} line {one.place}")

    def _offer(self) -> None:
        read, may = self.read, self.workplace.may_write
        is_open = read is not None and read.balance.open_cents > 0
        fact = self.facts.chosen_row()
        for pressed, action, can in (
            (self.pass_button, "pass_on", is_open and read is not None and bool(read.answers)),
            (self.appeal_button, "appeal", read is not None and bool(read.answers)),
            (self.off_button, "write_off", is_open),
            (
                self.back_button,
                "take_back_write_off",
                fact is not None and fact.write_off_id is not None,
            ),
        ):
            why = self.workplace.why_not(action)
            pressed.setEnabled(can and may and not why)
            pressed.setToolTip(why)

    def open_invoice(self) -> None:
        """Open the invoice, where the line is credited and billed anew."""
        if self.read is not None:
            ref = RecordRef("invoice", self.read.balance.invoice_id)
            self.workplace.navigator.open_record(ref)

    def _open_fact(self, fact: MoneyFact) -> None:
        if fact.opens is not None:
            self.workplace.navigator.open_record(fact.opens)

    def ask_passing(self) -> None:
        """Ask who is next, as the member's coverages of the day have it."""
        reading = partial(proposal, line_id=self.ref.id, on=self.workplace.today)
        self.workplace.runner.query(reading, done=self._ask_passing, failed=self.fail)

    def _ask_passing(self, found: Proposal | None) -> None:
        if found is not None:
            self.passing.ask(self.ref.id, found)

    def ask_appeal(self) -> None:
        """Ask about the chosen answer, or the last one."""
        if self.read is None or not self.read.answers:
            return
        self.appealing.ask(self.answers.chosen_row() or self.read.answers[-1], self.read)

    def ask_write_off(self) -> None:
        """Ask how much is given up."""
        if self.read is not None:
            self.off.ask(self.ref.id, self.read.balance.open_cents)

    def ask_taking_back(self) -> None:
        """Ask once before a write-off is taken back."""
        fact = self.facts.chosen_row()
        if fact is not None and fact.write_off_id is not None:
            self.question.ask(
                "Take this write-off back?",
                f"{money(fact.cents or 0)} is open again from today on.",
                "Take it back",
                partial(self._take_back, fact.write_off_id),
            )

    def _take_back(self, write_off_id: int) -> None:
        self.workplace.runner.operate(
            lambda work: take_back_write_off(work, write_off_id=write_off_id),
            action="take_back_write_off",
            done=lambda _nothing: self.workplace.changed.emit(),
            failed=self.fail,
        )
