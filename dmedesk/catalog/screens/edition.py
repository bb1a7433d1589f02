"""An edition of the rate book: where it came from, and what it changes against another of its kind;
or a fee file that is to become one: picked, looked at, taken.
"""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QLineEdit

from dmedesk.catalog.actions import import_fees
from dmedesk.catalog.queries.editions import compare_editions, list_editions
from dmedesk.catalog.queries.proposals import compare_file
from dmedesk.catalog.rules.differences import Difference, Verb
from dmedesk.catalog.rules.reports import Comparison, EditionListed, FeeImport, kind_words
from dmedesk.catalog.rules.words import AreaChoice
from dmedesk.catalog.screens.columns import provenance_of, standing_of
from dmedesk.kit import entry
from dmedesk.kit.cells import Unreadable
from dmedesk.kit.findings import Finding, Severity
from dmedesk.kit.references import RecordRef
from dmedesk.widgets.file_asking import file_to_open
from dmedesk.widgets.forms.entries import ChoiceBox
from dmedesk.widgets.page import Key, RecordPage, Workplace
from dmedesk.widgets.parts import button, column, frame, label, padded, row
from dmedesk.widgets.progress import ProgressLine
from dmedesk.widgets.table import Column, Table
from dmedesk.widgets.tasks import Doors, GoOn, Latest
from dmedesk.widgets.theme import GRID, MARGIN, Tone, px
from dmedesk.widgets.words import count_of

_VERBS = {
    Verb.ADDED: ("+ new", Tone.READY),
    Verb.REMOVED: ("− gone", Tone.STOPPED),
    Verb.CHANGED: ("→ changed", Tone.OUT),
}
_AREA_WORDS = {
    AreaChoice.NON_RURAL: "the (NR) column",
    AreaChoice.RURAL: "the (R) column",
    AreaChoice.BY_ZIP: "by each member's ZIP",
}
_WIDE, _DAY_WIDTH = 240, 112

DIFFERENCE_COLUMNS: tuple[Column[Difference], ...] = (
    Column(
        "What",
        lambda one: _VERBS[one.verb][0],
        width=96,
        tone=lambda one: _VERBS[one.verb][1],
    ),
    Column("Code or ZIP", lambda one: one.subject[0], width=96),
    Column("Modifiers", lambda one: one.subject[1], width=96),
    Column("For", lambda one: one.subject[2], width=160, wide=True),
    Column("Before", lambda one: one.old or "", width=130, figures=True),
    Column("Then", lambda one: one.new or "", width=130, figures=True),
)


def counted(comparison: Comparison) -> str:
    """How many prices come, go and change, against what."""
    counts = [
        f"{sum(one.verb is verb for one in comparison.differences):,} {verb.value}" for verb in Verb
    ]
    against = comparison.old or "nothing in force before"
    return f"{comparison.new} against {against}: {', '.join(counts)}"


