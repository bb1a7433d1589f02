"""A member's account as of a day: its entries with what is owed after each, and what was said."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QWidget

from dmedesk.billing.actions.notes import write_account_note
from dmedesk.billing.actions.statements import make_statements
from dmedesk.billing.queries.accounts import AccountRead, read_account
from dmedesk.billing.queries.made_statements import StatementMade, statement_paper
from dmedesk.billing.queries.notes import NoteOf
from dmedesk.billing.queries.statements import statements_of
from dmedesk.billing.rules.ageing import AGE_WORDS
from dmedesk.billing.rules.journal import ENTRY_WORDS, Entry
from dmedesk.billing.rules.notes import NOTE_WORDS, NoteFacts, NoteKind
from dmedesk.billing.screens.journal import TONES
from dmedesk.billing.sheets.statement import statement_pdf
from dmedesk.kit.findings import Finding, Severity
from dmedesk.kit.references import RecordRef
from dmedesk.widgets.forms.action_bar import ActionBar
from dmedesk.widgets.forms.entries import DayEntry
from dmedesk.widgets.forms.fields import FormField, Kind, options_of
from dmedesk.widgets.page import Key, RecordPage, Workplace
from dmedesk.widgets.paper_window import PaperWindow
from dmedesk.widgets.parts import button, column, label, padded, row
from dmedesk.widgets.related import RelatedPanel
from dmedesk.widgets.table import Column, Table
from dmedesk.widgets.tasks import Failed, Latest
from dmedesk.widgets.theme import GRID, MARGIN, ROW, Tone, px
from dmedesk.widgets.words import money

_MADE_ROWS = 5
STATEMENT = "statement"
"""The kind of paper, for this computer's printers."""

ENTRY_COLUMNS: tuple[Column[Entry], ...] = (
    Column("Day", lambda entry: entry.on.isoformat(), width=104),
    Column(
        "What",
        lambda entry: ENTRY_WORDS[entry.kind],
        width=104,
        tone=lambda entry: TONES[entry.kind],
    ),
    Column("Number", lambda entry: entry.number, width=96),
    Column("About", lambda entry: entry.about, width=150, wide=True),
    Column("Payer", lambda entry: entry.payer, width=64, spare=1),
    Column("Amount", lambda entry: money(entry.cents), width=84, figures=True),
    Column("Owed after", lambda entry: money(entry.balance_cents), width=92, figures=True),
)


def _due(note: NoteOf) -> str:
    if note.due_on is None:
        return ""
    return f"‖ {note.due_on}" if note.is_open else f"✓ {note.due_on}"


NOTE_COLUMNS: tuple[Column[NoteOf], ...] = (
    Column("Day", lambda note: note.noted_on.isoformat(), width=104),
    Column("How", lambda note: NOTE_WORDS[note.kind], width=56),
    Column("Said", lambda note: note.text, width=120, wide=True, tip=lambda note: note.text),
    Column(
        "Follow up",
        _due,
        width=120,
        tone=lambda note: Tone.WAITING if note.is_open else Tone.CLOSED,
    ),
)


def _says(made: StatementMade) -> str:
    return f"{money(made.held_cents)} held" if made.held_cents else f"{money(made.owed_cents)} owed"


MADE_COLUMNS: tuple[Column[StatementMade], ...] = (
    Column("Statement", lambda made: made.statement_no, width=120, wide=True),
    Column("As of", lambda made: made.as_of_on.isoformat(), width=104),
    Column("Says", _says, width=104, figures=True),
)


