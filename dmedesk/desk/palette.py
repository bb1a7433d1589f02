"""The search of the whole desk (Ctrl+K): a field, and below it what is found as one types.

The list floats over the page and never takes the cursor. Up and Down choose, Enter opens, Ctrl and
Enter open beside what is there, Esc goes back to where one was. A few letters find commands, too;
before any letter stand the records that were open last.
"""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, TypeAlias

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QFrame, QLineEdit, QWidget
from shiboken6 import isValid

from dmedesk.desk.feeds import feeds, found_by, titles_of
from dmedesk.desk.indexer import Indexer
from dmedesk.desk.results import Command, Line, ResultList
from dmedesk.kit.findings import Finding
from dmedesk.kit.lists import Ask, Filter, Match
from dmedesk.kit.offers import ListLink
from dmedesk.kit.references import RecordRef
from dmedesk.store.words import asked_words, words
from dmedesk.widgets.icons import icon
from dmedesk.widgets.page import Workplace
from dmedesk.widgets.parts import column, padded
from dmedesk.widgets.tasks import Latest
from dmedesk.widgets.theme import GRID

if TYPE_CHECKING:
    from dmedesk.store.search import Hit, Section

WIDTH, HEIGHT = 720, 520
_FIELD_WIDTH = 300
_MOST_COMMANDS, _MOST_RECENT = 6, 10

Recent: TypeAlias = Callable[[], Sequence[RecordRef]]


# Where a record is looked at that has no page of its own: the list, and the column of its title.
_LISTS = {
    "hcpcs": ("rates", "hcpcs"),
    "asset": ("units", "serial"),
    "product": ("products", "description"),
}


def opens(hit: "Hit", knows: Callable[[str], bool]) -> RecordRef | ListLink:
    """Where a record that was found stands: its page where the desk ``knows`` its kind of one."""
    if knows(hit.kind) or hit.kind not in _LISTS:
        return RecordRef(hit.kind, hit.record_id)
    key, column_key = _LISTS[hit.kind]
    return ListLink(key, Ask(filters=(Filter(column_key, Match.CONTAINS, hit.title),)))