class EditionPage(RecordPage):
    """One edition: its provenance, and what it changes against another of its kind."""

    keys = (Key("Alt+W", "against which edition it is compared"),)

    def __init__(self, workplace: Workplace, ref: RecordRef) -> None:
        super().__init__(workplace, ref)
        self._books, self._differences = Latest(workplace.runner), Latest(workplace.runner)
        self._title, self._state = label(part="heading"), label()
        self.provenance = label(part="soft")
        self.provenance.setWordWrap(True)
        self.provenance.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.other = ChoiceBox("Compared with")
        self.other.setMinimumWidth(px(_WIDE))
        self.said = label(part="soft")
        self.said.setWordWrap(True)
        self.differences = Table("What this edition changes", DIFFERENCE_COLUMNS)
        named = label("Compared &with")
        named.setTextFormat(Qt.TextFormat.AutoText)
        named.setBuddy(self.other)
        about = frame("panel", padded(column(self.provenance), MARGIN))
        compared = row(named, self.other, self.said)
        compared.setStretch(2, 1)
        whole = column(
            row(self._title, self._state, None),
            self.findings,
            about,
            compared,
            self.differences,
            gap=3 * GRID,
        )
        whole.setStretch(4, 1)
        self.setLayout(padded(whole, MARGIN, 3 * GRID))
        self.setFocusProxy(self.other)
        self.other.currentIndexChanged.connect(self._compare)

    def refresh(self) -> None:
        """Read the editions anew."""
        self._books.query(
            lambda session: list_editions(session).editions, done=self._show, failed=self.fail
        )

    def _show(self, editions: Sequence[EditionListed]) -> None:
        mine = next((one for one in editions if one.id == self.ref.id), None)
        if mine is None:
            gone = Finding(Severity.STOP, "no_such_edition", "There is no such edition.")
            self.fail((gone,))
            return
        since = f" from {mine.from_on}" if mine.from_on else ""
        title = f"Edition {mine.id}: {kind_words(mine.kind)}{since}"
        self._title.setText(title)
        self._state.setText(standing_of(mine)[0])
        self.titled.emit(f"Edition {mine.id}")
        self.provenance.setText(f"{provenance_of(mine)}\n{count_of(mine.row_count, 'row')}")
        others = [one for one in editions if one.kind is mine.kind and one.id != mine.id]
        comparable = mine.from_on is not None and bool(others)
        self.other.blockSignals(True)  # noqa: FBT003 - Qt's signature
        self.other.clear()
        for one in reversed(others if comparable else ()):
            self.other.addItem(f"Edition {one.id} from {one.from_on}", one.id)
        self.other.blockSignals(False)  # noqa: FBT003 - Qt's signature
        self.other.setEnabled(comparable)
        before = [n for n in range(self.other.count()) if self.other.itemData(n) < mine.id]
        if comparable:
            self.other.setCurrentIndex(before[0] if before else 0)
            self._compare()
        else:
            self.said.setText("There is no other edition of its kind to compare it with.")

    def _compare(self, _index: int = 0) -> None:
        other = self.other.currentData()
        if other is not None:
            old, new = sorted((int(other), self.ref.id))
            self._differences.query(
                partial(_compared, old, new), done=self._show_differences, failed=self.fail
            )

    def _show_differences(self, comparison: Comparison) -> None:
        self.said.setText(counted(comparison))
        self.differences.show_rows(comparison.differences)


