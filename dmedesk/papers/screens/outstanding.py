"""The papers that practitioners owe us, by practitioner, and the letter that asks for them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QStackedWidget

from dmedesk.kit.references import RecordRef
from dmedesk.papers.actions.asking import Asked, ask_papers
from dmedesk.papers.queries.outstanding import (
    InUse,
    OutstandingPaper,
    outstanding_papers,
    request_paper,
)
from dmedesk.papers.rules.outstanding import ASKED_WORDS, LETTER
from dmedesk.papers.sheets import TITLE_WORDS, request_pdf
from dmedesk.widgets.forms.papers import PapersPane
from dmedesk.widgets.forms.spec import Document
from dmedesk.widgets.page import Key, Page, Workplace
from dmedesk.widgets.parts import button, column, label, padded, row
from dmedesk.widgets.table import Column, Table
from dmedesk.widgets.tasks import Latest
from dmedesk.widgets.theme import GRID, MARGIN, Tone
from dmedesk.widgets.words import count_of

_ABOUT = (
    "What orders wait for, and papers of what is out that end soon. How many days before their end"
    " they stand here is said under Settings, Policies."
)


@dataclass(frozen=True, slots=True)
class Owing:
    """One practitioner (None: nobody named yet) and what they owe us."""

    practitioner_id: int | None
    practitioner: str
    papers: tuple[OutstandingPaper, ...]

    @property
    def asked(self) -> str:
        """When they were asked last, for how many of these."""
        days = [one.asked_on for one in self.papers if one.asked_on is not None]
        if not days:
            return "not yet"
        return f"{max(days)}, {len(days)} of {len(self.papers)}"


OWING: tuple[Column[Owing], ...] = (
    Column(
        "Practitioner",
        lambda one: one.practitioner,
        width=160,
        wide=True,
        tone=lambda one: Tone.INK if one.practitioner_id else Tone.WAITING,
    ),
    Column("Papers", lambda one: f"{len(one.papers):,}", width=64, figures=True),
    Column("Asked", lambda one: one.asked, width=130, spare=1),
)


def _asked(one: OutstandingPaper) -> str:
    if not one.asked:
        return "not yet"
    return f"{one.asked_on}" + (f", {one.asked} times" if one.asked > 1 else "")


PAPERS: tuple[Column[OutstandingPaper], ...] = (
    Column("Member", lambda one: one.member, width=140, wide=True),
    Column("Code", lambda one: one.hcpcs, width=68),
    Column("Paper", lambda one: ASKED_WORDS[one.need], width=190),
    Column("Why", lambda one: one.why, width=210, spare=2),
    Column("Since", lambda one: str(one.since_on), width=92, spare=1),
    Column(
        "Asked",
        _asked,
        width=130,
        tone=lambda one: Tone.INK if one.asked else Tone.WAITING,
    ),
)


class OutstandingPage(Page):
    """Practitioners at the left, what the chosen one owes us beside them, or the letter."""

    key = "outstanding"
    area = "Outstanding"
    picture = "clipboard-list"
    keys = (
        Key("Enter", "open the order that waits, or the member"),
        Key("Ctrl+P, Alt+O", "the letter; again: print"),
        Key("Alt+W", "write down that they were asked today"),
        Key("Esc", "close the letter"),
    )

    def __init__(self, workplace: Workplace, in_use: InUse) -> None:
        super().__init__(workplace)
        self._in_use = in_use
        self._reads = Latest(workplace.runner)
        self.owing: Table[Owing] = Table("Practitioners who owe papers", OWING)
        self.papers: Table[OutstandingPaper] = Table("Papers that they owe", PAPERS)
        self.letter = PapersPane(workplace, self.fail, self.close_letter)
        self.told = label(part="soft")
        self.letter_button = button(
            "Sh&ow letter", self.show_letter, picture="printer", tip="The letter (Ctrl+P)"
        )
        self.asked_button = button(
            "&Write down: asked", self.write_asked, part="primary", tip="They were asked today"
        )
        if not workplace.may_write:
            self.asked_button.hide()
        self.owing.chosen.connect(self._show)
        self.papers.opened.connect(self._open)
        self._lay_out()
        self.setFocusProxy(self.owing)
        self.on_key("Ctrl+P", self.show_letter)
        self.on_key("Esc", self.close_letter)

    def _lay_out(self) -> None:
        self._right = QStackedWidget()
        self._right.addWidget(self.papers)
        self._right.addWidget(self.letter)
        split = QSplitter()
        split.addWidget(self.owing)
        split.addWidget(self._right)
        split.setSizes([90 * GRID, 190 * GRID])
        split.setStretchFactor(1, 1)
        split.setHandleWidth(3 * GRID)
        split.setChildrenCollapsible(False)
        about = label(_ABOUT, "soft")
        about.setWordWrap(True)
        said = column(
            row(label("Outstanding papers", "heading"), self.told, None, gap=3 * GRID),
            about,
            gap=0,
        )
        head = row(said, self.letter_button, self.asked_button)
        head.setStretch(0, 1)
        whole = column(head, self.findings, split, gap=3 * GRID)
        whole.setStretch(whole.count() - 1, 1)
        self.setLayout(padded(whole, MARGIN, 3 * GRID))

    def refresh(self) -> None:
        """Read what is outstanding."""
        asked = partial(_read, on=self.workplace.today, in_use=self._in_use)
        self._reads.query(asked, done=self._show_read, failed=self.fail)

    def _show_read(self, rows: Sequence[Owing]) -> None:
        count = sum(len(one.papers) for one in rows)
        self.told.setText(
            f"{count_of(count, 'paper')} of {count_of(len(rows), 'practitioner')}"
            if rows
            else "Nothing is outstanding."
        )
        self.owing.show_rows(rows, same=lambda one: one.practitioner_id)
        if self.owing.chosen_row() is None and rows:
            self.owing.selectRow(0)
        if not rows:
            self._show(None)

    def _show(self, owing: Owing | None) -> None:
        self.papers.show_rows(() if owing is None else owing.papers, same=lambda one: one.id)
        can = owing is not None and owing.practitioner_id is not None
        why_not = self.workplace.why_not("ask_papers")
        self.letter_button.setEnabled(can)
        self.asked_button.setEnabled(can and not why_not)
        self.asked_button.setToolTip(why_not or "They were asked today (Alt+W)")
        if self._right.currentWidget() is self.letter:
            self._show_document()

    def _open(self, one: OutstandingPaper) -> None:
        ref = RecordRef("member", one.member_id)
        if one.order_id is not None:
            ref = RecordRef("order", one.order_id)
        self.workplace.navigator.open_record(ref)

    def show_letter(self) -> None:
        """Show the letter to the chosen practitioner; where it is shown, print it."""
        if self._right.currentWidget() is self.letter:
            self.letter.print_shown()
        elif self.letter_button.isEnabled():
            self._right.setCurrentWidget(self.letter)
            self._show_document()

    def _show_document(self) -> None:
        owing = self.owing.chosen_row()
        if owing is None or owing.practitioner_id is None:
            self.close_letter()
            return
        content = partial(
            _drawn,
            practitioner_id=owing.practitioner_id,
            on=self.workplace.today,
            in_use=self._in_use,
        )
        title = f"{TITLE_WORDS}, {owing.practitioner}"
        self.letter.show_documents([Document(title, LETTER, "", content)])

    def close_letter(self) -> None:
        """Show the papers again."""
        if self._right.currentWidget() is self.letter:
            self._right.setCurrentWidget(self.papers)
            self.owing.setFocus(Qt.FocusReason.OtherFocusReason)

    def write_asked(self) -> None:
        """Write down that the chosen practitioner was asked for everything today."""
        owing = self.owing.chosen_row()
        if owing is None or owing.practitioner_id is None:
            return
        practitioner_id, today = owing.practitioner_id, self.workplace.today
        papers = [Asked(one.member_id, one.hcpcs, one.need) for one in owing.papers]
        self.workplace.runner.operate(
            lambda work: ask_papers(
                work, practitioner_id=practitioner_id, papers=papers, asked_on=today
            ),
            action="ask_papers",
            done=lambda _none: self._asked(owing),
            failed=self.fail,
        )

    def _asked(self, owing: Owing) -> None:
        asked = count_of(len(owing.papers), "paper")
        self.workplace.say(f"{owing.practitioner} was asked for {asked}.")
        self.workplace.changed.emit()


def _read(session: Any, *, on: date, in_use: InUse) -> list[Owing]:
    """What is outstanding, by practitioner."""
    by: dict[int | None, list[OutstandingPaper]] = {}
    for one in outstanding_papers(session, on, in_use=in_use):
        by.setdefault(one.practitioner_id, []).append(one)
    return [Owing(key, own[0].practitioner, tuple(own)) for key, own in by.items()]


def _drawn(session: Any, /, *, practitioner_id: int, on: date, in_use: InUse) -> bytes:
    paper = request_paper(session, practitioner_id=practitioner_id, on=on, in_use=in_use)
    # Nothing may be outstanding any more: then there is nothing to ask for.
    return b"" if paper is None else request_pdf(paper)