class SearchField(QLineEdit):
    """The field, with its list below. ``commands`` are found beside the records.

    ``recent`` answers the records that were open last, newest first; ``knows`` says whether a kind
    of record has a page.
    """

    shown = Signal()
    """What was found last stands in the list."""

    def __init__(
        self,
        workplace: Workplace,
        commands: Callable[[], Sequence[Command]] = tuple,
        *,
        indexer: Indexer | None = None,
        recent: Recent = tuple,
        knows: Callable[[str], bool] = lambda _kind: True,
    ) -> None:
        super().__init__()
        self._knows = knows
        self.workplace, self._commands, self._recent = workplace, commands, recent
        self.indexer = indexer or Indexer(workplace, self)
        self._latest = Latest(workplace.runner)
        self._before: QWidget | None = None
        # Until the answer to what stands in the field is there, Enter waits for it.
        self._is_asking = False
        self._enters: Callable[[], None] | None = None
        self.list = ResultList()
        self.list.clicked.connect(lambda _index: self.open_chosen())
        self.panel = self._panel()
        self.setPlaceholderText("Search (Ctrl+K)")
        self.setAccessibleName("Search")
        self.setClearButtonEnabled(True)
        self.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.setFixedWidth(_FIELD_WIDTH)
        self.textChanged.connect(lambda _text: self._ask_anew())
        self.indexer.caught_up.connect(self._ask_again)
        shortcut = QShortcut(QKeySequence("Ctrl+K"), self)
        shortcut.setContext(Qt.ShortcutContext.ApplicationShortcut)
        shortcut.activated.connect(self.begin)

    def _panel(self) -> QFrame:
        panel = QFrame()
        panel.setProperty("part", "palette")
        panel.setLayout(padded(column(self.list), 1, GRID))
        panel.hide()
        return panel

    # --- coming and going -----------------------------------------------------------------------

    def begin(self, text: str | None = None) -> None:
        """Take the cursor, from whichever window it is in, with this text or the last one."""
        focus = QApplication.focusWidget()
        if focus is not None and focus is not self:
            self._before = focus
        window = self.window()
        window.activateWindow()
        window.raise_()
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if text is not None:
            self.setText(text)
        self.selectAll()

    def leave(self) -> None:
        """Close the list, and give the cursor back to where it was."""
        self.panel.hide()
        self.clear()
        before, self._before = self._before, None
        if before is not None and isValid(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.clearFocus()

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Show the list; find what a command wrote beside the desk meanwhile."""
        super().focusInEvent(event)
        if event.reason() == Qt.FocusReason.ActiveWindowFocusReason:
            return
        self._float()
        self._ask()
        self.indexer.catch_up()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Who goes on elsewhere needs the list no more."""
        super().focusOutEvent(event)
        self._enters = None
        self.panel.hide()

    def _float(self) -> None:
        """Put the list into this window, above everything."""
        window = self.window()
        if self.panel.parentWidget() is not window:
            self.panel.setParent(window)
            window.installEventFilter(self)
        self._place()
        self.panel.show()
        self.panel.raise_()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Stay below the field when the window changes its size."""
        if event.type() == QEvent.Type.Resize and self.panel.isVisible():
            self._place()
        return False

    def _place(self) -> None:
        window = self.panel.parentWidget()
        if window is None:
            return
        corner = self.mapTo(window, QPoint(self.width(), self.height() + GRID))
        wide = min(WIDTH, window.width() - 4 * GRID)
        high = min(HEIGHT, self.list.full_height() + 2 * GRID, window.height() - corner.y() - GRID)
        left = max(2 * GRID, corner.x() - wide)
        self.panel.setGeometry(left, corner.y(), wide, max(high, 0))

    # --- asking ---------------------------------------------------------------------------------

    def _ask_anew(self) -> None:
        self._enters = None
        self._ask()

    def _ask_again(self) -> None:
        if self.panel.isVisible():
            self._ask()

    def _ask(self) -> None:
        if not self.hasFocus():
            return
        if not self.panel.isVisible():
            self._float()
        text, self._is_asking = self.text(), True
        if asked_words(text):
            ask = partial(found_by, text=text)
            self._latest.query(ask, done=partial(self._show, text), failed=self._fail)
        else:
            refs = [(ref.kind, ref.id) for ref in self._recent()[:_MOST_RECENT]]
            remember: Callable[[Any], list[Any]] = partial(titles_of, records=refs)
            self._latest.query(remember, done=self._show_recent, failed=self._fail)

    def _show(self, text: str, sections: "list[Section]") -> None:
        lines = _of_sections([one for one in sections if not _is_aside(one)])
        lines += _of_commands(_fitting(self._commands(), text))
        lines += _of_sections([one for one in sections if _is_aside(one)])
        if not lines:
            lines = [
                Line(f"Nothing found for “{text.strip()}”."),
                Line(f"Looked among {_sections()} and commands."),
            ]
        self._present([*lines, *self._state()])

    def _show_recent(self, hits: "list[Hit]") -> None:
        lines = [Line("Open last", is_heading=True), *map(_of_hit, hits)] if hits else []
        self._present([*lines, *_of_commands(self._commands()), *self._state()])

    def _state(self) -> list[Line]:
        """What may be missing, and why."""
        if self.indexer.trouble:
            said = self.indexer.trouble[0].sentence()
            return [Line(f"The search may lack what is new. {said}")]
        if self.indexer.is_behind:
            return [Line("The search is still reading the shop; some records may be missing.")]
        return []

    def _present(self, lines: Sequence[Line]) -> None:
        self.list.show_lines(lines)
        count = sum(line.opens for line in lines)
        self._describe(f"{count} found. " if count else "Nothing found. ")
        self._place()
        self._is_asking = False
        self.shown.emit()
        enters, self._enters = self._enters, None
        if enters is not None:
            enters()

    def _describe(self, before: str = "") -> None:
        line = self.list.chosen()
        said = "" if line is None else f"{line.title}, {line.more}".strip(", ")
        self.setAccessibleDescription(f"{before}{said}")

    def _fail(self, findings: tuple[Finding, ...]) -> None:
        self._present([Line(finding.sentence()) for finding in findings])

    # --- choosing -------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Keys that go to the list; all others type."""
        key = event.key()
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        if key in steps:
            self.list.step(steps[Qt.Key(key)])
            self._describe()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            apart = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            self.open_chosen(apart=apart)
        elif key == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    def open_chosen(self, *, apart: bool = False) -> None:
        """Open what is chosen; ``apart`` in a tab behind, and the search stays open.

        Whoever is faster than the answer gets what it finds first, not what stood there before.
        """
        if self._is_asking:
            self._enters = partial(self.open_chosen, apart=apart)
            return
        line = self.list.chosen()
        if line is None or not line.opens:
            return
        if line.hit is not None and apart:
            self.open_hit(line.hit, apart=True)
            return
        self._before = None
        self.leave()
        if line.hit is not None:
            self.open_hit(line.hit)
        elif line.command is not None:
            line.command.act()

    def open_hit(self, hit: "Hit", *, apart: bool = False) -> None:
        """Go to a record."""
        self.workplace.navigator.open_link(opens(hit, self._knows), apart=apart)


def _of_hit(hit: "Hit") -> Line:
    return Line(hit.title, hit.line, hit=hit)


def _is_aside(section: "Section") -> bool:
    """Codes that are only told by their words: a fee file brings thousands, a page is meant."""
    return not section.hits[0].is_whole and section.hits[0].kind == "hcpcs"


def _of_sections(sections: "Sequence[Section]") -> list[Line]:
    lines: list[Line] = []
    for section in sections:
        lines.append(Line(section.title, is_heading=True))
        lines += [_of_hit(hit) for hit in section.hits]
    return lines


def _of_commands(commands: Sequence[Command]) -> list[Line]:
    lines = [Line(one.title, one.keys, command=one) for one in commands]
    return [Line("Commands", is_heading=True), *lines] if lines else []


def _fitting(commands: Sequence[Command], text: str) -> list[Command]:
    """The commands of which every word asked for begins a word; first those that it names."""
    asked = asked_words(text)
    found = [one for one in commands if _begin_in(asked, f"{one.title} {one.words}")]
    found.sort(key=lambda one: (not _begin_in(asked, one.name), not _begin_in(asked, one.title)))
    return found[:_MOST_COMMANDS]


def _begin_in(asked: Sequence[str], text: str) -> bool:
    known = list(words(text))
    return all(any(word.startswith(one) for word in known) for one in asked)


def _sections() -> str:
    """Where was looked, in words; a code keeps its capitals."""
    return ", ".join(
        feed.section if feed.letter == "h" else feed.section.lower() for feed in feeds()
    )