class TakeFilePage(RecordPage):
    """A fee file on its way into the rate book: what it would change is shown before it is taken.

    Reading and taking go on in the background; the desk stays free.
    """

    keys = (Key("Alt+P, Alt+E", "pick the file, take it"),)

    def __init__(self, workplace: Workplace, ref: RecordRef) -> None:
        super().__init__(workplace, ref)
        self.path: Path | None = None
        self._asked = 0
        self.file_name = label("No file is picked yet. Pick one, or drop it here.", "soft")
        self.prices, self.first_day = ChoiceBox("Prices of which area"), QLineEdit()
        self.progress = ProgressLine(lambda: None)
        self.said = label(part="soft")
        self.said.setWordWrap(True)
        self.differences = Table("What the file would change", DIFFERENCE_COLUMNS)
        self.pick_button = button("&Pick a file …", self.pick, picture="file-text")
        self.take_button = button("Tak&e it", self.take, part="primary")
        self.take_button.setEnabled(False)
        self._lay_out()
        self.setAcceptDrops(True)

    def _lay_out(self) -> None:
        for choice, words in _AREA_WORDS.items():
            self.prices.addItem(words, choice.value)
        self.prices.setMinimumWidth(px(_WIDE))
        self.prices.currentIndexChanged.connect(lambda _index: self.look())
        self.first_day.setFixedWidth(px(_DAY_WIDTH))
        self.first_day.setPlaceholderText("its own")
        self.first_day.setAccessibleName("In force from")
        self.first_day.editingFinished.connect(self.look)
        pairs = (("Prices of &area", self.prices), ("In &force from", self.first_day))
        asked = row(self.pick_button, self.file_name, None, gap=3 * GRID)
        options = row(gap=2 * GRID)
        for word, field in pairs:
            named = label(word)
            named.setTextFormat(Qt.TextFormat.AutoText)
            named.setBuddy(field)
            options.addWidget(named)
            options.addWidget(field)
        options.addStretch(1)
        options.addWidget(self.take_button)
        whole = column(
            label("Take a fee file", "heading"),
            self.findings,
            asked,
            options,
            self.progress,
            self.said,
            self.differences,
            gap=3 * GRID,
        )
        whole.setStretch(6, 1)
        self.setLayout(padded(whole, MARGIN, 3 * GRID))
        self.setFocusProxy(self.pick_button)

    def refresh(self) -> None:
        """Say the tab's title; a look at the file is asked for by picking it."""
        self.titled.emit("Fee file")

    # --- the file ------------------------------------------------------------------------------

    def pick(self) -> None:
        """Ask for the file, and look at it."""
        kinds = "Fee files (*.csv *.txt *.xlsx);;All files (*)"
        path = file_to_open(self, self.workplace.folders, "Pick a fee file", kinds)
        if path is not None:
            self.look_at(path)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        """A file may be dropped."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        """Look at the file that was dropped."""
        (url, *_others) = event.mimeData().urls()
        event.acceptProposedAction()
        self.look_at(Path(url.toLocalFile()))

    def look_at(self, path: Path) -> None:
        """Show what taking this file would change."""
        self.path = path
        self.file_name.setText(path.name)
        self.look()

    def look(self) -> None:
        """Read the file with what is chosen, in the background."""
        options = self._options()
        if self.path is None or options is None:
            return
        self.findings.clear()
        self.take_button.setEnabled(False)
        self._asked += 1
        mine = self._asked
        self.progress.tell(f"Reading {self.path.name} …", stoppable=False)
        self.workplace.runner.carry_out(
            partial(_looked, self.path, options),
            step=lambda _made: None,
            is_stopped=lambda: False,
            done=lambda comparison: self._show(comparison) if mine == self._asked else None,
            failed=self._fail,
        )

    def _options(self) -> dict[str, Any] | None:
        """What is chosen; None, with a finding, where the day cannot be read."""
        typed, from_on = self.first_day.text().strip(), None
        if typed:
            try:
                from_on = entry.day(typed, today=self.workplace.today)
            except Unreadable as error:
                name = "In force from"
                self.fail((Finding(Severity.STOP, error.code, error.message, name, error.remedy),))
                return None
            self.first_day.setText(from_on.isoformat())
        return {"area": str(self.prices.currentData()), "from_on": from_on}

    def _show(self, comparison: Comparison) -> None:
        self.progress.hide()
        self.said.setText(counted(comparison))
        self.differences.show_rows(comparison.differences)
        self.take_button.setEnabled(self.workplace.may_write and bool(comparison.differences))
        self.take_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fail(self, findings: tuple[Finding, ...]) -> None:
        self.progress.hide()
        self.fail(findings)

    # --- taking --------------------------------------------------------------------------------

    def take(self) -> None:
        """Take the file into the rate book, in the background."""
        options = self._options()
        if self.path is None or options is None:
            return
        self.take_button.setEnabled(False)
        self.progress.tell(f"Taking {self.path.name} …", stoppable=False)
        self.workplace.runner.carry_out(
            partial(_taken, self.path, options),
            step=lambda _made: None,
            is_stopped=lambda: False,
            done=self._told,
            failed=self._fail,
        )

    def _told(self, taken: FeeImport) -> None:
        self.progress.hide()
        self.workplace.changed.emit()
        if taken.edition_id is None:
            self.workplace.say(f"{taken.file_name} is in the rate book already.")
            return
        self.workplace.say(f"{taken.file_name} is taken as edition {taken.edition_id}.")
        # This page stays that of no edition: the edition gets its own, and this one goes.
        self.workplace.navigator.open_record(RecordRef("edition", taken.edition_id))
        self.done.emit()


def edition_page(workplace: Workplace, ref: RecordRef) -> RecordPage:
    """The page of an edition; for a new one (id 0) the page that takes a file."""
    return EditionPage(workplace, ref) if ref.id else TakeFilePage(workplace, ref)


def _compared(old: int, new: int, session: Any) -> Comparison:
    return compare_editions(session, old=old, new=new)


def _looked(path: Path, options: dict[str, Any], doors: Doors, _go_on: GoOn) -> Comparison:
    with doors.reading() as session:
        return compare_file(session, path=path, **options)


def _taken(path: Path, options: dict[str, Any], doors: Doors, _go_on: GoOn) -> FeeImport:
    with doors.writing("import_fees") as work:
        return import_fees(work, path=path, **options)
