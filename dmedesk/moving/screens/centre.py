"""The import centre: a stranger's spreadsheets into the shop, step by step, and out of it again."""

from collections.abc import Sequence
from functools import partial
from typing import TypeAlias

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QButtonGroup, QPushButton, QStackedWidget

from dmedesk.moving.actions.planned import Outcome
from dmedesk.moving.queries.batches import UndoPlan, past_imports, plan_undo
from dmedesk.moving.screens.columns import ColumnsStep
from dmedesk.moving.screens.files import FilesStep
from dmedesk.moving.screens.meanings import MeaningsStep
from dmedesk.moving.screens.rows import RowsStep
from dmedesk.moving.screens.taking import TakingStep
from dmedesk.moving.screens.twins import TwinsStep
from dmedesk.moving.screens.wizard import Wizard
from dmedesk.widgets.page import Key, Page, Workplace
from dmedesk.widgets.parts import button, column, label, padded, row
from dmedesk.widgets.progress import ProgressLine
from dmedesk.widgets.question import QuestionBar
from dmedesk.widgets.tasks import Latest
from dmedesk.widgets.theme import GRID, MARGIN
from dmedesk.widgets.words import count_of

Step: TypeAlias = FilesStep | ColumnsStep | MeaningsStep | RowsStep | TwinsStep | TakingStep


