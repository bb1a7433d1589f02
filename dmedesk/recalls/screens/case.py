"""A recall: its clock, what the notice says beside what was read, units by grade, letters."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QBoxLayout, QPushButton, QWidget

from dmedesk.assets.rules import serial_key
from dmedesk.assets.rules.criteria import Stand
from dmedesk.kit.findings import Finding, Severity
from dmedesk.kit.references import RecordRef
from dmedesk.recalls.actions.letters import write_letters
from dmedesk.recalls.actions.opening import match_recall
from dmedesk.recalls.queries.cases import CaseLetter, CaseRead, CaseUnit, read_case
from dmedesk.recalls.queries.scanned import said_of
from dmedesk.recalls.rules.words import Asked, LetterStep, LetterWay, Remedy
from dmedesk.recalls.screens.bars import Bars, deciding, remedying, stepping, telling
from dmedesk.recalls.screens.papers import letters_told, recall_documents
from dmedesk.recalls.screens.showing import (
    LETTER_COLUMNS,
    UNIT_COLUMNS,
    clock_cells,
    clock_facts,
    criteria_text,
    notice_facts,
)
from dmedesk.recalls.screens.stepping import NOTICE, next_step, offered, scanned_serial
from dmedesk.recalls.screens.words import stage_state
from dmedesk.recalls.sheets.letter import letter_pdf
from dmedesk.widgets.forms.keys import FILE_KEYS
from dmedesk.widgets.forms.sides import Sides
from dmedesk.widgets.listing.preview import facts_grid, show_facts
from dmedesk.widgets.page import Key, RecordPage, Workplace
from dmedesk.widgets.parts import button, column, empty, frame, label, padded, row, set_part
from dmedesk.widgets.question import QuestionBar
from dmedesk.widgets.strip import Strip
from dmedesk.widgets.table import Table
from dmedesk.widgets.tasks import Latest
from dmedesk.widgets.theme import GRID, MARGIN
from dmedesk.widgets.words import count_of

_TABLE = 26 * GRID
_REMEDIES = {
    Asked.RETURN: Remedy.RETURNED,
    Asked.CORRECT: Remedy.CORRECTED,
    Asked.DESTROY: Remedy.DESTROYED,
    Asked.REPLACE: Remedy.REPLACED,
    Asked.INFORM: Remedy.INFORMED,
}


class CasePage(RecordPage):
    """One recall. A scan goes to its unit, or says why it is clear."""

    keys: Sequence[Key] = (
        Key("Scan", "go to the unit, or hear why it is clear"),
        Key("F8", "the next step: judge, decide, make letters, close"),
        Key("Ctrl+E", "open the notice, to correct it or its criteria"),
        *FILE_KEYS,
    )

    def __init__(self, workplace: Workplace, ref: RecordRef) -> None:
        super().__init__(workplace, ref)
        self.read: CaseRead | None = None
        self._reads, self._papers = Latest(workplace.runner), Latest(workplace.runner)
        self._files, self._scans = Latest(workplace.runner), Latest(workplace.runner)
        self._title, self._state, self._about = label(part="heading"), label(), label(part="soft")
        for said in (self._title, self._about):
            said.setWordWrap(True)
        self._facts, self._due = facts_grid(), facts_grid()
        self.clock = Strip("Days of the clock")
        self._codes, self._criteria = label(), label()
        for said in (self._codes, self._criteria):
            said.setWordWrap(True)
        self.units: Table[CaseUnit] = Table("Units that the notice meets", UNIT_COLUMNS)
        self.letters: Table[CaseLetter] = Table("Letters to members", LETTER_COLUMNS)
        for table in (self.units, self.letters):
            table.choose_many()
            table.setMinimumHeight(_TABLE)
        self.units.opened.connect(self._open_unit)
        self.letters.opened.connect(self._open_member)
        self.question = QuestionBar()
        self._bars = column(gap=0)
        self.bars = Bars(workplace, self.fail, self._bars.addWidget, self.findings.clear)
        self._make_buttons()
        self._make_layout()
        for keys, act in (
            ("F8", self.go_on),
            ("Ctrl+E", self.open_notice),
            ("Ctrl+P", self.print),
            ("Ctrl+Shift+F", self.show_files),
            ("Esc", self.leave),
        ):
            self.on_key(keys, act)

    # --- pieces --------------------------------------------------------------------------------

    def _make_buttons(self) -> None:
        self.next = button("", self.go_on, part="primary")
        self.notice = button("Notice", self.open_notice, picture="file-text", tip="Notice (Ctrl+E)")
        self.papers_button = button("Papers", self.print, picture="printer", tip="Papers (Ctrl+P)")
        self.files_button = button(
            "Files", self.show_files, picture="paperclip", tip="Files (Ctrl+Shift+F)"
        )
        self.judge = button("&Judge …", self.ask_judge)
        self.escalate = button("&Five days …", self.ask_escalate, tip="Put it on the clock")
        self.reply = button("M&aker …", self.ask_reply, tip="The reply form, or a credit")
        self.close_button = button("Cl&ose …", self.ask_close)
        self.confirm = button("&Confirm …", partial(self.ask_decide, "confirm_units"))
        self.clear = button("Not &it …", partial(self.ask_decide, "clear_units"))
        self.remedy = button("&Done …", self.ask_remedy, tip="What was done with the unit")
        self.slip = button("&Pick up …", self.open_slip, tip="Open a slip for the unit’s member")
        self.again = button(
            "Matc&h again".replace("&", ""), self.match, tip="Match every unit anew"
        )
        self.make = button("Ma&ke letters", partial(self.make_letters, is_large=False))
        self.large = button("Lar&ge print", partial(self.make_letters, is_large=True))
        self.tell = button("&What became of it …", self.ask_letter)
        self._buttons: dict[QPushButton, str] = {
            self.judge: "judge_hazard",
            self.escalate: "escalate_recall",
            self.reply: "record_reply",
            self.confirm: "confirm_units",
            self.clear: "clear_units",
            self.remedy: "record_remedy",
            self.slip: "open_ticket",
            self.again: "match_recall",
            self.make: "write_letters",
            self.large: "write_letters",
            self.tell: "record_letter",
        }

    def _make_layout(self) -> None:
        facts = row(self._facts, self._due, gap=6 * GRID)
        said = row(
            column(label("Codes, as the notice says", "small"), self._codes, None, gap=GRID),
            column(label("What was read out of it", "small"), self._criteria, None, gap=GRID),
            gap=6 * GRID,
        )
        for pair in (facts, said):
            pair.setStretch(0, 1)
            pair.setStretch(1, 1)
        units = row(
            label("Units that the notice meets", "small"),
            None,
            *(self.again, self.slip, self.remedy, self.clear, self.confirm),
        )
        letters = row(
            label("Members who must have it", "small"), None, self.tell, self.large, self.make
        )
        left = QWidget()
        pieces = column(
            self.clock,
            frame("panel", padded(column(facts, said, gap=3 * GRID), 4 * GRID, 3 * GRID)),
            column(units, self.units, gap=GRID),
            column(letters, self.letters, gap=GRID),
            gap=3 * GRID,
        )
        pieces.setStretch(2, 3)
        pieces.setStretch(3, 2)
        left.setLayout(pieces)
        self.sides = Sides(self.workplace, self.fail, self)
        self.sides.hold(left)
        head = row(self._heading(), self.files_button, self.papers_button, self.notice, self.next)
        head.setStretch(0, 1)
        tools = row(None, self.judge, self.escalate, self.reply, self.close_button)
        bars = (self.findings, self.question, self._bars)
        whole = column(head, tools, *bars, self.sides, gap=2 * GRID)
        whole.setStretch(whole.count() - 1, 1)
        self.setLayout(padded(whole, MARGIN, 3 * GRID))

    def _heading(self) -> QBoxLayout:
        about = row(self._state, self._about, gap=3 * GRID)
        about.setStretch(1, 1)
        return column(self._title, about, gap=0)

    # --- reading -------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read the recall anew."""
        self._reads.query(
            partial(read_case, recall_id=self.ref.id, on=self.workplace.today),
            done=self._show,
            failed=self.fail,
        )
        self.sides.show_ref(self.ref)
        self._files.query(
            lambda session: len(self.workplace.attachments.listed(session, self.ref)),
            done=lambda count: self.files_button.setText(f"Files {count:,}" if count else "Files"),
            failed=self.fail,
        )

    def _show(self, read: CaseRead | None) -> None:
        if read is None:
            gone, remedy = "There is no such recall in this shop.", "Look for it under Recalls."
            self.fail((Finding(Severity.STOP, "removed", gone, remedy=remedy),))
            return
        self.read = read
        recall = read.recall
        word, tone = stage_state(read.stage.value)
        self._title.setText(f"{recall.recall_no} · {recall.title}")
        self._state.setText(word)
        set_part(self._state, tone.value)
        self._about.setText(" · ".join(filter(None, (recall.firm, recall.fda_no))))
        for grid, facts in ((self._facts, notice_facts(read)), (self._due, clock_facts(read))):
            empty(grid)
            show_facts(grid, facts)
        cells = clock_cells(read, self.workplace.today)
        self.clock.show_cells(cells)
        self.clock.setVisible(bool(cells))
        self._codes.setText(recall.codes_text or "The notice says nothing of codes.")
        self._criteria.setText(criteria_text(read))
        self.units.show_rows(read.units, same=lambda unit: unit.id)
        self.letters.show_rows(read.letters, same=lambda letter: letter.member_id)
        self._offer(read)
        self.titled.emit(recall.recall_no)

    def _offer(self, read: CaseRead) -> None:
        """What can be done now, by whoever may."""
        is_open = read.closed_on is None
        self.close_button.setText("Cl&ose …" if is_open else "&Open again …")
        closing = "close_recall" if is_open else "reopen_recall"
        shown, may_write = offered(read), self.workplace.may_write
        for one, action in (*self._buttons.items(), (self.close_button, closing)):
            why_not = self.workplace.why_not(action)
            one.setVisible(shown[action] and may_write)
            one.setEnabled(not why_not)
            one.setToolTip(why_not or one.accessibleName() or one.text().replace("&", ""))
        words, _action = next_step(read)
        self.next.setText(words)
        self.next.setAccessibleName(words)
        self.next.setToolTip(f"{words} (F8)")
        self.next.setVisible(bool(words) and may_write)

    # --- what can be done ----------------------------------------------------------------------

    def go_on(self) -> None:
        """The next step."""
        if self.read is None or not self.workplace.may_write:
            return
        acts: dict[str, Callable[[], object]] = {
            "judge_hazard": self.ask_judge,
            "confirm_units": partial(self.ask_decide, "confirm_units"),
            "write_letters": partial(self.make_letters, is_large=False),
            "record_letter": self.ask_letter,
            "record_remedy": self.ask_remedy,
            "close_recall": self.ask_close,
            NOTICE: self.open_notice,
        }
        _words, action = next_step(self.read)
        if action:
            acts[action]()

    def ask_decide(self, action: str) -> None:
        """Ask about the chosen units: meant, or not."""
        if self.read is None:
            return
        wanted = Stand.CERTAIN if action == "confirm_units" else Stand.POSSIBLE
        every = [unit.id for unit in self.read.units if unit.stand is wanted]
        chosen = [unit.id for unit in self.units.chosen_rows()]
        names = ", ".join(unit.serial for unit in self.units.chosen_rows()[:_NAMED])
        title = f"Meant: {names}" if action == "confirm_units" else f"Not meant: {names}"
        self.bars.ask(action, title, deciding(action, self.ref.id, chosen, every))

    def ask_remedy(self) -> None:
        """Ask what was done with the chosen unit, or with the first that is confirmed."""
        unit = self._confirmed()
        if unit is not None and self.read is not None:
            remedy = _REMEDIES[self.read.recall.asked].value
            act = remedying(self.ref.id, unit.id)
            self.bars.ask("record_remedy", f"Done with {unit.serial}", act, remedy=remedy)

    def _confirmed(self) -> CaseUnit | None:
        chosen = self.units.chosen_row()
        wanted = [one for one in (self.read.units if self.read else ()) if one.stand in _MEANT]
        return chosen if chosen in wanted else next(iter(wanted), None)

    def open_slip(self) -> None:
        """Open a new slip for the member who has the chosen unit."""
        unit = self._confirmed()
        if unit is None or unit.holder_id is None:
            self.workplace.say("Nobody has that unit: it needs no slip.")
            return
        begun = {"member_id": {"id": unit.holder_id, "title": unit.holder}}
        self.workplace.navigator.enter_copy("ticket", begun)

    def match(self) -> None:
        """Match every unit anew."""
        self.workplace.runner.operate(
            partial(match_recall, recall_id=self.ref.id),
            action="match_recall",
            done=lambda found: self._did(f"{count_of(found.looked_at, 'unit')} were matched."),
            failed=self.fail,
        )

    def make_letters(self, *, is_large: bool) -> None:
        """Make the letters that are owed and not made."""
        if self.read is None:
            return
        owed = [one.member_id for one in self.read.letters if one.is_owed and not one.id]
        self.workplace.runner.operate(
            partial(
                write_letters,
                recall_id=self.ref.id,
                member_ids=owed,
                draw=letter_pdf,
                is_large=is_large,
            ),
            action="write_letters",
            done=lambda made: self._did(f"{count_of(len(made), 'letter')} made. Ctrl+P prints."),
            failed=self.fail,
        )

    def ask_letter(self) -> None:
        """Ask what became of the chosen letters."""
        if self.read is None:
            return
        letters = letters_told(self.read, rows := self.letters.chosen_rows())
        start = {"step": LetterStep.SENT.value, "way": LetterWay.CERTIFIED.value}
        names = ", ".join(one.member for one in rows[:_NAMED])
        self.bars.ask("record_letter", f"The letter to {names}", telling(letters), **start)

    def ask_judge(self) -> None:
        """Ask for the hazard, in a person's name."""
        self.bars.ask("judge_hazard", "The hazard", stepping("judge_hazard", self.ref.id))

    def ask_escalate(self) -> None:
        """Ask why the recall is put on the five-day clock."""
        act = stepping("escalate_recall", self.ref.id)
        self.bars.ask("escalate_recall", "Onto the five-day clock", act)

    def ask_reply(self) -> None:
        """Ask about the reply to the maker, or what was credited."""
        act = stepping("record_reply", self.ref.id)
        self.bars.ask("record_reply", "The maker’s reply form, or a credit", act)

    def ask_close(self) -> None:
        """Ask who closes the recall, or opens it again."""
        is_open = self.read is not None and self.read.closed_on is None
        action = "close_recall" if is_open else "reopen_recall"
        title = "Close the recall" if is_open else "Open the recall again"
        self.bars.ask(action, title, stepping(action, self.ref.id))

    def _did(self, words: str) -> None:
        self.findings.clear()
        self.workplace.say(words)
        self.workplace.changed.emit()

    # --- ways to other pages -------------------------------------------------------------------

    def open_notice(self) -> None:
        """Open the notice, to look at it or to correct it."""
        self.workplace.navigator.open_record(RecordRef("notice", self.ref.id))

    def _open_unit(self, unit: CaseUnit) -> None:
        self.workplace.navigator.open_record(RecordRef("asset", unit.id))

    def _open_member(self, letter: CaseLetter) -> None:
        self.workplace.navigator.open_record(RecordRef("member", letter.member_id))

    def print(self) -> None:
        """Show the recall's papers beside it; where they are shown, print."""
        if self.sides.shows_papers and self.sides.papers is not None:
            self.sides.papers.print_shown()
        else:
            papers = partial(recall_documents, ref=self.ref, on=self.workplace.today)
            self._papers.query(papers, done=self.sides.show_papers, failed=self.fail)

    def show_files(self) -> None:
        """Show the recall's files beside it, or its history again."""
        self.sides.toggle_files(self.ref)

    def leave(self) -> None:
        """Close what is open."""
        self.bars.close()
        if self.sides.shows_more:
            self.sides.close_papers()

    def take_scan(self, text: str) -> bool:
        """Go to the scanned unit; of one that is not among them say why it is clear."""
        if self.read is None:
            return False
        serial = scanned_serial(text, self.workplace.today)
        key = serial_key(serial)
        for place, unit in enumerate(self.units.rows_model.rows):
            if serial_key(unit.serial) == key:
                self.units.selectRow(place)
                self.units.setFocus()
                return True
        self._scans.query(
            partial(said_of, recall_no=self.read.recall.recall_no, serial=serial),
            done=self.workplace.say,
            failed=self.fail,
        )
        return True


_NAMED = 3
_MEANT = frozenset({Stand.CONFIRMED})