class NoteBar(ActionBar):
    """Writes down what was said, what was promised, and when to ask again."""

    def __init__(self, workplace: Workplace, failed: Failed, done: Any) -> None:
        fields = (
            FormField("kind", "How", Kind.CHOICE, required=True, options=options_of(NOTE_WORDS)),
            FormField("text", "What was said", required=True, width=280),
            FormField("promised_on", "Promised on", Kind.DAY),
            FormField("promised_cents", "Amount", Kind.MONEY),
            FormField("follow_up_on", "Ask again", Kind.DAY),
            FormField("settles", "Settles the chosen note", Kind.YES_NO),
        )
        super().__init__(
            workplace, failed, fields, action="write_account_note", done=done, columns=3
        )

    def ask_for(self, member_id: int, chosen: NoteOf | None) -> None:
        """Ask for a note; it may settle the chosen one."""
        may_settle = chosen is not None and chosen.is_open

        def act(work: Any, values: Mapping[str, Any]) -> object:
            said = NoteFacts(
                values["text"] or "",
                NoteKind(values["kind"]),
                promised_on=values["promised_on"],
                promised_cents=values["promised_cents"],
                follow_up_on=values["follow_up_on"],
            )
            settles = chosen.id if chosen and may_settle and values["settles"] else None
            return write_account_note(work, member_id=member_id, said=said, settles_id=settles)

        start = {"kind": NoteKind.CALL.value, "settles": may_settle}
        empty = dict.fromkeys(("text", "promised_on", "promised_cents", "follow_up_on"))
        self.open_bar("Note on the account", "Write down", act, {**empty, **start})


@dataclass(frozen=True, slots=True)
class Paper:
    """A statement's number and bytes; the prints of one that is kept are counted."""

    number: str
    content: bytes
    is_kept: bool = True


@dataclass(frozen=True, slots=True)
class _Shown:
    """What a statement is made of: the member, the day, the size of its type."""

    member_id: int
    on: date
    is_large: bool


def _draw(session: Any, *, shown: _Shown) -> Paper:
    """The statement as it would be, for whoever may make none."""
    (statement,) = statements_of(session, member_ids=[shown.member_id], on=shown.on)
    return Paper(statement.number, statement_pdf(statement, large=shown.is_large), is_kept=False)


def _make(work: Any, *, shown: _Shown) -> Paper:
    """The statement, made and kept."""
    draw = partial(statement_pdf, large=shown.is_large)
    (made,) = make_statements(
        work, member_ids=[shown.member_id], on=shown.on, draw=draw, is_large=shown.is_large
    )
    return Paper(made.number, draw(made))


def _kept(session: Any, *, made: StatementMade) -> Paper:
    return Paper(made.statement_no, statement_paper(session, sha256=made.sha256))


