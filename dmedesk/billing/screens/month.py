"""The month: previewed, explained, posted, printed and taken back, on one page."""

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QStackedWidget

from dmedesk.billing.offers import PAPERS
from dmedesk.billing.screens.invoices import InvoicesPane
from dmedesk.billing.screens.posting import Posting
from dmedesk.billing.screens.preview import PreviewPane
from dmedesk.billing.screens.reading import MonthRead, read_month
from dmedesk.billing.screens.scrub_list import of_month
from dmedesk.kit.calendar import first_of_month, month_in_words, months_after
from dmedesk.kit.errors import WorldError
from dmedesk.kit.findings import Finding, Severity
from dmedesk.kit.lists import Ask
from dmedesk.kit.offers import ListLink
from dmedesk.widgets.page import Key, Page, Workplace
from dmedesk.widgets.parts import button, column, label, padded, row, set_part
from dmedesk.widgets.press import Press
from dmedesk.widgets.tasks import Latest
from dmedesk.widgets.theme import GRID, MARGIN
from dmedesk.widgets.words import money, signed_money

_TITLE_WIDTH = 152
_GAP = 8 * GRID


class MonthPage(Page):
    """One calendar month: a picker, five figures, and the preview or the invoices below."""

    key = "month"
    area = "&Month"
    picture = "calendar-days"
    keys = (
        Key("Ctrl+PgUp, Ctrl+PgDown", "the month before, the month after"),
        Key("F8 or Enter", "Why? explains the line; F8 again closes"),
        Key("Ctrl+I", "the preview, or the invoices"),
        Key("Ctrl+J", "the scrub: what to look at before the month counts"),
        Key("Ctrl+Return", "post the month (asks first)"),
        Key("Ctrl+Backspace", "take back the last posting (asks first)"),
        Key("Ctrl+R", "run the month again that has months entered late"),
        Key("Ctrl+P, Ctrl+S", "print, save the invoice shown; Ctrl+P prints an open Why?"),
    )

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self.month_on = first_of_month(workplace.today)
        self.read: MonthRead | None = None
        self._asks_next = False
        self._asked = ""
        self._months = Latest(workplace.runner)
        self.posting = Posting(workplace, self.fail)
        self.preview = PreviewPane(self.run_again)
        self.invoices = InvoicesPane(workplace, self.fail)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.preview)
        self._stack.addWidget(self.invoices)
        self.said = label(part="soft")
        self.posting.done.connect(self._tell)
        bars = (self.findings, self.posting.question, self.posting.progress)
        page = column(self._head(), self._figures(), *bars, self._stack, gap=3 * GRID)
        page.setStretch(page.count() - 1, 1)
        self.setLayout(padded(page, MARGIN, 3 * GRID))
        self.setFocusProxy(self.preview.ready)

    # --- what stands on the page ---------------------------------------------------------------

    def _head(self) -> QHBoxLayout:
        self._title = label(part="heading")
        self._title.setMinimumWidth(_TITLE_WIDTH)
        earlier = button("", self.earlier, keys="Ctrl+PgUp", picture="chevron-left")
        later = button("", self.later, keys="Ctrl+PgDown", picture="chevron-right")
        for arrow, name in ((earlier, "The month before"), (later, "The month after")):
            arrow.setAccessibleName(name)
            arrow.setToolTip(f"{name} ({'Ctrl+PgUp' if arrow is earlier else 'Ctrl+PgDown'})")
        self.why = button("&Why?", self._toggle_why, keys="F8", tip="How the amount came about")
        self.undo = button(
            "Un&do posting …", self._ask_to_undo, keys="Ctrl+Backspace", picture="undo-2"
        )
        self.papers = button("Mak&e papers", self._make_papers, picture="file-text")
        self.post = button("P&ost month …", self._ask_to_post, keys="Ctrl+Return", part="primary")
        self._actions = {
            self.papers: "make_papers",
            self.undo: "undo_month",
            self.post: "post_month",
        }
        self._tips = {one: one.toolTip() for one in self._actions}
        for act in self._actions:
            act.setEnabled(False)
        self.papers.hide()
        actions = row(self.why, self.papers, self.undo, self.post)
        picker = row(earlier, self._title, later)
        return row(picker, self._tabs(), None, actions, gap=_GAP // 2)

    def _tabs(self) -> QHBoxLayout:
        group = QButtonGroup(self)
        self.tabs = tuple(
            button(name, partial(self.show_pane, place), part="tab")
            for place, name in enumerate(("Pre&view", "&Invoices"))
        )
        for tab in self.tabs:
            tab.setCheckable(True)
            group.addButton(tab)
        self.tabs[0].setChecked(True)
        self.on_key("Ctrl+I", self._other_pane)
        self.on_key("Ctrl+R", self._run_first_late)
        self.scrub = button(
            "Scrub", self._open_scrub, keys="Ctrl+J", tip="What to look at before it counts"
        )
        # On the panel itself: while it is closed, the key is the invoice's.
        QShortcut(QKeySequence("Ctrl+P"), self.preview.why).activated.connect(self._print_why)
        return row(*self.tabs, self.scrub, gap=2 * GRID)

    def _figures(self) -> QHBoxLayout:
        names = ("Ready", "Held", "Posted", "Month before", "Difference")
        self.amounts = {name: label("–", "figure") for name in names}
        figures = row(gap=_GAP)
        for name, amount in self.amounts.items():
            figures.addLayout(column(label(name, "small"), amount, gap=0))
        figures.addStretch(1)
        figures.addWidget(self.said)
        return figures

    # --- what it does --------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read the month anew."""
        self._title.setText(month_in_words(self.month_on))
        self._months.query(
            partial(read_month, month_on=self.month_on), done=self._show, failed=self.fail
        )

    def earlier(self) -> None:
        """Go to the month before."""
        self.go_to(months_after(self.month_on, -1))

    def later(self) -> None:
        """Go to the month after."""
        self.go_to(months_after(self.month_on, 1))

    def go_to(self, month_on: date) -> None:
        """Show another month."""
        self.posting.question.close_question()
        self.findings.clear()
        self.said.setText("")
        self.month_on = month_on
        self.refresh()

    def show_ask(self, ask: Ask) -> None:
        """Go to the month that is asked for; ``chip`` is a reason that holds, or the papers."""
        month_on = next((one.value for one in ask.filters if one.column == "month_on"), None)
        self._asked = ask.chip
        self.go_to(month_on if isinstance(month_on, date) else self.month_on)

    def run_again(self, month_on: date) -> None:
        """Go to a month that lacks something, and ask whether to post what it lacks."""
        self._asks_next = True
        self.go_to(month_on)

    def _run_first_late(self) -> None:
        if self.preview.late:
            self.run_again(self.preview.late[0].month_on)

    def show_pane(self, place: int) -> None:
        """The preview (0) or the invoices (1)."""
        self._stack.setCurrentIndex(place)
        self.tabs[place].setChecked(True)
        self.why.setVisible(place == 0)

    def _other_pane(self) -> None:
        self.show_pane(1 - self._stack.currentIndex())

    def _open_scrub(self) -> None:
        self.workplace.navigator.open_list(ListLink("scrub", of_month(self.month_on)))

    def _toggle_why(self) -> None:
        self.show_pane(0)
        self.preview.toggle_why()

    def _print_why(self) -> None:
        target = Press(self.workplace, self, self.fail).target("explanation")
        if target is not None:
            self.print_why_on(target)

    def print_why_on(self, target: QPrinter) -> None:
        """Print the explanation as it stands on the page; say why where that fails."""
        try:
            self.preview.why.print_on(target)
        except WorldError as error:
            self.fail((Finding(Severity.STOP, "world_failed", error.what, remedy=error.remedy),))

    def _show(self, read: MonthRead) -> None:
        if self.read is None or _stage(self.read) != _stage(read):
            self.show_pane(_stage(read)[1])
        self.read = read
        self.preview.show_month(read)
        self.invoices.show_month(read)
        count = len(read.standing)
        self.tabs[1].setText(f"&Invoices ({count})" if count else "&Invoices")
        self._show_figures(read)
        self._allow(read)
        self._show_asked()
        if self._asks_next:
            self._asks_next = False
            self._ask_to_post()

    def _show_asked(self) -> None:
        """What a link asked for besides the month."""
        asked, self._asked = self._asked, ""
        if asked == PAPERS:
            self.show_pane(1)
        elif asked:
            self.show_pane(0)
            self.preview.show_held(asked)

    def _show_figures(self, read: MonthRead) -> None:
        difference = read.posted_cents + read.ready_cents - read.before_cents
        values = (read.ready_cents, read.held_cents, read.posted_cents, read.before_cents)
        for amount, cents in zip(self.amounts.values(), values, strict=False):
            amount.setText(money(cents))
        self.amounts["Difference"].setText(signed_money(difference))
        self.amounts["Difference"].setToolTip("Posted and ready, against the month before")

    def _allow(self, read: MonthRead) -> None:
        """What may be done with the month as it stands."""
        free = self.workplace.may_write and not self.posting.is_busy
        for one, action in self._actions.items():
            one.setToolTip(self.workplace.why_not(action) or self._tips[one])
        may = {one: free and self.workplace.may(action) for one, action in self._actions.items()}
        self.post.setEnabled(may[self.post] and bool(read.counted))
        self.post.setText(f"P&ost {read.counted} …" if read.counted else "Nothing to p&ost")
        self.undo.setEnabled(may[self.undo] and bool(read.standing))
        self.papers.setVisible(read.without_paper > 0 and not self.posting.is_busy)
        self.papers.setEnabled(may[self.papers])

    def _ask_to_post(self) -> None:
        self._ask(self.post, self.posting.ask_to_post)

    def _ask_to_undo(self) -> None:
        self._ask(self.undo, self.posting.ask_to_undo)

    def _ask(self, asked: QPushButton, ask: Callable[[MonthRead], None]) -> None:
        if self.read is not None and asked.isEnabled() and not self.posting.is_busy:
            self.findings.clear()
            ask(self.read)

    def _make_papers(self) -> None:
        if self.read is not None:
            self.posting.make_papers(self.month_on, self.read.without_paper)

    def _tell(self, said: str) -> None:
        set_part(self.said, "ready")
        self.said.setText(f"✓ {said}")


def _stage(read: MonthRead) -> tuple[date, int]:
    """The month, and the pane that it needs first: what is ready (0), else what was posted (1)."""
    return read.plan.month_on, int(not read.counted and bool(read.standing))