class ImportPage(Page):
    """Six steps in a row; each can be gone back to, and all of it left and resumed."""

    key = "settings.import"
    area = "&Settings"
    picture = "package"
    keys = (
        Key("Ctrl+Return", "the next step, or take the rows in"),
        Key("Ctrl+Backspace", "the step before"),
        Key("Ctrl+O", "choose files"),
        Key("Ctrl+Del", "leave a row out, or a duplicate"),
        Key("Ctrl+M, Ctrl+N", "merge a duplicate, enter it as new"),
    )

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self._past = Latest(workplace.runner)
        self.question = QuestionBar()
        self.progress = ProgressLine(lambda: None)
        self.wizard = Wizard(workplace, self.fail)
        self.files = FilesStep(self.wizard, undo=self.ask_to_undo, said=workplace.say)
        self.columns, self.meanings = ColumnsStep(self.wizard), MeaningsStep(self.wizard)
        self.rows, self.twins = RowsStep(self.wizard), TwinsStep(self.wizard)
        self.taking = TakingStep(self.wizard, workplace, self.ask_to_undo)
        self.steps: Sequence[Step] = (
            self.files,
            self.columns,
            self.meanings,
            self.rows,
            self.twins,
            self.taking,
        )
        self._stack = QStackedWidget()
        for step in self.steps:
            self._stack.addWidget(step)
        self.back = button("Back a step", self.go_back, tip="Back a step (Ctrl+Backspace)")
        self.next = button("Next", self.go_on, part="primary", tip="The next step (Ctrl+Enter)")
        self.give_up = button("Give this import up", self._give_up)
        page = column(
            row(label("Import centre", "heading"), *self._step_buttons(), None, gap=3 * GRID),
            self.findings,
            self.question,
            self.progress,
            self._stack,
            row(self.give_up, None, self.back, self.next),
            gap=3 * GRID,
        )
        page.setStretch(4, 1)
        self.setLayout(padded(page, MARGIN, 3 * GRID))
        self._wire()
        self._show(0)

    def _step_buttons(self) -> list[QPushButton]:
        group = QButtonGroup(self)
        self.marks: list[QPushButton] = []
        for place, step in enumerate(self.steps):
            mark = button(f"{place + 1}  {step.title}", partial(self.go_to, place), part="tab")
            mark.setCheckable(True)
            group.addButton(mark)
            self.marks.append(mark)
        return self.marks

    def _wire(self) -> None:
        self.wizard.began.connect(self._began)
        self.wizard.examined.connect(self._examined)
        self.wizard.taken.connect(self._taken)
        self.wizard.busy.connect(self._tell_busy)
        self.on_key("Ctrl+Return", self._go_on_or_take)
        self.on_key("Ctrl+Backspace", self.go_back)
        self.on_key("Ctrl+O", self.files.choose)

    # --- steps ----------------------------------------------------------------------------------

    @property
    def place(self) -> int:
        """Which step is shown, 0 for the first."""
        return self._stack.currentIndex()

    def refresh(self) -> None:
        """Read the imports of the past; the import at hand stays as it is."""
        self._past.query(past_imports, done=self.files.show_past, failed=self.fail)
        if self.place == 0:
            self.files.enter()

    def go_to(self, place: int) -> None:
        """Go to a step: back to any, on to one as far as those before allow it."""
        if self.wizard.is_taken and place < self.place:
            self.wizard.drop()
            place = 0
        while self.place < place:
            before = self.place
            self.go_on()
            if self.place == before:
                break
        if self.place > place:
            self._show(place)
            self.steps[place].enter()
        self.marks[self.place].setChecked(True)

    def go_on(self) -> None:
        """The next step, where this one allows it."""
        if self.place + 1 < len(self.steps) and self.steps[self.place].leave():
            self._show(self.place + 1)
            self.steps[self.place].enter()
            self.wizard.keep()

    def go_back(self) -> None:
        """The step before."""
        if self.place:
            self.go_to(self.place - 1)

    def _go_on_or_take(self) -> None:
        if self.place == len(self.steps) - 1:
            self.taking.take.click()
        else:
            self.go_on()

    def _show(self, place: int) -> None:
        self.findings.clear()
        self.question.hide()
        self._stack.setCurrentIndex(place)
        self.marks[place].setChecked(True)
        has_files = bool(self.wizard.sheets)
        for at, mark in enumerate(self.marks):
            mark.setEnabled(at == 0 or has_files)
        self.back.setVisible(place > 0)
        self.next.setVisible(has_files and place + 1 < len(self.steps))
        self.give_up.setVisible(has_files)
        self.steps[place].setFocus(Qt.FocusReason.OtherFocusReason)

    def _began(self) -> None:
        self._show(1)
        self.columns.enter()

    def _examined(self) -> None:
        found = self.wizard.found
        if found is not None and found.blocking:
            self.fail(tuple(found.blocking))
        for step in (self.rows, self.taking):
            step.show_found()
        if self.place == self.steps.index(self.twins):
            self.twins.enter()

    def _taken(self, outcome: Outcome) -> None:
        self.taking.show_outcome(outcome)
        self.back.hide()
        self.give_up.hide()
        for mark in self.marks[1:-1]:
            mark.setEnabled(False)

    def _give_up(self) -> None:
        self.wizard.drop()
        self._show(0)
        self.files.enter()

    def _tell_busy(self, said: str) -> None:
        if said:
            self.findings.clear()
            self.progress.tell(said, stoppable=False)
        else:
            self.progress.hide()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """Whoever leaves the page finds the import as it was, also after a restart."""
        if self.place > 0 and self.wizard.sheets:
            self.wizard.keep()
        super().hideEvent(event)

    # --- taking back ----------------------------------------------------------------------------

    def ask_to_undo(self, batch_id: int) -> None:
        """Say what taking an import back would do, or every reason why it cannot be."""
        self.findings.clear()
        self.workplace.runner.query(
            partial(plan_undo, batch_id=batch_id),
            done=partial(self._ask_to_undo, batch_id),
            failed=self.fail,
        )

    def _ask_to_undo(self, batch_id: int, plan: UndoPlan) -> None:
        if plan.reasons:
            self.fail(plan.reasons)
            return
        self.question.ask(
            "Take this import back?",
            f"{_what_goes(plan)} Nothing later rests on it.",
            "Take it back",
            partial(self.wizard.undo, batch_id, self._undone),
        )

    def _undone(self, plan: UndoPlan) -> None:
        self.wizard.is_taken = True
        self.wizard.drop()
        self.workplace.say(
            f"Taken back: {count_of(plan.removed, 'record')} removed,"
            f" {count_of(plan.restored, 'record')} restored."
        )
        self._show(0)


def _what_goes(plan: UndoPlan) -> str:
    """What taking an import back does to the records of the shop."""
    goes = f"{count_of(plan.removed, 'record')} that it added go."
    back = f"{count_of(plan.restored, 'record')} that it changed say again what they said before."
    return " ".join(said for said, count in ((goes, plan.removed), (back, plan.restored)) if count)