class AccountPage(RecordPage):
    """The entries at the left; at the right the ages of what is owed, notes, links."""

    keys = (
        Key("Enter", "open the entry's paper"),
        Key("Ctrl+N", "write a note: a call, a promise, a day to ask again"),
        Key("Ctrl+P", "make the statement, keep it, and show it to print"),
    )

    def __init__(self, workplace: Workplace, ref: RecordRef) -> None:
        super().__init__(workplace, ref)
        self.on = workplace.today
        self._reads = Latest(workplace.runner)
        self._name = ""
        self._title, self._owed = label(part="heading"), label(part="total")
        self.ages = label(part="soft")
        self.ages.setWordWrap(True)
        self.entries = Table("Entries of the account", ENTRY_COLUMNS)
        self.notes = Table("Notes on the account", NOTE_COLUMNS)
        self.made = Table("Statements that were made", MADE_COLUMNS)
        self.made.setMaximumHeight(px(_MADE_ROWS * ROW))
        self.made.opened.connect(self.show_made)
        self.note_bar = NoteBar(workplace, self.fail, self.refresh)
        self.beside = RelatedPanel(workplace, self.fail, most=0)
        self._make_layout()
        self.entries.opened.connect(self._open)
        self.setFocusProxy(self.entries)
        workplace.person_changed.connect(self._allow)
        self._allow()

    def _make_head(self) -> QHBoxLayout:
        self.day = DayEntry(FormField("on", "As of", Kind.DAY), self.workplace)
        self.day.line.setAccessibleName("As of")
        self.day.line.editingFinished.connect(self._take_day)
        named = label("As &of", "soft")
        named.setBuddy(self.day.line)
        self.note = button("Write a n&ote …", self.write_note, keys="Ctrl+N")
        self.large = button("Large t&ype", lambda: None, tip="The statement in 16-point type")
        self.large.setCheckable(True)
        self.print = button("&Print statement", self.show_statement, keys="Ctrl+P", part="primary")
        picker = row(named, self.day.line)
        return row(self._title, None, picker, self.note, self.large, self.print, gap=2 * GRID)

    def _make_layout(self) -> None:
        beside = QWidget()
        pieces = column(
            label("How old it is", "section"),
            self.ages,
            label("What was said", "section"),
            self.notes,
            label("Statements made", "section"),
            self.made,
            self.beside,
            gap=2 * GRID,
        )
        pieces.setStretch(3, 1)
        beside.setLayout(pieces)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self.entries)
        split.addWidget(beside)
        split.setSizes([700, 400])
        split.setHandleWidth(3 * GRID)
        split.setChildrenCollapsible(False)
        head = self._make_head()
        whole = column(head, self._owed, self.findings, self.note_bar, split, gap=3 * GRID)
        whole.setStretch(4, 1)
        self.setLayout(padded(whole, MARGIN, 3 * GRID))

    def _allow(self) -> None:
        may = self.workplace.may_write and self.workplace.may("write_account_note")
        self.note.setEnabled(may)

    def refresh(self) -> None:
        """Read the account anew, as of the day that stands there."""
        self.day.show_raw(self.day.raw_of(self.on))
        read = partial(read_account, member_id=self.ref.id, on=self.on)
        self._reads.query(read, done=self._show, failed=self.fail)
        self.beside.show_ref(self.ref)

    def _show(self, read: AccountRead | None) -> None:
        if read is None:
            gone = "There is no such member in this shop."
            remedy = "Close this page, and look for the member under Members."
            self.fail((Finding(Severity.STOP, "removed", gone, remedy=remedy),))
            return
        self._name = read.name
        self._title.setText(f"Account of {read.name}")
        self._owed.setText(read.owed_words)
        pairs = zip(AGE_WORDS, read.ages, strict=True)
        aged = [f"{words} days: {money(cents)}" for words, cents in pairs if cents]
        self.ages.setText("\n".join(aged) or "Nothing is open.")
        self.entries.show_rows(read.entries, same=lambda entry: entry.id)
        self.notes.show_rows(read.notes, same=lambda note: note.id)
        self.made.show_rows(read.statements, same=lambda made: made.id)
        self.titled.emit(f"Account {read.member_no}")

    def _take_day(self) -> None:
        day, _wrong = self.day.taken()
        if isinstance(day, date) and day != self.on:
            self.on = day
            self.refresh()

    def _open(self, entry: Entry) -> None:
        if entry.opens is not None:
            self.workplace.navigator.open_record(entry.opens)

    def write_note(self) -> None:
        """Ask what was said."""
        self.note_bar.ask_for(self.ref.id, self.notes.chosen_row())

    def show_statement(self) -> None:
        """Make the statement as of the day, and show it in a window of its own.

        Who may make none looks at it as it would be.
        """
        shown = _Shown(self.ref.id, self.on, self.large.isChecked())
        runner = self.workplace.runner
        if self.workplace.may_write and self.workplace.may("make_statements"):
            runner.operate(
                partial(_make, shown=shown),
                action="make_statements",
                done=self._show_new,
                failed=self.fail,
            )
        else:
            runner.query(partial(_draw, shown=shown), done=self._show_paper, failed=self.fail)

    def show_made(self, made: StatementMade) -> None:
        """Show a statement as it was made."""
        self.workplace.runner.query(
            partial(_kept, made=made), done=self._show_paper, failed=self.fail
        )

    def _show_new(self, paper: Paper) -> None:
        self._show_paper(paper)
        self.workplace.changed.emit()

    def _show_paper(self, paper: Paper) -> None:
        PaperWindow(
            self.workplace,
            f"Statement {paper.number} of {self._name}",
            paper.content,
            f"statement-{paper.number}.pdf",
            self,
            kind=STATEMENT,
            numbers=(paper.number,) if paper.is_kept else (),
        ).show()
