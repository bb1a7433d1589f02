"""A member's audit binder: which days and sections, what is missing, made, seen, printed, saved."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QWidget

from dmedesk.binder.queries import BinderMade, binders_of, whose
from dmedesk.binder.rules import BINDER, Whose, period_words
from dmedesk.binder.screens.making import Made, make_binder, read_sections, section_keys
from dmedesk.kit.binders import BinderAsk, BinderSection
from dmedesk.kit.calendar import ONE_DAY
from dmedesk.kit.findings import Finding, Severity
from dmedesk.kit.offers import Offers
from dmedesk.kit.references import RecordRef
from dmedesk.widgets.forms.entries import DayEntry
from dmedesk.widgets.forms.fields import FormField, Kind
from dmedesk.widgets.page import Key, RecordPage, Workplace
from dmedesk.widgets.paper import PaperView
from dmedesk.widgets.parts import button, column, label, padded, row, scrolled
from dmedesk.widgets.press import Press
from dmedesk.widgets.progress import ProgressLine
from dmedesk.widgets.table import Column, Table
from dmedesk.widgets.tasks import Doors, GoOn, Latest
from dmedesk.widgets.theme import GRID, MARGIN
from dmedesk.widgets.ticks import Tick, TickList
from dmedesk.widgets.words import count_of

_ASIDE, _PAPER = 570, 610
_SEAL = 8
_MADE_HEIGHT = 34 * GRID

MADE_COLUMNS: tuple[Column[BinderMade], ...] = (
    Column("Binder", lambda one: one.binder_no, width=88),
    Column("Made", lambda one: f"{one.made_at.astimezone():%Y-%m-%d %H:%M}", width=148),
    Column("By", lambda one: one.made_by, width=72, wide=True),
    Column("Pages", lambda one: f"{one.pages:,}", width=56, figures=True),
    Column("Missing", lambda one: str(one.missing), width=64, figures=True),
    Column(
        "SHA-256",
        lambda one: one.sha256[:_SEAL],
        width=88,
        spare=1,
        tip=lambda one: f"The digest of all its bytes: {one.sha256}",
    ),
)


@dataclass(frozen=True, slots=True)
class _Read:
    """What the page shows: the member, what the binder can hold, the binders that were made."""

    member: Whose | None
    sections: Sequence[BinderSection]
    made: Sequence[BinderMade]


def _read(session: Any, offers: Offers, ask: BinderAsk) -> _Read:
    member = whose(session, member_id=ask.ref.id)
    if member is None:
        return _Read(None, (), ())
    sections = read_sections(session, offers, ask)
    return _Read(member, sections, binders_of(session, member_id=ask.ref.id))


class BinderPage(RecordPage):
    """What goes in at the left, with what is missing; the binder that was made at the right."""

    keys = (
        Key("Ctrl+Return", "make the binder"),
        Key("Space", "tick a section, or untick it"),
        Key("Ctrl+P", "print the binder that was made"),
        Key("Ctrl+S", "save it as PDF"),
    )

    def __init__(self, workplace: Workplace, ref: RecordRef) -> None:
        super().__init__(workplace, ref)
        self._reads = Latest(workplace.runner)
        self._press = Press(workplace, self, self.fail)
        self._from_on: date | None = None
        self._until_on: date | None = None
        self._unticked: set[str] | None = None
        self._stopped = self._is_busy = False
        self._papers = 0
        self.made: Made | None = None
        self._make_pieces()
        self._make_layout()
        self.setFocusProxy(self.first.line)
        workplace.person_changed.connect(self._allow)
        self._allow()

    # --- what it is made of ---------------------------------------------------------------------

    def _make_pieces(self) -> None:
        self.title, self.about = label(part="heading"), label(part="soft")
        self.first = self._day("from_on", "From")
        self.last = self._day("until_on", "Until")
        self.ticks = TickList("Sections", columns=1)
        self.ticks.changed.connect(self._ticked)
        self.missing = label()
        self.missing.setWordWrap(True)
        self.missing.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.missing.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.make = button("&Make the binder", self.make_now, keys="Ctrl+Return", part="primary")
        self.progress = ProgressLine(self.stop)
        self.table = Table("Binders that were made", MADE_COLUMNS)
        self.table.setMinimumHeight(_MADE_HEIGHT)
        self.paper = PaperView("The binder")
        self.shown = label("No binder is made yet.", "soft")
        self.print = button("&Print", self.print_paper, keys="Ctrl+P", picture="printer")
        self.save = button("&Save PDF", self.save_as, keys="Ctrl+S", picture="save")

    def _day(self, key: str, name: str) -> DayEntry:
        entry = DayEntry(FormField(key, name, Kind.DAY, help="all days"), self.workplace)
        entry.line.setAccessibleName(name)
        entry.line.editingFinished.connect(self._take_days)
        return entry

    def _make_layout(self) -> None:
        aside = QWidget()
        below = column(self.ticks, label("What is missing", "section"), self.missing, None)
        inside = QWidget()
        inside.setLayout(padded(below, 0, 0))
        left = column(
            self._head(),
            scrolled(inside),
            label("Made before", "section"),
            self.table,
            gap=2 * GRID,
        )
        left.setStretch(1, 3)
        left.setStretch(3, 1)
        aside.setLayout(left)
        right = QWidget()
        beside = column(row(self.shown, None, self.print, self.save), self.paper, None)
        beside.setStretch(1, 1)
        beside.setStretch(2, 0)
        right.setLayout(beside)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(aside)
        split.addWidget(right)
        split.setSizes([_ASIDE, _PAPER])
        split.setHandleWidth(4 * GRID)
        split.setChildrenCollapsible(False)
        head = row(self.title, self.about, None, gap=3 * GRID)
        whole = column(head, self.findings, self.progress, split, gap=3 * GRID)
        whole.setStretch(3, 1)
        self.setLayout(padded(whole, MARGIN, 3 * GRID))

    def _head(self) -> QHBoxLayout:
        pieces: list[QWidget | None] = []
        for words, entry in (("&From", self.first), ("&Until", self.last)):
            named = label(words, "soft")
            named.setBuddy(entry.line)
            pieces += (named, entry.line)
        return row(*pieces, None, self.make)

    # --- what it shows ----------------------------------------------------------------------------

    def _allow(self) -> None:
        why_not = self.workplace.why_not("make_binder")
        may = self.workplace.may_write and not why_not and not self._is_busy
        self.make.setEnabled(may)
        self.make.setToolTip(why_not or "Make the binder (Ctrl+Return)")
        self.paper.setVisible(self.made is not None)
        for one in (self.print, self.save):
            one.setEnabled(self.made is not None)

    @property
    def ask(self) -> BinderAsk:
        """What the fields ask for."""
        until_on = None if self._until_on is None else self._until_on + ONE_DAY
        return BinderAsk(
            RecordRef("member", self.ref.id), self.workplace.today, self._from_on, until_on
        )

    def refresh(self) -> None:
        """Read what the binder would hold."""
        read = partial(_read, offers=self.workplace.offers, ask=self.ask)
        self._reads.query(read, done=self._show, failed=self.fail)

    def _show(self, read: _Read) -> None:
        if read.member is None:
            gone, remedy = "There is no such member in this shop.", "Close this page."
            self.fail((Finding(Severity.STOP, "removed", gone, remedy=remedy),))
            return
        self.title.setText(f"Audit binder of {read.member.name}")
        self.about.setText(f"{read.member.member_no} · {period_words(self.ask)}")
        self.titled.emit(f"Binder {read.member.member_no}")
        self._sections = {section.key: section for section in read.sections}
        if self._unticked is None:
            self._unticked = set(self._sections) - set(section_keys(read.sections))
        self.ticks.show_ticks([Tick(one.key, one.title, _holds(one)) for one in read.sections])
        for one in read.sections:
            self.ticks.boxes[one.key].setChecked(one.key not in self._unticked)
        self.table.show_rows(read.made, same=lambda one: one.id)
        self._say_missing()

    def _ticked(self) -> None:
        ticked = {str(key) for key in self.ticks.ticked()}
        self._unticked = set(self._sections) - ticked
        self._say_missing()

    def _say_missing(self) -> None:
        chosen = [self._sections[str(key)] for key in self.ticks.ticked()]
        self._papers = sum(len(one.papers) for one in chosen)
        lacking = [f"• {said}" for one in chosen for said in one.missing]
        self.missing.setText("\n".join(lacking) or "Nothing that the records ask for is missing.")

    def _take_days(self) -> None:
        taken = []
        for entry in (self.first, self.last):
            day, wrong = entry.taken()
            if wrong:
                return
            taken.append(day)
        if taken != [self._from_on, self._until_on]:
            self._from_on, self._until_on = taken
            self.refresh()

    # --- making -----------------------------------------------------------------------------------

    def make_now(self) -> None:
        """Make the binder in the background, in the name of whoever sits here now."""
        self._take_days()
        if self._is_busy or not self.make.isEnabled():
            return
        self.findings.clear()
        self._stopped, self._is_busy = False, True
        self._allow()
        chosen = [str(key) for key in self.ticks.ticked()]
        ask, offers = self.ask, self.workplace.offers

        def make(doors: Doors, go_on: GoOn) -> Made | None:
            return make_binder(doors, go_on, offers=offers, ask=ask, chosen=chosen)

        self._tell(0)
        self.workplace.runner.carry_out(
            make,
            step=self._tell,
            is_stopped=lambda: self._stopped,
            done=self._done,
            failed=self._failed,
        )

    def _tell(self, done: int) -> None:
        said = f"Making the binder: {done} of {count_of(self._papers, 'paper')}"
        self.progress.tell(said, made=done, of=self._papers)

    def stop(self) -> None:
        """End at the next paper; nothing is made then."""
        self._stopped = True

    def _done(self, made: Made | None) -> None:
        self._end()
        if made is None:
            self.workplace.say("Stopped: no binder was made.")
            return
        self.made = made
        self.paper.show_paper(made.content)
        lacking = f", {len(made.missing)} missing" if made.missing else ", nothing missing"
        self.shown.setText(f"{made.number}: {count_of(made.pages, 'page')}{lacking}")
        self._allow()
        self.workplace.say(f"Binder {made.number} is made.")
        self.workplace.changed.emit()

    def _failed(self, findings: tuple[Finding, ...]) -> None:
        self._end()
        self.fail(findings)

    def _end(self) -> None:
        self._is_busy = False
        self.progress.hide()
        self._allow()

    def may_close(self) -> bool:
        """Closing the page while a binder is made ends that."""
        self.stop()
        return True

    # --- paper ------------------------------------------------------------------------------------

    def print_paper(self) -> None:
        """Print the binder on the printer that this computer has for binders."""
        if self.made is not None:
            self._press.print_paper(self.made.content, BINDER, self.made.number)

    def save_as(self) -> None:
        """Ask where, and save the binder."""
        if self.made is not None:
            self._press.save_as(self.made.content, "Save the binder", f"{self.made.number}.pdf")


def _holds(section: BinderSection) -> str:
    if section.is_empty:
        return "nothing in these days"
    told = [count_of(len(section.papers), "paper")] if section.papers else []
    if section.missing:
        told.append(f"{len(section.missing)} missing")
    return ", ".join(told) or "from the records"
