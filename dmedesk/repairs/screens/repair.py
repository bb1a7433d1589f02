"""One repair: where it stands, its money against the law's lines, its parts, its substitute."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from dmedesk.kit.findings import Finding, Severity
from dmedesk.kit.references import RecordRef
from dmedesk.repairs.queries.records import RepairRead, read_repair
from dmedesk.repairs.rules.steps import OPEN
from dmedesk.repairs.rules.words import LoanStage, Ownership, Stage, Step
from dmedesk.repairs.screens import bars
from dmedesk.repairs.screens.bars import BarSpec
from dmedesk.repairs.screens.charging import ChargeAsker
from dmedesk.repairs.screens.facts import (
    LINE_COLUMNS,
    call_facts,
    is_in_shop,
    substitute_facts,
    tell_judged,
)
from dmedesk.repairs.screens.line_bar import LineBar
from dmedesk.repairs.screens.papers import repair_documents
from dmedesk.repairs.screens.words import (
    STEP_WORDS,
    state_of,
)
from dmedesk.widgets.forms.action_bar import ActionBar
from dmedesk.widgets.forms.keys import FILE_KEYS
from dmedesk.widgets.forms.sides import Sides
from dmedesk.widgets.listing.preview import facts_grid, show_facts
from dmedesk.widgets.listing.views import menu_button
from dmedesk.widgets.page import Key, RecordPage, Workplace
from dmedesk.widgets.parts import (
    button,
    column,
    empty,
    frame,
    label,
    padded,
    row,
    set_part,
)
from dmedesk.widgets.question import QuestionBar
from dmedesk.widgets.table import Table
from dmedesk.widgets.tasks import Latest
from dmedesk.widgets.theme import GRID, MARGIN
from dmedesk.widgets.words import count_of


class StepBar(ActionBar):
    """One declared bar on one page."""

    def __init__(self, page: "RepairPage", spec: BarSpec) -> None:
        super().__init__(
            page.workplace,
            page.fail,
            spec.fields,
            action=spec.action,
            done=page.tell_done,
            columns=spec.columns,
        )
        self._spec = spec

    def ask_about(self, read: RepairRead) -> None:
        """Ask about this repair."""
        spec, today = self._spec, self.workplace.today

        def act(work: Any, values: Mapping[str, Any]) -> object:
            return spec.act(work, read, values, today)

        title = f"{read.repair.repair_no}: {spec.title[0].lower()}{spec.title[1:]}"
        self.open_bar(title, spec.yes, act, spec.begin(read, today))


@dataclass(frozen=True, slots=True)
class RepairBilling:
    """What a house above does with a closed repair: how many amounts of it nobody has charged, and
    how they are.
    """

    count: Callable[..., int]
    charge: Callable[..., Sequence[int]]


class RepairPage(RecordPage):
    """A repair that was reported. What can be done next stands at the top right."""

    keys = (
        Key("Alt+A, Alt+K", "add a line; take the chosen one back"),
        Key("Alt+W", "what happened: a step of the work"),
        Key("Alt+I", "its substitute: find, fetch, charge"),
        Key("Alt+F, Alt+G, Alt+O", "finish it; record its return; close it"),
        Key("Ctrl+P", "its papers beside it; again: print"),
        Key("Ctrl+Shift+F", "its attached files beside it, and its history again"),
        *FILE_KEYS,
        Key("Esc", "close what is open"),
    )

    def __init__(
        self, workplace: Workplace, ref: RecordRef, billing: RepairBilling | None = None
    ) -> None:
        super().__init__(workplace, ref)
        self._billing, self._uncharged = billing, Latest(workplace.runner)
        self._reads, self._papers = Latest(workplace.runner), Latest(workplace.runner)
        self._files = Latest(workplace.runner)
        self.read: RepairRead | None = None
        self._title, self._state, self._about = label(part="heading"), label(), label(part="soft")
        self._about.setWordWrap(True)
        self._facts, self._loan = facts_grid(), facts_grid()
        self._judged = column(gap=0)
        self.lines = Table("Parts and labor", LINE_COLUMNS)
        self.question = QuestionBar()
        self.line_bar = LineBar(workplace, self.fail, self.tell_done)
        self.charging = ChargeAsker(workplace, self.question, self.fail, self._charged)
        self._bars: list[ActionBar] = [self.line_bar]
        self._bar_place = column(self.findings, self.question, self.line_bar, gap=2 * GRID)
        self._make_buttons()
        self._make_layout()
        self.setFocusProxy(self.lines)
        self.on_key("Ctrl+P", self.print)
        self.on_key("Ctrl+Shift+F", self.show_files)
        self.on_key("Esc", self.leave)

    def _make_buttons(self) -> None:
        self.add = button("&Add a line …", self.ask_line)
        self.take_back = button("Ta&ke it back …", self.ask_take_back)
        self.correct = button("Correct …", partial(self.ask, bars.CORRECT))
        self.finish = button("&Finish …", partial(self.ask, bars.FINISH), part="primary")
        self.give_back = button("&Give back …", partial(self.ask, bars.RETURN), part="primary")
        self.close_button = button("Cl&ose …", partial(self.ask, bars.CLOSE), part="primary")
        self.charge = button("Char&ge it", self.charge_all, part="primary")
        self.charge.hide()
        self.happened, self.happened_menu = self._menu("&What happened", "A step of the work")
        self.substitute, self.substitute_menu = self._menu("Subst&itute", "Find, fetch, charge")
        self.papers_button = button("Papers", self.print, picture="printer", tip="Papers (Ctrl+P)")
        self.files_button = button(
            "Files", self.show_files, picture="paperclip", tip="Files (Ctrl+Shift+F)"
        )

    def _menu(self, words: str, tip: str) -> tuple[QPushButton, QMenu]:
        opener = QPushButton(words)
        opener.setAccessibleName(words.replace("&", ""))
        menu = QMenu(opener)
        menu_button(opener, menu, tip=tip)
        return opener, menu

    def _make_layout(self) -> None:
        facts = row(column(self._facts, None), column(self._loan, None), gap=6 * GRID)
        for place in range(2):
            facts.setStretch(place, 1)
        left = QWidget()
        tools = row(label("Parts and labor", "small"), None, self.take_back, self.add)
        pieces = column(
            frame("panel", padded(column(facts), 4 * GRID, 3 * GRID)),
            frame("panel", padded(self._judged, 4 * GRID, 2 * GRID)),
            column(tools, self.lines, gap=GRID),
            gap=3 * GRID,
        )
        pieces.setStretch(2, 1)
        left.setLayout(pieces)
        self.sides = Sides(self.workplace, self.fail, self)
        self.sides.hold(left)
        said = column(row(self._title, self._state, None, gap=3 * GRID), self._about, gap=0)
        nexts = (self.finish, self.give_back, self.close_button, self.charge)
        head = row(
            said,
            self.correct,
            self.substitute,
            self.happened,
            self.files_button,
            self.papers_button,
            *nexts,
        )
        head.setStretch(0, 1)
        whole = column(head, self._bar_place, self.sides, gap=3 * GRID)
        whole.setStretch(whole.count() - 1, 1)
        self.setLayout(padded(whole, MARGIN, 3 * GRID))

    # --- reading ----------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read the repair anew."""
        self._reads.query(
            partial(read_repair, repair_id=self.ref.id, on=self.workplace.today),
            done=self._show,
            failed=self.fail,
        )
        self.sides.show_ref(self.ref)
        self._files.query(
            lambda session: len(self.workplace.attachments.listed(session, self.ref)),
            done=lambda count: self.files_button.setText(f"Files {count:,}" if count else "Files"),
            failed=self.fail,
        )

    def _show(self, read: RepairRead | None) -> None:
        if read is None:
            gone = "There is no such repair in this shop."
            remedy = "Close this page, and look for it under Repairs."
            self.fail((Finding(Severity.STOP, "removed", gone, remedy=remedy),))
            return
        self.read = read
        repair = read.repair
        self._title.setText(" · ".join(filter(None, (repair.repair_no, read.member))))
        word, tone = state_of(repair.stage)
        self._state.setText(word)
        set_part(self._state, tone.value)
        self._about.setText(" · ".join(filter(None, (read.product, read.serial, repair.fault))))
        for grid, facts in ((self._facts, call_facts(read)), (self._loan, substitute_facts(read))):
            empty(grid)
            show_facts(grid, facts)
        tell_judged(self._judged, read.judged)
        self.lines.show_rows(read.lines, same=lambda line: line.turn)
        self._offer(read)
        self.titled.emit(repair.repair_no)

    def _offer(self, read: RepairRead) -> None:
        """What can be done next, by whoever may."""
        stage, is_open = read.repair.stage, read.repair.stage in OPEN
        is_stock = read.repair.ownership is Ownership.STOCK
        to_return = stage is Stage.DONE and not is_stock
        to_return |= stage is Stage.REFUSED and is_in_shop(read)
        may_close = stage is Stage.RETURNED or (stage is Stage.DONE and is_stock)
        may_close |= stage is Stage.REFUSED and not is_in_shop(read)
        offered: dict[QPushButton, tuple[bool, str]] = {
            self.add: (is_open, "write_repair_line"),
            self.take_back: (is_open and bool(read.lines), "take_back_repair_line"),
            self.correct: (stage is not Stage.CLOSED, "change_repair"),
            self.finish: (stage is Stage.IN_WORK, "finish_repair"),
            self.give_back: (to_return, "return_repair"),
            self.close_button: (may_close, "close_repair"),
            self.happened: (stage is not Stage.CLOSED, "step_repair"),
            self.substitute: (not is_stock, "lend_substitute"),
        }
        for one, (shown, action) in offered.items():
            why_not = self.workplace.why_not(action)
            one.setVisible(shown and self.workplace.may_write)
            one.setEnabled(not why_not)
            one.setToolTip(why_not or one.accessibleName())
        self._fill_happened(stage)
        self._fill_substitute(read)
        self.charge.hide()
        if stage is Stage.CLOSED and self._billing is not None:
            self._uncharged.query(
                partial(self._billing.count, repair_id=read.repair.id),
                done=self._offer_charge,
                failed=self.fail,
            )

    def _offer_charge(self, count: int) -> None:
        self.charge.setVisible(bool(count) and self.workplace.may_write)
        why_not = self.workplace.why_not("charge_repair")
        self.charge.setEnabled(not why_not)
        self.charge.setToolTip(why_not or f"{count_of(count, 'amount')} of it not charged yet")

    def charge_all(self) -> None:
        """Enter the charges of everything that nobody has charged yet."""
        if self._billing is not None:
            self.workplace.runner.operate(
                partial(self._billing.charge, repair_id=self.ref.id),
                action="charge_repair",
                done=self._entered,
                failed=self.fail,
            )

    def _entered(self, charges: Sequence[int]) -> None:
        self.findings.clear()
        self.workplace.say(f"{count_of(len(charges), 'charge')} entered: see Month, Charges.")
        self.workplace.changed.emit()

    def _fill_happened(self, stage: Stage) -> None:
        self.happened_menu.clear()
        wanted = {
            Stage.REPORTED: (Step.TAKEN_IN, Step.BEGUN, Step.WAITS),
            Stage.IN_WORK: (Step.TAKEN_IN, Step.WAITS),
            Stage.WAITING: (Step.TAKEN_IN, Step.GOES_ON),
        }.get(stage, ())
        known = self.read is not None and self.read.repair.removed_on is not None
        steps = [one for one in wanted if one is not Step.TAKEN_IN or not known]
        for step in (*steps, Step.AUTHORIZED, Step.CLAIMED, Step.ANSWERED, Step.NOTED):
            self._entry(self.happened_menu, STEP_WORDS[step], bars.STEP_BARS[step])
        if stage in OPEN:
            self._entry(self.happened_menu, "What brought it about", bars.CAUSE)
            self._entry(self.happened_menu, "It is refused", bars.REFUSE)

    def _fill_substitute(self, read: RepairRead) -> None:
        menu, is_open = self.substitute_menu, read.repair.stage in OPEN
        menu.clear()
        is_out = any(loan.stage is LoanStage.OUT for loan in read.loans)
        if is_open:
            find = menu.addAction("Find one in stock …")
            find.triggered.connect(lambda _checked: self.open_finder())
            self._entry(menu, "None is to be had", bars.NO_SUBSTITUTE)
        if is_out:
            self._entry(menu, "Fetch it", bars.FETCH)
        if read.loans or read.repair.ownership is Ownership.RENTED:
            charge = menu.addAction("What may be charged …")
            charge.setEnabled(self.workplace.may("charge_substitute"))
            charge.triggered.connect(lambda _checked: self.ask_charge())
        self.substitute.setEnabled(self.substitute.isEnabled() and not menu.isEmpty())

    def _entry(self, menu: QMenu, words: str, spec: BarSpec) -> None:
        entry = menu.addAction(f"{words} …")
        entry.setEnabled(self.workplace.may(spec.action))
        entry.triggered.connect(partial(self._ask_chosen, spec))

    def _ask_chosen(self, spec: BarSpec, *_checked: object) -> None:
        self.ask(spec)

    # --- what can be done -------------------------------------------------------------------------

    def ask(self, spec: BarSpec) -> StepBar | None:
        """Ask with this bar about the repair; answers the bar."""
        if self.read is None:
            return None
        self._close_bars()
        bar = StepBar(self, spec)
        self._bars.append(bar)
        self._bar_place.addWidget(bar)
        bar.ask_about(self.read)
        return bar

    def ask_line(self) -> None:
        """Ask for a part or labor."""
        if self.read is not None:
            self._close_bars()
            self.line_bar.ask_for(self.read)

    def ask_take_back(self) -> None:
        """Ask why the chosen line was mistaken."""
        line = self.lines.chosen_row()
        if line is not None and not line.is_void:
            self.ask(bars.take_back_spec(line.turn, line.description))

    def ask_charge(self) -> None:
        """Ask what the substitute may be charged with."""
        self._close_bars()
        self.charging.ask_for(self.ref.id)

    def open_finder(self) -> None:
        """Open the substitute finder."""
        self.workplace.navigator.open_record(RecordRef("substitute", self.ref.id))

    def tell_done(self) -> None:
        """It is written down."""
        self.findings.clear()
        self.workplace.say("It is written down.")

    def _charged(self) -> None:
        self.tell_done()
        self.workplace.changed.emit()

    def print(self) -> None:
        """Show the repair's papers beside it; where they are shown, print the one shown."""
        if self.sides.shows_papers and self.sides.papers is not None:
            self.sides.papers.print_shown()
        elif self.read is not None:
            papers = partial(repair_documents, ref=self.ref, on=self.workplace.today)
            self._papers.query(papers, done=self.sides.show_papers, failed=self.fail)

    def show_files(self) -> None:
        """Show the repair's files beside it, or its history again."""
        self.sides.toggle_files(self.ref)

    def _close_bars(self) -> None:
        """Close what asks; a bar that was made for one question goes."""
        for bar in self._bars[1:]:
            self._bar_place.removeWidget(bar)
            bar.hide()
            bar.deleteLater()
        self._bars = [self.line_bar]
        self.line_bar.close_question()
        self.question.close_question()

    def leave(self) -> None:
        """Close what is open."""
        self._close_bars()
        if self.sides.shows_more:
            self.sides.close_papers()
        self.lines.setFocus(Qt.FocusReason.OtherFocusReason)
