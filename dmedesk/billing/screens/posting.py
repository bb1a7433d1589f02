"""Posting and undoing a month from the window: asked first, then safe, then the papers."""

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import QObject, Signal

from dmedesk.billing.actions import (
    PostedMonth,
    UndoneMonth,
    post_month,
    undo_month,
)
from dmedesk.billing.screens.making import make_month_papers
from dmedesk.billing.screens.reading import MonthRead
from dmedesk.kit.calendar import month_in_words
from dmedesk.kit.findings import Finding
from dmedesk.widgets.page import Who, Workplace
from dmedesk.widgets.progress import ProgressLine
from dmedesk.widgets.question import QuestionBar
from dmedesk.widgets.tasks import Doors, GoOn
from dmedesk.widgets.words import count_of, money


class Posting(QObject):
    """Asks, posts, makes papers, takes back. ``question`` and ``progress`` stand in the page.

    ``done`` tells in one sentence what happened; ``failed`` hears findings.
    """

    done = Signal(str)

    def __init__(self, workplace: Workplace, failed: Callable[[tuple[Finding, ...]], None]) -> None:
        super().__init__()
        self._workplace = workplace
        self._failed = failed
        self._stopped = False
        self.is_busy = False
        self.question = QuestionBar()
        self.progress = ProgressLine(self.stop)

    def ask_to_post(self, read: MonthRead) -> None:
        """Say what posting the month will do, and do it on Enter."""
        plan = read.plan
        held = len(plan.held)
        stays = f"{count_of(held, 'held month stays', 'held months stay')} for a later run. "
        self.question.ask(
            f"Post {month_in_words(plan.month_on)}?",
            f"Makes {count_of(len(plan.invoices), 'invoice')} with "
            f"{read.counted} over {money(plan.total_cents)}, numbered without "
            f"a gap. {stays if held else ''}Their papers are made afterwards. Undo takes a posting "
            "back by credit.",
            "Post the month",
            partial(self.post, plan.month_on),
        )

    def post(self, month_on: date) -> None:
        """Post the month, then make its papers."""
        self.is_busy = True
        self.progress.tell(f"Posting {month_in_words(month_on)} …", stoppable=False)
        self._workplace.runner.operate(
            partial(post_month, month_on=month_on),
            action="post_month",
            done=partial(self._posted, self._workplace.person),
            failed=self._stop_with,
        )

    def make_papers(self, month_on: date, lacking: int) -> None:
        """Make the papers that the month's invoices lack, in the background, until stopped."""
        self._make_papers(month_on, lacking, self._workplace.person)

    def _make_papers(self, month_on: date, lacking: int, person: Who | None) -> None:
        self.is_busy = True
        self._stopped = False
        in_the_name_of = None if person is None else person.id

        def make(doors: Doors, go_on: GoOn) -> int:
            mine = doors.named(in_the_name_of)
            return make_month_papers(mine, go_on, month_on=month_on, lacking=lacking)

        self._workplace.runner.carry_out(
            make,
            step=partial(self._tell_papers, month_on, lacking),
            is_stopped=lambda: self._stopped,
            done=partial(self._made_papers, month_on, lacking),
            failed=self._stop_with,
        )

    def stop(self) -> None:
        """Make no further papers; those made stay, and an invoice opens without its own too."""
        self._stopped = True

    def ask_to_undo(self, read: MonthRead) -> None:
        """Say what taking back the last posting does, and do it on Enter."""
        month = month_in_words(read.plan.month_on)
        self.question.ask(
            f"Take back the last posting of {month}?",
            "Credits every invoice that the last posting made, each by a credit of its own number."
            " Nothing is deleted; the months can be posted again.",
            "Take it back",
            partial(self._undo, read.plan.month_on),
        )

    def _posted(self, person: Who | None, posted: PostedMonth) -> None:
        """The papers belong to whoever posted, whoever sits here by now."""
        made = len(posted.invoice_nos)
        month_on = posted.plan.month_on
        if not made:
            self._finish(f"Nothing new to bill in {month_in_words(month_on)}: nothing was posted.")
            return
        self._workplace.changed.emit()
        self._make_papers(month_on, made, person)

    def _tell_papers(self, month_on: date, lacking: int, made: int) -> None:
        self.progress.tell(
            f"{month_in_words(month_on)} is posted and safe. Making papers: {made} of {lacking}",
            made=made,
            of=lacking,
        )

    def _made_papers(self, month_on: date, lacking: int, made: int) -> None:
        month = month_in_words(month_on)
        if self._stopped and made < lacking:
            left = count_of(lacking - made, "paper")
            self._finish(
                f"{month} is posted and safe. {left} left to make; each opens all the same."
            )
            return
        self._finish(f"{month} is posted, with {count_of(made, 'paper')}.")

    def _undo(self, month_on: date) -> None:
        self.is_busy = True
        self.progress.tell(f"Taking back {month_in_words(month_on)} …", stoppable=False)
        self._workplace.runner.operate(
            partial(undo_month, month_on=month_on),
            action="undo_month",
            done=self._undone,
            failed=self._stop_with,
        )

    def _undone(self, undone: UndoneMonth) -> None:
        invoices = count_of(len(undone.credits), "invoice")
        month = month_in_words(undone.month_on)
        self._finish(f"{month}: {invoices} over {money(undone.total_cents)} taken back by credit.")

    def _finish(self, said: str) -> None:
        self.is_busy = False
        self.progress.hide()
        self._workplace.changed.emit()
        self.done.emit(said)

    def _stop_with(self, findings: tuple[Finding, ...]) -> None:
        self.is_busy = False
        self.progress.hide()
        self._workplace.changed.emit()
        self._failed(findings)
